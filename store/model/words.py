"""The words of a text, as those know them who ask for words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text in their order, three times."""

    stems: Sequence[str]
    """What each is searched by."""
    hashes: Sequence[int]
    """What texts that are alike have in common."""
    terms: Sequence[int]
    """What an article is about; 0 for a word that says nothing of it."""
