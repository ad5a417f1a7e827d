"""Which texts are alike: one agency report printed by several outlets, each cut and headed in its own way.

A text is taken as the set of its shingles, three words in a row. Its sketch is the smallest hashes of them,
so that two texts share so many of their sketches, more or less, as they share of their shingles
(A. Z. Broder, On the resemblance and containment of documents, 1997). Sketches find the few texts that are
worth comparing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import compress
from typing import TypeAlias
from zlib import crc32

Shingles: TypeAlias = frozenset[tuple[str, str, str]]
"""Every three words of a text in a row, in one spelling of their endings."""

SIZE = 16
"""Hashes of a sketch."""
ALIKE = 0.66
"""So much of the shorter text stands in the other one too, as a share, where they are alike."""
PROPORTION = 0.3
"""The shorter of two texts that are alike is so long at least, as a share of the longer."""
SHORTEST = 22
"""Words of a text that can be like another: short notices are made of the same few words."""
_FIRST = frozenset([5, 6])
"""Letters of the word that begins a shingle of a sketch: a third of all words, and the same in every text."""


def shingles(words: Sequence[str]) -> Shingles:
    """Those of a text of these words."""
    return frozenset(_threes(_spelled(" ".join(words)).split()))


def sketch(words: Sequence[str]) -> tuple[int, ...]:
    """The smallest hashes of a text's shingles; none for a text that is too short to be like another."""
    if len(words) < SHORTEST:
        return ()
    begins = map(_FIRST.__contains__, map(len, words))
    # A line for each, so that all of them are spelled and encoded at once.
    lines = "\n".join(map(" ".join, compress(_threes(words), begins)))
    hashes = set(map(crc32, _spelled(lines).encode().splitlines()))
    return tuple(sorted(hashes)[:SIZE])


def alike(one: Shingles, other: Shingles) -> bool:
    """Whether two texts are the same report: nearly all of the shorter one stands in the other."""
    return likeness(one, other) >= ALIKE


def likeness(one: Shingles, other: Shingles) -> float:
    """How much of the shorter text stands in the other, 0 to 1; 0 where it is much shorter."""
    shorter, longer = sorted((len(one), len(other)))
    if not shorter or shorter < PROPORTION * longer:
        return 0.0
    return len(one & other) / shorter


def _threes(words: Sequence[str]) -> Iterable[tuple[str, str, str]]:
    return zip(words, words[1:], words[2:], strict=False)


def _spelled(words: str) -> str:
    """The words in one spelling of their endings."""
    return words.replace("ة", "ه")
