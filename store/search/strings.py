"""Where in a text a string stands, letter for letter, in whatever spelling."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import overload

from store.model import Span
from store.search.folding import Folded, fold, letters

_Place = tuple[int, int]
"""Where something begins and ends in the folded text."""


class Places(Sequence[Span]):
    """Places in a text, in order, none touching another's letters; each is worked out when it is asked for.

    In a megabyte a letter stands at ten thousands of places, of which a screen shows some.
    """

    def __init__(self, folded: Folded, places: Iterable[_Place], most: int | None = None) -> None:
        self._folded = folded
        self._places = list(islice(_apart(folded, places), most))

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, index: int) -> Span: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Span]: ...
    def __getitem__(self, index: int | slice) -> Span | Sequence[Span]:
        if isinstance(index, slice):
            return tuple(self._folded.span(*place) for place in self._places[index])
        return self._folded.span(*self._places[index])


def find(text: str, string: str, most: int | None = None) -> Sequence[Span]:
    """Where `string` stands in `text`, in order, `most` times at most.

    Letters are folded, and a blank is any white space.
    """
    wanted = letters(string).split()
    if not wanted:
        return ()
    folded = _folded(text)
    # re and str.split take the same for white space.
    found = re.finditer(r"\s+".join(map(re.escape, wanted)), folded.text)
    return Places(folded, (one.span() for one in found), most)


_folded = lru_cache(maxsize=1)(fold)
"""The folding of the last text is kept, as each letter that is typed asks for it."""


def _apart(folded: Folded, places: Iterable[_Place]) -> Iterator[_Place]:
    """Those of the `places` that begin in no code point in which the one before ends: ﷲ has the letter ل
    twice."""
    starts, several, last = folded._folded, folded._several, 0
    for place in places:
        stretch = bisect_right(starts, place[0]) - 1
        if stretch not in several or starts[stretch] >= last:
            yield place
            last = place[1]
