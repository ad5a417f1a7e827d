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
