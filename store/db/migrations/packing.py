"""Texts are kept compressed: a third of the room, and an index of their words fits beside them."""

from __future__ import annotations

from sqlite_utils import Database

from store.db.migrations.steps import library


@library()
def packing(db: Database) -> None:
    """The table of texts is `packed_texts`; `texts` is a view of it in which they are readable."""
    db.execute("ALTER TABLE texts RENAME TO packed_texts")
    db.execute("ALTER TABLE packed_texts ADD COLUMN packed BLOB NOT NULL DEFAULT x''")
    db.execute("UPDATE packed_texts SET packed = deflated(body)")
    db.execute("ALTER TABLE packed_texts DROP COLUMN body")
    db.execute("CREATE VIEW texts AS SELECT id, sha256, inflated(packed) AS body FROM packed_texts")
