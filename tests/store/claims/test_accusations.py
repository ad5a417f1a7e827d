"""Accusations and condemnations: whom and what they are about, and who makes them."""

from __future__ import annotations

import pytest

from tests.support.claims import ClaimOf, ClaimsOf


@pytest.mark.parametrize(
    ("sentence", "speaker", "content"),
    [
        ("واتهمته الوزارة بالتلاعب في الأسعار.", "الوزارة", "بالتلاعب في الأسعار"),
        ("واتهمتها الوزارة أمس بالتلاعب في الأسعار.", "الوزارة", "بالتلاعب في الأسعار"),
        ("وحملتهم الوزارة مسؤولية الحادث.", "الوزارة", "مسؤولية الحادث"),
        ("وأغلق المصنع الذي تتهمه الوزارة بتلويث النهر.", "الوزارة", "بتلويث النهر"),
        ("وأغلق المصنع الذي تتهمه بتلويث النهر.", None, "بتلويث النهر"),
        ("واتهمت المفوضية رسميا جوجل بإساءة العمل.", "المفوضية", "جوجل بإساءة العمل"),
        ("واتهم المسؤولين بالتلاعب في الأسعار.", None, "المسؤولين بالتلاعب في الأسعار"),
        ("وألقى سالم الحداد مسؤولية العنف على الحكومة.", "سالم الحداد", "مسؤولية العنف على الحكومة"),
        ("وألقى سالم الحداد باللوم على الحكومة.", "سالم الحداد", "باللوم على الحكومة"),
        ("وانتقد الوزير هذه الشروط الجديدة.", "الوزير", "هذه الشروط الجديدة"),
        ("وانتقد الوزير كل من يتأخر في العمل.", "الوزير", "كل من يتأخر في العمل"),
        ("واستنكرت الحكومة أيضا، ما تردد عن الجسر.", "الحكومة", "ما تردد عن الجسر"),
        ("وانتقدت دول غربية في المجلس موقف روسيا.", "دول غربية", "موقف روسيا"),
        ("كما أدانت القرارات الجديدة بحق العمال.", None, "القرارات الجديدة بحق العمال"),
        ("ودانت جامعة الساحل بشدة اقتحام المبنى.", "جامعة الساحل", "اقتحام المبنى"),
        (
            "أدانت أمانة المنظمة، اليوم (الجمعة)، الهجوم الأخير.",
            "أمانة المنظمة",
            "الهجوم الأخير",
        ),
        (
            "وندد سالم الحداد، رئيس قسم الدراسات العليا في مدرسة الساحل التي تقع شرق المدينة، بهذا الهجوم.",
            "سالم الحداد، رئيس قسم الدراسات العليا",
            "بهذا الهجوم",
        ),
    ],
)
def test_what_is_held_against_whom(
    claim_of: ClaimOf, sentence: str, speaker: str | None, content: str
) -> None:
    claim = claim_of(sentence)
    assert (claim.speaker, claim.content, claim.polarity) == (speaker, content, "accuses")


@pytest.mark.parametrize(
    ("sentence", "content"),
    [
        ("وقال الوزير إن الجسر مغلق، مستنكرا هذا العمل.", "هذا العمل"),
        ("وقال الوزير إن الجسر مغلق، مستنكرا بشدة العملية الأخيرة.", "العملية الأخيرة"),
    ],
)
def test_a_participle_that_condemns(claims_of: ClaimsOf, sentence: str, content: str) -> None:
    said, condemned = claims_of(sentence)
    assert (said.content, condemned.content, condemned.polarity) == ("الجسر مغلق", content, "accuses")


@pytest.mark.parametrize(
    ("sentence", "polarity"),
    [
        ("وأعربت الحكومة عن إدانتها لهذا العمل.", "accuses"),
        ("وقال الحداد: «إننا ندين هذا العمل الجبان».", "accuses"),
        ("وقال الحداد إن المسلح سيطر على الجسر.", "asserts"),
        ("وقال الحداد إن مدينة سنجار كبيرة.", "asserts"),
    ],
)
def test_a_content_condemns_by_its_words(claim_of: ClaimOf, sentence: str, polarity: str) -> None:
    assert claim_of(sentence).polarity == polarity


def test_who_else_accuses_ends_the_accusation_before(claims_of: ClaimsOf) -> None:
    one, other = claims_of("واتهمت الوزارة الشركة بالتلاعب، فيما اتهمها آخرون بالإهمال.")
    assert (one.content, other.speaker, other.content) == ("الشركة بالتلاعب", "آخرون", "بالإهمال")


def test_behind_a_clause_with_while_its_main_clause_names_who_accuses(claims_of: ClaimsOf) -> None:
    claims = claims_of("بينما بدأ المجلس البحث عن خطة، شن اللواء الحداد هجوما على الشركة، واتهمها بالتلاعب.")
    assert (claims[-1].speaker, claims[-1].content) == ("اللواء الحداد", "بالتلاعب")


@pytest.mark.parametrize(
    "sentence",
    [
        "وضبطت الشرطة 21 متهما جديدا بينهم عشرون متهما في يوم واحد.",
        "وأدانت المحكمة الشركة وبسبب هذا الخطأ دفعت غرامة.",
        "واحترق نحو 500 فدان في ساعة متأخرة.",
    ],
)
def test_who_is_accused_or_convicted_is_no_claim(claims_of: ClaimsOf, sentence: str) -> None:
    assert claims_of(sentence) == []
