"""Questions and answers: every answer is a claim of whom the interview is with."""

from __future__ import annotations

import pytest

from store.analysis import analyse
from store.model import Claim

INTRODUCTION = "أكد وزير النقل سالم الحداد أن الجسر سيفتح غدا. وفيما يلي نص الحوار:"


def answers(*lines: str, introduction: str = INTRODUCTION) -> list[Claim]:
    text = "\n".join(["الجسر القديم يعود", introduction, *lines])
    return [claim for claim in analyse(text)[1].claims if claim.why.startswith("interview")]


MARKED = (
    "● متى تبدأ أعمال الصيانة في الجسر؟",
    "●● تبدأ في الأسبوع الأول من الشهر. وقال المهندسون إنها تنتهي في شهرين.",
    "● وهل يكفي المال؟",
    "●● المال الذي رصد للعمل يكفي.",
    "● يرى الناس أن الجسر خطر.. ما قولك؟",
    "●● لم يكن خطرا في يوم من الأيام.",
)


def test_each_answer_is_one_claim_and_its_mark_the_cue() -> None:
    found = answers(*MARKED)
    assert [claim.content for claim in found] == [
        "تبدأ في الأسبوع الأول من الشهر. وقال المهندسون إنها تنتهي في شهرين",
        "المال الذي رصد للعمل يكفي",
        "لم يكن خطرا في يوم من الأيام",
    ]
    assert {claim.cue for claim in found} == {"●●"}
    assert {(claim.speaker, claim.speaker_implicit, claim.form) for claim in found} == {
        ("وزير النقل سالم الحداد", True, "direct")
    }


def test_cues_in_questions_and_answers_report_nothing_else() -> None:
    text = "\n".join(["الجسر القديم يعود", INTRODUCTION, *MARKED])
    assert [claim.cue for claim in analyse(text)[1].claims if not claim.why.startswith("interview")] == [
        "أكد"
    ]


def test_without_marks_the_article_has_to_announce_an_interview() -> None:
    bare = [line.lstrip("● ") for line in MARKED]
    assert [claim.cue for claim in answers(*bare)] == ["؟", "؟", "؟"]
    assert answers(*bare, introduction="أكد وزير النقل سالم الحداد أن الجسر سيفتح غدا.") == []


def test_two_questions_make_no_interview() -> None:
    assert answers(*MARKED[:4]) == []


@pytest.mark.parametrize(
    ("introduction", "speaker"),
    [
        ("هذا اللقاء مع المهندس سالم الحداد، مدير الجسر.", "المهندس سالم الحداد، مدير الجسر"),
        ("هطلت أمطار غزيرة على الساحل.", None),
    ],
)
def test_whom_it_is_with(introduction: str, speaker: str | None) -> None:
    assert {claim.speaker for claim in answers(*MARKED, introduction=introduction)} == {speaker}
