"""The Unicode Bidirectional Algorithm (UAX #9): levels once for a paragraph, order for each line of it.

The rules stand in `explicit` (P2, X1 to X10), `implicit` (W1 to I2) and here (L1, L2), each named as in the
standard. They work on the class string of a text (`classes`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TypeAlias

from tui.rtl.classes import BLANK, REMOVED, classes
from tui.rtl.explicit import Run, bd9, level_runs, p2, x1_x8, x10
from tui.rtl.implicit import resolve_sequence

Offset: TypeAlias = int
"""A position in a text: code points from its beginning, in logical order."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with its embedding levels resolved."""

    text: str
    base: int
    """The paragraph embedding level: 0 left to right, 1 right to left."""
    levels: list[int | None]
    """The level of each code point after rule I2, None for those that X9 removes."""
    _classes: str = field(repr=False)
    """The class string of the text."""
    _filled: bytes = field(repr=False)
    """The levels after what L1 does on any line; removed code points have that of the one before."""

    def runs(self, start: Offset = 0, end: Offset | None = None) -> list[Run]:
        """The level runs of one line of the paragraph in visual order, after L1 and L2.

        A run of an odd level is read from right to left. Removed code points are in the runs.
        """
        end = len(self.text) if end is None else min(end, len(self.text))
        start = min(start, end)
        inked = start + len(self._classes[start:end].rstrip(BLANK))
        return l2(level_runs(self._filled[start:inked] + bytes([self.base]) * (end - inked), start))

    def order(self, start: Offset = 0, end: Offset | None = None) -> list[Offset]:
        """The offsets of one line of the paragraph in visual order, after L1 and L2, without removed ones."""
        levels = self.levels
        places = (
            range(last - 1, first - 1, -1) if level & 1 else range(first, last)
            for first, last, level in self.runs(start, end)
        )
        return [offset for place in places for offset in place if levels[offset] is not None]


def resolve(text: str, base: int | None = None) -> Paragraph:
    """Resolves the embedding levels of one paragraph (rules P2 to I2).

    `base` is the paragraph's level, 0 or 1; None takes it from the text's first strong character. ValueError
    for another one.
    """
    if base not in (None, 0, 1):
        raise ValueError(f"a paragraph's level is 0 or 1, not {base!r}")
    string = classes(text)
    level = (p2(string, bd9(string)) or 0) if base is None else base  # P3
    if not _EXPLICIT(string):
        filled = resolve_sequence(string, text, level, level, level)
        levels: list[int | None] = list(filled)
    else:
        levels = _resolve_explicit(string, text, level)
        filled = _fill(levels, level)
    return Paragraph(text, level, levels, string, l1(filled, string, level))


def _fill(levels: list[int | None], base: int) -> bytes:
    """The levels, where those of removed code points are those of the ones before."""
    filled = accumulate(levels, lambda before, own: before if own is None else own, initial=base)
    return bytes(filled)[1:]


_EXPLICIT = re.compile("[0-9P]").search
_FORMATTING = re.compile("[1-9P]").search


def _resolve_explicit(string: str, text: str, base: int) -> list[int | None]:
    """The levels of a paragraph with explicit codes or other characters that X9 removes (X1 to I2)."""
    resolved: list[int | None] = [None] * len(string)
    kept = [i for i, letter in enumerate(string) if letter not in REMOVED]
    if _FORMATTING(string):
        explicit, overridden = x1_x8(string, base)
        levels = bytes([explicit[i] for i in kept])
        overridden = "".join([overridden[i] for i in kept])
        string = "".join([string[i] for i in kept])
    else:
        levels = bytes([base]) * len(kept)
        overridden = string = "".join([string[i] for i in kept])
    text = "".join([text[i] for i in kept])
    for sequence in x10(string, levels, base):
        found = resolve_sequence(
            sequence.of(overridden), sequence.of(text), sequence.level, sequence.sos, sequence.eos
        )
        places = (kept[i] for start, end in sequence.runs for i in range(start, end))
        for place, level in zip(places, found, strict=True):
            resolved[place] = level
    return resolved


def base_level(text: str) -> int | None:
    """The level that a text gives to its paragraph (P2): 0, 1 or, if it has no strong character, None."""
    string = classes(text)
    return p2(string, bd9(string))


def level_of_part(text: str) -> int:
    """The level of words that stand in a paragraph, shown without it: that of most of their letters.

    They may begin with a name in another script, which says nothing of the paragraph.
    """
    string = classes(text)
    return int(string.count("R") + string.count("A") > string.count("L"))


_SEPARATED = re.compile(f"(?<![{BLANK}])[{BLANK}]*+[-P]")


def l1(levels: bytes, string: str, base: int) -> bytes:
    """The levels of a paragraph, with separators and the blanks before them at its base level."""
    if "-" not in string and "P" not in string:
        return levels
    changed = bytearray(levels)
    for found in _SEPARATED.finditer(string):
        start, end = found.span()
        changed[start:end] = bytes([base]) * (end - start)
    return bytes(changed)


def l2(runs: list[Run]) -> list[Run]:
    """The level runs of a line in visual order; what is inside a run of an odd level goes right to left."""
    if len(runs) < 2:
        return runs
    runs = list(runs)
    least = min(level | 1 for _, _, level in runs)
    for threshold in range(max(level for _, _, level in runs), least - 1, -1):
        at = 0
        while at < len(runs):
            end = at
            while end < len(runs) and runs[end][2] >= threshold:
                end += 1
            runs[at:end] = runs[at:end][::-1]
            at = end + 1
    return runs
