"""Things found by the stretch of a text that they lie over. Pure."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from itertools import accumulate
from typing import Generic, Protocol, TypeVar


class Stretch(Protocol):
    """What has a beginning and an end in a text: code points, end exclusive."""

    @property
    def start(self) -> int:
        """The first offset."""

    @property
    def end(self) -> int:
        """The offset behind the last."""


Thing = TypeVar("Thing")


class SpanIndex(Generic[Thing]):
    """Things that each lie over a stretch, found by one that they share something with.

    Those that begin before a stretch are sorted, with the furthest end up to each of them: that tells where a
    search to the left can stop. To ask takes the logarithm of their number, where none is much longer than
    the others.
    """

    def __init__(self, things: Iterable[Thing], where: Callable[[Thing], Stretch]) -> None:
        """`where` gives a thing's stretch. Things that begin at the same offset stay in their order."""
        placed = sorted(((where(thing), thing) for thing in things), key=lambda pair: pair[0].start)
        self._placed = [(span.end, thing) for span, thing in placed]
        self._starts = [span.start for span, _thing in placed]
        self._reach = list(accumulate((end for end, _thing in self._placed), max))

    def over(self, start: int, end: int) -> list[Thing]:
        """The things that share a code point with the offsets from `start` to `end`, by their beginnings."""
        last = bisect_left(self._starts, end)
        first = bisect_right(self._reach, start, 0, last)
        return [thing for its_end, thing in self._placed[first:last] if its_end > start]
