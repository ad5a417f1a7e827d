"""What words begin and end with, as a stemmer looks it up."""

from __future__ import annotations

from collections.abc import Iterable


def by_letter(place: int, affixes: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The affixes by their letter at `place`, the longest first: 0 for prefixes, -1 for suffixes.

    Most words have a letter there that no affix has, and are done with.
    """
    found: dict[str, tuple[str, ...]] = {}
    for affix in sorted(affixes, key=len, reverse=True):
        found[affix[place]] = (*found.get(affix[place], ()), affix)
    return found


def by_two_letters(place: int, affixes: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The affixes by the two letters of a word, its first or its last ones, the longest first.

    Fewer words still have those; an affix of one letter is found by that where the two tell nothing:
    `found.get(word[:2]) or found.get(word[:1], ())`.
    """
    two = slice(2) if place == 0 else slice(-2, None)
    ordered = sorted(affixes, key=len, reverse=True)
    return {
        letters: tuple(affix for affix in ordered if affix[two] == letters or affix == letters[place])
        for letters in dict.fromkeys(affix[two] for affix in ordered)
    }
