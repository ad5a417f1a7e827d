"""The names of tags and annotators as they are kept."""

from __future__ import annotations

import unicodedata

from store.errors import InvalidName, Message


def clean_name(name: str, kind: str) -> str:
    """A name as it is kept: NFC, single spaces. InvalidName if nothing is left, or a control character."""
    kept = " ".join(unicodedata.normalize("NFC", name).split())
    if not kept:
        raise InvalidName("{kind} needs a name", kind=Message(kind))
    if any(unicodedata.category(character) in ("Cc", "Cs") for character in kept):
        raise InvalidName(
            "{kind} {name!r} holds a character that cannot be kept in a name", kind=Message(kind), name=kept
        )
    return kept
