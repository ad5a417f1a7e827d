"""Laid-out rows to Textual strips: which style each glyph has, and nothing about where it stands."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, groupby, pairwise
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from store.model import Span
from store.spans import SpanIndex
from tui.rtl.layout import Cell, Row, cut
from tui.widgets import palette

GUTTER = 3
"""Cells kept free on each side of a text: a padding cell, a mark, a bar."""


class Mark(NamedTuple):
    """A style for the code points from `start` to `end` (offsets, end exclusive)."""

    start: int
    end: int
    style: Style


class MarkIndex(SpanIndex[Mark]):
    """Marks of a whole text, found by the stretch they lie over; their order is kept."""

    def __init__(self, marks: Iterable[Mark] = ()) -> None:
        super().__init__(marks, lambda mark: mark)


def found_in(row: Row, found: Sequence[Span], here: Span | None) -> list[Mark]:
    """The marks in a row of what was found, in order and apart; the place that one has come to is set off."""
    first = bisect_right(found, row.start, key=lambda span: span.end)
    last = bisect_left(found, row.end, first, key=lambda span: span.start)
    styles = {True: palette.FOUND_HERE, False: palette.FOUND}
    return [Mark(span.start, span.end, styles[span == here]) for span in found[first:last]]


def paint(row: Row, base: Style, marks: Iterable[Mark] = ()) -> list[Segment]:
    """The segments of a row from cell 0, without the blank cells after its last glyph.

    Later marks are laid over earlier ones. A glyph is marked as a whole where any of its code points is, as a
    lam-alef of which the alef alone is found. A row with right-to-left text comes in as few segments as its
    styles allow, because some terminals shape each run of one style by itself.
    """
    texts = [text for glyph in row.glyphs for text in (glyph.text, "")[: glyph.cells]]
    left, end = row.left, row.end
    if texts and (texts[0] == " " or texts[-1] == " "):
        # The space at which a row was wrapped hangs at its end and is not worth marking.
        end = max((glyph.end for glyph in row.glyphs if glyph.text != " "), default=row.start)
    laid = [(*stretch, mark.style) for mark in marks for stretch in row.cells(mark.start, min(mark.end, end))]
    bounds = {left, left + len(texts), *(cell for first, last, _ in laid for cell in (first, last))}
    segments = [Segment(" " * left, base)] if left else []
    for style, stretches in groupby(pairwise(sorted(bounds)), lambda bounds: _style(base, laid, bounds[0])):
        found = [cell - left for stretch in stretches for cell in stretch]
        segments.append(Segment("".join(texts[found[0] : found[-1]]), style))
    return segments


def _style(base: Style, laid: Iterable[tuple[Cell, Cell, Style]], cell: Cell) -> Style:
    """The style of a cell of a row, on which stretches of cells are laid one over the other."""
    for first, end, style in laid:
        if first <= cell < end:
            base += style
    return base


def sign_of(row: Row, marks: Mapping[int, tuple[str, str]], plain: Style) -> list[Segment]:
    """The mark of what begins in the row, of several the first: offset -> (one cell, a tag's colour)."""
    for offset, (cell, colour) in marks.items():
        if row.start <= offset < row.end:
            return line(cell, 1, plain + palette.of_tag(colour))
    return [Segment(" ", plain)]


def line(text: str, width: int, style: Style, *, rtl: bool | None = None) -> list[Segment]:
    """One line of `width` cells holding `text`, cut with an ellipsis where its script ends.

    `rtl` sets the side it stands on; None takes it from the text.
    """
    if width <= 0:
        return []
    row = cut(text, width) if rtl is None else cut(text, width, base=int(rtl))
    return padded(paint(row, style), width, style)


def snug(text: str, room: int, style: Style, *, rtl: bool) -> list[Segment]:
    """`text` on as many cells as it needs, `room` at most."""
    if room <= 0:
        return []
    row = cut(text, room, base=int(rtl))
    return [Segment(row.text[row.left :], style)]


def cells(segments: Iterable[Segment]) -> int:
    """The cells that `segments` take."""
    return sum(segment.cell_length for segment in segments)


def beside(*parts: Iterable[Segment], rtl: bool) -> list[Segment]:
    """The parts of a line in the order they are read: from the left, or for `rtl` from the right."""
    return list(chain.from_iterable(reversed(parts) if rtl else parts))


def padded(segments: Sequence[Segment], width: int, style: Style) -> list[Segment]:
    """`segments` and blank cells up to `width` cells."""
    free = width - cells(segments)
    return [*segments, Segment(" " * free, style)] if free > 0 else list(segments)


def strip(segments: Iterable[Segment], width: int, style: Style) -> Strip:
    """A strip of exactly `width` cells, neighbours of one style joined."""
    return Strip(segments).adjust_cell_length(width, style).simplify()


def hint(text: str, y: int, width: int, style: Style, *, rtl: bool) -> Strip:
    """Row `y` of an empty pane that says `text`, below one blank row, on the side where `rtl` begins."""
    lines = text.split("\n")
    shown = lines[y - 1] if 0 < y <= len(lines) else ""
    return strip(line(f"  {shown}", width, style, rtl=rtl), width, style)
