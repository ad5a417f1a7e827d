"""The schema, step by step, a module a subject.

Imported only when a library has to be made or brought up to date.
A migration that has been released is never changed; what comes later is a new one.
"""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database

from store.db.connection import APPLICATION_ID
from store.db.migrations import first as first
from store.db.migrations import merging as merging
from store.db.migrations import naming as naming
from store.db.migrations import packing as packing
from store.db.migrations import search as search
from store.db.migrations import stories as stories
from store.db.migrations import twins as twins
from store.db.migrations import web as web
from store.db.migrations import weights as weights
from store.db.migrations import winnowing as winnowing
from store.db.migrations import words as words
from store.db.migrations.steps import library


def migrate(connection: sqlite3.Connection) -> None:
    """Apply what is missing. The caller holds a write transaction, so that all of it happens or nothing."""
    database = Database(connection, execute_plugins=False)
    library.apply(database)
    version = len(library.applied(database))
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID:d}")
    connection.execute(f"PRAGMA user_version = {version:d}")
