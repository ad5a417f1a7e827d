"""Where the cursor of an editor can stand, how the arrow keys go there, and how the rows look. No Textual.

The cursor stands on the letter that a typed one will push away, which is the letter that Delete takes. Behind
the last letter of a paragraph it stands on the free cell that the paragraph's direction leads to: left of
the last letter in Arabic, right of it in English, whatever direction that letter has.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate, groupby
from typing import Literal, NamedTuple, TypeAlias

from tui.rtl.bidi import Offset, base_level
from tui.rtl.document import boundaries, paragraphs
from tui.rtl.layout import Cell, Row, layout
from tui.rtl.shaping import Glyph

PADDING = 1
"""Cells kept free on each side of the text; the cursor behind a full row stands in one of them."""
UNWRAPPED = 1_000_000
"""A width that no line reaches that a person writes."""

Role: TypeAlias = Literal["text", "placeholder", "selection", "cursor", "inside"]
"""How a stretch of cells looks; "inside" is the cursor within a ligature."""
Picture: TypeAlias = tuple[tuple[str, Role], ...]
"""A row as it is drawn, from its first cell to its last."""


class Drawn(NamedTuple):
    """What is drawn from a cell of the pane on."""

    at: Cell
    text: str
    cells: int
    role: Role


class Stop(NamedTuple):
    """A place for the cursor: an offset on a cluster boundary, and the cells of its row that show it."""

    offset: Offset
    cell: Cell
    cells: int
    role: Role = "cursor"


@dataclass(frozen=True)
class EditorRow:
    """One row of an edited text. Its cells are counted from its leftmost glyph."""

    origin: Offset
    """Where its paragraph starts."""
    paragraph: str
    row: Row
    """Its layout, in offsets from `origin`."""

    @property
    def rtl(self) -> bool:
        """Whether its paragraph reads from right to left."""
        return self.row.base == 1

    @property
    def last(self) -> bool:
        """Whether it ends its paragraph, so that the cursor can stand behind its last letter."""
        return self.row.end == len(self.paragraph)

    @property
    def start(self) -> Offset:
        """Its first offset."""
        return self.origin + self.row.start

    @property
    def end(self) -> Offset:
        """The offset behind its last letter."""
        return self.origin + self.row.end

    @cached_property
    def glyphs(self) -> tuple[tuple[Cell, Glyph], ...]:
        """Its glyphs and where each begins, from left to right."""
        glyphs = self.row.glyphs
        return tuple(zip(accumulate((glyph.cells for glyph in glyphs), initial=0), glyphs, strict=False))

    @cached_property
    def cells(self) -> int:
        """The cells of its glyphs."""
        return sum(glyph.cells for glyph in self.row.glyphs)

    @property
    def free(self) -> Cell:
        """The cell behind its last letter, in the direction of its paragraph; -1 if that is on the left."""
        return -1 if self.rtl else self.cells

    @cached_property
    def stops(self) -> tuple[Stop, ...]:
        """The places for the cursor, from left to right; every cluster of the row is one of them."""
        offsets = boundaries(self.paragraph)
        offsets = offsets[
            bisect_left(offsets, self.row.start) : bisect_left(offsets, self.row.end + self.last)
        ]
        found = [stop for cell, glyph in self.glyphs for stop in self._glyph_stops(cell, glyph, offsets)]
        shown = {stop.offset for stop in found}
        # What has no cells: the end of the paragraph, and spaces that hang over the width.
        behind = [Stop(self.origin + at, self.free, 1) for at in offsets if self.origin + at not in shown]
        return (*reversed(behind), *found) if self.rtl else (*found, *behind)

    def _glyph_stops(self, cell: Cell, glyph: Glyph, offsets: tuple[Offset, ...]) -> Iterator[Stop]:
        """The stops that a glyph shows, from left to right: a ligature and what is invisible have several."""
        if not glyph.cells:
            return
        inner = offsets[bisect_left(offsets, glyph.start) : bisect_left(offsets, glyph.end)]
        rtl = self.rtl if len(inner) == 1 else unicodedata.bidirectional(glyph.text[0]) in {"R", "AL"}
        for at in reversed(inner) if rtl else inner:
            yield Stop(self.origin + at, cell, glyph.cells, "cursor" if at == inner[0] else "inside")

    def stop(self, offset: Offset) -> Stop:
        """The stop at `offset`, which must be one of this row.

        Of all stops only this one is made: after each key another row is asked for its cursor.
        """
        at, offsets = offset - self.origin, boundaries(self.paragraph)
        for cell, glyph in self.glyphs if at < self.row.end else ():
            if glyph.start <= at < glyph.end:
                for stop in self._glyph_stops(cell, glyph, offsets):
                    if stop.offset == offset:
                        return stop
        return Stop(offset, self.free, 1)

    def nearest(self, cell: Cell) -> Stop:
        """The stop nearest to `cell`; of those in one ligature the first."""
        return min(
            self.stops, key=lambda stop: (max(stop.cell - cell, cell - stop.cell - stop.cells + 1), stop)
        )

    def left(self, width: int) -> Cell:
        """Where its leftmost glyph stands in a pane of `width` cells."""
        return width - PADDING - self.cells if self.rtl else PADDING

    def pieces(
        self,
        left: Cell,
        width: int,
        cursor: Offset | None = None,
        selection: tuple[Offset, Offset] = (0, 0),
        role: Role = "text",
    ) -> list[Drawn]:
        """What stands in `width` cells, the leftmost glyph at `left`, cut where the paddings begin.

        `cursor` is None where none is shown in this row.
        """
        stop = None if cursor is None else self.stop(cursor)
        start, end = selection[0] - self.origin, selection[1] - self.origin
        found: list[Drawn] = []
        for cell, glyph in self.glyphs:
            at = left + cell
            if glyph.cells and at >= PADDING and at + glyph.cells <= width - PADDING:
                marked: Role = "selection" if glyph.start < end and glyph.end > start else role
                look = stop.role if stop is not None and stop.cell == cell else marked
                found.append(Drawn(at, glyph.text, glyph.cells, look))
        if stop is not None and stop.cell == self.free:
            found.append(Drawn(left + self.free, " ", 1, "cursor"))
        elif self.last and start <= self.row.end < end:
            found.append(Drawn(left + self.free, " ", 1, "selection"))
        return found


def picture(pieces: Iterable[Drawn], width: int) -> Picture:
    """`width` cells with the pieces in their places; of two in one place the first is kept."""
    taken: set[Cell] = set()
    kept: list[Drawn] = []
    for piece in pieces:
        cells = set(range(piece.at, piece.at + piece.cells))
        if taken.isdisjoint(cells):
            taken |= cells
            kept.append(piece)
    runs: list[tuple[str, Role]] = []
    filled = 0
    for piece in sorted(kept):
        runs += [(" " * (piece.at - filled), "text"), (piece.text, piece.role)]
        filled = piece.at + piece.cells
    runs.append((" " * (width - filled), "text"))
    joined = groupby((run for run in runs if run[0]), key=lambda run: run[1])
    return tuple(("".join(text for text, _ in run), role) for role, run in joined)


_level = lru_cache(maxsize=2048)(base_level)


@lru_cache(maxsize=2048)
def _rows(paragraph: str, width: int, base: int) -> tuple[Row, ...]:
    """The layout of one paragraph without newline: of a text that is typed only one changes at a time."""
    return layout(paragraph, width, base=base)


@dataclass(frozen=True)
class Page:
    """An edited text, laid out for a pane of `width` cells. It has at least one row."""

    width: int
    rows: tuple[EditorRow, ...]

    @classmethod
    def of(cls, text: str, width: int, *, wrap: bool = True, rtl: bool = True) -> Page:
        """`text` in rows that fit into `width` cells, paddings included; without `wrap` a row a paragraph.

        A paragraph without letters has the direction of the one before it, the first that of `rtl`.
        """
        room = max(width - 2 * PADDING, 1) if wrap else UNWRAPPED
        rows: list[EditorRow] = []
        base = int(rtl)
        for start, end in paragraphs(text):
            paragraph = text[start:end]
            level = _level(paragraph)
            base = base if level is None else level
            rows += [EditorRow(start, paragraph, row) for row in _rows(paragraph, room, base)]
        return cls(width, tuple(rows))

    def index(self, offset: Offset) -> int:
        """The index of the row that `offset` is in."""
        return bisect_right(self.rows, offset, key=lambda row: row.start) - 1

    def row(self, offset: Offset) -> EditorRow:
        """The row that `offset` is in."""
        return self.rows[self.index(offset)]

    def column(self, offset: Offset) -> Cell:
        """The cell of the pane that the cursor at `offset` begins at."""
        row = self.row(offset)
        return row.left(self.width) + row.stop(offset).cell

    def at(self, index: int, column: Cell) -> Offset:
        """The offset in the row `index` that is nearest to a cell of the pane; rows are held at both ends."""
        row = self.rows[min(max(index, 0), len(self.rows) - 1)]
        return row.nearest(column - row.left(self.width)).offset

    def beside(self, offset: Offset, step: Literal[-1, 1]) -> Offset:
        """The next place for the cursor to the left (-1) or right (1) of the one at `offset`.

        Beyond a row's end comes the start of the one below, beyond its start the end of the one above.
        """
        index = self.index(offset)
        row = self.rows[index]
        beside = row.stops.index(row.stop(offset)) + step
        if 0 <= beside < len(row.stops):
            return row.stops[beside].offset
        forward = row.rtl == (step < 0)
        if forward and index + 1 < len(self.rows):
            return self.row_start(index + 1)
        return self.row_end(index - 1) if not forward and index > 0 else offset

    def row_start(self, index: int) -> Offset:
        """The first offset of a row, in logical order."""
        row = self.rows[index]
        return min((stop.offset for stop in row.stops), default=row.end)

    def row_end(self, index: int) -> Offset:
        """The last offset of a row, in logical order; a row that wraps ends before its last cluster."""
        row = self.rows[index]
        return max((stop.offset for stop in row.stops), default=row.start)
