"""Claims: what is said, in which words, and what is no claim, on sentences invented for it."""

from __future__ import annotations

import pytest

from store.analysis import analyse
from store.claims.extract import EXTRACTOR, extract
from store.reading.outline import read_outline
from tests.support.claims import ClaimOf, ClaimsOf, said

# What follows the cue


def test_a_clause_after_that(claim_of: ClaimOf) -> None:
    claim = claim_of("وقال وزير النقل إن الجسر جاهز.")
    assert said(claim) == ("وزير النقل", "وقال", "الجسر جاهز")
    assert claim.form == "indirect"


def test_that_with_a_pronoun_belongs_to_the_content(claim_of: ClaimOf) -> None:
    assert claim_of("أكدت الوزيرة أنها تابعت العمل.").content == "أنها تابعت العمل"


def test_a_quotation_is_direct_and_stands_without_its_marks(claim_of: ClaimOf) -> None:
    claim = claim_of("وقالت العمدة: «نحن هنا. لن نغادر المدينة».")
    assert said(claim) == ("العمدة", "وقالت", "نحن هنا. لن نغادر المدينة")
    assert claim.form == "direct"


@pytest.mark.parametrize("marks", ["«»", '""', "“”", "”“", "‘’"])
def test_every_kind_of_quotation_mark(claim_of: ClaimOf, marks: str) -> None:
    claim = claim_of(f"وقال المدير {marks[0]}سنفتح الجسر صباح الغد{marks[1]}.")
    assert claim.content == "سنفتح الجسر صباح الغد"
    assert claim.form == "direct"


def test_that_inside_the_quotation_marks_is_left_out(claim_of: ClaimOf) -> None:
    assert claim_of('وقال المدير "إن الجسر سيفتح صباح الغد".').content == "الجسر سيفتح صباح الغد"


def test_a_quotation_after_that_is_direct_where_it_is_all(claim_of: ClaimOf) -> None:
    claim = claim_of("وقال المدير إن «الجسر سيفتح صباح الغد».")
    assert (claim.content, claim.form) == ("الجسر سيفتح صباح الغد", "direct")


def test_a_quotation_in_part_of_the_content_makes_it_mixed(claim_of: ClaimOf) -> None:
    claim = claim_of('وقال المدير إن الجسر "لن يفتح قبل الربيع المقبل" بسبب الأمطار.')
    assert (claim.content, claim.form) == ('الجسر "لن يفتح قبل الربيع المقبل" بسبب الأمطار', "mixed")


def test_a_name_in_quotation_marks_leaves_it_indirect(claim_of: ClaimOf) -> None:
    claim = claim_of("وذكرت صحيفة «الأفق» المحلية أن فيلم «الحلم» ممنوع.")
    assert (claim.speaker, claim.form) == ("صحيفة «الأفق» المحلية", "indirect")


def test_words_after_a_colon_are_direct(claim_of: ClaimOf) -> None:
    claim = claim_of("وقال المدرب: كنا الأفضل طوال المباراة.")
    assert (claim.content, claim.form) == ("كنا الأفضل طوال المباراة", "direct")


def test_a_verbs_own_preposition_governs_its_content(claims_of: ClaimsOf) -> None:
    contents = [c.content for c in claims_of("وأشار الوزير إلى تراجع الأسعار.\nوكشفت الشركة عن خسائر كبيرة.")]
    assert contents == ["تراجع الأسعار", "خسائر كبيرة"]


def test_an_announced_noun_is_found_after_the_subject(claim_of: ClaimOf) -> None:
    claim = claim_of("أعلنت وزارة الصحة انتهاء الوباء في الجنوب.")
    assert said(claim) == ("وزارة الصحة", "أعلنت", "انتهاء الوباء في الجنوب")


def test_a_quotation_that_nobody_closes_reaches_to_the_end(claim_of: ClaimOf) -> None:
    claim = claim_of('وقال المدير "نحن جاهزون منذ شهر كامل.')
    assert (claim.content, claim.form) == ("نحن جاهزون منذ شهر كامل", "direct")


def test_a_preposition_right_behind_the_verb_goes_before_that(claim_of: ClaimOf) -> None:
    claim = claim_of("وأكدت الوزارة العمل كالمعتاد، مشددة على ضرورة الالتزام بأن يفتح الجسر.")
    assert (claim.cue, claim.content) == ("مشددة", "ضرورة الالتزام بأن يفتح الجسر")


def test_an_announced_noun_may_carry_a_pronoun(claim_of: ClaimOf) -> None:
    assert claim_of("وأعلن المدير أمس استقالته من المصنع.").content == "استقالته من المصنع"


# Clitics and forms


@pytest.mark.parametrize(
    ("sentence", "cue"),
    [
        ("فقالت الوزيرة إن الجسر جاهز.", "فقالت"),
        ("ويقول الخبراء إن الجسر جاهز.", "ويقول"),
        ("وقَالَ الوزير إن الجسر جاهز.", "وقَالَ"),
        ("و أضاف الوزير أن الجسر جاهز.", "أضاف"),
        ("واوضح الوزير ان الجسر جاهز.", "واوضح"),
        ("وأكـــد الوزير أن الجسر جاهز.", "وأكـــد"),
    ],
)
def test_clitics_vowel_marks_and_loose_spelling(claim_of: ClaimOf, sentence: str, cue: str) -> None:
    claim = claim_of(sentence)
    assert claim.cue == cue
    assert claim.content == "الجسر جاهز"


@pytest.mark.parametrize("adverb", ["قائلا", "قائلاً"])
def test_saying_after_a_verb_of_speaking_adds_no_claim(claim_of: ClaimOf, adverb: str) -> None:
    claim = claim_of(f'وأضاف المدير {adverb}: "نحن جاهزون منذ شهر كامل".')
    assert said(claim) == ("المدير", "وأضاف", "نحن جاهزون منذ شهر كامل")


def test_he_says_after_a_verb_of_speaking_adds_no_claim(claim_of: ClaimOf) -> None:
    claim = claim_of("وتابع الشيخ حديثه يقول: واجبنا أن نصبر.")
    assert (claim.speaker, claim.content) == ("الشيخ", "واجبنا أن نصبر")


def test_saying_after_another_verb_is_the_cue(claim_of: ClaimOf) -> None:
    claim = claim_of('وهتف مقاتل في الساحة قائلا "نعود غدا إلى بيوتنا".')
    assert (claim.cue, claim.content) == ("قائلا", "نعود غدا إلى بيوتنا")
    assert claim.speaker is not None
    assert claim.speaker.startswith("مقاتل")


def test_a_verbal_noun_with_its_pronoun(claim_of: ClaimOf) -> None:
    claim = claim_of("نقلت الوكالة عن مدير المصنع قوله إن الحريق أخمد.")
    assert said(claim) == ("مدير المصنع", "قوله", "الحريق أخمد")


def test_a_verbal_noun_keeps_its_content_from_the_verb_before_it(claim_of: ClaimOf) -> None:
    claim = claim_of("ونقلت صحيفة الأفق عن مصدر في الشرطة قوله إنه «لن يترك عمله قبل الربيع».")
    assert (claim.speaker, claim.cue) == ("مصدر في الشرطة", "قوله")


# Where a content ends


def test_a_participle_begins_the_next_claim(claims_of: ClaimsOf) -> None:
    first, second = claims_of("قال الوزير إن الجسر جاهز، مضيفا أن الطريق سيفتح غدا.")
    assert first.content == "الجسر جاهز"
    assert said(second) == ("الوزير", "مضيفا", "الطريق سيفتح غدا")
    assert (first.speaker_implicit, second.speaker_implicit) == (False, True)


def test_another_speaker_begins_the_next_claim(claims_of: ClaimsOf) -> None:
    first, second = claims_of("قال الوزير إن الجسر جاهز، فيما أكدت البلدية أن العمل مستمر.")
    assert first.content == "الجسر جاهز"
    assert said(second) == ("البلدية", "أكدت", "العمل مستمر")


def test_a_request_ends_a_content_and_is_no_claim(claim_of: ClaimOf) -> None:
    assert claim_of("وقال الموقع إن القرار ظالم ودعا السلطات إلى سحبه.").content == "القرار ظالم"


def test_an_echo_ends_a_content_and_is_no_claim(claim_of: ClaimOf) -> None:
    assert claim_of("وقال المدير إن الجسر جاهز، على حد تعبيره.").content == "الجسر جاهز"


def test_a_claim_within_a_claim(claims_of: ClaimsOf) -> None:
    outer, inner = claims_of("وأشارت الصحيفة إلى أن الوزير أكد أن الجسر جاهز.")
    assert outer.content == "الوزير أكد أن الجسر جاهز"
    assert said(inner) == ("الوزير", "أكد", "الجسر جاهز")


# Tone


@pytest.mark.parametrize(
    ("sentence", "polarity"),
    [
        ("قال الوزير إن الجسر جاهز.", "asserts"),
        ("نفت الوزارة أن يكون الجسر مغلقا.", "denies"),
        ("توقع الخبير أن ترتفع الأسعار.", "predicts"),
        ("قال الوزير إن الجسر سيفتح غدا.", "predicts"),
        ("قال الوزير إن سيارة كبيرة تسد الجسر.", "asserts"),
        ("انتقدت المعارضة قائلة إن الجسر خطر.", "asserts"),
    ],
)
def test_polarity(claims_of: ClaimsOf, sentence: str, polarity: str) -> None:
    assert claims_of(sentence)[-1].polarity == polarity


@pytest.mark.parametrize(
    ("channel", "medium"),
    [
        ("في تغريدة له", "تويتر"),
        ("عبر «تويتر»", "تويتر"),
        ("لصحيفة الأفق", "صحيفة الأفق"),
        ("في بيان", "بيان"),
        ("في مؤتمر صحافي", "مؤتمر صحافي"),
        ("أمس", None),
    ],
)
def test_medium(claim_of: ClaimOf, channel: str, medium: str | None) -> None:
    claim = claim_of(f"وقال وزير النقل {channel} إن الجسر جاهز.")
    assert (claim.medium, claim.speaker) == (medium, "وزير النقل")


# What is no claim


@pytest.mark.parametrize(
    "sentence",
    [
        "افتتح الوزير الجسر وعين مديرا جديدا.",
        "يقع السوق بين المدرسة والمسجد.",
        "وأعرب الرئيس عن شكره لكل من شارك.",
        "لم يقل الوزير إن الجسر جاهز.",
        "وأغلق الجسر أمس ما يؤكد أن الخلل كبير.",
        "وطلب الموظف عدم كشف اسمه، أن العمل متعب.",
        "قرأنا صرحًا من الكلام في المدينة.",
        "وسيعلن الاتحاد عن النتائج يوم الأحد.",
        "ويذكر أن الجسر بني قبل عام.",
        "وتقع المدينة على بعد ميل إلا أن الطريق طويل.",
        "عبر آلاف الناس الجسر «الجديد» أمس.",
        "قال تعالى: «ادخلوها بسلام آمنين».",
    ],
)
def test_no_claim(claims_of: ClaimsOf, sentence: str) -> None:
    assert claims_of(sentence) == []


def test_an_english_text_has_no_claims() -> None:
    assert (
        analyse("A bridge opens\nThe minister said that the bridge is “open to everyone now”.")[1].claims
        == ()
    )


# Facts, figures, reasons


def test_a_statement_with_a_figure_is_a_fact_with_its_full_stop_left_out() -> None:
    _, found = analyse("سوق جديدة\nافتتحت السوق بعد 6 أشهر من العمل. وحضر الناس.")
    assert [fact.content for fact in found.facts] == ["افتتحت السوق بعد 6 أشهر من العمل"]
    assert [figure.value for figure in found.facts[0].figures] == [6]


def test_a_weekday_alone_makes_no_fact() -> None:
    assert analyse("سوق جديدة\nافتتحت السوق يوم السبت.")[1].facts == ()


def test_what_a_source_says_is_no_fact() -> None:
    _, found = analyse("سوق جديدة\nقالت البلدية إن السوق كلفت 6 ملايين دولار.")
    assert found.facts == ()
    assert [figure.value for figure in found.claims[0].figures] == [6_000_000]


def test_a_claim_says_why_it_was_found(claim_of: ClaimOf) -> None:
    why = claim_of("وقالت الوزيرة إن الجسر جاهز.").why
    assert "قال" in why
    assert "that" in why


def test_the_extractors_version_is_kept() -> None:
    text = "وقالت الوزيرة إن الجسر جاهز."
    assert extract(text, read_outline(text)).extractor == EXTRACTOR


# Causes, carriers, topics, speech without marks


def test_a_cause_begins_with_what_it_explains(claim_of: ClaimOf) -> None:
    claim = claim_of("وعزت الشركة تراجع الأرباح إلى ارتفاع التكلفة.")
    assert said(claim) == ("الشركة", "وعزت", "تراجع الأرباح إلى ارتفاع التكلفة")


def test_where_that_stands_for_it_the_cause_alone_is_claimed(claim_of: ClaimOf) -> None:
    assert claim_of("وأرجع المدير ذلك إلى ارتفاع التكلفة.").content == "ارتفاع التكلفة"


def test_a_statement_carries_what_stands_in_it(claim_of: ClaimOf) -> None:
    claim = claim_of("وجاء في بيان للبلدية أن الجسر سيغلق.")
    assert said(claim) == ("بيان للبلدية", "وجاء", "الجسر سيغلق")


def test_what_came_otherwise_is_no_report(claims_of: ClaimsOf) -> None:
    assert claims_of("وجاء موعد الافتتاح: يوم الأحد.") == []


def test_what_a_clause_is_about_ends_the_content_before_it(claims_of: ClaimsOf) -> None:
    first, second = claims_of("وقال المدير إن الجسر جاهز وعن موعد الافتتاح يوضح المدير أن الموعد قريب.")
    assert (first.content, second.content) == ("الجسر جاهز", "الموعد قريب")


def test_speech_may_begin_without_a_mark(claim_of: ClaimOf) -> None:
    claim = claim_of("وقال المدرب لن نخسر المباراة المقبلة.")
    assert said(claim) == ("المدرب", "وقال", "لن نخسر المباراة المقبلة")
    assert claim.form == "indirect"


def test_a_newspaper_that_learned_something_is_its_source(claim_of: ClaimOf) -> None:
    assert claim_of("وعلمت «الأفق» أن الجسر سيغلق.").speaker == "الأفق"
    assert claim_of("وعلمت «الأفق» من مصادر مطلعة أن الجسر سيغلق.").content == "الجسر سيغلق"


def test_a_subjunctive_reports_nothing(claims_of: ClaimsOf) -> None:
    assert claims_of("وعلى الزائر أن يخبر الحارس بأن الباب مفتوح.") == []


def test_an_abstraction_says_nothing(claims_of: ClaimsOf) -> None:
    assert claims_of("لكن الواقع يقول إن الجسر قديم.") == []


def test_van_is_a_name_behind_a_verb(claim_of: ClaimOf) -> None:
    assert claim_of("وقال فان دام إن الجسر جاهز.").speaker == "فان دام"


def test_a_mark_that_touches_the_word_before_it_may_open(claim_of: ClaimOf) -> None:
    assert claim_of('وتابع" نحن جاهزون منذ شهر كامل".').content == "نحن جاهزون منذ شهر كامل"
