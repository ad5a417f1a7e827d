"""Rows: what they hold, where their glyphs stand, and the way from offsets to cells and back."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.rtl.bidi import resolve
from tui.rtl.layout import Row, cut, layout, offset_back

TEXTS = st.text(
    st.one_of(
        st.sampled_from("ابتلأمهـ   \u064e\u0651()«»-/12٣ab%\n"),
        st.sampled_from(
            "\t\0\x1b\x85\r\xa0\xad\u200b\u200c\u200d\u200f\u202b\u202d\u202e\u202c\u2067\u2068\u2069"
        ),
        st.sampled_from("漢각👩💻🏽❤\ufe0f🇸🇦\u20e3ﷲﻼ\ud800\u2028\u0600\u0e33אבג"),
        st.characters(),
    ),
    max_size=60,
)
WIDTHS = st.integers(1, 20)


def texts(text: str, width: int) -> list[str]:
    """The rows as they are sent."""
    return [row.text for row in layout(text, width)]


def naive_cells(row: Row, start: int, end: int) -> set[int]:
    """The cells of the glyphs that hold any of the code points, counted one by one."""
    found: set[int] = set()
    cell = row.left
    for glyph in row.glyphs:
        if max(glyph.start, start) < min(glyph.end, end):
            found.update(range(cell, cell + glyph.cells))
        cell += glyph.cells
    return found


@given(TEXTS, WIDTHS)
def test_every_offset_is_in_one_row(text: str, width: int) -> None:
    rows = layout(text, width)
    assert "".join(text[row.start : row.end] for row in rows) == text
    assert [row.start for row in rows] == [0, *(row.end for row in rows[:-1])]
    assert all(row.start < row.end for row in rows) or text == ""


@given(TEXTS, WIDTHS, st.sampled_from([None, 0, 1]))
def test_no_row_is_wider_than_asked(text: str, width: int, base: int | None) -> None:
    for row in layout(text, width, base=base):
        assert cell_len(row.text) == row.left + sum(glyph.cells for glyph in row.glyphs) <= width
        assert row.text == " " * row.left + "".join(glyph.text for glyph in row.glyphs)


@given(TEXTS, WIDTHS)
def test_the_glyphs_of_a_row_stand_for_all_of_it_but_what_hangs(text: str, width: int) -> None:
    for row in layout(text, width):
        bounds = sorted((glyph.start, glyph.end) for glyph in row.glyphs)
        at = row.start
        for start, end in bounds:
            assert start == at < end
            at = end
        assert not any(map(str.isalnum, text[at : row.end]))


@given(TEXTS, WIDTHS)
def test_rows_stand_at_the_edge_where_their_paragraph_begins(text: str, width: int) -> None:
    for row in layout(text, width):
        assert row.left == (width - sum(glyph.cells for glyph in row.glyphs) if row.base else 0)


@given(TEXTS, WIDTHS)
def test_a_cell_leads_back_to_the_cluster_that_it_shows(text: str, width: int) -> None:
    for row in layout(text, width):
        for glyph in row.glyphs:
            cells = row.cells(glyph.start, glyph.start + 1)
            assert bool(cells) == bool(glyph.cells)
            for first, end in cells:
                assert end - first == glyph.cells
                assert {row.offset(cell) for cell in range(first, end)} == {glyph.start}


@given(TEXTS, WIDTHS, st.integers(0, 60), st.integers(0, 60))
def test_the_cells_of_a_range_are_those_of_its_glyphs(text: str, width: int, start: int, end: int) -> None:
    for row in layout(text, width):
        found = row.cells(start, end)
        assert {cell for first, last in found for cell in range(first, last)} == naive_cells(row, start, end)
        bounds = [bound for stretch in found for bound in stretch]
        assert bounds == sorted(set(bounds))


@given(TEXTS, WIDTHS, st.integers(-5, 30))
def test_any_cell_gives_an_offset_of_its_row(text: str, width: int, cell: int) -> None:
    for row in layout(text, width):
        assert row.start <= row.offset(cell) < row.end or text == ""


@given(TEXTS, WIDTHS)
def test_nothing_that_could_steer_a_terminal_comes_out(text: str, width: int) -> None:
    for character in "".join(row.text for row in layout(text, width)):
        assert unicodedata.category(character) not in {"Cc", "Cs", "Zl", "Zp"}
        assert unicodedata.bidirectional(character) not in {
            "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI", "BN", "B",
        }  # fmt: skip


@given(TEXTS.map(lambda text: "".join(text.splitlines())))
def test_glyphs_stand_in_the_order_of_the_algorithm(text: str) -> None:
    (row,) = layout(text, 200)
    order = {offset: place for place, offset in enumerate(resolve(text).order())}
    places = [
        order[glyph.start] for glyph in row.glyphs if glyph.start in order and glyph.end - glyph.start == 1
    ]
    assert places == sorted(places)


def test_a_row_reads_from_the_right_edge() -> None:
    assert texts("قال (قسد) إن 750", 20) == ["    750 ﻥﺇ (ﺪﺴﻗ) ﻝﺎﻗ"]
    assert texts("Hello (world)", 20) == ["Hello (world)"]


def test_lines_are_ordered_after_they_are_wrapped() -> None:
    assert texts("نقلت Reuters news عن", 12) == ["Reuters ﺖﻠﻘﻧ", "     ﻦﻋ news"]


def test_latin_that_begins_on_the_row_before_goes_on_at_the_right() -> None:
    rows = layout("وفق Associated Press أمس", 14)
    assert [row.text for row in rows] == ["Associated ﻖﻓﻭ", "     ﺲﻣﺃ Press"]
    assert rows[1].cells(15, 20) == [(9, 14)]


def test_each_paragraph_has_its_own_direction_unless_one_is_asked_for() -> None:
    text = "عربي\nEnglish\n\n12"
    assert [row.base for row in layout(text, 10)] == [1, 0, 0, 0]
    assert [row.base for row in layout(text, 10, base=1)] == [1, 1, 1, 1]
    assert texts("12", 10) == ["12"]
    assert [row.text for row in layout("12", 10, base=1)] == [" " * 8 + "12"]


def test_empty_paragraphs_are_empty_rows() -> None:
    assert [(row.start, row.end, row.text) for row in layout("a\n\nb\n", 5)] == [
        (0, 2, "a"),
        (2, 3, ""),
        (3, 5, "b"),
    ]
    assert [(row.start, row.end, row.text) for row in layout("", 5)] == [(0, 0, "")]


def test_a_range_across_directions_has_several_stretches() -> None:
    (row,) = layout("ابج def 12 هوز", 20)
    assert row.text == " " * 6 + "ﺯﻮﻫ def 12 ﺞﺑﺍ"
    assert row.cells(0, 5) == [(10, 11), (16, 20)]
    assert row.cells(0, 14) == [(6, 20)]
    assert row.cells(3, 3) == []
    assert row.cells(20, 30) == []


def test_an_alef_in_a_ligature_has_the_cell_of_the_ligature() -> None:
    (row,) = layout("سلام", 4)
    assert row.cells(1, 2) == row.cells(2, 3) == row.cells(1, 3) == [(2, 3)]
    assert row.offset(2) == 1


def test_a_cell_beside_the_text_gives_the_nearest_cluster() -> None:
    (row,) = layout("سلم", 10)
    assert (row.left, row.offset(0), row.offset(7), row.offset(50)) == (7, 2, 2, 0)
    (row,) = layout("abc", 10)
    assert (row.offset(-1), row.offset(9)) == (0, 2)
    (row,) = layout("\n", 10)
    assert row.offset(4) == 0


def test_line_breaks_and_hanging_spaces_have_no_cells() -> None:
    row = layout("abc   def\n", 3)[0]
    assert (row.start, row.end, row.text) == (0, 6, "abc")
    assert row.cells(3, 6) == []
    assert layout("abc\n", 5)[0].cells(3, 4) == []


def test_spaces_at_the_end_of_a_paragraph_are_shown_as_far_as_they_fit() -> None:
    (row,) = layout("سلم   ", 5)
    assert row.text == "  ﻢﻠﺳ"
    assert row.cells(3, 4) == [(1, 2)]


def test_a_pane_one_cell_wide_shows_a_mark_for_what_needs_two() -> None:
    assert texts("漢a", 1) == ["\ufffd", "a"]


@pytest.mark.parametrize("width", [0, -3])
def test_a_pane_without_cells_is_refused(width: int) -> None:
    with pytest.raises(ValueError, match="cells wide"):
        layout("a", width)


def test_articles_keep_every_letter(shared: Path) -> None:
    for path in sorted((shared / "articles").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        for width in (20, 80):
            rows = layout(text, width)
            assert "".join(text[row.start : row.end] for row in rows) == text
            for row in rows:
                assert cell_len(row.text) <= width
                inked = [at for at in range(row.start, row.end) if not text[at].isspace()]
                assert all(row.cells(at, at + 1) for at in inked)


class TestOffsetBack:
    """`offset_back`: where the last cells before a place begin."""

    def test_cells_are_counted_and_no_characters(self) -> None:
        assert offset_back("abcdef", 5, 2) == 3
        assert offset_back("a語語b", 3, 3) == 1
        assert offset_back("سَلَامٌ", 4, 2) == 0

    def test_what_is_never_sent_as_it_is_counts_as_it_is_shown(self) -> None:
        assert offset_back("ab\tc\x07d", 6, 3) == 3
        assert offset_back("ab\nc", 4, 3) == 1

    def test_where_there_are_fewer_there_is_none(self) -> None:
        assert offset_back("abc", 2, 3) is None
        assert offset_back("", 0, 1) is None


class TestCut:
    """`cut`: one row for a title."""

    def test_text_that_fits_is_not_cut(self) -> None:
        assert cut("سلام", 6).text == "   ﻡﻼﺳ"
        assert cut("abc", 3).text == "abc"

    def test_arabic_is_cut_on_the_left(self) -> None:
        assert cut("قال إنه لا يعلم", 8).text == "…ﻪﻧﺇ ﻝﺎﻗ"

    def test_latin_is_cut_on_the_right(self) -> None:
        assert cut("Hello there", 8).text == "Hello t…"

    def test_arabic_that_ends_in_latin_is_cut_on_the_left_too(self) -> None:
        assert cut("وفق Reuters news", 10).text == "…Reute ﻖﻓﻭ"

    def test_no_space_stands_before_the_ellipsis(self) -> None:
        assert cut("ab cd", 4).text == "ab…"

    def test_the_ellipsis_stands_for_all_that_is_cut_off(self) -> None:
        row = cut("قال إنه لا يعلم", 8)
        assert (row.start, row.end) == (0, 15)
        assert row.cells(12, 15) == [(0, 1)]
        assert row.glyphs[0].end == 15

    @pytest.mark.parametrize(
        "number", ["500", "٢٠١٩", "1,234,567", "٣٫٥", "23/3/2019", "10\xa0000", "1\u202f234\u202f567"]
    )
    def test_no_number_is_cut_in_two(self, number: str) -> None:
        text = f"وصل {number} بحار"
        for width in range(5, 5 + len(number)):
            assert cut(text, width).text.strip() == "…ﻞﺻﻭ"
        shown = " ".join(number.split())
        assert cut(text, 6 + len(number)).text.strip() == f"…{shown} ﻞﺻﻭ"

    def test_nor_is_one_with_a_space_before_its_thousands(self) -> None:
        assert [cut("وصل 10 000 بحار", width).text.strip() for width in (7, 8, 10)] == ["…ﻞﺻﻭ"] * 3
        assert cut("وصل 10 سفن و", 8).text.strip() == "…10 ﻞﺻﻭ"

    def test_one_that_stands_alone_is(self) -> None:
        assert cut("1234567", 4).text == "123…"

    def test_line_breaks_and_tabs_are_spaces(self) -> None:
        assert cut("a\nb\tc\r\nd", 20).text == "a b c  d"

    def test_a_direction_can_be_asked_for(self) -> None:
        assert cut("Hello there", 8, base=1).text == "…Hello t"

    @given(TEXTS, WIDTHS, st.sampled_from([None, 0, 1]))
    def test_it_is_never_wider_than_asked(self, text: str, width: int, base: int | None) -> None:
        row = cut(text, width, base=base)
        assert (row.start, row.end) == (0, len(text))
        assert cell_len(row.text) <= width
        assert row.text == " " * row.left + "".join(glyph.text for glyph in row.glyphs)

    def test_a_very_long_title_costs_no_more_than_its_beginning(self) -> None:
        row = cut("عنوان " * 200_000, 20)
        assert row.text.startswith("…")
        assert row.cells(1_000_000, 1_000_001) == [(0, 1)]


def test_an_override_in_a_text_reorders_no_figure() -> None:
    (row,) = layout("قتل \u202e123\u202c شخصا", 40)
    assert "123" in row.text
    assert "\u202e" not in row.text


def test_an_override_ends_where_it_says_and_not_what_it_stands_in() -> None:
    (row,) = layout("عربي \u202aHello \u202dabc\u202c world.\u202c", 40)
    assert row.text.strip() == "Hello abc world. ﻲﺑﺮﻋ"
