"""The changes of the scheme in the log: each knows the scheme before it and after it, and can be taken back.

The scheme is everybody's, so its changes are no steps of one annotator: the last one is taken back, whoever
made it, and the one before it next. No annotation changes by that, as none changed by the change.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from typing import Any

from store.db import events, people, scheme
from store.db.events import Event
from store.errors import StoreError
from store.model import SchemeChange, Tag


@contextmanager
def changing(
    db: sqlite3.Connection, annotator: str, action: Event, tag: str | None = None, into: str | None = None
) -> Iterator[None]:
    """Write down what the block makes of the scheme, where that is anything.

    `tag` is the tag that is changed, `into` its new name or the tag that it becomes.
    """
    before = scheme.every(db)
    yield
    after = scheme.every(db)
    if after != before:
        detail = {"tag": tag, "into": into, "before": [*map(asdict, before)], "after": [*map(asdict, after)]}
        events.append(db, people.put(db, annotator), action, detail)


def undo(db: sqlite3.Connection, annotator: str, *, of_others: bool) -> SchemeChange | None:
    """Take the last change back that was not taken back yet; None where there is none.

    What was made since stays: tags that are new, and names that annotations have got by now, which become
    aliases. StoreError where the change is of another annotator and `of_others` does not allow that, or where
    an import has changed the same tags since.
    """
    found = _last(db)
    if found is None:
        return None
    row, change, detail = found
    if change.annotator != annotator and not of_others:
        raise StoreError(
            "the last change of the tags is by {name}; newsread tags undo --yes takes it back",
            name=change.annotator,
        )
    before, after = (_tags(detail[name]) for name in ("before", "after"))
    current = {tag.name: tag for tag in scheme.every(db)}
    of_then = [current.pop(tag.name) for tag in after if _is_as_then(current.get(tag.name), tag)]
    if len(of_then) < len(after):
        raise StoreError("an import has changed these tags since; newsread tags set and rename change them")
    scheme.rewrite(db, [*_with_names_in_use(db, before, of_then), *current.values()])
    events.append(
        db,
        people.put(db, annotator),
        "undo-tags",
        {"of": row, "action": change.action, "tag": change.tag, "into": change.into},
    )
    return change


def carriers(db: sqlite3.Connection, tag: Tag, annotator: str) -> tuple[int, int]:
    """How many annotations have the tag, by whatever name, and how many of them are others'."""
    names = (tag.name, *tag.aliases)
    total, own = db.execute(
        "SELECT count(DISTINCT t.annotation), count(DISTINCT CASE WHEN p.name = ? THEN t.annotation END)"
        " FROM annotation_tags t JOIN annotations o ON o.id = t.annotation"
        " JOIN annotators p ON p.id = o.annotator"
        f" WHERE o.deleted = 0 AND t.tag IN ({', '.join('?' * len(names))})",
        (annotator, *names),
    ).fetchone()
    return total, total - own


def _last(db: sqlite3.Connection) -> tuple[int, SchemeChange, dict[str, Any]] | None:
    """The last change that was not taken back: its row, what it is, and its details."""
    taken_back: set[int] = set()
    rows = db.execute(
        "SELECT e.id, p.name, e.action, e.detail FROM events e JOIN annotators p ON p.id = e.annotator"
        " WHERE e.action IN ('set-tag', 'rename-tag', 'merge-tags', 'import-tags', 'undo-tags')"
        " ORDER BY e.id DESC"
    )
    for row, name, action, written in rows:
        detail = json.loads(written)
        if action == "undo-tags":
            taken_back.add(detail["of"])
        elif row not in taken_back:
            return row, SchemeChange(action, name, detail["tag"], detail["into"]), detail
    return None


def _tags(records: Sequence[dict[str, Any]]) -> list[Tag]:
    return [Tag(**{**record, "aliases": tuple(record["aliases"])}) for record in records]


def _is_as_then(tag: Tag | None, then: Tag) -> bool:
    """Whether a tag is as a change left it, but for names that it kept as later changes were taken back."""
    return tag is not None and replace(tag, aliases=then.aliases) == then and _names(then) <= _names(tag)


def _with_names_in_use(db: sqlite3.Connection, before: Sequence[Tag], after: Sequence[Tag]) -> list[Tag]:
    """The tags of `before`, and what `after` alone has names for that annotations have."""
    wanted = {tag.name: tag for tag in before}
    covered = {name for tag in before for name in _names(tag)}
    for tag in after:
        fresh = [name for name in _names(tag) if name not in covered and _is_in_use(db, name)]
        if not fresh:
            continue
        home = next((one.name for one in before if not _names(one).isdisjoint(_names(tag))), None)
        if home is None:
            wanted[tag.name] = tag
        else:
            wanted[home] = replace(wanted[home], aliases=(*wanted[home].aliases, *fresh))
    return list(wanted.values())


def _names(tag: Tag) -> set[str]:
    return {tag.name, *tag.aliases}


def _is_in_use(db: sqlite3.Connection, name: str) -> bool:
    return db.execute("SELECT 1 FROM annotation_tags WHERE tag = ? LIMIT 1", (name,)).fetchone() is not None
