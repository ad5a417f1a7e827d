"""Tweets that a page has embedded: lines of text and, at their end, a signature "— Name (@handle) date"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from store.model import Offset, Span

_LENGTH = 290
"""No tweet of the years of embedded tweets is longer (280, and what the page adds), in code points."""
_SIGNATURE = re.compile(r"[—–-]{1,2}\s*([^—–\n]{1,60}?\(@\w{1,20}\))\s*([^.\n]{0,40})\Z")
_LABEL = re.compile(r"عاجل\s*:?\Z")


@dataclass(frozen=True, slots=True)
class Tweet:
    """An embedded tweet; the three spans are in order and do not overlap."""

    body: Span
    dash: Span
    author: Span
    """Name and handle."""
    end: Offset
    """The end of the signature with its date."""


def find_tweets(text: str, segments: Sequence[Span], narrates: Callable[[Span], bool]) -> tuple[Tweet, ...]:
    """The tweets embedded in `text`, in order.

    A signature ends a segment (a paragraph without furniture). The tweet's body is what stands before it
    there and the segments above, as long as the whole is no longer than a tweet can be, up to another
    signature and to a segment of which `narrates` says that it is the article's own.
    """
    if "(@" not in text:
        return ()
    found: list[Tweet] = []
    first = 0
    for number, segment in enumerate(segments):
        tail = max(segment.start, segment.end - 140)
        signature = _SIGNATURE.search(text[tail : segment.end])
        if signature is None:
            continue
        begin = number
        dash = tail + signature.start()
        if not text[segment.start : dash].strip():
            dash, begin = tail + signature.start(), number - 1
            if begin < first or narrates(segments[begin]):
                continue
        elif narrates(segment):
            continue
        while begin - 1 >= first and dash - segments[begin - 1].start <= _LENGTH:
            above = segments[begin - 1]
            if narrates(above) or _LABEL.match(above.of(text)):
                break
            begin -= 1
        start = segments[begin].start
        end = start + len(text[start:dash].rstrip())
        opening = tail + signature.start()
        dashes = len(signature[0]) - len(signature[0].lstrip("—–-"))
        found.append(
            Tweet(
                Span(start, end),
                Span(opening, opening + dashes),
                Span(tail + signature.start(1), tail + signature.end(1)),
                segment.end,
            )
        )
        first = number + 1
    return tuple(found)
