"""The errors that cross the door of `store`. Each message is one line for a person to read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from string import Formatter
from typing import Any


class Filling(Formatter):
    """Fills fields as `str.format` does, and says what is counted in the form that goes with its number.

    `{count:article|articles}` becomes "1 article" or "12 articles".
    """

    def format_field(self, value: Any, format_spec: str) -> str:
        """One field filled; `format_spec` holds the forms for one and for any other number."""
        if not isinstance(value, int) or "|" not in format_spec:
            return str(super().format_field(value, format_spec))
        one, others = format_spec.split("|")
        return f"{value} {one if value == 1 else others}"


_FILLING = Filling()


@dataclass(frozen=True)
class Message:
    """An English sentence with fields in braces, and their values, which can be messages too.

    Whoever shows it in another language translates the sentence and fills it again. Without values braces
    are no fields. What is counted is written `{count:article|articles}`: see `Filling`.
    """

    sentence: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return _FILLING.vformat(self.sentence, (), self.values) if self.values else self.sentence


def packed(message: Message) -> str:
    """The message as JSON, to be kept; `unpacked` gives it back."""
    return json.dumps(asdict(message), ensure_ascii=False, default=str)


def unpacked(text: str) -> Message:
    """The message that was packed; a line of English, which earlier versions kept, as it is."""
    try:
        found = json.loads(text, object_hook=_message)
    except ValueError:
        found = None
    return found if isinstance(found, Message) else Message(text)


def _message(value: dict[str, Any]) -> object:
    return Message(**value) if set(value) == {"sentence", "values"} else value


def reason_of(error: Exception) -> Message:
    """Why the system refused a file, as a part of a sentence; also for a name that cannot be one."""
    return Message(str(getattr(error, "strerror", None) or error).lower())


def fault(file: str, error: Exception) -> Message:
    """What is said of an input over which newsread itself fails, so that the others need not wait for it."""
    return Message(
        "{file}: a fault of newsread itself, {kind}: {reason}",
        {"file": file, "kind": type(error).__name__, "reason": str(error)},
    )


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

    count = 1
    """How many articles are missing for it."""
    harmless = False
    """Whether nothing went wrong: there was nothing to read."""


class UnreadableRecords(UnreadableInput):
    """`count` records of one file that are no articles, for one reason."""

    def __init__(self, count: int, harmless: bool, sentence: str, /, **values: object) -> None:
        super().__init__(sentence, **values)
        self.count = count
        self.harmless = harmless


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
