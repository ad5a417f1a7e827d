"""A library of version 1, with readable texts and no index, comes through."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlite_utils import Database

from store.analysis import analyse
from store.db import compact
from store.db.connection import APPLICATION_ID
from store.db.migrations import steps
from store.db.texts import digest
from store.library import Library

TEXT = "عنوان الخبر\nقال الوزير إن القوات انسحبت.\n"


def version_1(path: Path) -> None:
    """A library with one article, as version 1 kept it."""
    database = sqlite3.connect(path)
    steps.library.apply(Database(database, execute_plugins=False), stop_before="naming")
    outline, extraction = analyse(TEXT)
    database.execute("INSERT INTO sources (name) VALUES ('الأفق')")
    database.execute("INSERT INTO texts (sha256, body) VALUES (?, ?)", (digest(TEXT), TEXT))
    database.execute(
        "INSERT INTO analyses (text, extractor, language, claims, found) VALUES (1, ?, 'ar', 1, ?)",
        (extraction.extractor, compact.pack(outline, extraction, TEXT)),
    )
    database.execute(
        "INSERT INTO articles (uuid, source, address, title, moment, text, version, indexed)"
        " VALUES ('0f', 1, '/a', 'عنوان الخبر', 0, 1, 1, '2026-01-01T00:00:00Z')"
    )
    database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    database.execute("PRAGMA user_version = 1")
    database.commit()
    database.close()


def test_its_texts_are_kept_compressed_and_found(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    version_1(path)
    with Library.open(path, "huda") as library:
        assert library.article("0f").text == TEXT
        assert not library.search.is_ready
        assert [one.id for one in library.search.find("speaker:وزير انسحبت").articles] == ["0f"]
        assert library.search.is_ready
