"""What a JSON document has to look like: small checks that say where one fails. Pure.

A check takes a value and gives it back, as the type that it is, or raises `Misfit`. The place is put together
on the way out, so that a document that fits pays nothing for it: 100,000 annotations are read in seconds.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any, NoReturn, TypeGuard, TypeVar, get_args

from store.errors import InvalidFormat, InvalidName, Message
from store.ids import is_uuid, kept
from store.model import Relation, Verdict
from store.names import clean_name
from store.syntax import reason

_T = TypeVar("_T")

LARGEST = 512 * 1024 * 1024
"""Bytes of a file that is read at most."""

FURTHEST = 1_000_000_000
"""No text has more code points than SQLite can keep bytes."""

_SHOWN = 60
_NOON = "2026-01-31T12:00:00Z"
_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?Z")
_SHA256 = re.compile("[0-9a-f]{64}")


class Misfit(Exception):
    """A value that is not what its place asks for; a sentence and its fields, as in errors of the store."""

    def __init__(self, sentence: str, /, **values: object) -> None:
        super().__init__(sentence)
        self.message = Message(sentence, values)
        self.path: list[str | int] = []

    def at(self, *path: str | int) -> Misfit:
        """This misfit, found at that place within the one where it is now."""
        self.path[:0] = path
        return self

    def moved(self, places: Mapping[str, Sequence[str]]) -> Misfit:
        """This misfit at the place that another format has for it.

        `places` has such places by those of newsread's own format: one key ("tags"), or two ("quote/exact").
        A misfit under none of them stays where it is.
        """
        for depth in (2, 1):
            place = places.get("/".join(map(str, self.path[:depth])))
            if place is not None:
                self.path[:] = place
                break
        return self

    @property
    def pointer(self) -> str:
        """The place as a JSON pointer (RFC 6901)."""
        return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in self.path)

    def told(self, kind: Message) -> InvalidFormat:
        """The error for a person: what the file is no example of, where, and why."""
        place = self.pointer or Message("the document")
        return InvalidFormat("not {kind}: {place}: {reason}", kind=kind, place=place, reason=self.message)


@contextmanager
def within(*path: str | int) -> Iterator[None]:
    """Has a Misfit of the block name its place from `path` on."""
    try:
        yield
    except Misfit as misfit:
        misfit.at(*path)
        raise


def parsed(text: str) -> Any:
    """The JSON document `text`. Raises Misfit, with line and column, where it is none."""
    try:
        return json.loads(text, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        raise Misfit(
            "no JSON: {reason} in line {line}, column {column}",
            reason=reason(error.msg),
            line=error.lineno,
            column=error.colno,
        ) from None
    except RecursionError:
        raise Misfit("nested too deeply") from None
    except ValueError as error:  # A number of thousands of digits.
        raise Misfit("no JSON that can be read: {reason}", reason=str(error)) from None


def _no_number(word: str) -> NoReturn:
    raise Misfit("{value} is no JSON", value=word)


def get(table: dict[str, Any], key: str, check: Callable[[Any], _T]) -> _T:
    """What `check` makes of the value under `key`, which must be there."""
    try:
        return check(table[key])
    except KeyError:
        raise Misfit("{key!r} is missing", key=key) from None
    except Misfit as misfit:
        raise misfit.at(key) from None


def each(check: Callable[[Any], _T]) -> Callable[[Any], list[_T]]:
    """A check of a list whose items pass `check`."""

    def checked(value: Any) -> list[_T]:
        if type(value) is not list:
            raise Misfit("must be a list, not {value}", value=shown(value))
        done: list[_T] = []
        try:
            for item in value:
                done.append(check(item))
        except Misfit as misfit:
            raise misfit.at(len(done)) from None
        return done

    return checked


def table(value: Any, required: frozenset[str], optional: frozenset[str] = frozenset()) -> dict[str, Any]:
    """An object with the keys `required`, perhaps the `optional` ones, and no others."""
    if type(value) is not dict:
        raise Misfit("must be an object, not {value}", value=shown(value))
    keys = value.keys()
    if keys != required:
        for key in required - keys:
            raise Misfit("{key!r} is missing", key=key)
        for key in keys - required - optional:
            raise Misfit("{value} is not known here", value=shown(key))
    return value


def anything(value: Any) -> dict[str, Any]:
    """An object, whatever is in it."""
    if type(value) is not dict:
        raise Misfit("must be an object, not {value}", value=shown(value))
    return value


def string(value: Any) -> str:
    """A text that can be kept."""
    if type(value) is not str:
        raise Misfit("must be text, not {value}", value=shown(value))
    if "\0" in value:
        raise Misfit("holds a NUL character")
    try:
        value.encode()
    except UnicodeEncodeError:
        raise Misfit("holds half of a surrogate pair") from None
    return value


def filled(value: Any) -> str:
    """A text that is not empty."""
    if not string(value):
        raise Misfit("is empty")
    return str(value)


def name(value: Any) -> str:
    """A name of a tag or an annotator as newsread keeps it."""
    kept = tag(value)
    if kept != value:
        raise Misfit("must be written {kept}, not {value}", kept=shown(kept), value=shown(value))
    return kept


def tag(value: Any) -> str:
    """A name that another program gave, as newsread keeps names."""
    try:
        return clean_name(string(value), "a tag or an annotator")
    except InvalidName as error:
        raise Misfit("{reason}", reason=error.message) from None


def any_time(value: Any) -> str:
    """A time with or without a zone, as newsread keeps times; without one it is taken for UTC."""
    try:
        return kept(string(value))
    except ValueError:
        raise Misfit(
            "must be a time like {example}, not {value}", example=_NOON, value=shown(value)
        ) from None


def maybe(check: Callable[[Any], _T]) -> Callable[[Any], _T | None]:
    """A check of null, or what passes `check`."""
    return lambda value: None if value is None else check(value)


def offset(value: Any) -> int:
    """A number of code points."""
    if type(value) is float and value.is_integer():
        value = int(value)
    if type(value) is not int or not 0 <= value <= FURTHEST:
        raise Misfit("must be a whole number from 0 on, not {value}", value=shown(value))
    return value


def one_of(*words: str) -> Callable[[Any], Any]:
    """A check of one of `words`."""
    known = frozenset(words)

    def checked(value: Any) -> str:
        if type(value) is not str or value not in known:
            raise Misfit("must be one of {words}, not {value}", words=", ".join(words), value=shown(value))
        return value

    return checked


def time(value: Any) -> str:
    """A time in UTC as newsread writes it."""
    if type(value) is not str or not _TIME.fullmatch(value):
        raise Misfit("must be a time like {example}, not {value}", example=_NOON, value=shown(value))
    try:
        datetime.fromisoformat(value[:19])
    except ValueError:
        raise Misfit("{value} is no time that there is", value=shown(value)) from None
    return value


def uuid(value: Any) -> str:
    """A uuid in lower case."""
    if type(value) is not str or not is_uuid(value):
        raise Misfit("must be a uuid in small letters, not {value}", value=shown(value))
    return value


def sha256(value: Any) -> str:
    """A SHA-256 in lower case hexadecimal digits."""
    if type(value) is not str or not _SHA256.fullmatch(value):
        raise Misfit("must be a SHA-256, 64 hexadecimal digits, not {value}", value=shown(value))
    return value


def shown(value: Any) -> str:
    """A value as a message shows it: on one line, and cut."""
    try:
        text = json.dumps(value, ensure_ascii=False)
    except (RecursionError, ValueError):
        text = "something too large to show"
    text = text.encode("utf-8", "backslashreplace").decode()
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def is_verdict(value: object) -> TypeGuard[Verdict]:
    """Whether the value is a verdict of newsread's; other formats have words of their own beside them."""
    return value in get_args(Verdict)


def is_relation(value: object) -> TypeGuard[Relation]:
    """Whether the value is a relation of newsread's."""
    return value in get_args(Relation)
