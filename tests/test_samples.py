"""The sample articles: well-formed, invented, and showing everything that real pages have."""

from __future__ import annotations

import re
import unicodedata

import pytest

from tests.support.places import SAMPLES

PATHS = sorted(SAMPLES.glob("*/*.txt"))
ARTICLES = {path.relative_to(SAMPLES).as_posix(): path.read_bytes().decode("utf-8") for path in PATHS}
ENGLISH = "بريد النوارس/bridge-collapse.txt"
PERSIAN = "وكالة بيلسان/entekhabat-fa.txt"
MARKUP = "مرآة السرو/jisr-wathaiq.txt"
ARABIC = {name: text for name, text in ARTICLES.items() if name not in (ENGLISH, PERSIAN)}
BRIDGE = {name: text for name, text in ARABIC.items() if "جسر السنديان" in text}
ELECTION = {name: text for name, text in ARABIC.items() if "انتخابات" in text and name not in BRIDGE}

ZWNJ = "\u200c"
TATWEEL = "\u0640"
ARABIC_LETTER = re.compile(r"[ء-ي]")
SIGNATURE = r"— [^\n(]+ \(@\w{1,15}\) [A-Z][a-z]+ \d{1,2}, \d{4}$"


def outlets(articles: dict[str, str]) -> set[str]:
    """The outlets, that is the folders, of `articles`."""
    return {name.split("/")[0] for name in articles}


def outlets_that_say(articles: dict[str, str], pattern: str) -> set[str]:
    """The outlets with an article in which `pattern` is found."""
    return outlets({name: text for name, text in articles.items() if re.search(pattern, text, re.M)})


def test_there_are_twelve_arabic_articles_by_five_outlets_and_one_in_english_and_one_in_persian() -> None:
    assert len(ARABIC) >= 12
    assert len(outlets(ARABIC)) == 5
    assert outlets(ARTICLES) == outlets(ARABIC)
    assert {ENGLISH, PERSIAN} <= ARTICLES.keys()


@pytest.mark.parametrize("event", [BRIDGE, ELECTION], ids=["bridge", "election"])
def test_each_event_is_reported_by_all_five_outlets(event: dict[str, str]) -> None:
    assert len(outlets(event)) == 5


def test_every_arabic_article_is_about_one_of_the_two_events() -> None:
    assert BRIDGE.keys() | ELECTION.keys() == ARABIC.keys()


@pytest.mark.parametrize("name", ARTICLES)
class TestEveryArticle:
    def test_is_utf8_without_byte_order_mark_in_nfc(self, name: str) -> None:
        assert not ARTICLES[name].startswith("\ufeff")
        assert unicodedata.is_normalized("NFC", ARTICLES[name])

    def test_has_no_control_or_unassigned_character(self, name: str) -> None:
        odd = {c for c in ARTICLES[name] if unicodedata.category(c) in ("Cc", "Cf", "Cn", "Co", "Cs")}
        assert odd <= {"\n", ZWNJ}

    def test_has_a_length_of_150_to_350_words(self, name: str) -> None:
        assert 150 <= len(ARTICLES[name].split()) <= 350

    def test_begins_with_a_title(self, name: str) -> None:
        title = ARTICLES[name].split("\n")[0]
        assert title == title.strip()
        assert 5 <= len(title.split()) <= 16
        assert not title.endswith(".")

    def test_has_a_short_latin_file_name_in_a_folder_named_in_arabic(self, name: str) -> None:
        folder, file = name.split("/")
        assert unicodedata.is_normalized("NFC", folder)
        assert re.fullmatch(r"[ء-ي]+( [ء-ي]+)*", folder)
        assert len(folder) <= 16
        assert re.fullmatch(r"[a-z]+(-[a-z]+)+\.txt", file)

    def test_names_no_address_that_somebody_could_own(self, name: str) -> None:
        for host in re.findall(r"https?://([^/\s]+)", ARTICLES[name]):
            assert host.endswith(".example")


FEATURES = {
    "guillemets": (r"«[^«»\n]+»", 4),
    "straight double quotes": (r'"[^"\n]+"', 3),
    "curly double quotes": (r"“[^“”\n]+”", 3),
    "curly single quotes": (r"‘[^‘’\n]+’", 1),
    "a direct quotation after a verb and a colon": (
        r"(قال|قالت|يقول|قائلا|بالقول|بقوله|أجاب|أضاف|أضافت|تضيف|يضيف|فرد)\b[^\n:]*: [«\"“]",
        10,
    ),
    "an indirect quotation": (
        r"(قال|قالت|يقول|تقول|أوضح|أكد|أضاف|أفادت)\b[^\n:]{3,80} (إن|أن|بأن)ه?ا? [^«\"“]",
        9,
    ),
    "a mixed quotation": (r"(أن|أنه|إنه|بأنه|إن) [^\n.«\"“]{0,60}[«\"“]", 6),
    "a source that quotes another": (
        r"ونقلت [^\n]+ قوله إن|فقالوا لنا إنهم أبلغوا|قيل لنا إن الوزير قال|أبلغ (المراقبين|مقربين)",
        5,
    ),
    "the participle مضيفا": (r"مضيفا أن", 3),
    "the participle مشيرا إلى": (r"مشيرا إلى|مشيرة إلى", 4),
    "other participles": (r"(مؤكدا|مؤكدة|لافتا إلى|موضحا|موضحة|معتبرا|نافيا|زاعما|متسائلة|داعيا)\b", 8),
    "attribution by بحسب": (r"بحسب ", 5),
    "attribution by وفقا or وفق": (r"وفقا? ل?", 3),
    "attribution by نقلت ... عن": (r"ونقلت [^\n]+ عن ", 2),
    "a denial": (r"(نفى|نفت|ونفى|ونفت|نافيا|ينفي)\b", 7),
    "an accusation": (r"(اتهم|واتهم|متهمة)\b", 4),
    "a forecast": (r"(توقع|وتوقع|وتوقعت|وتتوقع)\b", 4),
    "a tweet's signature on a line of its own": (rf"^{SIGNATURE}", 6),
    "a tweet's signature at the end of its text": (rf"\S{SIGNATURE}", 2),
    "a dateline with date and agency": (r"^\S[^\n]{3,20} \d+ مارس 2026 \(وكالة بيلسان\) - ", 3),
    "a dateline with wire reports": (r"^تل القرنفل - [^\n]+ ووكالات$", 1),
    "a byline": (r"^كتبت: ", 1),
    "a byline after a doubled dash": (r" ــ يزن اللازوردي$", 2),
    "a date line of a content system": (r"^\S+ \d+ مارس 2026 - \d\d:\d\d$", 3),
    "a related link": (r"^اقرأ أيضا: \S", 4),
    "a list of related links": (r"^(قد يهمك أيضا|اقرأ أيضا:)\n\S", 3),
    "share buttons": (r"^(شارك الخبر: .+|انسخ الرابط)$", 4),
    "a comment box": (r"^(اترك تعليقا|أرسل تعليقك|تعليقات القراء \(\d+\))$", 5),
    "an advertisement line": (r"^(إعلان|مساحة إعلانية)$", 4),
    "a handle in an Arabic sentence": (r"[ء-ي] @\w+", 3),
    "a hashtag": (r"#[ء-ي]+_[ء-ي]+", 6),
    "an address after Arabic words": (r"[ء-ي:]\W{1,3}https://\S+\.example/", 5),
    "a Latin name in an Arabic sentence": (r"[ء-ي] [A-Z][A-Za-z]+( [A-Z][A-Za-z]+)* [ء-ي]", 4),
    "a Latin name in brackets": (r"\([A-Z][a-z]+ [A-Z][a-z]+\)", 1),
    "Western digits": (r"\b[0-9]+ [ء-ي]", 9),
    "Arabic-Indic digits": (r"[٠-٩]+ [ء-ي]", 2),
    "a percentage with the Western sign": (r"\d(\.\d)?%", 5),
    "a percentage with the Arabic sign": (r"[٠-٩]٪", 2),
    "a percentage in words": (r"في المئة", 3),
    "a number word": (r"\b(سبعة|تسعة|ثمانية عشر|أربعون|اثني عشر|خمسة|مئات)\b", 7),
    "money": (r"(مليون|ألف|[0-9٠-٩]+) دينار", 8),
    "a decimal fraction": (r"\d\.\d", 4),
    "a vowel mark": (r"[ء-ي][ً-ْ]", 9),
    "tatweel": (TATWEEL, 6),
    "stretched letters": (rf"[ء-ي]{TATWEEL}{{2,}}[ء-ي]", 1),
    "round brackets": (r"\([^()\n]+\)", 8),
    "square brackets": (r"\[[^\[\]\n]*[ء-ي][^\[\]\n]*\]", 2),
    "an ellipsis of three dots": (r"\.\.\.", 2),
    "an ellipsis character": ("…", 1),
    "two dots": (r"[^.]\.\.[^.]", 5),
}


@pytest.mark.parametrize("feature", FEATURES)
def test_arabic_articles_show(feature: str) -> None:
    pattern, files = FEATURES[feature]
    found = [name for name, text in ARABIC.items() if re.search(pattern, text, re.M)]
    assert len(found) >= files, f"{feature}: only in {found}"


class TestOutletsDiffer:
    """What can be set side by side: the same proposition, told otherwise."""

    def test_in_the_number_of_dead(self) -> None:
        assert outlets_that_say(BRIDGE, r"14 قتيلا")
        assert outlets_that_say(BRIDGE, r"17 قتيلا|سبعة عشر قتيلا") >= {"وكالة بيلسان", "أثير بيلسان"}
        assert outlets_that_say(BRIDGE, r"19 قتيلا|تسعة عشر قتيلا") == {"بريد النوارس"}

    def test_in_money(self) -> None:
        amounts = {"18 مليون دينار": 1, "٢٤ مليون دينار": 1, "أكثر من 20 مليون دينار": 1, "24 مليون دينار": 1}
        assert {amount: len(outlets_that_say(BRIDGE, amount)) for amount in amounts} == amounts

    def test_in_percentages(self) -> None:
        turnout = {r"نسبة المشاركة بلغت 57\.2%", r"لا تزيد على 48 في المئة", r"لا تتجاوز ٤١٪"}
        said = [outlets_that_say(ELECTION, share) for share in turnout]
        assert all(said)
        assert len(set.union(*said)) == 3

    def test_in_dates(self) -> None:
        assert outlets_that_say(ELECTION, r"النهائية في 22 مارس") == {"وكالة بيلسان"}
        assert outlets_that_say(ELECTION, r"النهائية في 24 مارس|قبل ٢٤ مارس") == {
            "ضفاف الخزامى",
            "مرآة السرو",
        }

    @pytest.mark.parametrize(
        ("event", "reported", "denied"),
        [
            (BRIDGE, r"(أرسلت إلى وزارة الأشغال|أرسلنا) كتابين", r"لم يصل إليها أي كتاب|لم نتلق أي تحذير"),
            (BRIDGE, r"الكستنائي قدّم استقالته", r"نفت الوزارة صحة ما نُشر عن استقالة"),
            (ELECTION, r"الهيئة قررت، .+ إعادة فرز", r"لم تتخذ الهيئة أي قرار بإعادة الفرز"),
            (ELECTION, r"أوقفت الشرطة سبعة", r"لم نوقف أحدا|لم توقف أي شخص"),
            (ELECTION, r"عرض 200 دينار|سعر الصوت بلغ", r"لم ندفع دينارا واحدا"),
        ],
        ids=["warning", "resignation", "recount", "arrests", "bought votes"],
    )
    def test_over_what_one_reports_and_another_denies(
        self, event: dict[str, str], reported: str, denied: str
    ) -> None:
        yes, no = outlets_that_say(event, reported), outlets_that_say(event, denied)
        assert yes
        assert no
        assert len(yes | no) >= 2

    @pytest.mark.parametrize(
        ("event", "wordings"),
        [
            (BRIDGE, ["سيول استثنائية لم تشهدها المنطقة", "لا مثيل لها منذ نصف قرن", "لأغلقت الجسر بيدي"]),
            (BRIDGE, ["أرسلت إلى وزارة الأشغال كتابين", "أرسلنا كتابين، ومعنا ختم الاستلام"]),
            (ELECTION, ["فزنا بنسبة ٥٢ في المئة", "نحن الفائزون بأكثر من اثنين وخمسين في المئة"]),
            (
                ELECTION,
                [
                    "لم تتخذ الهيئة أي قرار بإعادة الفرز",
                    "لا إعادة للفرز ولا جلسة مغلقة",
                    "أربعون دقيقة لا أكثر",
                ],
            ),
        ],
        ids=["minister", "mayor", "candidate", "judge"],
    )
    def test_in_the_words_of_the_same_speaker(self, event: dict[str, str], wordings: list[str]) -> None:
        tellers = [outlets_that_say(event, wording) for wording in wordings]
        assert all(tellers)
        assert len(set.union(*tellers)) == len(wordings)


@pytest.mark.parametrize(
    "person",
    ["كمال الياقوتي", "رائد المرجاني", "ماجد السوسني", "فريد السنابلي", "سلمى العنبري", "منذر الكهرماني"],
)
def test_a_speaker_is_quoted_by_two_outlets_or_more(person: str) -> None:
    assert len(outlets_that_say(ARABIC, person)) >= 2


class TestMarkup:
    def test_stands_in_an_article_as_words_in_brackets(self) -> None:
        assert {"[b]", "[/b]", "[red]", "[yellow]"} <= set(re.findall(r"\[/?\w+\]", ARTICLES[MARKUP]))

    def test_closes_without_having_been_opened_before(self) -> None:
        text = ARTICLES[MARKUP]
        assert text.index("[red]") < text.index("[/b]")
        assert "[/red]" not in text


class TestEnglish:
    def test_is_english_with_some_arabic_in_it(self) -> None:
        text = ARTICLES[ENGLISH]
        assert len(re.findall(r"[A-Za-z]", text)) > 20 * len(ARABIC_LETTER.findall(text))
        assert "(جسر السنديان)" in text
        assert "#جسر_السنديان" in text

    def test_reports_the_same_event_and_figures(self) -> None:
        text = ARTICLES[ENGLISH]
        assert {"19", "41", "17", "18", "20", "24"} <= set(re.findall(r"\d+", text))
        assert "Kamal al-Yaqouti" in text
        assert re.search(rf"^{SIGNATURE}", text, re.M)


class TestPersian:
    def test_is_written_with_persian_letters_only(self) -> None:
        text = ARTICLES[PERSIAN]
        assert set("گپچژکی") <= set(text)
        assert not set("كيىة") & set(text)

    def test_has_persian_digits_and_no_arabic_indic_ones(self) -> None:
        text = ARTICLES[PERSIAN]
        assert set("۰۱۲۳۴۵۷۹") <= set(text)
        assert not re.search("[٠-٩]", text)
        assert "۵۱٫۳ درصد" in text

    def test_keeps_zero_width_non_joiners_inside_words(self) -> None:
        text = ARTICLES[PERSIAN]
        joints = re.findall(rf"(.){ZWNJ}(.)", text)
        assert len(joints) >= 20
        assert all(unicodedata.category(c) == "Lo" for joint in joints for c in joint)
        assert f"می{ZWNJ}ماند" in text

    def test_reports_the_same_event(self) -> None:
        text = ARTICLES[PERSIAN]
        assert "سلمی عنبری" in text
        assert "منذر کهرمانی" in text
        assert re.search(rf"^{SIGNATURE}", text, re.M)


class TestReadme:
    README = (SAMPLES / "README.md").read_text(encoding="utf-8")

    def test_says_that_all_is_invented_and_under_the_licence_of_newsread(self) -> None:
        assert "Everything in them is invented" in self.README
        for what in ("outlets", "people", "places", "events"):
            assert what in self.README
        assert "MIT" in self.README

    def test_names_every_outlet(self) -> None:
        for outlet in outlets(ARTICLES):
            assert outlet in self.README
