"""The errors that cross the door of `store`. Each message is one line for a person to read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Message:
    """An English sentence with fields in braces, and their values, which can be messages too.

    Whoever shows it in another language translates the sentence and fills it again. Without values braces
    are no fields.
    """

    sentence: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.sentence.format(**self.values) if self.values else self.sentence


class StoreError(Exception):
    """Something `store` could not do: `NotFound("no article with the id {id}", id=found)`.

    `str(error)` says in English what, and what to do about it; `message` says the same with its fields apart.
    """

    def __init__(self, sentence: str, /, **values: object) -> None:
        super().__init__(sentence)
        self.message = Message(sentence, values)

    def __str__(self) -> str:
        return str(self.message)


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
