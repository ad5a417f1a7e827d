"""What a figure counts, and whether it is all there is."""

from __future__ import annotations

import pytest

from store.analysis import analyse
from store.claims.propositions.clauses import Clause, bodies, clauses
from store.claims.propositions.concepts import DURATION
from store.claims.propositions.quantities import Quantity
from store.model import Claim, Fact


def clauses_of(text: str) -> list[Clause]:
    """The clauses of all claims and facts of a text."""
    extraction = analyse(text)[1]
    items: list[Claim | Fact] = [*extraction.claims, *extraction.facts]
    return [one for said, item in enumerate(items) for one in clauses(text, 0, said, item, bodies(text))]


def quantities(text: str) -> list[Quantity]:
    return [one for clause in clauses_of(text) for one in clause.quantities]


@pytest.mark.parametrize(
    ("said", "hours"),
    [("أربعين دقيقة", 40 / 60), ("ساعتين", 2), ("ثلاثة أيام", 72), ("ستة أشهر", 6 * 730), ("سنتين", 17520)],
)
def test_spans_of_time_are_of_one_unit(said: str, hours: float) -> None:
    (found,) = quantities(f"قال المدير إن التيار انقطع عن المصنع {said}.")
    assert found.unit == DURATION
    assert found.value == pytest.approx(hours)


def test_a_day_of_a_month_is_no_span_of_time() -> None:
    assert all(one.unit != DURATION for one in quantities("قال المدير إن المصنع سيفتح أبوابه في 12 مارس."))


@pytest.mark.parametrize(
    "text",
    [
        "قالت المديرة إن عشرة من الجرحى في العناية المركزة.",
        "قال الطبيب إن بين القتلى سبعة أطفال.",
        "قال الطبيب إن القصف أوقع ستين قتيلا من المدنيين.",
    ],
)
def test_some_of_those_who_are_counted_are_not_all(text: str) -> None:
    assert [one.total for one in quantities(text)] == [False]


def test_others_who_were_injured_are_all_who_were() -> None:
    killed, injured = quantities("قالت الشرطة إن الحريق أدى إلى مقتل 14 شخصا وإصابة 32 آخرين.")
    assert (killed.unit, killed.total) == ("+kill", True)
    assert (injured.unit, injured.total) == ("+injure", True)


def test_a_figure_that_is_called_wrong_or_former_is_none_that_is_given() -> None:
    assert [one.value for one in quantities("قال المراسل إن التيار انقطع ساعتين لا أربعين دقيقة.")] == [2]
    assert [one.value for one in quantities("قالت الشبكة إن عدد المخالفات بلغ 156 بعد أن كان 140.")] == [156]


def test_what_is_measured_leads_to_the_figure() -> None:
    (found,) = quantities("قال الوزير إن كلفة الصيانة بلغت 18 مليون دينار وفق الأصول.")
    assert found.of[0] == "+cost"
    assert len(found.of) == 2


def test_an_hour_in_words_is_a_time_and_stays_among_what_is_said() -> None:
    (clause,) = clauses_of("قال العقيد رائد الزعتري إن الحريق وقع عند الساعة السادسة والنصف صباحا.")
    assert clause.times == {"السادسة والنصف"}
    assert len(clause.meanings) > len(clauses_of("قال العقيد رائد الزعتري إن الحريق وقع صباحا.")[0].meanings)
