"""What each annotator has read, and where they were; and the sources with their unread counts."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from store.model import Place, Source


def sources(db: sqlite3.Connection, annotator: int | None) -> list[Source]:
    """Every source by name, with how many articles it has and how many the annotator has not read."""
    rows = db.execute(
        """
        SELECT s.name, a.number, a.number - coalesce(r.number, 0)
        FROM sources s
        JOIN (SELECT source, count(*) AS number FROM articles GROUP BY source) a ON a.source = s.id
        LEFT JOIN (SELECT source, count(*) AS number FROM read_marks WHERE annotator = ? GROUP BY source) r
            ON r.source = s.id
        ORDER BY s.name
        """,
        (annotator,),
    )
    return [Source(*row) for row in rows]


def mark(db: sqlite3.Connection, annotator: int, articles: Iterable[str], read: bool) -> list[str]:
    """Set or clear the read mark of articles by their ids; the ids of those whose mark changed.

    Ids that are not there are passed over.
    """
    if read:
        statement = (
            "INSERT INTO read_marks (annotator, source, article)"
            " SELECT ?, source, id FROM articles WHERE uuid = ? ON CONFLICT DO NOTHING"
        )
    else:
        statement = (
            "DELETE FROM read_marks WHERE annotator = ? AND (source, article) IN"
            " (SELECT source, id FROM articles WHERE uuid = ?)"
        )
    return [uuid for uuid in articles if db.execute(statement, (annotator, uuid)).rowcount > 0]


def unread(db: sqlite3.Connection, annotator: int, source: int | None) -> list[str]:
    """The ids of the articles of a source, or of the library, that the annotator has not read."""
    condition = "" if source is None else "AND a.source = :source"
    found = db.execute(
        "SELECT a.uuid FROM articles a WHERE NOT EXISTS (SELECT 1 FROM read_marks r WHERE"
        f" r.annotator = :annotator AND r.source = a.source AND r.article = a.id) {condition}",
        {"annotator": annotator, "source": source},
    )
    return [uuid for (uuid,) in found]


def place(db: sqlite3.Connection, annotator: int | None) -> Place | None:
    """Where the annotator was, or None before the first time."""
    row = db.execute(
        "SELECT a.uuid, p.position FROM places p JOIN articles a ON a.id = p.article WHERE p.annotator = ?",
        (annotator,),
    ).fetchone()
    return None if row is None else Place(*row)


def save_place(db: sqlite3.Connection, annotator: int, article: int, offset: int) -> None:
    """Keep where the annotator is."""
    db.execute(
        "INSERT INTO places (annotator, article, position) VALUES (?, ?, ?) ON CONFLICT (annotator)"
        " DO UPDATE SET article = excluded.article, position = excluded.position",
        (annotator, article, offset),
    )


def recall(db: sqlite3.Connection, annotator: int | None, name: str) -> str | None:
    """What was remembered for the annotator under `name`."""
    row = db.execute(
        "SELECT value FROM memories WHERE annotator = ? AND name = ?", (annotator, name)
    ).fetchone()
    return None if row is None else str(row[0])


def remember(db: sqlite3.Connection, annotator: int, name: str, value: str) -> None:
    """Keep `value` for the annotator under `name`, in place of what was there."""
    db.execute(
        "INSERT INTO memories (annotator, name, value) VALUES (?, ?, ?) ON CONFLICT (annotator, name)"
        " DO UPDATE SET value = excluded.value",
        (annotator, name, value),
    )
