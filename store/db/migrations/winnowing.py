"""Of other shingles than before a sketch keeps the hashes: sketches of both kinds cannot be compared."""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database

from store.db.connection import means_damage
from store.db.migrations.steps import library

_COMMON = 50
"""Texts of which one hash is kept, at most."""


@library()
def winnowing(db: Database) -> None:
    """Every text gets its sketch anew; the groups of texts that are alike stay."""
    db.execute("DELETE FROM sketches")
    db.execute("CREATE TEMP TABLE made (hash INTEGER, text INTEGER)")
    for row in db.execute("SELECT id FROM packed_texts").fetchall():
        try:
            db.execute(
                "INSERT INTO made (hash, text)"
                " SELECT s.value, t.id FROM texts t, json_each(sketch(t.body)) s WHERE t.id = ?",
                row,
            )
        except sqlite3.OperationalError as error:
            # A text that is damaged is told of where it is read; here it is like none.
            if not means_damage(error):
                raise
    db.execute(
        "INSERT INTO sketches (hash, text) SELECT hash, text FROM"
        " (SELECT hash, text, row_number() OVER (PARTITION BY hash ORDER BY text) AS nth FROM made)"
        f" WHERE nth <= {_COMMON:d} ORDER BY hash, text"
    )
    db.execute("DROP TABLE made")
