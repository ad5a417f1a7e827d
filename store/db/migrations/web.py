"""Pages that texts were extracted from, what servers said of addresses, and feeds."""

from __future__ import annotations

from sqlite_utils import Database

from store.db.migrations.steps import library


@library()
def web(db: Database) -> None:
    """Pages, addresses, feeds."""
    db.execute(
        "CREATE TABLE pages (id INTEGER PRIMARY KEY, sha256 BLOB NOT NULL UNIQUE, body BLOB NOT NULL) STRICT"
    )
    # Which text of an article was extracted from which page, and what did it.
    db.execute(
        "CREATE TABLE extracted (article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,"
        " text INTEGER NOT NULL REFERENCES packed_texts, page INTEGER NOT NULL REFERENCES pages,"
        " reader TEXT NOT NULL, PRIMARY KEY (article, text)) STRICT"
    )
    db.execute("CREATE INDEX extracted_page ON extracted (page)")
    # What a server said of its last answer, to ask only for what has changed since.
    db.execute("CREATE TABLE addresses (url TEXT PRIMARY KEY, etag TEXT, modified TEXT) STRICT")
    db.execute(
        "CREATE TABLE feeds (id INTEGER PRIMARY KEY, url TEXT NOT NULL UNIQUE, title TEXT NOT NULL,"
        " source TEXT, site TEXT, folder TEXT, added TEXT NOT NULL, checked TEXT, failure TEXT) STRICT"
    )


@library()
def pages_go(db: Database) -> None:
    """A page goes with the last article that was read from it."""
    db.execute(
        "CREATE TRIGGER pages_go AFTER DELETE ON extracted BEGIN DELETE FROM pages WHERE id = old.page"
        " AND NOT EXISTS (SELECT 1 FROM extracted e WHERE e.page = old.page); END"
    )
