"""What the terminal shows, row by row, so that only what differs from it is sent.

Textual sends the whole screen each time one opens, closes or is laid out anew, and all of a widget where
a line of it has changed. Over a slow connection most of that is what stands there already.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TypeAlias

from rich.console import Console
from rich.segment import Segment
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.geometry import Size
from textual.strip import Strip

from tui.widgets.painting import cells

Segments: TypeAlias = list[Segment]
Patch: TypeAlias = tuple[int, int, Iterable[Segment]]
"""Part of a row: which row, its first cell, its segments."""


class Shown:
    """The rows that the terminal was sent last, each as few segments as its styles allow."""

    def __init__(self) -> None:
        self._size = Size(0, 0)
        self._rows: dict[int, Segments] = {}

    def forget(self) -> None:
        """The terminal may show something else by now: all that comes next is sent."""
        self._rows.clear()

    def difference(self, update: CompositorUpdate, console: Console, *, whole: bool) -> str:
        """What has to be sent for `update`; the terminal shows it then.

        `whole` is for terminals where a row of a widget must not be sent in parts: where anything of it
        differs all is sent, and else what lies between the first and the last segment that differ.
        """
        if isinstance(update, LayoutUpdate):
            if update.region.size != self._size:
                self._size = update.region.size
                self.forget()
            if not self._rows:
                # As Textual sends it, with line ends: at these VTE gives a row the mode that orders it.
                rows = [list(Segment.simplify(_visible(chain(*strips)))) for strips in update.strips]
                self._rows = {y: row for y, row in enumerate(rows) if cells(row) == self._size.width}
                return update.render_segments(console)
            pieces: Iterable[Patch] = ((y, 0, chain(*strips)) for y, strips in enumerate(update.strips))
        elif isinstance(update, ChopsUpdate):
            pieces = _pieces(update)
        else:
            self.forget()
            return update.render_segments(console)
        return "".join([self._sent(*piece, console, whole=whole) for piece in pieces])

    def _sent(self, y: int, x: int, segments: Iterable[Segment], console: Console, *, whole: bool) -> str:
        """What is sent to show `segments` on row `y` from cell `x` on."""
        new = list(Segment.simplify(_visible(segments)))
        row, end = self._rows.get(y), x + cells(new)
        if row is None:
            if x == 0 and end == self._size.width:
                self._rows[y] = new
        else:
            before, there, after = _cut(row, x, end)
            old = list(Segment.simplify(there))
            if new == old:
                return ""
            self._rows[y] = list(Segment.simplify([*before, *new, *after]))
            if not whole:
                same = _alike(new, old)
                x += cells(new[:same])
                new, old = new[same:], old[same:]
                new = new[: len(new) - _alike(new[::-1], old[::-1])]
        return f"\x1b[{y + 1};{x + 1}H{Strip(new).render(console)}"


def _pieces(update: ChopsUpdate) -> Iterator[Patch]:
    """The pieces of rows that the update sends."""
    for y, start, stop in update.spans:
        for end, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=True):
            if strip is not None and x < stop and end > start:
                yield y, x, strip if end <= stop else strip.crop(0, stop - x)


def _visible(segments: Iterable[Segment]) -> Iterator[Segment]:
    """The segments without what a style carries for the mouse: nobody sees it, and it is not sent."""
    for text, style, control in segments:
        yield Segment(text, style.clear_meta_and_links() if style else style, control)


def _cut(row: Segments, x: int, end: int) -> tuple[Segments, Segments, Segments]:
    """The segments of `row` before cell `x`, from there up to cell `end`, and behind that."""
    strip = Strip(row)
    return list(strip.crop(0, x)), list(strip.crop(x, end)), list(strip.crop(end))


def _alike(one: Segments, other: Segments) -> int:
    """How many segments both begin with."""
    shorter = min(len(one), len(other))
    return next((at for at in range(shorter) if one[at] != other[at]), shorter)


class Sent(CompositorUpdate):
    """An update of which it is known what is sent."""

    def __init__(self, text: str) -> None:
        self._text = text

    def render_segments(self, console: Console) -> str:
        """What is written to the terminal."""
        return self._text
