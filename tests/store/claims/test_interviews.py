"""Questions and answers: every answer is a claim of whom the interview is with."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from store.analysis import analyse
from store.model import Claim

INTRODUCTION = "أكد وزير النقل سالم الحداد أن الجسر سيفتح غدا. وفيما يلي نص الحوار:"

ASKED = (
    "متى تبدأ أعمال الصيانة في الجسر القديم؟",
    "وهل يكفي المال الذي رصد للعمل كله؟",
    "ومتى يفتح الجسر القديم أمام الناس؟",
)


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


def test_they_are_said_by_who_is_named_last_in_the_introduction_whatever_the_title_says() -> None:
    introduction = (
        "قال الوزير أحمد سالم في حوار مع الصحيفة إن الجسر جاهز. وزار المدينة سفير سعودي. وأضاف أن العمل تم."
    )
    text = "\n".join(["باحث: الجسر خطر", introduction, *MARKED])
    found = [claim for claim in analyse(text)[1].claims if claim.why.startswith("interview")]
    assert [claim.speaker for claim in found] == ["الوزير أحمد سالم"] * 3


def test_of_two_marks_as_frequent_the_first_is_that_of_questions_whatever_the_hash_seed() -> None:
    lines = [f"{mark} {line}" for line in ASKED for mark in ("●", "-")]
    text = "\n".join(["الجسر القديم يعود", INTRODUCTION, *lines])
    script = (
        "import sys; from store.analysis import analyse;"
        "print([c.cue for c in analyse(sys.argv[1])[1].claims if c.why.startswith('interview')])"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", script, text],
            env={**os.environ, "PYTHONHASHSEED": str(seed), "PYTHONUTF8": "1"},
            check=True,
            capture_output=True,
            text=True,
            encoding="utf-8",
        ).stdout
        for seed in range(3)
    }
    assert said == {"['-', '-', '-']\n"}
