"""The coefficients give the values of published worked examples, and keep the laws of what they measure."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.agreement.coefficients import cohen_kappa, fleiss_kappa, krippendorff_alpha, observed, span_f1
from store.model import Span


def crossed(table: Sequence[Sequence[int]]) -> list[tuple[int, int]]:
    """The units of a table that counts how often two annotators gave which categories (rows the second)."""
    return [
        (column, row)
        for row, counts in enumerate(table)
        for column, count in enumerate(counts)
        for _ in range(count)
    ]


def counted(table: Sequence[Sequence[int]]) -> list[list[int]]:
    """The units of a table that counts, for each, how many annotators gave it which category."""
    return [[category for category, n in enumerate(row) for _ in range(n)] for row in table]


class TestCohen:
    def test_his_own_example(self) -> None:
        """Cohen 1960: two judges and 200 patients; 0.492."""
        assert cohen_kappa(crossed([[88, 14, 18], [10, 40, 10], [2, 6, 12]])) == pytest.approx(
            0.492, abs=5e-4
        )

    def test_two_readers_of_grant_proposals(self) -> None:
        """The example of the English Wikipedia, "Cohen's kappa": 0.40."""
        assert cohen_kappa(crossed([[20, 5], [10, 15]])) == pytest.approx(0.4)

    def test_the_same_agreement_weighs_less_where_chance_gives_more(self) -> None:
        """From the same article: 60 of 100 agreed, 0.1304 and 0.2593."""
        assert cohen_kappa(crossed([[45, 15], [25, 15]])) == pytest.approx(0.1304, abs=5e-5)
        assert cohen_kappa(crossed([[25, 35], [5, 35]])) == pytest.approx(0.2593, abs=5e-5)

    def test_one_category_alone_tells_nothing(self) -> None:
        assert cohen_kappa([]) is None
        assert cohen_kappa([(True, True)] * 4) is None


DIAGNOSES = """
00060 03003 01401 00006 03030 20400 00402 20310 20040 00006 10050 11040 03300 10050 02031
00501 30012 51000 02040 10203 00006 01050 02013 20040 10041 05010 40002 02040 10500 00006
"""
"""Fleiss 1971: how many of six psychiatrists gave each of 30 patients which of five diagnoses."""

FOUR_OBSERVERS = """
1 2 3 3 2 1 4 1 2 . . .
1 2 3 3 2 2 4 1 2 5 . 3
. 3 3 3 2 3 4 2 2 5 1 .
1 2 3 3 2 4 4 1 2 5 1 .
"""
"""Krippendorff 2011, example C."""


def observers(rows: str) -> list[list[str]]:
    """The units of a table with a row an observer; a full stop is no judgement."""
    lines = [line.split() for line in rows.strip().splitlines()]
    return [[value for value in column if value != "."] for column in zip(*lines, strict=True)]


class TestFleiss:
    def test_his_own_example(self) -> None:
        units = counted([[int(digit) for digit in row] for row in DIAGNOSES.split()])
        assert len(units) == 30
        assert fleiss_kappa(units) == pytest.approx(0.430, abs=5e-4)

    def test_fourteen_raters_and_ten_subjects(self) -> None:
        """The example of the English Wikipedia, "Fleiss' kappa": 0.210."""
        rows = (
            [0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0], [2, 2, 8, 1, 1],
            [7, 7, 0, 0, 0], [3, 2, 6, 3, 0], [2, 5, 3, 2, 2], [6, 5, 2, 1, 0], [0, 2, 2, 3, 7],
        )  # fmt: skip
        assert fleiss_kappa(counted(rows)) == pytest.approx(0.210, abs=5e-4)

    def test_one_category_alone_tells_nothing(self) -> None:
        assert fleiss_kappa([]) is None
        assert fleiss_kappa([[1, 1, 1]] * 3) is None

    @pytest.mark.parametrize("units", [[[1, 2], [1, 2, 1]], [[1], [2]]])
    def test_units_that_not_all_have_judged_are_refused(self, units: list[list[int]]) -> None:
        with pytest.raises(ValueError, match="same number"):
            fleiss_kappa(units)


class TestKrippendorff:
    def test_two_observers_and_two_values(self) -> None:
        """Krippendorff 2011, example A: 0.095."""
        units = observers("0 1 0 0 0 0 0 0 1 0\n1 1 1 0 0 1 0 0 0 0")
        assert krippendorff_alpha(units) == pytest.approx(0.095, abs=5e-4)

    def test_two_observers_and_five_values(self) -> None:
        """Krippendorff 2011, example B: 0.692."""
        units = observers("a a b b d c c c e d d a\nb a b b b c c c e d d d")
        assert krippendorff_alpha(units) == pytest.approx(0.692, abs=5e-4)

    def test_four_observers_who_do_not_all_judge_everything(self) -> None:
        """Krippendorff 2011, example C: 0.743."""
        assert krippendorff_alpha(observers(FOUR_OBSERVERS)) == pytest.approx(0.743, abs=5e-4)

    def test_what_one_alone_has_judged_does_not_count(self) -> None:
        assert krippendorff_alpha([[1], [2], []]) is None
        units = [[1, 1], [2, 2], [1, 2]]
        assert krippendorff_alpha([*units, [1], []]) == krippendorff_alpha(units)

    def test_one_category_alone_tells_nothing(self) -> None:
        assert krippendorff_alpha([[1, 1], [1, 1]]) is None


JUDGED = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2), st.integers(0, 2)), min_size=1, max_size=30)


class TestLaws:
    @given(JUDGED)
    def test_all_are_one_where_all_agree(self, units: list[tuple[int, int, int]]) -> None:
        alike = [(one, one, one) for one, _, _ in units]
        pairs = [unit[:2] for unit in alike]
        assert observed(alike) == 1.0
        for value in (cohen_kappa(pairs), fleiss_kappa(alike), krippendorff_alpha(alike)):
            assert value in (1.0, None)

    @given(JUDGED)
    def test_none_depends_on_the_order_of_units_or_annotators(
        self, units: list[tuple[int, int, int]]
    ) -> None:
        turned = [unit[::-1] for unit in reversed(units)]
        assert fleiss_kappa(turned) == pytest.approx(fleiss_kappa(units))
        assert krippendorff_alpha(turned) == pytest.approx(krippendorff_alpha(units))
        pairs = [(unit[0], unit[2]) for unit in units]
        assert cohen_kappa([unit[::-1] for unit in pairs]) == pytest.approx(cohen_kappa(pairs))

    @given(JUDGED)
    def test_none_is_above_one(self, units: list[tuple[int, int, int]]) -> None:
        pairs = [unit[:2] for unit in units]
        for value in (cohen_kappa(pairs), fleiss_kappa(units), krippendorff_alpha(units)):
            assert value is None or value <= 1 + 1e-9


SPANS = st.sets(
    st.tuples(st.integers(0, 20), st.integers(1, 9)).map(lambda at: Span(at[0], at[0] + at[1])), max_size=8
)


def f1(first: set[Span], second: set[Span], share: float = 1.0) -> float | None:
    """Of spans of one text and label."""
    return span_f1([(first, second)], share)


class TestSpans:
    def test_a_worked_example(self) -> None:
        """Two spans in common, one that the first has alone, two that the second has: 2*2 / (2*2 + 1 + 2)."""
        common = {Span(0, 5), Span(10, 20)}
        first, second = common | {Span(30, 40)}, common | {Span(50, 60), Span(70, 80)}
        assert f1(first, second) == pytest.approx(4 / 7)

    def test_half_of_the_union_is_enough_where_that_is_asked(self) -> None:
        first, second = {Span(0, 10)}, {Span(0, 8)}
        assert f1(first, second) == 0.0
        assert f1(first, second, 0.5) == 1.0
        assert f1({Span(0, 10)}, {Span(0, 4)}, 0.5) == 0.0

    def test_each_span_is_counted_once(self) -> None:
        assert f1({Span(0, 10)}, {Span(0, 10), Span(0, 9)}, 0.5) == pytest.approx(2 / 3)

    def test_spans_of_two_groups_are_counted_together_and_never_the_same(self) -> None:
        span = {Span(0, 5)}
        assert span_f1([(span, span), (span, set()), (set(), span)]) == pytest.approx(0.5)

    def test_nothing_at_all_tells_nothing(self) -> None:
        assert f1(set(), set()) is None
        assert f1({Span(0, 1)}, set()) == 0.0

    @given(SPANS, SPANS, st.sampled_from([0.5, 1.0]))
    def test_it_is_the_same_from_both_sides(self, first: set[Span], second: set[Span], share: float) -> None:
        value = f1(first, second, share)
        assert value == f1(second, first, share)
        assert value is None or 0.0 <= value <= 1.0

    @given(SPANS)
    def test_it_is_one_against_oneself(self, spans: set[Span]) -> None:
        assert f1(spans, spans) == (1.0 if spans else None)
