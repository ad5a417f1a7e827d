"""What an article is about, in a few bytes: the terms of its title and first words, each with a weight."""

from __future__ import annotations

import sys
import tomllib
from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from operator import itemgetter
from zlib import crc32

from store.claims.stems import CACHED, cut, stem
from store.remembered import Remembered

LEAD = 185
"""Words of a text that are looked at: news says first what it is about."""

LIMIT = 72
"""Terms of an article at most."""

_TITLE = 3
"""What a word of the title counts for, against one of the text."""

_WHOLE, _PAIR = 10, 3
"""What a word counts for, and what two that follow each other do as a term of their own: in tenths."""

_USUAL, _COMMON = 30, 160
"""In how many of 2,000 articles a word of those lists is taken to be."""

_STEP = 8
"""Parts of a weight that are told apart."""

_LETTERS = (("ئ", "ي"), ("ؤ", "و"), ("ة", "ه"), ("ء", ""))
"""What words have still to be folded."""
_NUMERIC = "0123456789٫"
_HASH = (1 << 24) - 1


def _term(word: str) -> int:
    """The number that stands for a word's stem, 24 bits; 0 for a word that no article is described by."""
    form = word.strip(_NUMERIC) or word  # A year is written to the word before it, now and then.
    for letter, folded in _LETTERS:
        form = form.replace(letter, folded)
    number = crc32(cut(form or word).encode()) & _HASH
    return 0 if len(form) < 2 or number in _empty() else number


_TERMS = Remembered(_term)


def signature(title: Sequence[str], text: Sequence[str]) -> bytes:
    """The terms of an article, four bytes each: a weight, and the number of the term.

    `title` may be the text's own first words. The order of words does not count, but for those that come
    after the first `LEAD`.
    """
    lead = text[len(title) :] if text[: len(title)] == title else text
    titled, led = _terms(title), _terms(lead[:LEAD])
    counts = {number: _WHOLE * times for number, times in Counter(_TITLE * titled + led).items()}
    pairs = Counter(_TITLE * list(pairwise(titled)) + list(pairwise(led)))
    # Where there are words enough, a pair has to outweigh one of them.
    least = 0 if len(counts) < LIMIT else _WHOLE // _PAIR
    for (one, other), times in pairs.items():
        if times > least:
            pair = (one * 31 + other) & _HASH
            counts[pair] = counts.get(pair, 0) + _PAIR * times
    # Of equal weight the first: a dictionary keeps the order of the text, and sorting leaves it.
    kept = sorted(counts.items(), key=itemgetter(1), reverse=True)[:LIMIT]
    packed = array("I", [_weight(times) << 24 | number for number, times in kept])
    if sys.byteorder == "big":
        packed.byteswap()
    return packed.tobytes()


def _terms(words: Sequence[str]) -> list[int]:
    return list(filter(None, map(_TERMS.__getitem__, words)))


def weights_of(packed: bytes) -> bytes:
    """The weights of the terms of a signature, in their order."""
    return packed[3::4]


def terms_of(packed: bytes) -> array[int]:
    """The terms of a signature, or of several that are joined."""
    bare = bytearray(packed)
    bare[3::4] = bytes(len(packed) // 4)
    numbers = array("I", bare)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


@lru_cache(CACHED)
def _weight(count: int) -> int:
    """A count of tenths as the weight that is packed: it grows ever slower after three words of the text."""
    words = count / _WHOLE
    if words < 1:
        weight = 0.1
    elif words < 2:
        weight = 0.6
    else:
        weight = words if words <= 3 else 3 + (words - 3) / 6
    return min(255, round(weight * _STEP))


@cache
def _lists() -> Mapping[str, frozenset[int]]:
    table = tomllib.loads(files("store.claims.stories").joinpath("common.toml").read_text(encoding="utf-8"))
    return {
        name: frozenset(crc32(stem(word).encode()) & _HASH for word in words.split())
        for name, words in table.items()
    }


def _empty() -> frozenset[int]:
    return _lists()["empty"]


@cache
def prior() -> Mapping[int, int]:
    """In how many of 2,000 articles those terms are that are known to be usual; the others are in one."""
    return dict.fromkeys(_lists()["usual"], _USUAL) | dict.fromkeys(_lists()["common"], _COMMON)
