"""Where in a text the words of a query stand."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from store.model import Span
from store.search.folding import Folded, Words, fold, letters
from store.search.query import Query, Term


def hits(text: str, query: Query) -> tuple[Span, ...]:
    """The stretches of `text` that the query asks for, in order, none touching another's letters."""
    terms = query.wanted
    if not terms:
        return ()
    words = Words(text)
    spans = sorted(
        words.span(first, first + len(term.words) - 1)
        for term in terms
        for first in _of_term(term, words, text)
    )
    return tuple(span for before, span in pairwise((Span(-1, -1), *spans)) if span.start >= before.end)


def find(text: str, string: str, most: int | None = None) -> tuple[Span, ...]:
    """Where `string` stands in `text`, letters folded, in order, `most` times at most."""
    wanted = letters(" ".join(string.split()))
    if not wanted:
        return ()
    folded, haystack = _haystack(text)
    spans: list[Span] = []
    at = haystack.find(wanted)
    while at >= 0 and len(spans) != most:
        spans.append(folded.span(at, at + len(wanted)))
        at = haystack.find(wanted, at + len(wanted))
    return tuple(spans)


@lru_cache(maxsize=1)
def _haystack(text: str) -> tuple[Folded, str]:
    """`text` folded, and with every blank a space; kept, as each letter that is typed asks for it."""
    folded = fold(text)
    return folded, folded.text.replace("\n", " ").replace("\u00a0", " ")


def _of_term(term: Term, words: Words, text: str) -> Iterator[int]:
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
