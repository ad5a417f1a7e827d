"""The scheme of tags."""

from __future__ import annotations

import sqlite3
import unicodedata

from store.errors import InvalidName
from store.model import Choice, Tag

DEFAULTS = (
    Tag("verified", "verdict", "one", "1", "green"),
    Tag("refuted", "verdict", "one", "2", "red"),
    Tag("unclear", "verdict", "one", "3", "yellow"),
    Tag("important", None, "many", "4", "magenta"),
)
"""What a new library begins with."""

_KEYS = "123456789"
_COLUMNS = "name, category, choice, key, colour, description"


def clean_name(name: str, kind: str) -> str:
    """A name as it is kept: NFC, single spaces. InvalidName if nothing is left, or a control character."""
    kept = " ".join(unicodedata.normalize("NFC", name).split())
    if not kept:
        raise InvalidName(f"{kind} needs a name")
    if any(unicodedata.category(character) in ("Cc", "Cs") for character in kept):
        raise InvalidName(f"{kind} {kept!r} holds a character that cannot be kept in a name")
    return kept


def every(db: sqlite3.Connection) -> tuple[Tag, ...]:
    """The tags in the scheme's order."""
    return tuple(Tag(*row) for row in db.execute(f"SELECT {_COLUMNS} FROM tags ORDER BY id"))


def get(db: sqlite3.Connection, name: str) -> Tag | None:
    """The tag of that name, if the scheme has it."""
    row = db.execute(f"SELECT {_COLUMNS} FROM tags WHERE name = ?", (name,)).fetchone()
    return None if row is None else Tag(*row)


def create(
    db: sqlite3.Connection,
    name: str,
    group: str | None,
    choice: Choice,
    key: str | None,
    colour: str,
    description: str,
) -> Tag:
    """The tag of that name: the scheme's if it has one, or a new one with the next digit that is free.

    InvalidName for a key that is no digit from 1 to 9 or belongs to another tag.
    """
    known = get(db, name)
    if known is not None:
        return known
    taken = {row[0] for row in db.execute("SELECT key FROM tags WHERE key IS NOT NULL")}
    if key is None:
        key = next((digit for digit in _KEYS if digit not in taken), None)
    elif key not in _KEYS or len(key) != 1:
        raise InvalidName(f"the key of a tag is a digit from 1 to 9, not {key!r}")
    elif key in taken:
        raise InvalidName(f"the key {key} belongs to another tag")
    tag = Tag(name, group, choice, key, colour, description)
    put(db, tag)
    return tag


def put(db: sqlite3.Connection, tag: Tag) -> None:
    """Add the tag at the end of the scheme."""
    db.execute(
        f"INSERT INTO tags ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)",
        (tag.name, tag.group, tag.choice, tag.key, tag.colour, tag.description),
    )


def with_tag(db: sqlite3.Connection, tags: tuple[str, ...], tag: Tag) -> tuple[str, ...]:
    """`tags` and `tag`, without those of the same group where the group has one choice."""
    if tag.name in tags:
        return tags
    if tag.group is not None and tag.choice == "one":
        rivals = {row[0] for row in db.execute("SELECT name FROM tags WHERE category = ?", (tag.group,))}
        tags = tuple(name for name in tags if name not in rivals)
    return (*tags, tag.name)
