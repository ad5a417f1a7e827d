"""Which version a file was written of, of what an import brought from it."""

from __future__ import annotations

from sqlite_utils import Database

from store.db.migrations.steps import library


@library()
def rounds(db: Database) -> None:
    """When that version was changed last: files of other programs come again with later edits."""
    db.execute("ALTER TABLE changes ADD COLUMN stamp TEXT")
