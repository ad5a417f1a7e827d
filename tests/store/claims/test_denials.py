"""Denials: what is denied needs no verbal noun, and stands at various places."""

from __future__ import annotations

import pytest

from store.analysis import analyse
from tests.support.claims import ClaimOf, ClaimsOf


@pytest.mark.parametrize(
    ("sentence", "speaker", "content"),
    [
        ("ونفت الوزارة هذا الخبر.", "الوزارة", "هذا الخبر"),
        ("ونفت الوزارة ما تردد عن إغلاق الجسر.", "الوزارة", "ما تردد عن إغلاق الجسر"),
        ("وأنكرت الشركة أي علم لها بالحادث.", "الشركة", "أي علم لها بالحادث"),
        ("ونفى المدير تقارير عن إغلاق المصنع.", "المدير", "تقارير عن إغلاق المصنع"),
        ("وأنكر المدير ظهوره في الصورة.", "المدير", "ظهوره في الصورة"),
        ("ونفت الحكومة الاتهامات بأن الجسر مغلق.", "الحكومة", "الاتهامات بأن الجسر مغلق"),
        ("واستبعد المدير أي تأخير في العمل.", "المدير", "أي تأخير في العمل"),
        ("ونفت الوزارة، اليوم الخميس، نفيا قاطعا تلقيها أي تحذير.", "الوزارة", "تلقيها أي تحذير"),
        ("ونفى المدير بعض ما تردد عن الجسر.", "المدير", "بعض ما تردد عن الجسر"),
        ("لكن المدير نفى التقارير عن إغلاق المصنع.", "المدير", "التقارير عن إغلاق المصنع"),
        ("وكذبت حركة الساحل، ما أوردته الصحف عنها.", "حركة الساحل", "ما أوردته الصحف عنها"),
        ("وأصدرت الشركة بيانًا نفت فيه مسؤولية العمال.", "الشركة", "مسؤولية العمال"),
        ("ونفى ذلك المتحدث باسم الوزارة.", "المتحدث باسم الوزارة", "ذلك"),
        ("ونفى الخبر المتحدث باسم الوزارة.", "المتحدث باسم الوزارة", "الخبر"),
        ("ونفى هذا الخبر وزير النقل.", "وزير النقل", "هذا الخبر"),
        ("واستبعد إجراء الوزير أي تعديل في الرسوم.", None, "إجراء الوزير أي تعديل في الرسوم"),
        ("واستقال الوزير، نافيا بدوره بروز خلافات في المجلس.", "الوزير", "بروز خلافات في المجلس"),
    ],
)
def test_what_is_denied(claim_of: ClaimOf, sentence: str, speaker: str | None, content: str) -> None:
    claim = claim_of(sentence)
    assert (claim.speaker, claim.content, claim.polarity) == (speaker, content, "denies")


def test_an_adjunct_may_stand_between(claim_of: ClaimOf) -> None:
    claim = claim_of("واستقال الوزير، نافيا في الوقت ذاته وجود أزمة في الوقود.")
    assert (claim.speaker, claim.content) == ("الوزير", "وجود أزمة في الوقود")


def test_a_name_in_quotation_marks_is_not_what_is_denied(claim_of: ClaimOf) -> None:
    claim = claim_of('واستبعد "مصدر في البلدية" أي تأخير في فتح الجسر.')
    assert claim.content == "أي تأخير في فتح الجسر"


def test_a_denial_as_a_noun(claim_of: ClaimOf) -> None:
    claim = claim_of("وجاء القرار رغم نفي الوزارة وجود أزمة في الوقود.")
    assert (claim.speaker, claim.content, claim.polarity) == ("الوزارة", "وجود أزمة في الوقود", "denies")


def test_doubt_is_a_denial(claim_of: ClaimOf) -> None:
    claim = claim_of("وشككت اللجنة في صحة النتائج.")
    assert (claim.content, claim.polarity) == ("صحة النتائج", "denies")


@pytest.mark.parametrize(
    ("sentence", "cue", "speaker", "content"),
    [
        ("ولم يستبعد الوزير أن يغلق الجسر.", "ولم يستبعد", "الوزير", "يغلق الجسر"),
        ("والوزير لا يستبعد أن يغلق الجسر.", "لا يستبعد", "الوزير", "يغلق الجسر"),
        ("ولا تستبعد المصادر مشاركة الوزير غدا.", "ولا تستبعد", "المصادر", "مشاركة الوزير غدا"),
        ("ولم ينف المتحدث وجود خلافات.", "ولم ينف", "المتحدث", "وجود خلافات"),
        ("ولم تنكر الوزارة أن الجسر مغلق.", "ولم تنكر", "الوزارة", "الجسر مغلق"),
    ],
)
def test_what_is_not_denied_is_asserted(
    claim_of: ClaimOf, sentence: str, cue: str, speaker: str, content: str
) -> None:
    claim = claim_of(sentence)
    assert (claim.cue, claim.speaker, claim.content, claim.polarity) == (cue, speaker, content, "asserts")


@pytest.mark.parametrize(
    "sentence",
    [
        "وهذا لا ينفي أن الجسر مغلق.",
        "ولا ينكر أحد أن الجسر مغلق.",
        "ولم يؤكد الوزير أن الجسر مغلق.",
    ],
)
def test_what_nobody_says_is_no_claim(claims_of: ClaimsOf, sentence: str) -> None:
    assert claims_of(sentence) == []


def test_what_somebody_says_he_does_not_deny_is_one_claim(claim_of: ClaimOf) -> None:
    claim = claim_of("وقال الوزير إنه لا يستبعد إغلاق الجسر.")
    assert (claim.cue, claim.content) == ("وقال", "إنه لا يستبعد إغلاق الجسر")


def test_the_words_that_go_with_a_denial_are_his_own(claim_of: ClaimOf) -> None:
    claim = claim_of("ونفى الحداد: «لم أتناول أي مادة محظورة».")
    assert (claim.content, claim.polarity) == ("لم أتناول أي مادة محظورة", "asserts")


@pytest.mark.parametrize(
    "end", ["نفى ذلك", "ونفى هذا", "نفى الخبر", "لم ينف", "ومن المتوقع", "أدان هذا", "اتهمته"]
)
def test_a_text_may_end_with_a_cue_or_what_it_points_at(end: str) -> None:
    claims = analyse(f"هطلت أمطار غزيرة على الساحل.\n{end}")[1].claims
    assert [claim.content for claim in claims] in ([], end.split()[1:])
