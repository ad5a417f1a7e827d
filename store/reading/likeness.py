"""Which texts are alike: one agency report printed by several outlets, each cut and headed in its own way.

A text is taken as the set of its shingles, three words in a row. Its sketch is the smallest hashes of them,
so that two texts share so many of their sketches, more or less, as they share of their shingles
(A. Z. Broder, On the resemblance and containment of documents, 1997). They find the few texts that are worth
comparing.
"""

from __future__ import annotations

import re
from functools import lru_cache
from heapq import nsmallest
from operator import xor
from zlib import crc32

SIZE = 16
"""Hashes of a sketch."""
ALIKE = 0.66
"""So much of the shorter text stands in the other one too, as a share, where they are alike."""
PROPORTION = 0.3
"""The shorter of two texts that are alike is so long at least, as a share of the longer."""
SHORTEST = 20
"""Shingles of a text that can be like another: short notices are made of the same few words."""

_WORD = re.compile(r"[^\W_]+")
_VARIANTS = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه", "ـ": None})
_MARKS = re.compile("[\u064b-\u065f\u0670]")
_MASK = (1 << 48) - 1


def shingles(text: str) -> frozenset[int]:
    """The hashes of every three words in a row, whatever the spelling of alef, and without vowel marks."""
    hashes = [_hashes(word) for word in _WORD.findall(_MARKS.sub("", text))]
    if len(hashes) < 3:
        return frozenset()
    firsts, seconds, thirds = zip(*hashes, strict=True)
    return frozenset(map(xor, map(xor, firsts, seconds[1:]), thirds[2:]))


@lru_cache(maxsize=1 << 16)
def _hashes(word: str) -> tuple[int, int, int]:
    """The hashes of a word as the first, the second and the third of a shingle, the same on every machine."""
    found = crc32(word.translate(_VARIANTS).lower().encode())
    return found * 0x9E3779B1 & _MASK, found * 0x85EBCA77 & _MASK, found * 0xC2B2AE3D & _MASK


def sketch(text: str) -> tuple[int, ...]:
    """The smallest hashes of a text's shingles; none for a text that is too short to be like another."""
    found = shingles(text)
    return tuple(nsmallest(SIZE, found)) if len(found) >= SHORTEST else ()


def alike(text: str, other: str) -> bool:
    """Whether two texts are the same report: nearly all of the shorter one stands in the other."""
    return likeness(shingles(text), shingles(other)) >= ALIKE


def likeness(one: frozenset[int], other: frozenset[int]) -> float:
    """How much of the shorter text stands in the other, 0 to 1; 0 where it is much shorter."""
    shorter, longer = sorted((len(one), len(other)))
    if not shorter or shorter < PROPORTION * longer:
        return 0.0
    return len(one & other) / shorter
