"""Light stemming: the words of one meaning, mostly, under one form; and a coarser one, their consonants.

The affixes are those of Larkey's light10 (Larkey, Ballesteros and Connell, "Light Stemming for Arabic
Information Retrieval", 2007) with the clitic ل and the accusative's alef added. Nothing is looked
up, so that a name nobody has heard of is stemmed as well as any word.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from store.affixes import by_two_letters
from store.claims.words import fold, one_spelling

CACHED = 1 << 16
"""Words whose stems are remembered."""

_HAMZAS = str.maketrans({"ئ": "ي", "ؤ": "و", "ء": None})
_AFFIXES = tomllib.loads(Path(__file__).with_name("stems.toml").read_text(encoding="utf-8"))
_PREFIXES = by_two_letters(0, _AFFIXES["prefixes"])
_SUFFIXES = by_two_letters(-1, _AFFIXES["suffixes"])
_SHORTEST = 3
"""Letters that an affix has to leave."""

_WEAK = str.maketrans({"ا": None, "و": None, "ي": None, "ه": None})
_PATTERNS: Sequence[str] = _AFFIXES["patterns"]


@lru_cache(CACHED)
def stem(word: str) -> str:
    """The stem of a word or number; a word that is not Arabic in small letters."""
    if word.isascii() or word[0].isdigit():
        return word.casefold()
    return cut(one_spelling(fold(word).casefold()).translate(_HAMZAS) or word)


def cut(form: str) -> str:
    """A word without its affixes; its letters are folded before."""
    for prefix in _PREFIXES.get(form[:2], ()):
        if form.startswith(prefix) and len(form) - len(prefix) >= _SHORTEST:
            form = form[len(prefix) :]
            break
    else:
        if form[:1] in ("و", "ف") and len(form) > _SHORTEST + 1:
            return cut(form[1:])
        if form[:1] in ("ب", "ل") and len(form) > _SHORTEST + 2:
            form = form[1:]
    for suffix in _SUFFIXES.get(form[-2:]) or _SUFFIXES.get(form[-1:], ()):
        if form.endswith(suffix) and len(form) - len(suffix) >= _SHORTEST:
            return form[: -len(suffix)]
    return form


@lru_cache(CACHED)
def skeleton(word: str) -> str:
    """The consonants of a word's stem without those of its pattern: سيطر، سيطرة، يسيطر are one.

    Two words may meet here that have nothing in common: it is for texts that are about one thing anyhow.
    """
    form = stem(word)
    for prefix in _PATTERNS:
        if form.startswith(prefix) and len(form.translate(_WEAK)) - len(prefix.translate(_WEAK)) >= _SHORTEST:
            form = form[len(prefix) :]
            break
    bare = form[:1] + form[1:].translate(_WEAK)
    return bare if len(bare) > 1 else form
