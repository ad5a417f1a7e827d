"""The scheme of tags, and the other names that its tags have.

To rename a tag or to merge it into another changes the scheme and no annotation: an annotation keeps the name
that was set, and the old name becomes an alias of the new one, by which it is read.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import replace

from store.errors import InvalidName, NotFound
from store.model import TAG_KEYS, Choice, Tag

DEFAULTS = (
    Tag("verified", "verdict", "one", "1", "green"),
    Tag("refuted", "verdict", "one", "2", "red"),
    Tag("unclear", "verdict", "one", "3", "yellow"),
    Tag("important", None, "many", "4", "magenta"),
)
"""What a new library begins with: what the migration `first` writes."""

_COLUMNS = "name, category, choice, key, colour, description"


def every(db: sqlite3.Connection) -> tuple[Tag, ...]:
    """The tags in the scheme's order."""
    others: dict[str, list[str]] = {}
    for alias, tag in sorted(aliases(db).items()):
        others.setdefault(tag, []).append(alias)
    rows = db.execute(f"SELECT {_COLUMNS} FROM tags ORDER BY id")
    return tuple(replace(Tag(*row), aliases=tuple(others.get(row[0], ()))) for row in rows)


def get(db: sqlite3.Connection, name: str) -> Tag | None:
    """The tag of that name, or of which it is an alias, if the scheme has it."""
    name = current(db, name)
    return next((tag for tag in every(db) if tag.name == name), None)


def known(db: sqlite3.Connection, name: str) -> Tag:
    """The tag of that name, or of which it is an alias. NotFound where there is none."""
    tag = get(db, name)
    if tag is None:
        raise NotFound("no tag is named {name!r}; see newsread tags", name=name)
    return tag


def aliases(db: sqlite3.Connection) -> Mapping[str, str]:
    """The names that are aliases, with the tag that each stands for."""
    return dict(db.execute("SELECT alias, tag FROM tag_aliases").fetchall())


def current(db: sqlite3.Connection, name: str) -> str:
    """What the scheme calls `name` now."""
    row = db.execute("SELECT tag FROM tag_aliases WHERE alias = ?", (name,)).fetchone()
    return name if row is None else str(row[0])


def create(db: sqlite3.Connection, name: str) -> Tag:
    """The tag of that name: the scheme's if it has one, or a new one with the next digit that is free."""
    found = get(db, name)
    if found is not None:
        return found
    taken = _keys(db)
    tag = Tag(name, key=next((digit for digit in TAG_KEYS if digit not in taken), None))
    put(db, tag)
    return tag


def put(db: sqlite3.Connection, tag: Tag) -> None:
    """Add the tag at the end of the scheme, with its aliases."""
    db.execute(
        f"INSERT INTO tags ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)",
        (tag.name, tag.group, tag.choice, tag.key, tag.colour, tag.description),
    )
    for alias in tag.aliases:
        _alias(db, alias, tag.name)


def change(db: sqlite3.Connection, tag: Tag) -> Tag:
    """Give the tag of that name the group, choice, key, colour and description of `tag`.

    A key that another tag has is taken from it. All tags of a group have one choice, that of the last change.
    """
    if tag.key is not None:
        _check_key(tag.key)
        db.execute("UPDATE tags SET key = NULL WHERE key = ? AND name <> ?", (tag.key, tag.name))
    _update(db, tag)
    db.execute("UPDATE tags SET choice = ? WHERE category = ?", (tag.choice, tag.group))
    return tag


def rename(db: sqlite3.Connection, old: str, new: str) -> Tag:
    """Give a tag another name; the one before becomes an alias. InvalidName where another tag has it."""
    tag = known(db, old)
    other = get(db, new)
    if other is not None and other.name != tag.name:
        raise InvalidName("{name!r} is a tag already; newsread tags merge makes two tags one", name=new)
    if new != tag.name:
        db.execute("DELETE FROM tag_aliases WHERE alias = ?", (new,))
        db.execute("UPDATE tags SET name = ? WHERE name = ?", (new, tag.name))
        _alias(db, tag.name, new)
    return known(db, new)


def merge(db: sqlite3.Connection, old: str, into: str) -> Tag:
    """Make `old` another name of the tag `into`. NotFound where either is no tag."""
    tag, other = known(db, old), known(db, into)
    if tag.name != other.name:
        db.execute("DELETE FROM tags WHERE name = ?", (tag.name,))
        _alias(db, tag.name, other.name)
    return known(db, into)


def adopt(db: sqlite3.Connection, tags: Iterable[Tag]) -> tuple[int, int]:
    """Take tags over from another scheme; how many are new, and how many were there and changed.

    What the other scheme says of a tag is kept: its keys are taken from tags that have them here, and a tag
    here that is an alias there becomes one.
    """
    added = changed = 0
    for tag in tags:
        # Under an older name it may be here, and keeps its place.
        names = (tag.name, *tag.aliases)
        before = next((found for name in names if (found := get(db, name)) is not None), None)
        if before is None:
            put(db, replace(tag, key=None, aliases=()))
        elif get(db, tag.name) is None:
            rename(db, before.name, tag.name)
        name = current(db, tag.name)
        for alias in tag.aliases:
            if get(db, alias) is None:
                _alias(db, alias, name)
            elif alias != name:
                merge(db, alias, name)
        change(db, replace(tag, name=name))
        added += before is None
        changed += before is not None and get(db, name) != before
    return added, changed


def replace_all(db: sqlite3.Connection, tags: Iterable[Tag]) -> None:
    """Make `tags` the scheme; those that were in it keep their order."""
    wanted = {tag.name: tag for tag in tags}
    known = {tag.name: tag for tag in every(db)}
    if wanted == known:
        return
    db.executemany("DELETE FROM tags WHERE name = ?", [(name,) for name in known.keys() - wanted.keys()])
    db.execute("DELETE FROM tag_aliases")
    others = [(alias, tag.name) for tag in wanted.values() for alias in tag.aliases]
    db.executemany("INSERT INTO tag_aliases (alias, tag) VALUES (?, ?)", others)
    for name, tag in wanted.items():
        if name not in known:
            put(db, tag)
        elif tag != known[name]:
            _update(db, tag)


def rewrite(db: sqlite3.Connection, tags: Iterable[Tag]) -> None:
    """Make `tags` the scheme, in their order; of two that have one key the first keeps it."""
    db.execute("DELETE FROM tags")
    db.execute("DELETE FROM tag_aliases")
    taken: set[str] = set()
    for tag in tags:
        put(db, replace(tag, key=None) if tag.key in taken else tag)
        if tag.key is not None:
            taken.add(tag.key)


def with_tag(db: sqlite3.Connection, tags: tuple[str, ...], tag: Tag) -> tuple[str, ...]:
    """`tags` and `tag`, without those of the same group where the group has one choice."""
    known_as = aliases(db)
    if tag.name in (known_as.get(name, name) for name in tags):
        return tags
    if tag.group is not None and tag.choice == "one":
        rivals = {row[0] for row in db.execute("SELECT name FROM tags WHERE category = ?", (tag.group,))}
        tags = tuple(name for name in tags if known_as.get(name, name) not in rivals)
    return (*tags, tag.name)


def without_tag(db: sqlite3.Connection, tags: tuple[str, ...], name: str) -> tuple[str, ...]:
    """`tags` without the one that the scheme calls `name` now, by whatever name it was set."""
    known_as = aliases(db)
    return tuple(tag for tag in tags if known_as.get(tag, tag) != name)


def choice_of(db: sqlite3.Connection, group: str | None, choice: Choice) -> Choice:
    """The choice that the tags of the group have; `choice` for a group that has none yet."""
    row = db.execute("SELECT choice FROM tags WHERE category = ? LIMIT 1", (group,)).fetchone()
    return choice if row is None else row[0]


def _update(db: sqlite3.Connection, tag: Tag) -> None:
    """Give the tag of that name what `tag` says, but for its aliases."""
    db.execute(
        "UPDATE tags SET category = ?, choice = ?, key = ?, colour = ?, description = ? WHERE name = ?",
        (tag.group, tag.choice, tag.key, tag.colour, tag.description, tag.name),
    )


def _alias(db: sqlite3.Connection, alias: str, tag: str) -> None:
    """Make `alias` and the aliases of it stand for `tag`."""
    db.execute("UPDATE tag_aliases SET tag = ? WHERE tag = ?", (tag, alias))
    db.execute("INSERT OR REPLACE INTO tag_aliases (alias, tag) VALUES (?, ?)", (alias, tag))


def _keys(db: sqlite3.Connection) -> set[str]:
    """The digits that tags have."""
    return {row[0] for row in db.execute("SELECT key FROM tags WHERE key IS NOT NULL")}


def _check_key(key: str) -> None:
    """InvalidName for a key that no tag can have."""
    if key not in TAG_KEYS or len(key) != 1:
        raise InvalidName("the key of a tag is a digit from 1 to 9, not {key!r}", key=key)
