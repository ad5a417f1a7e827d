"""Which texts are alike: one agency report printed by several outlets, each cut and headed in its own way.

A text is taken as the set of its shingles, three words in a row. Its sketch is the smallest hashes of them,
so that two texts share so many of their sketches, more or less, as they share of their shingles
(A. Z. Broder, On the resemblance and containment of documents, 1997). They find the few texts that are worth
comparing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import starmap
from zlib import crc32

SIZE = 16
"""Hashes of a sketch."""
ALIKE = 0.66
"""So much of the shorter text stands in the other one too, as a share, where they are alike."""
PROPORTION = 0.3
"""The shorter of two texts that are alike is so long at least, as a share of the longer."""
SHORTEST = 22
"""Words of a text that can be like another: short notices are made of the same few words."""

_TA_MARBUTA, _HA = "ة", "ه"
_MASK = (1 << 48) - 1


def hashed(word: str) -> int:
    """The hash of a word, the same on every machine."""
    return crc32(word.replace(_TA_MARBUTA, _HA).encode())


def shingles(words: Sequence[int]) -> frozenset[int]:
    """The hashes of every three words in a row; `words` are the hashes of the words."""
    return frozenset(starmap(_shingle, _threes(words)))


def sketch(words: Sequence[int]) -> tuple[int, ...]:
    """The smallest hashes of a text's shingles; none for a text that is too short to be like another.

    Only shingles whose first word has an odd hash are looked at: half of all, and the same in every text.
    """
    if len(words) < SHORTEST:
        return ()
    return tuple(sorted({_shingle(*three) for three in _threes(words) if three[0] & 1})[:SIZE])


def _threes(words: Sequence[int]) -> Iterable[tuple[int, int, int]]:
    return zip(words[:-2], words[1:-1], words[2:], strict=True)


def _shingle(first: int, second: int, third: int) -> int:
    return (first * 0x9E3779B1 ^ second * 0x85EBCA77 ^ third * 0xC2B2AE3D) & _MASK


def alike(words: Sequence[int], others: Sequence[int]) -> bool:
    """Whether two texts are the same report: nearly all of the shorter one stands in the other."""
    return likeness(shingles(words), shingles(others)) >= ALIKE


def likeness(one: frozenset[int], other: frozenset[int]) -> float:
    """How much of the shorter text stands in the other, 0 to 1; 0 where it is much shorter."""
    shorter, longer = sorted((len(one), len(other)))
    if not shorter or shorter < PROPORTION * longer:
        return 0.0
    return len(one & other) / shorter
