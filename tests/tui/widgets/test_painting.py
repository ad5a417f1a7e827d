"""Rows in segments: which cells a mark sets off."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.style import Style

from store.search.strings import find
from tests.support.work import growth
from tui.rtl.layout import layout
from tui.widgets import palette
from tui.widgets.painting import Mark, found_in, paint

PLAIN, MARKED = Style(), Style(underline=True)
TEXTS = st.text(
    st.sampled_from("ابتلأمهـ \u064e\u0651()«»-12٣ab\u200c\u200d\u200f\u202b\u202c漢👩🏽🇸\xa0"), max_size=40
)


def marked(text: str, start: int, end: int, width: int = 40) -> list[str]:
    """The stretches of the first row of `text` that a mark sets off, from left to right."""
    row = layout(text, width)[0]
    return [
        segment.text
        for segment in paint(row, PLAIN, [Mark(start, end, MARKED)])
        if segment.style is not None and segment.style.underline
    ]


@given(TEXTS, st.integers(1, 20), st.integers(0, 40), st.integers(0, 40))
def test_a_mark_sets_off_the_cells_of_its_code_points(text: str, width: int, start: int, end: int) -> None:
    for row in layout(text, width):
        segments = paint(row, PLAIN, [Mark(start, end, MARKED)])
        assert "".join(segment.text for segment in segments) == row.text
        cell, painted = 0, set()
        for segment in segments:
            if segment.style is not None and segment.style.underline:
                painted |= {*range(cell, cell + segment.cell_length)}
            cell += segment.cell_length
        inked = max((glyph.end for glyph in row.glyphs if glyph.text != " "), default=row.start)
        held = row.cells(start, min(end, inked))
        assert painted == {cell for first, last in held for cell in range(first, last)}


@pytest.mark.parametrize(("start", "end"), [(5, 6), (4, 5), (4, 6)])
def test_a_ligature_is_marked_where_one_of_its_letters_is(start: int, end: int) -> None:
    assert marked("هذا لأحمد", start, end) == ["ﻷ"]


def test_a_letter_is_marked_where_a_mark_of_it_is() -> None:
    assert marked("بَّت", 1, 2) == ["ﺑَّ"]


def test_the_first_letter_is_marked_after_a_control_that_begins_the_row() -> None:
    assert marked("\u202bقال\u202c", 1, 4) == ["ﻝﺎﻗ"]


def test_of_marks_that_lie_over_each_other_the_later_one_is_seen() -> None:
    (row,) = layout("abcd", 10)
    red, blue = Style(color="red"), Style(color="blue")
    segments = paint(row, PLAIN, [Mark(0, 3, red), Mark(2, 4, blue)])
    assert [(one.text, one.style) for one in segments] == [("ab", red), ("cd", blue)]


def test_the_space_at_which_a_row_is_wrapped_is_not_marked() -> None:
    assert marked("قال إنه", 0, 7, width=5) == ["ﻝﺎﻗ"]


def test_the_hits_in_a_row_are_marked_and_the_one_where_one_is_set_off() -> None:
    text = "قال القائد إن القرية قريبة"
    row = layout(text, 40)[0]
    found = find(text, "ق")
    marks = found_in(row, found, found[1])
    assert [text[mark.start : mark.end] for mark in marks] == ["ق"] * 4
    assert [mark.style for mark in marks] == [palette.FOUND, palette.FOUND_HERE, *[palette.FOUND] * 2]
    rows = layout(text, 12)
    assert [mark for row in rows for mark in found_in(row, found, found[1])] == marks


def test_to_mark_the_hits_in_a_row_is_no_more_work_where_there_are_many_elsewhere() -> None:
    row = layout("قال", 40)[0]

    def marking(size: int) -> Callable[[], object]:
        found = find("قال " * size, "ق")
        return lambda: found_in(row, found, None)

    assert growth(marking, 4096) < 1.2
