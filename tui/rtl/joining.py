"""Arabic letters in their joined forms, one character for each code point.

Joining never crosses a space, nor a letter that joins only to the one before it, so words fall into *joined
groups*: any number of letters that join on both sides, and one more letter. A group alone says the form of
each of its letters, and a language has few of them, so each is shaped once and kept. The forms are
arabic-reshaper's. Only the lam-alef ligatures are made: terminals squeeze word ligatures into one cell.
"""

from __future__ import annotations

import re

from arabic_reshaper.letters import LETTERS_ARABIC
from arabic_reshaper.ligatures import LIGATURES

from tui.rtl import tables

ZWJ = "\u200d"
KURDISH_AE = "\u06d5"
"""Has no form of its own in Unicode; it is drawn like heh."""
SMALL_V = {"\u06ce": "\u06cc", "\u06b5": "\u0644"}
"""Kurdish letters without forms -> those that they are drawn like, below a small v (U+065A)."""
SHARED = "\0"
"""Stands for the alef of a lam-alef ligature, which has no glyph of its own."""
GROUPS_KEPT = 20_000
"""Joined groups, and stretches between them, in the cache: a month of newspapers has as many."""

ISOLATED, INITIAL, MEDIAL, FINAL = range(4)


class _Forms(dict[str, str]):
    """Letter -> its presentation form; what has none stays as it is."""

    def __missing__(self, letter: str) -> str:
        return letter


def _table_letters(name: str) -> set[str]:
    """The letters of a line of the table."""
    return {chr(point) for first, last in tables.ranges(name) for point in range(first, last + 1)}


# What has no forms is sent as it is; the letters beside it join to it nevertheless.
_LETTERS: dict[str, tuple[str, str, str, str]] = {
    **{letter: (letter,) * 4 for letter in _table_letters("join both")},
    **{letter: (letter, "", "", letter) for letter in _table_letters("join before")},
    **LETTERS_ARABIC,
    KURDISH_AE: (KURDISH_AE, "", "", "\ufeea"),
    **{letter: LETTERS_ARABIC[like] for letter, like in SMALL_V.items()},
}
_FORMS = [
    _Forms({letter: forms[form] for letter, forms in _LETTERS.items() if forms[form]})
    for form in (ISOLATED, INITIAL, MEDIAL, FINAL)
]
"""The forms of the letters, by isolated, initial, medial and final."""
_LAM_ALEF: dict[str, tuple[str, str]] = {
    letters: (forms[ISOLATED], forms[FINAL])
    for name, (letters, forms) in LIGATURES
    if name.startswith("ARABIC LIGATURE LAM WITH ALEF") and not name.endswith("MAKSURA")
}
"""Lam and an alef -> their ligature by itself, and joined to the letter before."""
_LIGATURES = {form: letters for letters, forms in _LAM_ALEF.items() for form in forms}
_NOMINAL = {
    form: letter for letter, forms in LETTERS_ARABIC.items() for form in forms if form and form != letter
} | _LIGATURES
"""Presentation form -> the letters that it shows."""

_TRANSPARENT = (
    "\u00ad\u0300-\u036f\u0610-\u061a\u061c\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8"
    "\u06ea-\u06ed\u0898-\u089f\u08ca-\u08e1\u08e3-\u08ff\u200e\u200f\u2060\u20d0-\u20f0\ufe00-\ufe0f"
)
"""Marks and invisible characters that letters join across."""


def _letters(before: bool, after: bool) -> str:
    """The letters, in any form, that join or not to the one before and the one after, as a character set."""
    found = {
        letter
        for letter in _FORMS[ISOLATED]
        if (letter in _FORMS[FINAL], letter in _FORMS[INITIAL]) == (before, after)
    }
    forms = (form for form, letters in _NOMINAL.items() if letters[-1] in found)
    return tables.character_set({*found, *forms})


_BOTH, _BEFORE, _ALONE = _letters(True, True), _letters(True, False), _letters(False, False)
_PIECES = re.compile(
    f"[{_BOTH}][{_BOTH}{_TRANSPARENT}]*(?:[{_BEFORE}][{_TRANSPARENT}]*)?"
    f"|[{_BEFORE}{_ALONE}][{_TRANSPARENT}]*"
    f"|[^{_BOTH}{_BEFORE}{_ALONE}]+"
).findall
_SKIPPED = re.compile(f"[{_TRANSPARENT}{ZWJ}]+")
_UNUSUAL = re.compile(f"[{_TRANSPARENT}{ZWJ}{tables.character_set(_NOMINAL)}]").search
_ENDS_JOINED = re.compile(f"{ZWJ}[{_TRANSPARENT}]*$").search
_PLAIN_LETTER = re.compile(f"[{tables.character_set(set(_FORMS[ISOLATED]) - {ZWJ})}]").search


def join(text: str) -> str:
    """The text with its letters in their joined forms, one character for each code point.

    Letters that come as presentation forms keep them, unless they stand in one group with others.
    """
    if len(_GROUPS) > GROUPS_KEPT:
        _GROUPS.clear()
    return "".join(map(_GROUPS.__getitem__, _PIECES(text)))


class _Groups(dict[str, str]):
    """Joined group -> its forms; a stretch of something else -> itself."""

    def __missing__(self, piece: str) -> str:
        if _UNUSUAL(piece):
            found = _join_unusual(piece)
        elif piece[0] in _FORMS[ISOLATED]:
            found = _join_letters(piece)
        else:
            found = piece
        self[piece] = found
        return found


_GROUPS = _Groups()


def forget() -> None:
    """Empty the cache of joined groups, so that the next text is joined from the beginning."""
    _GROUPS.clear()


def _join_letters(letters: str, before: bool = False, after: bool = False) -> str:
    """The forms of a group of nominal letters; `before` and `after`: joined to something outside it."""
    if len(letters) > 1 and (ligature := _LAM_ALEF.get(letters[-2:])):
        letters, last = letters[:-2], ligature[before or len(letters) > 2] + SHARED
    else:
        last, letters = _FORMS[_form(before or len(letters) > 1, after)][letters[-1]], letters[:-1]
    if not letters:
        return last
    inner = _FORMS[MEDIAL]
    first = (inner if before else _FORMS[INITIAL])[letters[0]]
    return first + last if len(letters) == 1 else "".join([first, *[inner[one] for one in letters[1:]], last])


def _form(before: bool, after: bool) -> int:
    """The form of a letter that joins to the one before it and to the one after it, or not."""
    return ((ISOLATED, INITIAL), (FINAL, MEDIAL))[before][after]


def _join_unusual(group: str) -> str:
    """The forms of a group with marks, joiners or presentation forms, set beside its code points."""
    if not _PLAIN_LETTER(group):
        return group
    letters = "".join([_NOMINAL.get(letter, letter) for letter in _SKIPPED.sub("", group)])
    forms = iter(_join_letters(letters, group.startswith(ZWJ), _ENDS_JOINED(group) is not None))
    aligned = []
    for character in group:
        if _SKIPPED.match(character):
            aligned.append(character)
        else:
            aligned.append(next(forms))
            if character in _LIGATURES:
                next(forms)
    return "".join(aligned)
