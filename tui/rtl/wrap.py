"""Where a text may be broken: paragraphs, pieces of over-long ones, and rows."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from tui.rtl.bidi import Offset

LONG = 8_192
"""Code points of a paragraph above which it is set in pieces."""
PIECE = 4_096
"""The most code points that a piece of such a paragraph has, its last one aside."""

LINE_BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
"""What ends a paragraph, as for `str.splitlines`."""

_BREAK = ord("_")
_SPACES = str.maketrans("-", "_")
_BREAK_AFTER = re.compile("(?<![ \u00a0])[-\u2010\u2013\u2014/](?=[^-/\\d\\s])|\u200b")
_IN_NUMBER = re.compile("(?<=\\d) (?=[%\u066a])")
"""The space before a percent sign."""
_NUMBER = re.compile("[-+]?\\d(?:[.,\u066b\u066c]?\\d)*[%\u066a]?")
_SENTENCE_END = re.compile(r".*[.!?؟۔…:؛]\S?\s+", re.DOTALL)
_SPACE = re.compile(r".*\s", re.DOTALL)


def paragraphs(text: str) -> list[tuple[Offset, Offset]]:
    """The paragraphs of a text, each with the line break that ends it; an empty text is an empty one."""
    found = []
    start = 0
    for line in text.splitlines(keepends=True) or [""]:
        found.append((start, start + len(line)))
        start += len(line)
    return found


def pieces(text: str, start: Offset, end: Offset) -> Iterator[tuple[Offset, Offset]]:
    """The pieces of a paragraph: itself, unless it is LONG.

    A piece ends with a sentence if one ends in its second half, else at a space, else anywhere.
    """
    while end - start > LONG:
        half, most = start + PIECE // 2, start + PIECE
        found = _SENTENCE_END.match(text, half, most) or _SPACE.match(text, half, most)
        stop = found.end() if found else most
        yield start, stop
        start = stop
    yield start, end


def rows(text: str, classes: str, columns: Sequence[int], width: int) -> list[Offset]:
    """Where each row of a paragraph starts that is wrapped to `width` cells.

    `classes` is its class string (`bidi.classes`) and `columns` the cells before each code point. A row ends
    after the last space, hyphen, slash or zero-width space that fits, or else after the last cluster that
    fits, or before the number in which that is. Spaces at its end may hang over the width.
    """
    spaces = classes.translate(_SPACES)
    breaks = bytearray(spaces, "ascii")
    for found in _BREAK_AFTER.finditer(text):
        breaks[found.start()] = _BREAK
    for found in _IN_NUMBER.finditer(text):
        breaks[found.start()] = 0
    starts = [0]
    while True:
        start = starts[-1]
        fit = bisect_right(columns, columns[start] + width) - 1
        if fit >= len(text):
            return starts
        at = breaks.rfind(_BREAK, start, fit + (spaces[fit] == "_"))
        end = _cut(text, columns, start, fit) if at < 0 else bisect_right(columns, columns[at + 1]) - 1
        while spaces[end : end + 1] == "_":
            end = bisect_right(columns, columns[end + 1]) - 1
        if end >= len(text):
            return starts
        starts.append(end)


def _cut(text: str, columns: Sequence[int], start: Offset, fit: Offset) -> Offset:
    """Where a word is cut of which all before `fit` fits: before the number there, if a row holds that."""
    for found in _NUMBER.finditer(text, start, fit + columns[fit] - columns[start]):
        first, end = found.span()
        if start < first < fit < end and columns[end] - columns[first] <= columns[fit] - columns[start]:
            return bisect_right(columns, columns[first]) - 1
    return fit
