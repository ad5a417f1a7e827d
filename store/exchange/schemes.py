"""Tag files: a scheme of tags as TOML or JSON, to be shared. Pure.

A file is a list `tags` of tables, each with a `name` and as much of `group`, `choice`, `key`, `colour`,
`description` and `aliases` as it needs: what a newsread export holds under the same name, so that an export
is a tag file too. All tags of a group have one choice.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable
from typing import Any

from store.errors import InvalidFormat, Message
from store.model import TAG_KEYS, Tag
from store.syntax import complaint

COLOURS = (
    "default",
    *(
        bright + name
        for bright in ("", "bright_")
        for name in ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
    ),
)
"""The colours of a tag: those that a terminal of sixteen colours has, and its own."""

_KEYS = {
    "name": str,
    "group": str,
    "choice": str,
    "key": str,
    "colour": str,
    "description": str,
    "aliases": list,
}


def dumps(tags: Iterable[Tag]) -> str:
    """The tags as a tag file in TOML, in their order."""
    return "\n".join(_table(tag) for tag in tags)


def loads(text: str, name: str) -> list[Tag]:
    """The tags of a tag file called `name`, in TOML or JSON.

    Raises InvalidFormat, naming the place, where it is none.
    """
    try:
        value = json.loads(text) if text.lstrip()[:1] == "{" else tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise InvalidFormat("{file} is no tag file: {reason}", file=name, reason=complaint(error)) from None
    tables = value.get("tags") if isinstance(value, dict) else None
    if not isinstance(tables, list) or not tables:
        raise InvalidFormat("{file} is no tag file: it needs a list of tags, [[tags]] in TOML", file=name)
    tags = [
        _tag(table, Message("{file}: tag {number}", {"file": name, "number": number}))
        for number, table in enumerate(tables, 1)
    ]
    _check(tags, name)
    return tags


def _tag(table: object, where: Message) -> Tag:
    if not isinstance(table, dict):
        raise InvalidFormat("{where} must be a table with a name", where=where)
    for key, value in table.items():
        if key not in _KEYS:
            raise InvalidFormat(
                "{where} has {key!r}; it may have {keys}", where=where, key=key, keys=", ".join(_KEYS)
            )
        if value is not None and not isinstance(value, _KEYS[key]):
            raise InvalidFormat("{where}: {key} cannot be {value!r}", where=where, key=key, value=value)
    given: dict[str, Any] = {key: value for key, value in table.items() if value is not None}
    aliases = given.get("aliases", [])
    if not given.get("name", "").strip():
        raise InvalidFormat("{where} has no name", where=where)
    if given.get("choice", "many") not in ("one", "many"):
        raise InvalidFormat(
            "{where}: choice must be one or many, not {value!r}", where=where, value=given["choice"]
        )
    if given.get("key", "1") not in [*TAG_KEYS]:
        raise InvalidFormat(
            "{where}: key must be a digit from 1 to 9, not {value!r}", where=where, value=given["key"]
        )
    if given.get("colour", "default") not in COLOURS:
        raise InvalidFormat(
            "{where}: colour must be one of {colours}; {value!r} is not",
            where=where,
            colours=", ".join(COLOURS),
            value=given["colour"],
        )
    if not all(isinstance(alias, str) and alias.strip() for alias in aliases):
        raise InvalidFormat("{where}: aliases must be names", where=where)
    return Tag(**{**given, "aliases": tuple(aliases)})


def _check(tags: list[Tag], name: str) -> None:
    """InvalidFormat where the tags do not go together."""
    names: set[str] = set()
    keys: set[str] = set()
    choices: dict[str, str] = {}
    for tag in tags:
        for one in (tag.name, *tag.aliases):
            if one in names:
                raise InvalidFormat("{file}: {name!r} is there twice", file=name, name=one)
            names.add(one)
        if tag.key is not None and tag.key in keys:
            raise InvalidFormat("{file}: the key {key} belongs to two tags", file=name, key=tag.key)
        keys.add(tag.key or "")
        if tag.group is not None and choices.setdefault(tag.group, tag.choice) != tag.choice:
            raise InvalidFormat(
                "{file}: the tags of the group {group!r} must all have one choice", file=name, group=tag.group
            )


def _table(tag: Tag) -> str:
    values: dict[str, object] = {"name": tag.name}
    if tag.group is not None:
        values |= {"group": tag.group, "choice": tag.choice}
    if tag.key is not None:
        values["key"] = tag.key
    values["colour"] = tag.colour
    if tag.description:
        values["description"] = tag.description
    if tag.aliases:
        values["aliases"] = list(tag.aliases)
    # A JSON string is a TOML one, but for DEL.
    lines = (f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in values.items())
    return "[[tags]]\n" + "\n".join(lines).replace("\x7f", "\\u007f") + "\n"
