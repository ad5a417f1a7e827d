"""A library of version 12 shows again what its folded lists had lost; what changes then is little work."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from store.library import Library
from store.model import Document


def test_what_was_folded_behind_nothing_is_shown_again(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    with Library.open(path, "huda") as library:
        library.add_many([Document("نص واحد عند الجميع", name, "/1") for name in ("أ", "ب", "ج")])
        library.add(Document("نص آخر", "أ", "/1"))
    database = sqlite3.connect(path)
    database.execute("DROP TRIGGER folded_anew")
    database.execute("DELETE FROM _sqlite_migrations WHERE name = 'folding'")
    database.execute("PRAGMA user_version = 12")
    database.execute("INSERT INTO folded (article) VALUES (2)")
    database.commit()
    database.close()
    with Library.open(path, "huda") as library:
        assert [one.source for one in library.article_page(None, 0, 9, folded=True)] == ["أ", "ب"]


def work(path: Path, count: int) -> int:
    """What it costs to give so many articles of one text another each, in hundreds of steps of SQLite."""
    with Library.open(path, "huda") as library:
        library.add_many(Document("الصفحة غير موجودة", "أ", f"/{number}") for number in range(count))
        steps = 0

        def step() -> None:
            nonlocal steps
            steps += 1

        library._connection.set_progress_handler(step, 100)
        library.add_many(Document(f"خبر رقم {number}", "أ", f"/{number}") for number in range(count))
        assert library.article_count(None, folded=True) == count
    return steps


def test_of_many_articles_with_one_text_each_leaves_it_with_the_same_work(tmp_path: Path) -> None:
    assert work(tmp_path / "more.db", 90) < 2.5 * work(tmp_path / "few.db", 45)
