"""Where in a text the words of a query stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, pairwise

from store.model import Span
from store.search.folding import StemmedText, fold, letters
from store.search.query import Query, Term


def hits(text: str, query: Query) -> tuple[Span, ...]:
    """The stretches of `text` that the query asks for, in order, none touching another's letters."""
    terms = query.wanted
    if not terms:
        return ()
    words = StemmedText(text)
    spans = sorted(
        words.span(first, first + len(term.words) - 1)
        for term in terms
        for first in _of_term(term, words, text)
    )
    return tuple(span for before, span in pairwise((Span(-1, -1), *spans)) if span.start >= before.end)


def find(text: str, string: str, most: int | None = None) -> tuple[Span, ...]:
    """Where `string` stands in `text`, in order, `most` times at most.

    Letters are folded, and a blank is any white space.
    """
    wanted = letters(string).split()
    if not wanted:
        return ()
    folded = _folded(text)
    # re and str.split take the same for white space.
    places = re.finditer(r"\s+".join(map(re.escape, wanted)), folded.text)
    return tuple(folded.span(*place.span()) for place in islice(places, most))


_folded = lru_cache(maxsize=1)(fold)
"""The folding of the last text is kept, as each letter that is typed asks for it."""


def _of_term(term: Term, words: StemmedText, text: str) -> Iterator[int]:
    """The words, by their numbers, at which the term begins."""
    stems, allowed, beginnings = words.stems, term.stems(), term.beginnings()
    before, last = allowed[:-1], len(allowed) - 1
    for at in range(len(stems) - last):
        if all(stems[at + number] in one for number, one in enumerate(before)) and (
            stems[at + last] in allowed[last]
            or (beginnings and _begins(words.span(at + last, at + last), beginnings, text))
        ):
            yield at


def _begins(word: Span, beginnings: tuple[str, ...], text: str) -> bool:
    written = letters(word.of(text))
    return any(written.startswith(one) or written.removeprefix("ال").startswith(one) for one in beginnings)
