"""Texts that are alike, such as one agency report in several outlets: groups of them, found as they come in.

A new text is compared with the few that share most hashes of its sketch. A hash that many texts share is a
phrase of the trade; it is kept for the first of them only, so that the work for a text stays the same in a
library of any size.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence

SHARED = 3
"""Hashes of their sketches that two texts share at least, where they are compared."""
COMPARED = 4
"""Texts that a new one is compared with, at most."""
COMMON = 50
"""Texts of which one hash is kept, at most."""


def join(
    db: sqlite3.Connection, row: int, text: str, sketch: Sequence[int], alike: Callable[[str, str], bool]
) -> None:
    """Keep the sketch of the text in `row`, and put it into the group of a text that it is like."""
    if not sketch or db.execute("SELECT 1 FROM sketches WHERE text = ? LIMIT 1", (row,)).fetchone():
        return
    marks = ", ".join("?" * len(sketch))
    near = db.execute(
        f"SELECT text FROM sketches WHERE hash IN ({marks}) GROUP BY text HAVING count(*) >= {SHARED:d}"
        f" ORDER BY count(*) DESC, text LIMIT {COMPARED:d}",
        tuple(sketch),
    ).fetchall()
    db.executemany(
        "INSERT INTO sketches (hash, text) SELECT ?1, ?2"
        f" WHERE (SELECT count(*) FROM sketches WHERE hash = ?1) < {COMMON:d}",
        [(one, row) for one in sketch],
    )
    for (other,) in near:
        (body,) = db.execute("SELECT body FROM texts WHERE id = ?", (other,)).fetchone()
        if alike(text, body):
            known = db.execute("SELECT leader FROM twins WHERE text = ?", (other,)).fetchone()
            leader = other if known is None else known[0]
            db.executemany(
                "INSERT INTO twins (text, leader) VALUES (?, ?) ON CONFLICT DO NOTHING",
                [(other, leader), (row, leader)],
            )
            return


def fold(db: sqlite3.Connection, article: int) -> None:
    """Leave the article out of folded lists if an earlier one has its text, or one that is like it."""
    db.execute("DELETE FROM folded WHERE article = ?", (article,))
    db.execute(
        "INSERT INTO folded (article) SELECT a.id FROM articles a WHERE a.id = ?1 AND EXISTS"
        " (SELECT 1 FROM articles x WHERE x.id < ?1 AND x.text = a.text"
        " UNION ALL SELECT 1 FROM twins t JOIN twins o ON o.leader = t.leader"
        " JOIN articles x ON x.text = o.text AND x.id < ?1 WHERE t.text = a.text)",
        (article,),
    )
