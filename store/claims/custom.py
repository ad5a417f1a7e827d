"""A person's own cues: a file like cues.toml, checked before its entries go before those of the package."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Set
from difflib import get_close_matches
from hashlib import sha256
from pathlib import Path
from typing import Any

from store.claims.words import fold
from store.errors import InvalidFormat, Message, reason_of
from store.syntax import complaint

_POLARITIES = ("asserts", "denies", "predicts", "accuses")
_WORD, _WORDS, _SOME, _FOLLOW, _FLAG, _POLARITY = (
    "a word",
    "a list of words",
    "a list of one word or more",
    'a list of "that", "object", "how" and prepositions',
    "true or false",
    "one of " + ", ".join(_POLARITIES),
)
_LETTERS = re.compile(r"[^\W\d_]+")
_KEYS: Mapping[str, Mapping[str, str]] = {
    "verb": {
        **dict.fromkeys(
            ("past", "present", "participle", "masdar", "adverb", "behind", "before_that"), _WORD
        ),
        **dict.fromkeys(("only", "needs", "not_before"), _WORDS),
        **dict.fromkeys(("bare", "pronoun", "recipient", "initial", "quote", "reports"), _FLAG),
        **dict.fromkeys(("whole", "carrier", "speech", "first_person", "sight"), _FLAG),
        **dict.fromkeys(("introduces", "thanks", "event", "negated", "agentless"), _FLAG),
        "follow": _FOLLOW,
        "polarity": _POLARITY,
    },
    "noun": {"words": _SOME, "verbs": _SOME, "follow": _FOLLOW, "polarity": _POLARITY},
    "expected": {"words": _SOME, "follow": _FOLLOW, "polarity": _POLARITY},
    "attribution": {"words": _SOME, "after": _WORD},
}
"""By the name of a table what each of its keys holds; cues.toml says what they mean."""
_NEEDED = {
    "verb": ("past", "present", "follow"),
    "noun": ("words", "verbs", "follow"),
    "expected": ("words", "follow"),
    "attribution": ("words",),
}
_MOST = 1 << 20
"""The largest file that is read, in bytes."""


def read_custom(path: Path, prepositions: Set[str]) -> tuple[dict[str, list[dict[str, Any]]], str]:
    """The tables of the file at `path` by name, and a mark of what it says.

    `prepositions` are those, folded, that may govern what is reported. Raises `InvalidFormat`, one line that
    names the file and the place, where it cannot be read or used.
    """
    try:
        with path.open("rb") as file:
            data = file.read(_MOST + 1)
        if len(data) > _MOST:
            raise InvalidFormat(
                "{path}: larger than {size} MB; cues are not that many", path=path, size=_MOST >> 20
            )
        tables = tomllib.loads(data.decode("utf-8"))
    except OSError as error:
        raise InvalidFormat("{path}: cannot be read ({reason})", path=path, reason=reason_of(error)) from None
    except (ValueError, RecursionError) as error:
        raise InvalidFormat("{path}: no TOML: {reason}", path=path, reason=complaint(error)) from None
    for name, records in tables.items():
        if name not in _KEYS:
            raise _unknown("{place}: unknown table {name!r}", str(path), name, _KEYS)
        if not isinstance(records, list) or not all(isinstance(record, dict) for record in records):
            raise InvalidFormat("{path}: {name} has to be written [[{name}]]", path=path, name=name)
        for number, record in enumerate(records, 1):
            _check(
                record,
                name,
                prepositions,
                Message("{path}: [[{name}]] number {number}", {"path": path, "name": name, "number": number}),
            )
    return {name: tables.get(name, []) for name in _KEYS}, sha256(data).hexdigest()[:8]


def changed(path: Path) -> int:
    """When the file at `path` was last changed, in nanoseconds; 0 where that cannot be told."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def _check(record: Mapping[str, Any], table: str, prepositions: Set[str], place: Message) -> None:
    """Raise `InvalidFormat` for a key that is unknown, missing, or holds something else than it has to."""
    keys = _KEYS[table]
    for key, value in record.items():
        if key not in keys:
            raise _unknown("{place}: unknown key {name!r}", place, key, keys)
        if not _holds(value, keys[key], prepositions):
            raise InvalidFormat(
                "{place}: {key} has to be {kind}", place=place, key=key, kind=Message(keys[key])
            )
    for key in _NEEDED[table]:
        if key not in record:
            raise InvalidFormat("{place}: {key} is missing", place=place, key=key)


def _holds(value: Any, kind: str, prepositions: Set[str]) -> bool:
    """Whether a value is of that kind."""
    if kind == _FLAG:
        return isinstance(value, bool)
    if kind == _POLARITY:
        return value in _POLARITIES
    if kind == _WORD:
        return isinstance(value, str) and _LETTERS.fullmatch(fold(value)) is not None
    if not isinstance(value, list) or (kind == _SOME and not value):
        return False
    known = {"that", "object", "how", *prepositions} if kind == _FOLLOW else None
    return all(_holds(word, _WORD, prepositions) and (known is None or fold(word) in known) for word in value)


def _unknown(sentence: str, place: Message | str, name: str, names: Mapping[str, Any]) -> InvalidFormat:
    """The error for a name that is none of `names`, with the one that was meant, if it can be told."""
    values = {"place": place, "name": name}
    near = get_close_matches(name, names, 1)
    if near:
        said = Message(sentence, values)
        return InvalidFormat("{message}; did you mean {near}?", message=said, near=near[0])
    return InvalidFormat(sentence, **values)
