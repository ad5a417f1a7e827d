"""What is written as one word or as two: عبدالله and عبد الله, أبوظبي and أبو ظبي, 1200 and 1,200."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from store.search.folding import letters
from store.search.query import Operand, Term, join

_NAME = re.compile(r"(عبد)(ال..+)|(ابو)(...+)")
_NUMBER = re.compile(r"(?!(?:19|20)..\Z)(\d{1,3})((?:\d{3})+)")
"""From a thousand on; a year is never parted."""


def either(term: Term) -> Operand:
    """The term, or the same with each of its words as one or as two."""
    if term.is_prefix:
        return term
    ways = (term.words, _as_one(term.words), tuple(part for word in term.words for part in _as_two(word)))
    return join("OR", map(Term, ways))


def beside(groups: Sequence[Sequence[Operand]]) -> list[list[Operand]]:
    """What has to be there, the two words of a name together: عبد الله."""
    found = [list(group) for group in groups]
    for before, after in pairwise(found):
        words = tuple(one.words[0] for one in (*before, *after) if isinstance(one, Term) and _is_word(one))
        is_whole = len(words) == len(before) + len(after) == 2
        if is_whole and _NAME.fullmatch(letters("".join(words))) and len(_as_one(words)) == 1:
            before[:] = [either(Term(words))]
            after.clear()
    return list(filter(None, found))


def _is_word(term: Term) -> bool:
    return len(term.words) == 1 and not (term.negated or term.is_prefix)


def _as_one(words: Sequence[str]) -> tuple[str, ...]:
    """The words, with those joined that stand beside each other and may be written as one."""
    found: list[str] = []
    for word in words:
        joined = letters(found[-1] + word) if found else ""
        parts = _as_two(joined)
        if len(parts) > 1 and parts[-1] == letters(word):
            found[-1] = joined
        else:
            found.append(word)
    return tuple(found)


def _as_two(word: str) -> tuple[str, ...]:
    """The parts of a word that may be written apart: of a number groups of three digits."""
    folded = letters(word)
    if name := _NAME.fullmatch(folded):
        return tuple(filter(None, name.groups()))
    if number := _NUMBER.fullmatch(folded):
        return (number[1], *re.findall("...", number[2]))
    return (word,)
