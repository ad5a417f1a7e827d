"""The words of texts, each looked up once for all that is to be known of it."""

from __future__ import annotations

from store.claims.stories.terms import term
from store.model.words import Words
from store.reading import likeness
from store.remembered import Remembered
from store.search import folding


def _all_of(word: str) -> tuple[str, int, int]:
    return folding.stem_of(word), likeness.hashed(word), term(word)


_KNOWN = Remembered(_all_of)


def words(text: str) -> Words:
    """The words of `text`."""
    found = list(map(_KNOWN.__getitem__, folding.words(text)))
    return Words(*zip(*found, strict=True)) if found else Words((), (), ())


def stems(text: str) -> str:
    """The stems of the words of `text`, parted by spaces: what the index holds of it."""
    return " ".join(words(text).stems)


def alike(text: str, other: str) -> bool:
    """Whether two texts are the same report (see `likeness.alike`)."""
    return likeness.alike(words(text).hashes, words(other).hashes)
