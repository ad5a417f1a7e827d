"""Logical text to what a terminal is sent: letters in their joined forms, a map, and nothing that could harm.

What is sent measures the same in Rich and in every terminal: an emoji sequence is shown by its first emoji,
and what is invisible, or a mark that only some terminals give a cell, is not sent at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise, repeat
from typing import NamedTuple

from tui.rtl import tables
from tui.rtl.bidi import Offset
from tui.rtl.joining import SHARED, SMALL_V, ZWJ, join

MIRRORS = tables.pairs("mirrors")
"""Character -> the one that looks like its mirror image (L4)."""
UNKNOWN = "\ufffd"
"""What is shown for characters that must not be sent or that terminals measure differently."""
BASELESS = "\u25cc"
"""The base that a mark without one gets, so that it cannot fall on what stands to the left of the row."""
MARKS_KEPT = 8
"""More marks than this on one base are not sent: they would only draw over the rows above and below."""


class Glyph(NamedTuple):
    """What stands in one place of a row."""

    text: str
    """What is sent to the terminal: the glyph, mirrored if its level is odd, and its marks."""
    start: Offset
    end: Offset
    """The code points that it stands for."""
    cells: int
    """0 (nothing to see), 1 or 2."""


class Shaped(NamedTuple):
    """A text ready to be laid out."""

    texts: Sequence[str]
    """What is sent for each code point; empty for those that stand in the glyph of an earlier one."""
    columns: Sequence[int]
    """The cells before each code point, in logical order, and after the last."""

    def glyphs(self, start: Offset, end: Offset, origin: Offset = 0) -> list[Glyph]:
        """The glyphs of a stretch that begins and ends between clusters, in logical order.

        `origin` is where the text stands in the one that the glyphs' offsets are to be of.
        """
        texts, columns = self.texts[start:end], self.columns
        bounds = [at for at, text in enumerate(texts, start + origin) if text]
        if not bounds:
            return [Glyph("", start + origin, end + origin, 0)] if texts else []
        bounds[0] = start + origin
        bounds.append(end + origin)
        if columns[end] - columns[start] == len(bounds) - 1:
            cells: Iterable[int] = repeat(1)
        else:
            cells = (columns[b - origin] - columns[a - origin] for a, b in pairwise(bounds))
        return list(map(Glyph._make, zip(filter(None, texts), bounds, bounds[1:], cells, strict=False)))

    def padded(self, length: int) -> Shaped:
        """The same for a longer text, all the rest of which stands in the last glyph."""
        more = length - len(self.texts)
        return Shaped([*self.texts, *[""] * more], [*self.columns, *[self.columns[-1]] * more])

    def narrow(self) -> Shaped:
        """The same for a pane one cell wide: a mark of one cell stands for each glyph of two."""
        columns, texts = self.columns, list(self.texts)
        cells = [after - before for before, after in pairwise(columns)]
        texts = [UNKNOWN if wide == 2 else text for text, wide in zip(texts, cells, strict=True)]
        return Shaped(texts, list(accumulate(map(bool, cells), initial=0)))


def shape(text: str, levels: Sequence[int | None]) -> list[Glyph]:
    """The glyphs of a text in logical order, one for each grapheme cluster or ligature.

    `levels` are the embedding levels of its code points (`bidi.resolve`). Every code point is in one glyph;
    one that is invisible is in the glyph before it.
    """
    return shaped(text, levels).glyphs(0, len(text))


def shaped(text: str, levels: Sequence[int | None]) -> Shaped:
    """What is sent for each code point of a text, and the cells it takes; see `shape`."""
    special = _SPECIAL(text) is not None
    if special:
        text = _HALF_A_FLAG.sub(rf"\1{UNKNOWN}", text.translate(_SHOWN))
    joined = join(text)
    texts = list(joined)
    cells = bytearray(b"\1") * len(texts)
    for found in _MIRRORED(text):
        at = found.start()
        if (levels[at] or 0) & 1:
            texts[at] = MIRRORS[found[0]]
    for found in _SMALL_V(text):
        texts[found.start()] += "\u065a"
    if special:
        extensions = _set_special(joined, cells)
    else:
        extensions = [
            (*found.span(), found[0].replace(SHARED, "")[:MARKS_KEPT], 0) for found in _EXTENSION(joined)
        ]
    for start, end, sent, more in extensions:
        texts[start:end] = [""] * (end - start)
        cells[start:end] = bytes(end - start)
        if sent:
            if start == 0:
                texts[0], cells[0] = BASELESS, 1
            head = max(start - 1, 0)
            texts[head] += sent
            cells[head] += more
    return Shaped(texts, list(accumulate(cells, initial=0)))


_PLAIN_MARKS = "\u0300-\u034e\u0350-\u036f\u05b0-\u05bd\u05bf\u0610-\u061a\u064b-\u065f\u0670"
_PLAIN = (
    " -~¡-¬®-ʯ\u0384-\u038a\u038e-\u03a1\u03a3-\u0482\u05be\u05d0-\u05ea\u0606-\u060f\u061b"
    "\u061d-\u064a\u0660-\u066f\u0671-\u06d5\u06ee-\u070d\u2010-\u2027\u2030-\u205e\u20a0-\u20bf"
)
"""Most of what newspapers print: characters of one cell, sent as they are."""

_SPECIAL = re.compile(f"[^{_PLAIN}{_PLAIN_MARKS}]").search
_EXTENSION = re.compile(f"[{SHARED}{_PLAIN_MARKS}]+").finditer
_SMALL_V = re.compile(f"[{''.join(SMALL_V)}]").finditer
_MIRRORED = re.compile(f"[{tables.character_set(MIRRORS)}]").finditer


# Texts with anything special work on a *kind string*, one letter for each code point:
#
#     .  one cell         m  mark             e E  emoji of one and of two cells
#     w  two cells        z  ZWJ              v    skin tone, variation selector or tag after an emoji
#     f  half a flag      0  not sent         p x  a cell that goes with the next or the last one
#     s  space

_KINDS = {"hidden": "0", "marks": "m", "flags": "f", "wide": "w", "prefixes": "p", "suffixes": "x"}
_LATER = re.compile("(?<=[eE])v*(?:[mv]*z[eE]v*)*")
_PAIR = re.compile(r"(f)f|(?<!p)(p)[.s]")
_LOOSE = re.compile("(?:(?<=s)|^)([0mzv]*)x")  # a space may hang over a row, and take nothing with it
_INSIDE = re.compile("[0mxzv]+")
_TWO_CELLS = re.compile("[wE]")


class _KindOf(dict[int, str]):
    """Code point -> letter of its kind, looked up in the table at first sight."""

    def __missing__(self, point: int) -> str:
        if tables.holds("emoji", point):
            kind = "E" if tables.holds("wide", point) else "e"
        else:
            kind = next((letter for name, letter in _KINDS.items() if tables.holds(name, point)), ".")
        self[point] = kind
        return kind


_KIND_OF = _KindOf({0: "0", ord(" "): "s", ord(ZWJ): "z", 0xFE0F: "v"})
_KIND_OF |= {
    point: "v" for first, last in ((0x1F3FB, 0x1F3FF), (0xE0020, 0xE007F)) for point in range(first, last + 1)
}


class _Shown(dict[int, str]):
    """Code point -> the character that is shown for it, found at first sight."""

    def __missing__(self, point: int) -> str:
        if point < 0x20:
            shown = chr(0x2400 + point)
        elif point == 0x7F:
            shown = "\u2421"
        elif 0x80 <= point < 0xA0 or tables.holds("unknown", point):
            shown = UNKNOWN
        else:
            shown = " " if tables.holds("spaces", point) else chr(point)
        self[point] = shown
        return shown


_SHOWN = _Shown({0x09: " ", 0x06DD: "\u25cb"})  # the sign for the end of an ayah, a circle
_HALF = f"[{''.join(f'{chr(first)}-{chr(last)}' for first, last in tables.ranges('flags'))}]"
_HALF_A_FLAG = re.compile(f"(?<!{_HALF})((?:{_HALF}{{2}})*+){_HALF}")
"""An odd one, which has one cell in some terminals and two in others."""


def _set_special(joined: str, cells: bytearray) -> list[tuple[Offset, Offset, str, int]]:
    """Sets the cells of wide characters; gives the stretches that stand in the glyph before them.

    Each is given with what that glyph gets from it, and the cells that this takes.
    """
    kinds = _LATER.sub(lambda found: "0" * len(found[0]), joined.translate(_KIND_OF))
    kinds = _PAIR.sub(lambda found: f"{found[1] or found[2]}x", _LOOSE.sub(r"\1.", kinds))
    for found in _TWO_CELLS.finditer(kinds):
        cells[found.start()] = 2
    extensions = []
    for found in _INSIDE.finditer(kinds):
        start, end = found.span()
        kept = [at for at in range(start, end) if kinds[at] in "mx"][:MARKS_KEPT]
        more = sum(kinds[at] == "x" for at in kept)
        if more > 1 or (more and kinds[max(start - 1, 0)] in "wE"):  # no more than two cells a glyph
            kept, more = [at for at in kept if kinds[at] == "m"], 0
        extensions.append((start, end, "".join([joined[at] for at in kept]), more))
    return extensions
