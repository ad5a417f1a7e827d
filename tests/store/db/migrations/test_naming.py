"""A library of version 1 comes through: tags, annotations, and the statements of its texts counted."""

from __future__ import annotations

import sqlite3

from store.db.connection import give_functions
from store.library.session import FUNCTIONS
from store.model import Document, Progress, Span
from tests.support.libraries import OpenLibrary


def test_a_library_of_version_1_is_brought_up_to_date(open_library: OpenLibrary) -> None:
    library = open_library()
    for name in "ab":
        library.add(Document(f"عنوان {name}\nسطر\nسطر آخر\n", "الأفق", f"/{name}"))
    article = library.article_page(None, 0, 1)[0].id
    library.set_tag(article, Span(0, 7), "statement", "verified")
    before = library.annotations(article), library.tags(), library.progress()
    library.close()

    old = sqlite3.connect(library.path)
    give_functions(old, FUNCTIONS)
    old.executescript(
        "DROP TABLE tag_aliases; ALTER TABLE analyses DROP COLUMN statements;"
        "DELETE FROM _sqlite_migrations WHERE name = 'naming'; PRAGMA user_version = 1"
    )
    old.close()

    again = open_library()
    assert (again.annotations(article), again.tags(), again.progress()) == before
    assert again.progress() == Progress(1, 6)
