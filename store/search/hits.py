"""Where in a text the words of a query stand."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from store.model import Span
from store.search.folding import Folded, Word, fold, letters, words
from store.search.query import Query, Term


def hits(text: str, query: Query) -> tuple[Span, ...]:
    """The stretches of `text` that the query asks for, in order, none touching another's letters."""
    terms = query.wanted
    if not terms:
        return ()
    found = list(words(text))
    spans = sorted(span for term in terms for span in _of_term(term, found, text))
    return tuple(span for before, span in pairwise((Span(-1, -1), *spans)) if span.start >= before.end)


def find(text: str, string: str) -> tuple[Span, ...]:
    """Where `string` stands in `text`, letters folded, in order; for finding in an article."""
    wanted = letters(" ".join(string.split()))
    if not wanted:
        return ()
    folded, haystack = _haystack(text)
    spans: list[Span] = []
    at = haystack.find(wanted)
    while at >= 0:
        spans.append(folded.span(at, at + len(wanted)))
        at = haystack.find(wanted, at + len(wanted))
    return tuple(spans)


@lru_cache(maxsize=1)
def _haystack(text: str) -> tuple[Folded, str]:
    """`text` folded, and with every blank a space; kept, as each letter that is typed asks for it."""
    folded = fold(text)
    return folded, folded.text.translate({ord("\n"): " ", ord("\u00a0"): " "})


def _of_term(term: Term, found: Sequence[Word], text: str) -> list[Span]:
    stems = term.stems()
    beginnings = term.beginnings()
    spans: list[Span] = []
    for first in range(len(found) - len(stems) + 1):
        run = found[first : first + len(stems)]
        if all(word.stem in allowed for word, allowed in zip(run, stems, strict=True)) or (
            beginnings
            and all(word.stem in allowed for word, allowed in zip(run[:-1], stems[:-1], strict=True))
            and _begins(run[-1], beginnings, text)
        ):
            spans.append(Span(run[0].span.start, run[-1].span.end))
    return spans


def _begins(word: Word, beginnings: Sequence[str], text: str) -> bool:
    written = letters(word.span.of(text))
    return any(written.startswith(one) or written.removeprefix("ال").startswith(one) for one in beginnings)
