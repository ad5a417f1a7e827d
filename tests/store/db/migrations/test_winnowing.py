"""A library of version 10 knows what is like its texts when it has come through."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from store.library import Library
from store.library.session import FUNCTIONS
from store.model import Document

TEXT = (
    "أعلنت وزارة النقل في بيان صدر أمس أن الجسر القديم سيغلق أمام المركبات ابتداء من الأحد المقبل لإجراء"
    " أعمال صيانة تستمر ثلاثة أشهر ودعت السائقين إلى استعمال الطريق الساحلي"
)


def make_older(path: Path) -> None:
    """Let the library be one of version 10, with a sketch of those days, and a text that is damaged."""
    database = sqlite3.connect(path)
    database.execute("DELETE FROM _sqlite_migrations WHERE name = 'winnowing'")
    database.execute("DELETE FROM sketches")
    database.execute("INSERT INTO sketches (hash, text) VALUES (7, 1)")
    database.execute("UPDATE packed_texts SET packed = x'00' WHERE id = 2")
    database.execute("PRAGMA user_version = 10")
    database.commit()
    database.close()


def test_an_interruption_leaves_all_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "library.db"
    with Library.open(path, "huda") as library:
        library.add_many([Document(TEXT, "أ", "/1"), Document(f"{TEXT} وانتهى", "ب", "/1")])
    make_older(path)

    def interrupted(_text: str) -> str:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setitem(FUNCTIONS, "sketch", interrupted)
        with pytest.raises(KeyboardInterrupt):
            Library.open(path, "huda")
    database = sqlite3.connect(path)
    assert database.execute("SELECT * FROM sketches").fetchall() == [(7, 1)]
    database.close()


def test_a_report_that_comes_later_is_like_one_that_was_there(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    with Library.open(path, "huda") as library:
        library.add_many([Document(TEXT, "أ", "/1"), Document(f"{TEXT} وانتهى", "ب", "/1")])
    make_older(path)
    with Library.open(path, "huda") as library:
        library.add(Document(f"{TEXT} كما علمت الجريدة", "ج", "/1"))
        assert {one.source: one.copies for one in library.article_page(None, 0, 9)}["ج"] >= 1
    database = sqlite3.connect(path)
    assert database.execute("SELECT count(*) FROM sketches WHERE hash = 7").fetchone() == (0,)
    assert [text for (text,) in database.execute("SELECT DISTINCT text FROM sketches ORDER BY text")] == [
        1,
        3,
    ]
    database.close()
