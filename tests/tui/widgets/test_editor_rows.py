"""Where an editor's cursor can stand, and the way the arrows take it there."""

from __future__ import annotations

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.rtl.document import boundaries, paragraphs
from tui.widgets.editor_rows import Page, Role, picture

TEXTS = st.text(
    alphabet=st.sampled_from(
        "كتبلاَّ\u0651 ab1٣«(\n\u200c\u200d_-é\u0301👩🏽\u200d🇪🇬한\u1100\u1161\u0600字\u200b\u2060"
    ),
    max_size=40,
)
WIDTHS = st.integers(4, 30)


def stops(text: str) -> list[int]:
    return [start + at for start, end in paragraphs(text) for at in boundaries(text[start:end])]


def walk(page: Page, start: int, step: int) -> list[int]:
    """The offsets that an arrow key leads to within the row of `start`."""
    row, found = page.index(start), [start]
    while True:
        following = page.beside(found[-1], 1 if step > 0 else -1)
        if following == found[-1] or page.index(following) != row:
            return found
        found.append(following)


@given(TEXTS, WIDTHS, st.booleans())
def test_every_cluster_and_every_end_of_a_paragraph_is_one_stop_of_one_row(
    text: str, width: int, rtl: bool
) -> None:
    page = Page.of(text, width, rtl=rtl)
    assert [stop.offset for row in page.rows for stop in sorted(row.stops)] == stops(text)
    assert all(page.row(stop.offset) is row for row in page.rows for stop in row.stops)


@given(TEXTS, WIDTHS)
def test_stops_stand_from_left_to_right_and_inside_the_pane(text: str, width: int) -> None:
    for row in Page.of(text, width).rows:
        cells = [stop.cell for stop in row.stops]
        assert cells == sorted(cells)
        assert all(0 <= row.left(width) + cell < width for cell in cells)


@given(TEXTS, WIDTHS)
def test_the_arrows_go_through_a_row_from_one_side_to_the_other(text: str, width: int) -> None:
    page = Page.of(text, width)
    for row in page.rows:
        offsets = [stop.offset for stop in row.stops]
        if offsets:
            assert walk(page, offsets[0], 1) == offsets
            assert walk(page, offsets[-1], -1) == offsets[::-1]


@given(TEXTS, WIDTHS)
def test_the_stop_at_an_offset_is_the_one_among_all(text: str, width: int) -> None:
    for row in Page.of(text, width).rows:
        assert all(row.stop(stop.offset) == stop for stop in row.stops)


@given(TEXTS, WIDTHS)
def test_the_cell_of_a_stop_leads_back_to_the_first_stop_that_it_shows(text: str, width: int) -> None:
    page = Page.of(text, width)
    for offset in stops(text):
        index, column = page.index(offset), page.column(offset)
        found = page.at(index, column)
        assert page.column(found) == column
        assert found <= offset


@given(TEXTS, WIDTHS, st.data())
def test_a_picture_is_as_wide_as_the_pane_and_holds_no_control_character(
    text: str, width: int, data: st.DataObject
) -> None:
    page = Page.of(text, width)
    offset = data.draw(st.sampled_from(stops(text)))
    selection = (0, data.draw(st.sampled_from(stops(text))))
    for row in page.rows:
        cursor = offset if page.row(offset) is row else None
        drawn = picture(row.pieces(row.left(width), width, cursor, selection), width)
        roles: list[Role] = [role for _, role in drawn]
        assert sum(cell_len(text) for text, _ in drawn) == width
        assert ("cursor" in roles or "inside" in roles) == (cursor is not None)
        assert not any(character < " " for text, _ in drawn for character in text)


def test_a_row_is_as_it_reads_on_the_screen() -> None:
    (row,) = Page.of("قال ab", 12).rows
    drawn = picture(row.pieces(row.left(12), 12, cursor=6), 12)
    assert [(normalize("NFKC", text), role) for text, role in drawn] == [
        ("    ", "text"),
        (" ", "cursor"),
        ("ab " + "قال"[::-1] + " ", "text"),
    ]


@pytest.mark.parametrize(
    ("text", "offsets"),
    [
        ("قال", [3, 2, 1, 0]),
        ("abc", [0, 1, 2, 3]),
        ("قا ab", [5, 3, 4, 2, 1, 0]),
        ("ab قا", [0, 1, 2, 4, 3, 5]),
        ("سلا", [3, 2, 1, 0]),
        ("قَا", [3, 2, 0]),
        ("قا 12", [5, 3, 4, 2, 1, 0]),
    ],
)
def test_the_stops_of_mixed_text_from_left_to_right(text: str, offsets: list[int]) -> None:
    (row,) = Page.of(text, 20).rows
    assert [stop.offset for stop in row.stops] == offsets


def test_the_alef_of_a_ligature_is_inside_it() -> None:
    (row,) = Page.of("لا", 20).rows
    assert [(stop.offset, stop.cell, stop.role) for stop in row.stops] == [
        (2, -1, "cursor"),
        (1, 0, "inside"),
        (0, 0, "cursor"),
    ]


def test_the_end_of_a_row_leads_to_the_next_and_its_start_to_the_one_before() -> None:
    page = Page.of("قا\nبا", 20)
    assert page.beside(2, -1) == 3
    assert page.beside(3, 1) == 2
    page = Page.of("ab\ncd", 20)
    assert page.beside(2, 1) == 3
    assert page.beside(3, -1) == 2
    assert page.beside(0, -1) == 0
    assert page.beside(5, 1) == 5


def test_an_empty_paragraph_has_the_direction_of_the_one_before() -> None:
    assert [row.rtl for row in Page.of("", 20).rows] == [True]
    assert [row.rtl for row in Page.of("", 20, rtl=False).rows] == [False]
    assert [row.rtl for row in Page.of("1\nab\n\nقا\n- 1", 20).rows] == [True, False, False, True, True]


def test_of_two_pieces_in_one_place_the_first_is_kept() -> None:
    (empty,), (full,) = Page.of("", 8).rows, Page.of("abcdef", 8).rows
    pieces = empty.pieces(empty.left(8), 8, 0) + full.pieces(1, 8, role="placeholder")
    assert picture(pieces, 8) == ((" ", "text"), ("abcde", "placeholder"), (" ", "cursor"), (" ", "text"))
