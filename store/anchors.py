"""Finds an annotated stretch again in another version of its text. Pure.

A stretch is described by a text quote selector (W3C Web Annotation Data Model, 4.2.4): the words and what
stands on each side of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import islice, takewhile

from store.model import Quote, Span

CONTEXT = 32
"""Code points of a quote's context on each side."""

CANDIDATES = 10_000
"""So many places are compared at most, those nearest to the old one."""

SIMILAR = 75
"""Words count as the same, changed, from this on: rapidfuzz's ratio, 0 to 100."""

SIMILAR_AROUND = 60
"""And so do they with the context around them. What is shorter than its context needs some of it back."""

ENOUGH = 4
"""Letters and digits next to words that stand in several places, by which one is known to be the old place.
An article (ال) or a clitic is there by chance, and a space, a stop or a line break is nearly everywhere."""

DISTINCT = 3
"""By so much has the best place to be better than another, or there is none."""

_LONG = 2_000
"""Code points of a quote that is no longer compared as a whole, but by its two ends."""

_END = 500
_SEED, _SEEDS, _OCCURRENCES, _WINDOWS, _EDGES = 8, 24, 64, 12, 4
"""What bounds the time: code points of a seed; seeds of a quote, places of a seed, windows compared, and
stretches at each end of what was aligned that may be the first or the last of it."""


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
    nearest to `old`. Words that stand nowhere as they were are looked for in a changed form, and those that
    stand more than once, and nowhere with `ENOUGH` next to them as it was, in a changed context: see
    `_similar`. Where none is like the old place, or several are, none is taken: a note at the wrong sentence
    is worse than one that is listed as orphaned.
    """
    exact = wanted.exact
    if not exact:
        return None
    before = len(wanted.prefix)
    for start in _around(wanted.prefix + exact + wanted.suffix, text, old.start - before):
        return Span(start + before, start + before + len(exact))
    starts = list(islice(_around(exact, text, old.start), CANDIDATES))
    if not starts:
        return _similar(wanted, old, text)
    scores = [_context(wanted, text, start) for start in starts]
    best = max(scores)
    if len(starts) > 1 and best < min(ENOUGH, max(1, _letters(wanted.prefix + wanted.suffix))):
        return _similar(wanted, old, text)
    start = starts[scores.index(best)]
    return Span(start, start + len(exact))


def _similar(wanted: Quote, old: Span, text: str) -> Span | None:
    """Where words like those of `wanted` stand in `text`; None where none do, or several equally well.

    Seed and extend: pieces of the quote and its context that still stand in the text say where to look;
    there the two are aligned by Levenshtein's distance, and what stands between the ends of the quote is
    compared with it. The time grows with the text's length and no faster.
    """
    if len(wanted.exact) > _LONG:
        return _by_its_ends(wanted, old, text)
    # Imported here: most texts never change.
    from rapidfuzz.fuzz import ratio

    whole = wanted.prefix + wanted.exact + wanted.suffix
    found: dict[Span, float] = {}
    for start in _promising(whole, old.start - len(wanted.prefix), text):
        span = _aligned(wanted, text, start)
        if span is None or span in found or ratio(wanted.exact, span.of(text)) < SIMILAR:
            continue
        around = text[max(0, span.start - len(wanted.prefix)) : span.end + len(wanted.suffix)]
        found[span] = ratio(whole, around)
    ranked = sorted(found, key=lambda span: (-found[span], abs(span.start - old.start)))
    if not ranked or found[ranked[0]] < SIMILAR_AROUND:
        return None
    best = ranked[0]
    rivals = (span for span in ranked[1:] if not span.overlaps(best))
    return None if any(found[best] - found[span] < DISTINCT for span in rivals) else best


def _by_its_ends(wanted: Quote, old: Span, text: str) -> Span | None:
    """The place of a long quote: from that of its beginning to that of its end, if they are near enough."""
    exact = wanted.exact
    first = Span(old.start, old.start + _END)
    last = Span(old.end - _END, old.end)
    head = place(Quote(exact[:_END], wanted.prefix, exact[_END : _END + CONTEXT]), first, text)
    tail = place(Quote(exact[-_END:], exact[-_END - CONTEXT : -_END], wanted.suffix), last, text)
    if head is None or tail is None or not len(exact) / 2 < tail.end - head.start < len(exact) * 2:
        return None
    return Span(head.start, tail.end)


def _promising(words: str, at: int, text: str) -> list[int]:
    """Where something like `words` may begin in `text`, the most promising first."""
    step = max(_SEED // 2, len(words) // _SEEDS)
    width = max(_SEED, len(words) // 4)
    votes: Counter[int] = Counter()
    for offset in range(0, max(1, len(words) - _SEED + 1), step):
        seed = words[offset : offset + _SEED]
        for start in islice(_around(seed, text, at + offset), _OCCURRENCES):
            votes[(start - offset) // width] += 1
    best = sorted(votes, key=lambda bucket: (-votes[bucket], abs(bucket * width - at)))
    return [bucket * width for bucket in best[:_WINDOWS]]


def _aligned(wanted: Quote, text: str, start: int) -> Span | None:
    """What stands for the words of `wanted` where `text` is aligned with the quote from about `start` on."""
    from rapidfuzz.distance import Levenshtein
    from rapidfuzz.fuzz import ratio

    whole = wanted.prefix + wanted.exact + wanted.suffix
    slack = _SEED + len(whole) // 3
    low, high = max(0, start - slack), min(len(text), start + len(whole) + slack)
    first = len(wanted.prefix)
    last = first + len(wanted.exact)
    kept = [
        _moved(Span(max(op.src_start, first), min(op.src_end, last)), low + op.dest_start - op.src_start)
        for op in Levenshtein.opcodes(whole, text[low:high])
        if op.tag == "equal" and op.src_end > first and op.src_start < last
    ]
    if not kept:
        return None
    # A letter or two that are the same by chance, far from the rest, are no end of the words.
    ends = [
        Span(head.start, tail.end)
        for head in kept[:_EDGES]
        for tail in kept[-_EDGES:]
        if head.start < tail.end
    ]
    best = max(ends, key=lambda span: ratio(wanted.exact, span.of(text)))
    start, stop = best.start, best.end
    # The ends of words stay ends of words.
    if not _inside_word(whole, first):
        while _inside_word(text, start):
            start -= 1
    if not _inside_word(whole, last):
        while _inside_word(text, stop):
            stop += 1
    return Span(start, stop)


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _inside_word(text: str, offset: int) -> bool:
    """Whether a letter or digit stands on both sides of `offset`."""
    return 0 < offset < len(text) and text[offset - 1].isalnum() and text[offset].isalnum()


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
    """How many letters and digits next to an occurrence at `start` are those of the quote, on both sides."""
    before = text[max(0, start - CONTEXT) : start]
    after = text[start + len(wanted.exact) : start + len(wanted.exact) + CONTEXT]
    return _in_common(before[::-1], wanted.prefix[::-1]) + _in_common(after, wanted.suffix)


def _in_common(one: str, other: str) -> int:
    """The letters and digits of the beginning that two strings share."""
    same = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    return sum(letter.isalnum() for letter, _ in same)


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))
