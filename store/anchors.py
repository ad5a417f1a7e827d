"""Finds an annotated stretch again in another version of its text. Pure.

A stretch is described by a text quote selector (W3C Web Annotation Data Model, 4.2.4): the words and what
stands on each side of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from store.model import Quote, Span

CONTEXT = 32
"""Code points of a quote's context on each side."""

CANDIDATES = 10_000
"""So many places are compared at most, those nearest to the old one."""


def quote(text: str, span: Span) -> Quote:
    """The words of `span` in `text`, with up to `CONTEXT` code points on each side."""
    return Quote(
        exact=span.of(text),
        prefix=text[max(0, span.start - CONTEXT) : span.start],
        suffix=text[span.end : span.end + CONTEXT],
    )


def place(wanted: Quote, old: Span, text: str) -> Span | None:
    """Where the words of `wanted`, which stood at `old`, stand in `text`; None where they do not.

    Of several places the one with most of the context around it is taken, and of equally good ones the one
    nearest to `old`. Where the words stand more than once and nothing around any of them is as it was, none
    is taken: a note at the wrong sentence is worse than one that is listed as orphaned.
    """
    exact = wanted.exact
    if not exact:
        return None
    before = len(wanted.prefix)
    for start in _around(wanted.prefix + exact + wanted.suffix, text, old.start - before):
        return Span(start + before, start + before + len(exact))
    starts = list(islice(_around(exact, text, old.start), CANDIDATES))
    if not starts:
        return None
    scores = [_context(wanted, text, start) for start in starts]
    best = max(scores)
    if best == 0 and len(starts) > 1:
        return None
    start = starts[scores.index(best)]
    return Span(start, start + len(exact))


def _around(words: str, text: str, at: int) -> Iterator[int]:
    """Where `words` begin in `text`, those that overlap included, the nearest to `at` first."""
    at = max(0, at)
    after = text.find(words, at)
    before = text.rfind(words, 0, at + len(words) - 1)
    while after >= 0 or before >= 0:
        if before < 0 or (after >= 0 and after - at <= at - before):
            yield after
            after = text.find(words, after + 1)
        else:
            yield before
            before = text.rfind(words, 0, before + len(words) - 1)


def _context(wanted: Quote, text: str, start: int) -> int:
    """How many code points next to an occurrence at `start` are those of the quote, both sides together."""
    before = text[max(0, start - CONTEXT) : start]
    after = text[start + len(wanted.exact) : start + len(wanted.exact) + CONTEXT]
    return _common(before[::-1], wanted.prefix[::-1]) + _common(after, wanted.suffix)


def _common(one: str, other: str) -> int:
    """The length of the beginning that two strings share."""
    length = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        length += 1
    return length
