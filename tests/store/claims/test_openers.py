"""Which أن is a cue's own, and what prepositions govern at a distance, on sentences invented for it."""

from __future__ import annotations

import pytest

from tests.support.claims import ClaimOf, ClaimsOf


@pytest.mark.parametrize(
    ("sentence", "cue", "content"),
    [
        (
            "ونوه الحداد، وهو أصغر من أن يعرف الحرب، أن الجسر مغلق.",
            "ونوه",
            "الجسر مغلق",
        ),
        ("وتحذر الوزارة كل من يقدم على ذلك بأن العقاب شديد.", "وتحذر", "العقاب شديد"),
        ("وخلصت الدراسة إلى أن الجسر مغلق.", "وخلصت", "الجسر مغلق"),
        ("وجدد التأكيد على أن الجسر مغلق.", "وجدد", "الجسر مغلق"),
        (
            "وكشفت الوزارة عن نيتها فتحه، ومن صالح الناس أن يفتح.",
            "وكشفت",
            "نيتها فتحه، ومن صالح الناس أن يفتح",
        ),
        ("وأعلن الوزير في خطابه عن خطة للجسر، وذلك يعني فتحه.", "وأعلن", "خطة للجسر، وذلك يعني فتحه"),
        ("وحذر عدد من الخبراء من خطورة الوضع.", "وحذر", "خطورة الوضع"),
        ("وقال الحداد: إن «موقف عدم الاستقرار» غير مقبول.", "وقال", "«موقف عدم الاستقرار» غير مقبول"),
        ("وندد الأمين العام، بان كي مون، بهذا الهجوم.", "وندد", "بهذا الهجوم"),
        ("وأرجعت الشركة الخسارة إلى كذا، وكذلك الضريبة.", "وأرجعت", "الخسارة إلى كذا، وكذلك الضريبة"),
        ("واستغرب عدد من المواطنين من وجود مطبات.", "واستغرب", "وجود مطبات"),
        ("واستغرب الجميع رفض المدرب إجراء اللقاء.", "واستغرب", "رفض المدرب إجراء اللقاء"),
        ("واسترسل الحداد قائلا: «لن يفتح الجسر غدا».", "واسترسل", "لن يفتح الجسر غدا"),
        ("وقلل الوزير من شأن الخلافات.", "وقلل", "شأن الخلافات"),
    ],
)
def test_what_is_told(claim_of: ClaimOf, sentence: str, cue: str, content: str) -> None:
    claim = claim_of(sentence)
    assert (claim.cue, claim.content) == (cue, content)


@pytest.mark.parametrize(
    "sentence",
    [
        "وقال ما قال في ذلك، بينما ينظر الناس إلى أن الجسر مغلق.",
        "ولم تكن الوزارة تتوقع أن يفتح الجسر.",
        "ولم يكن يتوقع أن يفتح الجسر.",
        "ولم يكن مستغربا أن يغلق الجسر.",
        "ولم يتوقع الوزير أن يفتح الجسر.",
    ],
)
def test_what_nobody_tells(claims_of: ClaimsOf, sentence: str) -> None:
    assert claims_of(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "cue", "speaker", "content"),
    [
        (
            "وتمتد المنازل إلى البحر على حد قول سالم الحداد.",
            "على حد قول",
            "سالم الحداد",
            "وتمتد المنازل إلى البحر",
        ),
        ("ولم يفتح الجسر بعد، كما أوضح الحداد الذي بناه.", "كما أوضح", "الحداد", "ولم يفتح الجسر بعد"),
    ],
)
def test_attributions_without_a_comma_and_with_a_relative_clause(
    claim_of: ClaimOf, sentence: str, cue: str, speaker: str, content: str
) -> None:
    claim = claim_of(sentence)
    assert (claim.cue, claim.speaker, claim.content) == (cue, speaker, content)


def test_alike_is_no_attribution(claims_of: ClaimsOf) -> None:
    assert claims_of("وشمل البرنامج الموظفين والمقيمين على حد سواء.") == []


def test_an_attribution_between_a_verb_and_its_clause_is_no_claim_of_its_own(claim_of: ClaimOf) -> None:
    claim = claim_of("واعتبر الأمين العام، على لسان المتحدث باسمه، أن الجسر مغلق.")
    assert (claim.speaker, claim.content) == ("الأمين العام", "الجسر مغلق")
