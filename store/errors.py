"""The errors that cross the door of `store`. Each message is one line for a person to read."""

from __future__ import annotations


class StoreError(Exception):
    """Something `store` could not do. `str(error)` says what, and what to do about it."""


class UnreadableInput(StoreError):
    """An input that is not an article: not UTF-8, not text, missing, too large."""


class LibraryError(StoreError):
    """A library file that cannot be used: not one, damaged, newer, locked, full, read-only."""


class NotFound(StoreError):
    """No article, tag or annotation has that name."""


class Ambiguous(StoreError):
    """Several articles begin with that id."""


class InvalidSpan(StoreError):
    """Offsets that lie outside the text, or an empty span."""


class InvalidName(StoreError):
    """A name of a tag or an annotator, or a tag's key, that cannot be used."""


class InvalidFormat(StoreError):
    """A document that does not fit its format; the message names the place."""
