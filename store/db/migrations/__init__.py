"""The schema, step by step, a module a subject.

Imported only when a library has to be made or brought up to date.
A migration that has been released is never changed; what comes later is a new one.
"""

from __future__ import annotations

import sqlite3
from importlib import import_module

from sqlite_utils import Database

from store.db.connection import APPLICATION_ID
from store.db.migrations.steps import library

ORDER = (
    "first",
    "merging",
    "naming",
    "packing",
    "search",
    "stories",
    "twins",
    "web",
    "weights",
    "winnowing",
    "words",
    "folding",
    "lookups",
    "rounds",
)
"""The modules of this package, each a step or several, in the order of their application: new ones last."""

for _step in ORDER:
    import_module(f"{__name__}.{_step}")


def migrate(connection: sqlite3.Connection) -> None:
    """Apply what is missing. The caller holds a write transaction, so that all of it happens or nothing."""
    database = Database(connection, execute_plugins=False)
    library.apply(database)
    version = len(library.applied(database))
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID:d}")
    connection.execute(f"PRAGMA user_version = {version:d}")
