"""The index of words is made piece by piece, and goes on where it was interrupted."""

from __future__ import annotations

from sqlite_utils import Database

from store.db.migrations.steps import library


@library()
def words(db: Database) -> None:
    """The state of the index knows how far it is made; see `store.db.word_index`."""
    # The last article in an index that is being made; NULL in one that is whole.
    db.execute("ALTER TABLE word_index_state ADD COLUMN done INTEGER")
