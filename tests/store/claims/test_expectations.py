"""Expectations: those that nobody is named for, and presents whose subject stands before or behind them."""

from __future__ import annotations

import pytest

from store.analysis import analyse
from tests.support.claims import ClaimOf, ClaimsOf


@pytest.mark.parametrize(
    ("sentence", "cue", "content"),
    [
        ("ومن المتوقع أن يفتح الجسر غدا.", "ومن المتوقع", "يفتح الجسر غدا"),
        ("من المنتظر أن يفتح الجسر غدا.", "من المنتظر", "يفتح الجسر غدا"),
        ("ومن المرجح أيضا أن يفتح الجسر غدا.", "ومن المرجح", "يفتح الجسر غدا"),
        ("ومن المتوقع، في هذا السياق، أن يفتح الجسر غدا.", "ومن المتوقع", "يفتح الجسر غدا"),
        ("ومن المتوقع افتتاح الجسر غدا.", "ومن المتوقع", "افتتاح الجسر غدا"),
        ("يُنتظر أن يفتح الجسر غدا.", "يُنتظر", "يفتح الجسر غدا"),
        ("ويتوقع أنه يفتح غدا.", "ويتوقع", "أنه يفتح غدا"),
        ("كما يتوقع هطول أمطار على الجسر.", "يتوقع", "هطول أمطار على الجسر"),
        ("ولا يتوقع أن يفتح الجسر غدا.", "ولا يتوقع", "يفتح الجسر غدا"),
    ],
)
def test_what_is_expected_without_an_agent(claim_of: ClaimOf, sentence: str, cue: str, content: str) -> None:
    claim = claim_of(sentence)
    assert (claim.speaker, claim.cue, claim.content) == (None, cue, content)
    assert (claim.polarity, claim.form) == ("predicts", "indirect")


@pytest.mark.parametrize(
    "sentence",
    [
        "وأغلق الجسر أمس، ومن المتوقع أن يفتح غدا.",
        "وأطلقت الوزارة ست مبادرات يتوقع أن تخفف الزحام.",
        "وزار الوفد القناة التي يتوقع أن تخدم المدينة.",
        "وليس من المتوقع أن يفتح الجسر غدا.",
        "ولم يكن من المتوقع أن يفتح الجسر غدا.",
        "والجمهور ينتظر أن يفتح الجسر غدا.",
        "ويتوقع منهم أن يحضروا غدا.",
    ],
)
def test_what_only_describes_or_is_not_expected_is_no_claim(claims_of: ClaimsOf, sentence: str) -> None:
    assert claims_of(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "ومن المتوقع أن يفتح الجسر غدا، وفقا لسالم الحداد.",
        "وفقا لسالم الحداد، من المتوقع أن يفتح الجسر غدا.",
    ],
)
def test_an_attribution_names_whose_expectation_it_is(claim_of: ClaimOf, sentence: str) -> None:
    assert claim_of(sentence).speaker == "سالم الحداد"


@pytest.mark.parametrize(
    ("sentence", "speaker", "content"),
    [
        ("البنك المركزي يتوقع أن ترتفع الأسعار.", "البنك المركزي", "ترتفع الأسعار"),
        ("ويتوقع المتابعون انحصار المنافسة بينهما.", "المتابعون", "انحصار المنافسة بينهما"),
        ("وتتوقع “هيئة الجسر” ارتفاع الرسوم.", "هيئة الجسر", "ارتفاع الرسوم"),
        ("ويتوقع بال حدوث مزيد من الضرر.", "بال", "حدوث مزيد من الضرر"),
        ("والوزير لا يتوقع أن يفتح الجسر غدا.", "الوزير", "يفتح الجسر غدا"),
        ("ويخشى آخرون من أن يغلق الجسر.", "آخرون", "يغلق الجسر"),
        ("فيما توقع محللون انخفاضا بنفس القدر.", "محللون", "انخفاضا بنفس القدر"),
        (
            "لكن المدرب سالم الحداد توقع تفوق الساحل على النجم.",
            "المدرب سالم الحداد",
            "تفوق الساحل على النجم",
        ),
    ],
)
def test_who_expects_it(claim_of: ClaimOf, sentence: str, speaker: str, content: str) -> None:
    claim = claim_of(sentence)
    assert (claim.speaker, claim.content, claim.polarity) == (speaker, content, "predicts")


def test_within_a_content_an_office_may_expect_something(claims_of: ClaimsOf) -> None:
    outer, inner = claims_of("وقال المدير إن البنك يتوقع أن ترتفع الأسعار.")
    assert (outer.speaker, inner.speaker, inner.content) == ("المدير", "البنك", "ترتفع الأسعار")


def test_in_a_title_any_name_may_expect_something() -> None:
    claims = analyse("سالم حداد يتوقع نجاح المهرجان\n\nهطلت أمطار غزيرة على الساحل أمس.\n")[1].claims
    assert [(claim.speaker, claim.content) for claim in claims] == [("سالم حداد", "نجاح المهرجان")]


def test_a_question_is_no_expectation(claims_of: ClaimsOf) -> None:
    assert claims_of("وهل تتوقع أن يفتح الجسر غدا؟") == []
