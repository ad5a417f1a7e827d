"""Searches that an annotator keeps under a name."""

from __future__ import annotations

import sqlite3


def every(db: sqlite3.Connection, annotator: int | None) -> tuple[tuple[str, str], ...]:
    """The annotator's saved searches, by name: name and query."""
    rows = db.execute(
        "SELECT name, query FROM saved_searches WHERE annotator = ? ORDER BY name", (annotator,)
    )
    return tuple((str(name), str(query)) for name, query in rows)


def put(db: sqlite3.Connection, annotator: int, name: str, query: str) -> None:
    """Keep a search; one of that name is replaced."""
    db.execute(
        "INSERT INTO saved_searches (annotator, name, query) VALUES (?, ?, ?)"
        " ON CONFLICT DO UPDATE SET query = excluded.query",
        (annotator, name, query),
    )


def forget(db: sqlite3.Connection, annotator: int, name: str) -> None:
    """Drop a saved search; nothing where there is none."""
    db.execute("DELETE FROM saved_searches WHERE annotator = ? AND name = ?", (annotator, name))
