"""Rows of cells for a pane: the only place where offsets, cells and rows meet.

A text is wrapped in logical order and each row is then put in visual order. Paragraphs end where
`str.splitlines` ends a line; the line break belongs to the row that it ends and takes no cells, like the
spaces that hang over a row's width.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple, TypeAlias

from bidi import get_base_level

from tui.rtl import bidi, wrap
from tui.rtl.bidi import Offset
from tui.rtl.explicit import Run
from tui.rtl.shaping import Glyph, Shaped, shaped

Cell: TypeAlias = int
"""A column of a row, counted from the pane's left."""

ELLIPSIS = "…"


@dataclass(frozen=True)
class Row:
    """One laid-out line of a text."""

    start: Offset
    end: Offset
    """The row's stretch of the text, with the spaces that hang and the line break."""
    base: int
    """0: the paragraph reads left to right, 1: right to left."""
    width: int
    """The cells that were asked for."""
    left: Cell
    """Blank cells before the first glyph: a row that reads right to left stands at the right edge."""
    _origin: Offset = field(repr=False)
    _shaped: Shaped = field(repr=False, compare=False)
    _runs: Sequence[Run] = field(repr=False)
    """The level runs of what has cells, in visual order, counted from `_origin`."""

    @cached_property
    def text(self) -> str:
        """The row as it is sent to the terminal, with the blanks on its left and none on its right."""
        texts = self._shaped.texts
        parts = [" " * self.left]
        for start, end, level in self._runs:
            part = texts[start:end]
            parts.append("".join(part[::-1] if level & 1 else part))
        return "".join(parts)

    @cached_property
    def glyphs(self) -> tuple[Glyph, ...]:
        """The glyphs from left to right."""
        found: list[Glyph] = []
        for start, end, level in self._runs:
            glyphs = self._shaped.glyphs(start, end, self._origin)
            found += reversed(glyphs) if level & 1 else glyphs
        return tuple(found)

    def cells(self, start: Offset, end: Offset) -> list[tuple[Cell, Cell]]:
        """The stretches of cells, from left to right, that hold any of the code points `start` to `end`.

        A cluster or ligature is held by its cells as a whole. What is in another row has no cells here, nor
        has a line break or a space that hangs over the width.
        """
        columns, origin = self._shaped.columns, self._origin
        stop = max((end for _, end, _ in self._runs), default=0)
        start, end = max(start, self.start) - origin, min(end - origin, stop)
        if start >= end:
            return []
        low, high = columns[start], columns[end]
        if low == columns[start + 1]:  # within a cluster, or in the invisible beginning of the row's first
            low = columns[max(self.start - origin, bisect_left(columns, low) - 1)]
            high = max(high, columns[min(stop, bisect_right(columns, low))])
        found: list[tuple[Cell, Cell]] = []
        cell = self.left
        for first, last, level in self._runs:
            a, b = columns[first], columns[last]
            from_, to = max(low, a), min(high, b)
            if from_ < to:
                piece = (cell + b - to, cell + b - from_) if level & 1 else (cell + from_ - a, cell + to - a)
                if found and found[-1][1] == piece[0]:
                    piece = (found.pop()[0], piece[1])
                found.append(piece)
            cell += b - a
        return found

    def offset(self, cell: Cell) -> Offset:
        """The first code point of the cluster at a cell; outside the text, of the nearest cluster."""
        return self.cluster(cell)[0]

    def cluster(self, cell: Cell) -> tuple[Offset, Offset]:
        """The cluster or ligature at a cell, end exclusive; outside the text, the nearest one.

        A row without cells gives the empty stretch at its start.
        """
        columns, origin = self._shaped.columns, self._origin
        total = sum(columns[end] - columns[start] for start, end, _ in self._runs)
        if not total:
            return self.start, self.start
        at = min(max(cell - self.left, 0), total - 1)
        for start, end, level in self._runs:
            a, b = columns[start], columns[end]
            if at < b - a:
                column = b - 1 - at if level & 1 else a + at
                break
            at -= b - a
        found = bisect_right(columns, column) - 1
        # What is invisible belongs to the cluster before it, and at the row's beginning to the first.
        stop = bisect_right(columns, columns[found + 1]) - 1
        first = self.start if columns[found] == columns[self.start - origin] else found + origin
        return first, min(stop + origin, self.end)


@dataclass(frozen=True)
class Piece:
    """A paragraph, or a part of a very long one, wrapped to a width. Its rows are made when asked for."""

    origin: Offset
    text: str
    end: Offset
    """Where it ends in the whole text, with its line break."""
    width: int
    paragraph: bidi.Paragraph
    shaped: Shaped
    starts: Sequence[Offset]
    """Where each row starts, counted from `origin`."""

    def __len__(self) -> int:
        return len(self.starts)

    def row(self, index: int) -> Row:
        """The row of that index, from 0."""
        start = self.starts[index]
        last = index + 1 == len(self.starts)
        end = len(self.text) if last else self.starts[index + 1]
        columns, base = self.shaped.columns, self.paragraph.base
        stop = min(end, bisect_right(columns, columns[start] + self.width) - 1)
        return Row(
            start + self.origin,
            self.end if last else end + self.origin,
            base,
            self.width,
            self.width - columns[stop] + columns[start] if base else 0,
            self.origin,
            self.shaped,
            self._runs(start, stop),
        )

    def _runs(self, start: Offset, stop: Offset) -> list[Run]:
        """The level runs of a row in visual order, with the invisible moved to the run of its cluster."""
        runs = self.paragraph.runs(start, stop)
        if len(runs) < 2:
            return runs
        columns = self.shaped.columns
        whole = []
        for first, last, level in runs:
            if columns[first] < columns[last]:
                first = (
                    start if columns[first] == columns[start] else bisect_right(columns, columns[first]) - 1
                )
                whole.append((first, min(stop, bisect_right(columns, columns[last]) - 1), level))
        return whole or [(start, stop, self.paragraph.base)]

    def rows(self) -> list[Row]:
        """All its rows."""
        return [self.row(index) for index in range(len(self))]


def layout(text: str, width: int, *, base: int | None = None) -> tuple[Row, ...]:
    """The rows of a text in a pane `width` cells wide.

    Paragraphs end at line breaks; an empty one is an empty row, and so is an empty text. `base` is the
    direction of all of them, 0 or 1; None takes each paragraph's from its first strong character. No row has
    more cells than asked for, `width` must be at least 1.
    """
    rows: list[Row] = []
    for start, end in wrap.paragraphs(text):
        rows += set_piece(text[start:end], width, base, start).rows()
    return tuple(rows)


def set_piece(line: str, width: int, base: int | None, origin: Offset) -> Piece:
    """Sets one paragraph, which stands at `origin` in the text, with the line break that ends it."""
    if width < 1:
        raise ValueError(f"a pane {width} cells wide holds no text")
    text = line.rstrip(wrap.LINE_BREAKS)
    # An override is followed in no text that is only read or cut: it could make 321 of 123.
    ordered = text.translate(_NO_OVERRIDE) if _OVERRIDDEN(text) else text
    paragraph = bidi.resolve(ordered, base)
    shown = shaped(text, paragraph.levels)
    if width < 2:
        shown = shown.narrow()
    starts = wrap.rows(text, paragraph._classes, shown.columns, width)
    return Piece(origin, text, origin + len(line), width, paragraph, shown, starts)


_NO_OVERRIDE = {0x202D: "\u202a", 0x202E: "\u202b"}
"""LRO and RLO as LRE and RLE: these end at the same PDF, and leave numbers and letters their directions."""
_OVERRIDDEN = re.compile("[\u202d\u202e]").search


def _direction(line: str) -> int:
    """The level that a line gives to itself, 0 or 1: python-bidi's, which takes no lone surrogates."""
    try:
        return get_base_level(line) if line else 0
    except UnicodeEncodeError:
        return bidi.base_level(line) or 0


def cut(text: str, width: int, *, base: int | None = None) -> Row:
    """One row for a title or a cell of a table, cut where it ends: on the left if it reads right to left.

    Line breaks and tabs are shown as spaces. The glyph of the ellipsis stands for all that is cut off. No
    number is cut in two: 500 would be read as 5.
    """
    line = _TO_SPACE.sub(" ", text[: 64 * width])
    if base is None:
        base = _direction(line)
    piece = set_piece(line, width, base, 0)
    columns = piece.shaped.columns
    if columns[-1] > width or len(line) < len(text):
        fit = bisect_right(columns, width - 1) - 1
        kept = line[: _before_number(line, fit)].rstrip() + ELLIPSIS
        piece = set_piece(kept, width, base, 0)
        end = len(text)
        row = piece.row(0)
        runs = [(first, end if last == len(kept) else last, level) for first, last, level in row._runs]
        return replace(row, end=end, _shaped=piece.shaped.padded(end), _runs=runs)
    return piece.row(0)


def offset_back(text: str, end: Offset, room: Cell) -> Offset | None:
    """The last offset from which the text up to `end` has `room` cells or more in one row; None where it has
    fewer."""
    line = _TO_SPACE.sub(" ", text[:end])
    columns = shaped(line, [0] * len(line)).columns
    back = bisect_right(columns, columns[-1] - room) - 1
    return back if back >= 0 else None


def _before_number(line: str, end: Offset) -> Offset:
    """`end`, or where the number begins that goes on there; one that the line begins with is cut."""
    inside = (number for number in _NUMBERS(line, 0, end + 8) if number.start() < end < number.end())
    return next((number.start() for number in inside), 0) or end


_NUMBERS = re.compile("\\d+(?:[.,٫٬:/-]\\d+|[ \u00a0\u202f]\\d{3}(?!\\d))*").finditer

_TO_SPACE = re.compile(f"[{wrap.LINE_BREAKS}\t]")


# Texts of any size

PIECES_KEPT = 128
"""Pieces whose layout a flow keeps."""
SEARCHED = wrap.PIECE, 16 * wrap.PIECE
"""Code points of a very long paragraph that are searched for its direction, more if the first have none."""


class Position(NamedTuple):
    """A row of a flow."""

    paragraph: int
    """The paragraph, or piece of one that is very long, from 0."""
    row: int
    """Its row, from 0; the blank rows of the gap come after the last."""


class Flow:
    """A text laid out as far as it is looked at, for a pane that shows an article of any size.

    `gap` is how many blank rows stand between paragraphs that no blank line parts. A very long paragraph is
    set in pieces (see `wrap.pieces`), which share its direction; a piece starts a new row.
    """

    def __init__(self, text: str, width: int, gap: int = 0) -> None:
        if width < 1:
            raise ValueError(f"a pane {width} cells wide holds no text")
        self.text, self.width, self.gap = text, width, gap
        self._starts: list[Offset] = []
        self._heads: dict[int, tuple[Offset, Offset]] = {}
        for start, end in wrap.paragraphs(text):
            if end - start > wrap.LONG:
                for first, _ in wrap.pieces(text, start, end):
                    self._heads[len(self._starts)] = start, end
                    self._starts.append(first)
            else:
                self._starts.append(start)
        self._bases: dict[Offset, int] = {}
        self._kept: OrderedDict[int, Piece] = OrderedDict()

    @property
    def first(self) -> Position:
        """The position of the first row."""
        return Position(0, 0)

    @property
    def last(self) -> Position:
        """The position of the last row."""
        last = len(self._starts) - 1
        return Position(last, len(self._piece(last)) - 1)

    def position(self, offset: Offset) -> Position:
        """The row that an offset is in; offsets outside the text give its first or last row."""
        offset = max(0, offset)
        index = bisect_right(self._starts, offset) - 1
        piece = self._piece(index)
        return Position(index, bisect_right(piece.starts, offset - piece.origin) - 1)

    def row(self, position: Position) -> Row | None:
        """The row at a position; None for a blank row between paragraphs."""
        piece = self._piece(position.paragraph)
        return piece.row(position.row) if position.row < len(piece) else None

    def rows(self, position: Position, count: int) -> list[Row | None]:
        """The rows from a position on, at most `count`, with None for the blank ones; fewer at the end."""
        found: list[Row | None] = []
        index, row = position
        while len(found) < count and index < len(self._starts):
            while row < self._height(index) and len(found) < count:
                found.append(self.row(Position(index, row)))
                row += 1
            index, row = index + 1, 0
        return found

    def step(self, position: Position, rows: int) -> Position:
        """The position that many rows further down (up if negative), held at the first and last row."""
        index, row = position
        row += rows
        while row < 0 and index > 0:
            index -= 1
            row += self._height(index)
        while row >= (height := self._height(index)):
            if index + 1 == len(self._starts):
                return Position(index, height - 1)
            row -= height
            index += 1
        return Position(index, max(0, row))

    def distance(self, a: Position, b: Position, limit: int) -> int:
        """How many rows `b` is below `a` (above: negative), at most `limit` either way."""
        if b < a:
            return -self.distance(b, a, limit)
        found, index = -a.row, a.paragraph
        while index < b.paragraph and found < limit:
            found += self._height(index)
            index += 1
        return min(limit, found + b.row if index == b.paragraph else found)

    def _height(self, index: int) -> int:
        """The rows of a piece with the gap below it."""
        following = index + 1
        if following == len(self._starts):
            return len(self._piece(index))
        head = self._heads.get(index)
        same = head is not None and head == self._heads.get(following)
        near = same or self._is_blank(index) or self._is_blank(following)
        return len(self._piece(index)) + (0 if near else self.gap)

    def _is_blank(self, index: int) -> bool:
        """Whether a piece holds nothing but white space: it is a gap of its own."""
        end = self._starts[index + 1] if index + 1 < len(self._starts) else len(self.text)
        return not self.text[self._starts[index] : end].strip()

    def _piece(self, index: int) -> Piece:
        """The layout of a piece, from those kept or made now."""
        if (piece := self._kept.get(index)) is not None:
            self._kept.move_to_end(index)
            return piece
        start = self._starts[index]
        end = self._starts[index + 1] if index + 1 < len(self._starts) else len(self.text)
        base = self._base(*self._heads[index]) if index in self._heads else None
        piece = self._kept[index] = set_piece(self.text[start:end], self.width, base, start)
        if len(self._kept) > PIECES_KEPT:
            self._kept.popitem(last=False)
        return piece

    def _base(self, start: Offset, end: Offset) -> int:
        """The direction of a paragraph that is set in pieces."""
        if start not in self._bases:
            found = (bidi.base_level(self.text[start : min(end, start + most)]) for most in SEARCHED)
            self._bases[start] = next((level for level in found if level is not None), 0)
        return self._bases[start]
