"""Title, paragraphs, furniture and language of a text; all of them are spans over it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.model import Outline
from store.reading.outline import read_outline, title_text


def title(text: str) -> str | None:
    span = read_outline(text).title
    return span.of(text) if span else None


def furniture_of(text: str) -> list[str]:
    return [span.of(text) for span in read_outline(text).furniture]


BODY = "افتتحت البلدية صباح الأحد سوقا جديدة في وسط المدينة بعد عام من العمل.\nوحضر الافتتاح مئات السكان."


def test_a_short_first_line_is_the_title() -> None:
    assert title(f"البلدية تفتتح سوقا جديدة\n\n{BODY}") == "البلدية تفتتح سوقا جديدة"


def test_a_sentence_with_its_full_stop_is_no_title() -> None:
    assert title(BODY) is None


def test_the_only_line_is_no_title() -> None:
    assert title("البلدية تفتتح سوقا جديدة") is None


def test_a_title_stands_below_furniture() -> None:
    assert title(f"news-page\nإعلان\nالبلدية تفتتح سوقا جديدة\n{BODY}") == "البلدية تفتتح سوقا جديدة"


def test_the_section_before_a_headline_is_not_part_of_it() -> None:
    text = f"اقتصادي / البلدية تفتتح سوقا جديدة\n{BODY}"
    assert title(text) == "البلدية تفتتح سوقا جديدة"
    assert furniture_of(text) == ["اقتصادي /"]


def test_a_headline_with_a_dash_is_no_dateline() -> None:
    assert title(f"البحر الأحمر - أمواج عالية غدا\n{BODY}") == "البحر الأحمر - أمواج عالية غدا"


@pytest.mark.parametrize(
    "line",
    ["القاهرة - سلمى حمدي", "بيروت - وكالات", "وكالات", "تونس 12 مارس 2024", "17:40 ت م", "الرياض: واس"],
)
def test_datelines_and_bylines_are_furniture_and_no_titles(line: str) -> None:
    text = f"{line}\n{BODY}"
    assert furniture_of(text) == [line]
    assert title(text) is None


def test_a_byline_inside_the_first_paragraph_is_furniture() -> None:
    text = f"البلدية تفتتح سوقا\nسلمى حمدي- الخبر: {BODY}"
    assert furniture_of(text) == ["سلمى حمدي- الخبر:"]


@pytest.mark.parametrize(
    "line",
    [
        "اقرأ أيضا: حريق في مصنع للورق شمال المدينة",
        "إعلان",
        "أرسل تعليقك",
        "شارك فيسبوك تويتر",
        "0 تعليقات",
        "المزيد..",
        "***",
        "رابط الخبر: سوق جديدة",
        "تصوير: سلمى حمدي",
        "انضم إلى قناتنا على تلغرام، وتابع كل جديد.",
        "انضم إلى قناة الأفق على تلغرام",
        "سجل في نشرتنا",
        "تم النشر: الأحد، 12 مايو 2024",
        "تم النشر في 12 مايو 2024، 10:30",
        "للمزيد من المعلومات www.example.org",
    ],
)
def test_links_buttons_labels_and_credits_are_furniture(line: str) -> None:
    assert furniture_of(f"البلدية تفتتح سوقا\n{BODY}\n{line}") == [line]


def test_lines_after_a_heading_are_links_until_a_sentence() -> None:
    text = f"البلدية تفتتح سوقا\n{BODY}\nأخبار ذات صلة\nحريق في مصنع\nأمطار غدا\n{BODY}"
    assert furniture_of(text) == ["أخبار ذات صلة", "حريق في مصنع", "أمطار غدا"]


def test_a_link_at_the_end_of_a_paragraph_is_furniture() -> None:
    text = f"البلدية تفتتح سوقا\n{BODY} رابط الخبر بصحيفة الأفق: البلدية تفتتح سوقا"
    assert furniture_of(text) == ["رابط الخبر بصحيفة الأفق: البلدية تفتتح سوقا"]


@pytest.mark.parametrize(
    "line",
    [
        "قال الوزير: لن نغلق الطريق.",
        "وأعلنت الشركة عن وظائف جديدة في تويتر وفيسبوك.",
        "شارك في الاجتماع عشرون وزيرا من الدول العربية.",
        "نشر الكاتب روايته الأولى قبل عشرة أعوام.",
        "القاهرة - وهي أكبر المدن - تستعد للقمة.",
        "انضم إلى السوق مئة بائع، وقال المدير إن العدد يكفي.",
        "سجل في الافتتاح هدفين لاعب من أبناء الحي.",
        "انضم إلى السوق مئة بائع",
        "اشترك في الاجتماع وزراء الزراعة والتجارة والنقل في بلدان الجوار وبحثوا أسعار القمح",
        "تم النشر في المناطق البعيدة، كما أعلن المدير.",
        "مصدر الصور المتداولة مجهول، وقال المدير إن السوق لم تغلق.",
        "حمل التطبيق الجديد اسم السوق، وقال المدير إن الباعة يعرفونه.",
        "جميع الحقوق التي طلبها الباعة مكفولة، وأضاف المدير أن العقود موقعة.",
    ],
)
def test_the_articles_own_sentences_are_no_furniture(line: str) -> None:
    assert furniture_of(f"البلدية تفتتح سوقا\n{BODY}\n{line}") == []


PROSE = f"{BODY.splitlines()[0]} وقالت البلدية إن السوق الجديدة تتسع لمئتي بائع وتفتح أبوابها كل يوم."


def test_buttons_before_a_byline_or_a_sentence_are_furniture() -> None:
    line = "Next Previous سلمى حمدي – الخبر"
    assert furniture_of(f"البلدية تفتتح سوقا\n{line}\n{PROSE}") == [line]
    buttons = "شارك من خلال تويتر فيسبوك اكتب رأيك"
    assert furniture_of(f"البلدية تفتتح سوقا\n{buttons} {PROSE}") == [buttons]


def test_keywords_at_the_end_are_furniture() -> None:
    assert furniture_of(f"البلدية تفتتح سوقا\n{PROSE} سمات الخبر سوق") == ["سمات الخبر سوق"]
    assert furniture_of(f"البلدية تفتتح سوقا\n{PROSE} والصبر من سمات الباعة الجيدين.") == []


@pytest.mark.parametrize(
    "first",
    [
        *("عاجل", "رياضة", "محليات", "أخبار", "12 مايو 2024", "القاهرة - 12 مايو 2024"),
        *("بقلم: سالم الهادي", "صحيفة الشرق الأوسط"),
    ],
)
def test_a_headline_stands_below_a_section_a_date_or_a_byline(first: str) -> None:
    text = f"{first}\nالبلدية تفتتح سوقا جديدة\nمحمود الساري\n{PROSE}"
    assert title(text) == "البلدية تفتتح سوقا جديدة"
    assert furniture_of(text) == [first, "محمود الساري"]
    assert title(f"{first}\nمحمود الساري\n{PROSE}") is None


def test_a_headline_below_the_name_of_a_list_is_none_of_its_links() -> None:
    assert title(f"آخر الأخبار\nالبلدية تفتتح سوقا جديدة\n{PROSE}") == "البلدية تفتتح سوقا جديدة"


@pytest.mark.parametrize("line", ["بقلم رصاص", "كتب: أسعار الورق ترتفع في كل المعارض", "صحيفة في كل بيت"])
def test_a_headline_is_no_byline(line: str) -> None:
    assert title(f"{line}\n{PROSE}") == line


@pytest.mark.parametrize("line", ["جانب من الافتتاح", "محمود الساري"])
def test_captions_and_names_beside_the_prose_are_furniture(line: str) -> None:
    assert furniture_of(f"البلدية تفتتح سوقا\n{line}\n{PROSE}") == [line]
    assert furniture_of(f"البلدية تفتتح سوقا\n{PROSE}\n{line}") == [line]
    assert furniture_of(f"البلدية تفتتح سوقا\n{PROSE}\n{line}\n{PROSE}") == []


def test_a_note_about_the_author_is_furniture() -> None:
    assert furniture_of(f"البلدية تفتتح سوقا\n{PROSE} *كاتب وباحث") == ["*كاتب وباحث"]


def test_how_to_write_to_the_author_is_furniture() -> None:
    lines = [
        "a.salem@example.org",
        "للتواصل مع الكاتب ارسل رسالة",
        "تبدأ بالرمز (6) ثم النص إلى",
        "77777 - Net",
    ]
    assert furniture_of("\n".join(["البلدية تفتتح سوقا", PROSE, *lines])) == lines


def test_the_title_to_show_is_the_title_with_single_spaces() -> None:
    text = f"البلدية   تفتتح\u00a0سوقا\n{BODY}"
    assert title_text(text, read_outline(text)) == "البلدية تفتتح سوقا"


def test_without_a_title_the_first_real_paragraph_is_shown_cut_short() -> None:
    text = f"القاهرة - سلمى حمدي\n{BODY}"
    shown = title_text(text, read_outline(text))
    assert shown == "افتتحت البلدية صباح الأحد سوقا جديدة في وسط المدينة بعد عام من العمل."
    long = read_outline("كلمة " * 100 + ".\nسطر")
    assert title_text("كلمة " * 100 + ".\nسطر", long).endswith("كلمة…")


def test_an_empty_outline_has_an_empty_title() -> None:
    assert title_text("", Outline(None, ())) == ""


LINES = st.lists(
    st.one_of(
        st.text(max_size=60),
        st.sampled_from(
            ["إعلان", "اقرأ أيضا", "القاهرة - سلمى", "عام / خبر", BODY, "نص رابط الخبر بصحيفة كذا", "\r"]
        ),
    ),
    max_size=12,
)


@given(LINES)
def test_every_span_lies_in_the_text_in_order_and_without_white_space_at_its_ends(lines: list[str]) -> None:
    text = "\n".join(lines)
    outline = read_outline(text)
    for spans in (outline.paragraphs, outline.furniture):
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
        assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(span.of(text) == span.of(text).strip() for span in outline.paragraphs)
    for span in outline.furniture:
        assert any(p.start <= span.start and span.end <= p.end for p in outline.paragraphs)
    if outline.title is not None:
        title_span = outline.title
        assert any(p.start <= title_span.start and title_span.end <= p.end for p in outline.paragraphs)
        assert title_span.of(text) == title_span.of(text).strip()
        assert not any(title_span.overlaps(span) for span in outline.furniture)


@given(LINES)
def test_paragraphs_hold_all_of_the_text_that_is_not_white_space(lines: list[str]) -> None:
    text = "\n".join(lines)
    paragraphs = read_outline(text).paragraphs
    inside = sum(span.end - span.start for span in paragraphs)
    outside = "".join(
        text[a:b]
        for a, b in zip(
            [0, *(p.end for p in paragraphs)], [*(p.start for p in paragraphs), len(text)], strict=True
        )
    )
    assert inside + len(outside) == len(text)
    assert not outside.strip(
        "".join(
            map(chr, [*range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060, *range(0x2066, 0x206A), 0xFEFF])
        )
        + " \t\n"
    ).strip()
