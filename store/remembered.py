"""What is found out about a word, remembered: most words of a text were met before."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

_Found = TypeVar("_Found")

GENERATION = 1 << 16
"""Words after which those that were not met meanwhile begin to be forgotten."""

LONGEST = 64
"""Code points of a word that is remembered; what is longer is none, and will hardly come again."""


class Remembered(dict[str, _Found]):
    """A function of words with its values: `known[word]`, and `map(known.__getitem__, words)` for many.

    Looking up is the dictionary's own, which is far faster than a call. There are two generations: when the
    young one is full it becomes the old one, and a word that is met again moves to the new young one. So
    what is remembered are between one and two generations of words, those met last.
    """

    def __init__(self, function: Callable[[str], _Found]) -> None:
        super().__init__()
        self._function = function
        self._old: dict[str, _Found] = {}

    def __missing__(self, word: str) -> _Found:
        if len(word) > LONGEST:
            return self._function(word)
        if len(self) >= GENERATION:
            self._old = dict(self)
            self.clear()
        found = self._old.get(word)
        self[word] = found = self._function(word) if found is None else found
        return found
