"""Speakers as they are searched: whoever has several names is found by each of them."""

from __future__ import annotations

from collections.abc import Sequence

from store.claims.identities import identify, identity_of
from store.model import Claim


def words_of(text: str, claims: Sequence[Claim]) -> str:
    """The words by which the speakers of a text's claims are found.

    They are those of their names as the claims have them, of the fullest in the text, and of the key that
    one known by other names has in every text.
    """
    words: set[str] = set()
    for claim, identity in zip(claims, identify(text, claims), strict=True):
        if claim.speaker:
            words.add(claim.speaker)
        if identity is not None:
            words |= {identity.name, identity.key}
    return " ".join(sorted(words))


def words_for(name: str) -> str:
    """The words that a person who asks for `name` means: those of its key, where it has one everywhere."""
    identity = identity_of(name)
    return identity.key if identity is not None and identity.everywhere else name
