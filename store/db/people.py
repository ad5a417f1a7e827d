"""Annotators by name."""

from __future__ import annotations

import sqlite3

from store.db.connection import inserted


def row_of(db: sqlite3.Connection, name: str) -> int | None:
    """The row of the annotator, who has none before the first write."""
    row = db.execute("SELECT id FROM annotators WHERE name = ?", (name,)).fetchone()
    return None if row is None else int(row[0])


def put(db: sqlite3.Connection, name: str) -> int:
    """The row of the annotator, made if there is none."""
    row = row_of(db, name)
    if row is not None:
        return row
    return inserted(db.execute("INSERT INTO annotators (name) VALUES (?)", (name,)))
