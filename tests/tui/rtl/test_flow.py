"""A text laid out as far as it is looked at."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.work import growth
from tui.rtl.joining import forget
from tui.rtl.layout import PIECES_KEPT, Flow, Position, layout

TEXTS = st.text(st.sampled_from("ابت لا \n\nabc 12"), max_size=80)
LONG = "قال المتحدث إن الجيش تقدم. " * 1000


def positions(flow: Flow) -> list[Position]:
    """Every position of a flow, one step after the other."""
    found = [flow.first]
    while found[-1] != flow.last:
        found.append(flow.step(found[-1], 1))
    return found


@given(TEXTS, st.integers(1, 12))
def test_its_rows_are_those_of_layout(text: str, width: int) -> None:
    flow = Flow(text, width)
    assert flow.rows(flow.first, 1000) == list(layout(text, width))


@given(TEXTS, st.integers(1, 12), st.integers(0, 2))
def test_every_offset_is_in_the_row_at_its_position(text: str, width: int, gap: int) -> None:
    flow = Flow(text, width, gap)
    for offset in range(len(text)):
        row = flow.row(flow.position(offset))
        assert row is not None
        assert row.start <= offset < row.end
    assert flow.position(-3) == flow.first
    assert flow.position(len(text) + 3) == flow.last


@given(TEXTS, st.integers(1, 12), st.integers(0, 2), st.data())
def test_steps_and_distances_agree(text: str, width: int, gap: int, data: st.DataObject) -> None:
    flow = Flow(text, width, gap)
    walked = positions(flow)
    a = data.draw(st.integers(0, len(walked) - 1))
    b = data.draw(st.integers(0, len(walked) - 1))
    assert flow.step(walked[a], b - a) == walked[b]
    assert flow.distance(walked[a], walked[b], 1000) == b - a
    assert flow.distance(walked[a], walked[b], 3) == max(-3, min(3, b - a))
    assert flow.rows(walked[a], 5) == [flow.row(position) for position in walked[a : a + 5]]


def test_steps_are_held_at_both_ends() -> None:
    flow = Flow("a\nb", 5, gap=1)
    assert flow.step(flow.first, -7) == flow.first
    assert flow.step(flow.first, 7) == flow.last == Position(1, 0)


def test_blank_rows_stand_between_paragraphs_and_not_at_the_end() -> None:
    flow = Flow("a\nb\n", 5, gap=2)
    shown = [row and row.text for row in flow.rows(flow.first, 10)]
    assert shown == ["a", None, None, "b"]


def test_an_empty_text_is_an_empty_row() -> None:
    flow = Flow("", 5)
    assert flow.first == flow.last == flow.position(0)
    assert [row and row.text for row in flow.rows(flow.first, 3)] == [""]


def test_a_pane_without_cells_is_refused() -> None:
    with pytest.raises(ValueError, match="cells wide"):
        Flow("a", 0)


def test_a_very_long_paragraph_has_no_gap_in_it() -> None:
    flow = Flow(f"{LONG}\nab", 40, gap=1)
    rows = flow.rows(flow.first, 100_000)
    assert [row for row in rows[:-2] if row is None] == []
    assert rows[-2] is None
    assert "".join(flow.text[row.start : row.end] for row in rows if row) == flow.text


def test_the_pieces_of_a_paragraph_share_its_direction() -> None:
    flow = Flow(f"{LONG}{'English words. ' * 1000}", 40)
    assert {row.base for row in flow.rows(flow.first, 100_000) if row} == {1}
    flow = Flow(f"{'... ' * 5000}{LONG}", 40)
    assert {row.base for row in flow.rows(flow.first, 100_000) if row} == {1}


def test_only_some_pieces_are_kept() -> None:
    flow = Flow("a\n" * 1000, 40)
    flow.rows(flow.first, 1000)
    assert len(flow._kept) == PIECES_KEPT


def looked_at(text: str) -> Callable[[], object]:
    """Lays out the rows at the beginning, in the middle and at the end of a text that is opened."""
    forget()

    def look() -> None:
        flow = Flow(text, 80)
        assert any(flow.rows(flow.first, 40))
        assert any(flow.rows(flow.step(flow.last, -39), 40))
        assert any(flow.rows(flow.step(flow.position(len(text) // 2), -10), 40))

    return look


@pytest.mark.parametrize("break_", ["\n", " "])
def test_a_long_text_costs_hardly_more_than_one_of_half_its_length(shared: Path, break_: str) -> None:
    article = (shared / "articles" / "seed-003.txt").read_text(encoding="utf-8").replace("\n", break_)
    assert growth(lambda count: looked_at(break_.join([article] * count)), 100) < 1.8


@pytest.mark.parametrize(
    "unit", ["ب", " ", "\u064e", "\u200f", "\u2068", "(a)", "\t", "%", "a-", "\u202b", "\n", "👩\u200d"]
)
def test_hostile_text_takes_no_more_than_linear_time(unit: str) -> None:
    assert growth(lambda count: looked_at(unit * (count // len(unit))), 6_000) < 2.1


def test_a_blank_line_is_gap_enough() -> None:
    flow = Flow("one\n\ntwo\nthree\n", 20, gap=1)
    shown = [row.text if row else None for row in flow.rows(flow.first, 10)]
    assert shown == ["one", "", "two", None, "three"]
