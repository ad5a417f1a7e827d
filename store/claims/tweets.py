"""Tweets that a page has embedded: lines of text and, at their end, a signature "— Name (@handle) date".

Or else name, handle and text, each on a line of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from store.model import Offset, Span

_LENGTH = 290
"""No tweet of the years of embedded tweets is longer (280, and what the page adds), in code points."""
_SIGNATURE = re.compile(r"[—–-]{1,2}\s*([^—–\n]{1,60}?\(@\w{1,20}\))\s*([^.\n]{0,40})\Z")
_TAIL = 140
"""A signature is no longer, with its date, in code points."""
_OPENING = frozenset('"«“')
_HANDLE = re.compile(r"@\w{1,20}")
_NAME = 60
"""A name above a handle is no longer, in code points."""
_WORDS = 3
"""What stands below a handle is a tweet if it has so many words."""
_LABEL = re.compile(r"عاجل\s*:?\Z")


@dataclass(frozen=True, slots=True)
class Tweet:
    """An embedded tweet; its three spans do not overlap."""

    body: Span
    dash: Span
    """The dash of the signature behind it, or the handle on the line above it."""
    author: Span
    """The name; in a signature with the handle."""
    end: Offset
    """The end of the signature with its date, or of the body."""


def find_tweets(text: str, segments: Sequence[Span], narrates: Callable[[Span], bool]) -> tuple[Tweet, ...]:
    """The tweets embedded in `text`, in order.

    A signature ends a segment (a paragraph without furniture). The tweet's body is what stands before it
    there and the segments above, as long as the whole is no longer than a tweet can be, up to another
    signature and to a segment of which `narrates` says that it is the article's own.
    """
    if "@" not in text:
        return ()
    found: list[Tweet] = []
    first = 0
    for number, segment in enumerate(segments):
        headed = _headed(text, segments, number) if number > first else None
        if headed is not None:
            found.append(headed)
            first = number + 2
        tail = max(segment.start, segment.end - _TAIL)
        signature = _SIGNATURE.search(text[tail : segment.end])
        if signature is None:
            continue
        begin = number
        dash = tail + signature.start()
        if not text[segment.start : dash].strip():
            begin = number - 1
            if begin < first or narrates(segments[begin]):
                continue
        elif narrates(segment):
            continue
        # The first line of a text is its title, and a quotation that has its end is the whole tweet.
        whole = text[segments[begin].start : dash].lstrip()[:1] in _OPENING
        while not whole and begin - 1 >= max(first, 1) and dash - segments[begin - 1].start <= _LENGTH:
            above = segments[begin - 1]
            if narrates(above) or _LABEL.match(above.of(text)):
                break
            begin -= 1
        start = segments[begin].start
        end = start + len(text[start:dash].rstrip())
        dashes = len(signature[0]) - len(signature[0].lstrip("—–-"))
        found.append(
            Tweet(
                Span(start, end),
                Span(dash, dash + dashes),
                Span(tail + signature.start(1), tail + signature.end(1)),
                segment.end,
            )
        )
        first = number + 1
    return tuple(found)


def _headed(text: str, segments: Sequence[Span], number: int) -> Tweet | None:
    """The tweet below a line that is a handle, with its author's name on the line above: as pages copy it."""
    handle = segments[number].of(text).strip()
    if not _HANDLE.fullmatch(handle) or number + 1 >= len(segments):
        return None
    above, below = segments[number - 1], segments[number + 1]
    name, body = above.of(text).strip(), below.of(text).strip()
    if len(name) > _NAME or not name[-1:].isalnum() or len(body.split()) < _WORDS or len(body) > _LENGTH:
        return None
    author = above.start + above.of(text).index(name)
    mark = segments[number].start + segments[number].of(text).index(handle)
    start = below.start + below.of(text).index(body)
    return Tweet(
        Span(start, start + len(body)),
        Span(mark, mark + len(handle)),
        Span(author, author + len(name)),
        below.end,
    )
