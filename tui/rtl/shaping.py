"""Logical text to what a terminal is sent: letters in their joined forms, a map, and nothing that could harm.

arabic-reshaper gives the forms. Joining never crosses a space, nor a letter that joins only to the one
before it, so words fall into *joined groups*, of which a language has few: each is shaped once and kept.
Only the lam-alef ligatures are made, because terminals squeeze the word ligatures into one cell.

What is sent measures the same in Rich and in every terminal: an emoji sequence is shown by its first emoji,
and invisible characters are not sent at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import NamedTuple

from arabic_reshaper import ArabicReshaper
from arabic_reshaper.letters import LETTERS_ARABIC
from arabic_reshaper.ligatures import LIGATURES

from tui.rtl import tables
from tui.rtl.bidi import MIRRORS, Offset

ZWJ = "\u200d"
ZWNJ = "\u200c"
TATWEEL = "\u0640"
SHARED = "\0"
"""Stands for a code point without a glyph of its own: the alef of a lam-alef, or what is never shown."""
UNKNOWN = "\ufffd"
"""What is shown for characters that must not be sent or that terminals measure differently."""
BASELESS = "\u25cc"
"""The base that a mark without one gets, so that it cannot fall on what stands to the left of the row."""
MARKS_KEPT = 8
"""More marks than this on one base are not sent: they would only draw over the rows above and below."""
GROUPS_KEPT = 20_000
"""Joined groups in the cache: more than a year of news has."""


class Glyph(NamedTuple):
    """What stands in one place of a row."""

    text: str
    """What is sent to the terminal: the glyph, mirrored if its level is odd, and its marks."""
    start: Offset
    end: Offset
    """The code points that it stands for."""
    cells: int
    """0 (nothing to see), 1 or 2."""


@dataclass(frozen=True, slots=True)
class Shaped:
    """A text ready to be laid out."""

    texts: Sequence[str]
    """What is sent for each code point; empty for those that stand in the glyph of an earlier one."""
    columns: Sequence[int]
    """The cells before each code point, in logical order, and after the last."""

    def glyphs(self, start: Offset, end: Offset) -> list[Glyph]:
        """The glyphs of a stretch that begins and ends between clusters, in logical order."""
        texts, columns = self.texts, self.columns
        heads = [at for at in range(start, end) if texts[at]]
        if not heads:
            return [Glyph("", start, end, 0)] if start < end else []
        bounds = [start, *heads[1:], end]
        return [
            Glyph(texts[head], first, last, columns[last] - columns[first])
            for head, first, last in zip(heads, bounds, bounds[1:], strict=False)
        ]

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
        text = _EMOJI.sub(_first, text).translate(_SHOWN)
    aligned = join(text)
    texts = list(aligned)
    for found in _MIRRORED(text):
        at = found.start()
        if (levels[at] or 0) & 1:
            texts[at] = MIRRORS[found[0]]
    cells = bytearray(b"\1") * len(texts)
    if special:
        for found in _WIDE(text):
            cells[found.start()] = 2
        for found in _FLAG(text):
            at = found.start()
            texts[at : at + 2], cells[at : at + 2] = [found[0], ""], (2, 0)
    for found in _EXTENSION(aligned):
        start, end = found.span()
        texts[start:end], cells[start:end] = [""] * (end - start), bytes(end - start)
        if marks := _HIDDEN.sub("", found[0])[:MARKS_KEPT]:
            if start:
                texts[start - 1] += marks
            else:
                texts[0], cells[0] = BASELESS + marks, 1
    return Shaped(texts, list(accumulate(cells, initial=0)))


# What is shown


def _union(*names: str) -> str:
    """The characters of several lines of the table, for a regular expression."""
    return "".join(map(tables.charset, names))


_PLAIN = (
    " -~¡-¬®-ʯ\u0300-\u036f\u0384-\u038a\u038e-\u03a1\u03a3-\u0482\u05be\u05d0-\u05ea"
    "\u0606-\u061b\u061d-\u06dc\u06de-\u070d\u2010-\u2027\u2030-\u205e\u20a0-\u20bf"
)
"""Most of what newspapers print: characters of one cell and marks, sent as they are."""

_SPECIAL = re.compile(f"[^{_PLAIN}]").search
_WIDE = re.compile(f"[{tables.charset('wide')}]").finditer
_FLAG = re.compile(f"[{tables.charset('flags')}]{{2}}").finditer
_MIRRORED = re.compile("[" + "".join(map(re.escape, MIRRORS)) + "]").finditer
_EXTENSION = re.compile(f"[{SHARED}{_union('hidden', 'marks')}]+").finditer
_HIDDEN = re.compile(f"[{SHARED}{_union('hidden')}]+")
_EMOJI = re.compile(
    "[{emoji}][{after}]+(?:\u200d[{emoji}][{after}]*)*|[{emoji}](?:\u200d[{emoji}][{after}]*)+".format(
        emoji=tables.charset("emoji"), after=tables.charset("modifiers") + "\ufe0f\U000e0020-\U000e007f"
    )
)


def _first(sequence: re.Match[str]) -> str:
    """The first emoji of a sequence, and something invisible for each code point of the rest."""
    return sequence[0][0] + ZWNJ * (len(sequence[0]) - 1)


def _shown() -> dict[int, str]:
    """Code point -> what stands for it, for those that are not sent as they are."""
    shown = {point: " " for first, last in tables.ranges("spaces") for point in range(first, last + 1)}
    shown |= {point: chr(0x2400 + point) for point in range(0x20)} | {0x09: " ", 0x7F: "\u2421"}
    shown |= dict.fromkeys(range(128, 160), UNKNOWN)
    return shown


class _Shown(dict[int, str]):
    """Code point -> what stands for it, looked up at first sight."""

    def __missing__(self, point: int) -> str:
        character = chr(point)
        self[point] = UNKNOWN if _UNKNOWN(character) else character
        return self[point]


_SHOWN = _Shown(_shown())
_UNKNOWN = re.compile(f"[{_union('unknown', 'modifiers')}]").match


# Joining

_LAM_ALEF = {
    name: (letters, forms)
    for name, (letters, forms) in LIGATURES
    if name.startswith("ARABIC LIGATURE LAM WITH ALEF") and not name.endswith("MAKSURA")
}
_RESHAPER = ArabicReshaper(
    {
        "language": "Arabic",
        "delete_harakat": False,
        "delete_tatweel": False,
        "use_unshaped_instead_of_isolated": False,
        "support_ligatures": True,
        **{name: name in _LAM_ALEF for name, _ in LIGATURES},
    }
)
_LIGATURES = {form: letters for letters, forms in _LAM_ALEF.values() for form in forms if form}
_NOMINAL = {
    form: letter for letter, forms in LETTERS_ARABIC.items() for form in forms if form and form != letter
} | _LIGATURES
"""Presentation form -> the letters that it shows."""


def _letters(joins_on: bool) -> str:
    """The letters, in any form, that do or do not join to the letter after them, for a regular expression."""
    found = {letter for letter, forms in LETTERS_ARABIC.items() if bool(forms[1]) == joins_on}
    return "".join(found) + "".join(form for form, letters in _NOMINAL.items() if letters[-1] in found)


_TRANSPARENT = (
    "\u00ad\u0300-\u036f\u0610-\u061a\u061c\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8"
    "\u06ea-\u06ed\u0898-\u089f\u08ca-\u08e1\u08e3-\u08ff\u200e\u200f\u2060\u20d0-\u20f0\ufe00-\ufe0f"
)
"""Marks and invisible characters that letters join across."""

_BOTH, _BEFORE = _letters(True), _letters(False)
_PIECES = re.compile(
    f"[{_BOTH}][{_BOTH}{_TRANSPARENT}]*(?:[{_BEFORE}][{_TRANSPARENT}]*)?"
    f"|[{_BEFORE}][{_TRANSPARENT}]*"
    f"|[^{_BOTH}{_BEFORE}]+"
).findall
_LETTER = re.compile(f"[{_BOTH}{_BEFORE}]").match
_NOT_A_LETTER = re.compile(f"[{_TRANSPARENT}]")
_UNUSUAL = re.compile(f"[{_TRANSPARENT}{ZWJ}{''.join(_NOMINAL)}]").search
_USUAL_LETTER = re.compile(f"[{''.join(set(LETTERS_ARABIC) - {ZWJ, TATWEEL})}]").search
_LIGATURE = re.compile(f"[{''.join(_LIGATURES)}]")

_groups: dict[str, str] = {}


def join(text: str) -> str:
    """The text with its letters in their joined forms, one character for each code point.

    SHARED stands for the alef of a lam-alef ligature and for what only steers joining.
    """
    pieces = _PIECES(text)
    if len(_groups) > GROUPS_KEPT:
        _groups.clear()
    new = [piece for piece in set(pieces).difference(_groups) if _LETTER(piece)]
    if new:
        _groups.update(zip(new, _join_groups(new), strict=True))
    return "".join(map(_groups.get, pieces, pieces))


def _join_groups(groups: Sequence[str]) -> list[str]:
    """Each joined group with its letters in their forms, one character for each code point."""
    unusual = [_UNUSUAL(group) is not None for group in groups]
    bare = [_bare(group) if flag else group for group, flag in zip(groups, unusual, strict=True)]
    forms = _LIGATURE.sub(lambda found: found[0] + SHARED, _RESHAPER.reshape(" ".join(bare))).split(" ")
    return [
        _align(group, iter(shown)) if flag else shown
        for group, shown, flag in zip(groups, forms, unusual, strict=True)
    ]


def _bare(group: str) -> str:
    """The letters of a group; a tatweel stands for a ZWJ at its ends.

    A group that is all presentation forms is left as it came, and so has no letters.
    """
    if not _USUAL_LETTER(group):
        return ""
    letters = _NOT_A_LETTER.sub("", group)
    before, after = TATWEEL * letters.startswith(ZWJ), TATWEEL * letters.endswith(ZWJ)
    return before + "".join(_NOMINAL.get(letter, letter) for letter in letters if letter != ZWJ) + after


def _align(group: str, forms: Iterator[str]) -> str:
    """The forms of `_bare(group)`, set beside the code points of the group."""
    aligned = []
    given = not _USUAL_LETTER(group)
    if group.startswith(ZWJ) and not given:
        next(forms)
    for character in group:
        if character == ZWJ:
            aligned.append(SHARED)
        elif given or _NOT_A_LETTER.match(character):
            aligned.append(character)
        else:
            aligned.append(next(forms))
            if character in _LIGATURES:
                next(forms)
    return "".join(aligned)
