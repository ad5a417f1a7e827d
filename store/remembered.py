"""What is found out about a word, remembered: most words of a text were met before."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

_Found = TypeVar("_Found")

MOST = 1 << 17
"""Words that are remembered at most: rather more than there are different ones in 5,000 articles."""

LONGEST = 64
"""Code points of a word that is remembered; what is longer is none, and will hardly come again."""


class Remembered(dict[str, _Found]):
    """A function of words with its values: `known[word]`, and `map(known.__getitem__, words)` for many.

    Looking up is the dictionary's own, which is far faster than a call. When it is full all are forgotten:
    to find out again about those still met costs less than to keep account of which they are.
    """

    def __init__(self, function: Callable[[str], _Found]) -> None:
        super().__init__()
        self._function = function

    def __missing__(self, word: str) -> _Found:
        found = self._function(word)
        if len(word) <= LONGEST:
            if len(self) >= MOST:
                self.clear()
            self[word] = found
        return found
