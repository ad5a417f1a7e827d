"""A library from before imports comes through: annotations, their tags, links and log, and their keys."""

from __future__ import annotations

import sqlite3

from store.db.connection import give_functions
from store.library.session import FUNCTIONS
from store.model import Document, Span, Subject
from tests.support.libraries import OpenLibrary

UNDONE = """
DROP TABLE versions; DROP TABLE events;
ALTER TABLE changes DROP COLUMN before_updated; ALTER TABLE changes DROP COLUMN after_updated;
DROP INDEX waiting_for_text; DROP INDEX waiting;
ALTER TABLE annotations DROP COLUMN absent; DROP TABLE absent_articles;
DELETE FROM _sqlite_migrations WHERE name = 'merging'; PRAGMA user_version = 1
"""


def test_a_library_from_before_imports_is_brought_up_to_date(open_library: OpenLibrary) -> None:
    library = open_library()
    library.add(Document("عنوان\nسطر\nسطر آخر\n", "الأفق", "/1"))
    article = library.article_page(None, 0, 1)[0].id
    library.set_tag(article, Span(0, 5), "statement", "verified")
    library.links.add(
        Subject(article, Span(0, 5), "statement"), Subject(article, Span(6, 9), "statement"), "supports"
    )
    before = library.annotations(article), library.upkeep.log()
    library.close()

    old = sqlite3.connect(library.path)
    give_functions(old, FUNCTIONS)
    # As SQL of that time had it.
    old.executescript(f"PRAGMA foreign_keys = OFF; {UNDONE}")
    old.close()

    again = open_library()
    assert (again.annotations(article), again.upkeep.log()) == before
    assert again.undo() is not None
    assert again.undo() is not None
    assert again.annotations(article) == ()
    reader = sqlite3.connect(library.path)
    assert reader.execute("PRAGMA foreign_key_check").fetchall() == []
    assert reader.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    names = {
        row[0] for row in reader.execute("SELECT name FROM sqlite_master WHERE tbl_name = 'annotations'")
    }
    assert {"idx_annotations_uuid", "idx_annotations_article_annotator", "waiting"} <= names
    reader.close()
