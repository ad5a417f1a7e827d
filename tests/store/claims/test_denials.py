"""Denials: what is denied needs no verbal noun, and stands at various places."""

from __future__ import annotations

import pytest

from tests.support.claims import ClaimOf


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
    ],
)
def test_what_is_denied(claim_of: ClaimOf, sentence: str, speaker: str, content: str) -> None:
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
