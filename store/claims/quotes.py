"""Quotation marks of every kind, paired.

Pages mix their marks: a quotation opened by one kind and closed by another, a right-hand mark on both
sides, marks that are missing. So what a mark does is told by its surroundings first (an opening one
follows a space and touches a word) and by its shape second. One pass over the marks, with a short stack.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from store.claims.words import Tokens
from store.making import quickly
from store.model import Offset

_DEPTH = 6
"""Quotations nested deeper are not told apart."""
_FAR = 3000
"""A quotation is no longer than this, in code points: marks farther apart belong to two that are damaged."""

_FAMILIES = {
    "«": "guillemets", "»": "guillemets", "‹": "guillemets", "›": "guillemets",
    "“": "curly", "”": "curly", "„": "curly", '"': "straight", "''": "double", "``": "double",
    "‘": "single", "’": "single", "'": "single", "((": "brackets", "))": "brackets", "//": "slashes",
}  # fmt: skip
_MARK = re.compile("[«»‹›“”„\"'`‘’()/]")
"""What a quotation mark begins with."""
MARKS = frozenset(_FAMILIES)
"""The quotation marks."""
_OPENING = frozenset(["«", "‹", "“", "„", "``", "‘", "(("])
_CLOSING = frozenset(["»", "›", "”", "’", "))"])
_PROCLITICS = frozenset(
    ["و", "ف", "ب", "ل", "ك", "ال", "وال", "بال", "لل", "ولل", "وب", "ول", "فال", "كال", "وبال", "س"]
)  # fmt: skip
_LEADING = frozenset("([{-–—،,:؛;/.")
_TRAILING = frozenset(")]}.,،؛;:!؟?…-–—/")


@quickly
@dataclass(frozen=True, slots=True)
class Quotation:
    """A pair of quotation marks and what is between them, as indices of tokens."""

    opening: int
    """The opening mark's token."""
    closing: int
    """The closing mark's token."""

    def has_words(self, least: int, tokens: Tokens) -> bool:
        """Whether it holds at least so many words and numbers."""
        return tokens.has_words(least, self.opening + 1, self.closing)


def find_quotations(tokens: Tokens, segments: Sequence[tuple[int, int]]) -> tuple[Quotation, ...]:
    """The quotations in `segments` of the text (the paragraphs without furniture), by their opening marks.

    Each segment is the index of its first token and one past its last.

    Quotations nest and never cross. One may begin in a paragraph and end in a later one. A mark that
    finds no partner pairs with nothing.
    """
    found: list[Quotation] = []
    pending: int | None = None
    marks = [index for index in tokens.beginning(_MARK) if tokens.forms[index] in MARKS]
    if not marks:
        return ()
    for begin, last in segments:
        stack: list[int] = []
        for index in marks[bisect_left(marks, begin) : bisect_left(marks, last)]:
            if index == begin and pending is not None and _resumes(tokens, pending, index):
                continue
            while stack and tokens.starts[index] - tokens.starts[stack[0]] > _FAR:
                stack = stack[1:]
            role = _role(tokens, index, bool(stack))
            if role > 0:
                stack = [*stack[-_DEPTH + 1 :], index]
            elif role < 0 and stack:
                found.append(Quotation(_partner(tokens, stack, index), index))
            elif role < 0 and pending is not None and _reaches(tokens, pending, index):
                found.append(Quotation(pending, index))
                pending = None
            elif role < 0 and _is_loose_opening(tokens, index, last):
                stack = [index]
        if stack:
            pending = stack[0] if _begins_speech(tokens, stack[0]) else None
    return tuple(sorted(found, key=lambda pair: (pair.opening, -pair.closing)))


def is_mark(form: str) -> bool:
    """Whether a token's form is a quotation mark."""
    return form in _FAMILIES


def outermost(quotations: Sequence[Quotation]) -> tuple[Quotation, ...]:
    """Those of `quotations`, ordered by opening mark, that lie in no other."""
    out: list[Quotation] = []
    for pair in quotations:
        if not out or pair.opening > out[-1].closing:
            out.append(pair)
    return tuple(out)


def _role(tokens: Tokens, index: int, inside: bool) -> int:
    """1 for an opening mark, -1 for a closing one, 0 for none; `inside` says whether a quotation is open."""
    form, start, end = tokens.forms[index], tokens.starts[index], tokens.ends[index]
    before = tokens.text[start - 1] if start else " "
    after = tokens.text[end] if end < len(tokens.text) else " "
    family = _FAMILIES[form]
    if family == "slashes" and not (before.isspace() and after.isspace()):
        return 0
    loose_before = before.isspace() or before in _LEADING or _follows_proclitic(tokens, index)
    loose_after = after.isspace() or after in _TRAILING
    if family == "single" and loose_before == loose_after:
        return 0
    if loose_before and not loose_after:
        return 1
    if loose_after and not loose_before:
        return -1
    if form in _OPENING:
        return 1
    return -1 if inside or form in _CLOSING else 1


def _is_loose_opening(tokens: Tokens, index: int, last: int) -> bool:
    """Whether a straight mark that touches the word before it opens: the next mark can only close."""
    if _FAMILIES[tokens.forms[index]] != "straight":
        return False
    following = next((i for i in range(index + 1, last) if tokens.forms[i] in MARKS), None)
    return (
        following is not None
        and following > index + 2
        and tokens.forms[following] == tokens.forms[index]
        and _role(tokens, following, False) < 0
    )


def _follows_proclitic(tokens: Tokens, index: int) -> bool:
    """Whether a mark touches a clitic before it, as in بـ"الخلافة"."""
    return (
        index > 0
        and tokens.ends[index - 1] == tokens.starts[index]
        and tokens.forms[index - 1] in _PROCLITICS
    )


def _partner(tokens: Tokens, stack: list[int], index: int) -> int:
    """Take from `stack` the opening mark that the closing mark at `index` belongs to.

    The innermost of the same kind; where there is none, the innermost of all.
    """
    family = _FAMILIES[tokens.forms[index]]
    for depth in range(len(stack) - 1, -1, -1):
        if _FAMILIES[tokens.forms[stack[depth]]] == family:
            opening = stack[depth]
            del stack[depth:]
            return opening
    return stack.pop()


def _resumes(tokens: Tokens, pending: int, index: int) -> bool:
    """Whether a mark at the beginning of a paragraph only says that the quotation open before goes on."""
    return (
        _FAMILIES[tokens.forms[pending]] == _FAMILIES[tokens.forms[index]] and _role(tokens, index, True) > 0
    )


def _begins_speech(tokens: Tokens, index: int) -> bool:
    """Whether an opening mark without partner stands where speech begins: after a colon or in front."""
    start = tokens.starts[index]
    before = tokens.text[max(0, start - 3) : start].rstrip(" \t\u00a0")
    return not before or before[-1] in ":\n\r"


def _reaches(tokens: Tokens, opening: int, closing: int) -> bool:
    """Whether marks of two paragraphs can be a pair: of one kind, and not too far apart."""
    distance: Offset = tokens.starts[closing] - tokens.starts[opening]
    return distance <= _FAR and _FAMILIES[tokens.forms[opening]] == _FAMILIES[tokens.forms[closing]]
