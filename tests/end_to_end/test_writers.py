"""Eight processes annotate one library at once: no error, and nothing is lost."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from store.library import Library
from tests.support.writers import fill, name, write_at_once

PEOPLE, WRITES = 8, 60


@pytest.mark.parametrize("journal", ["wal", "rollback"])
def test_eight_people_write_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, journal: str) -> None:
    monkeypatch.setenv("NEWSREAD_JOURNAL", journal)
    path = tmp_path / "library.db"
    fill(path)
    writes = WRITES if journal == "wal" else WRITES // 3
    assert len(write_at_once(path, PEOPLE, writes, journal=journal)) == PEOPLE * writes
    with Library.open(path, "reader") as library:
        (article,) = library.article_page(None, 0, 9)
        said = library.annotations(article.id)
        last = {
            (name(number), turn // 2): (f"tag {turn % 8}", f"{name(number)} {turn + 1}")
            for number in range(PEOPLE)
            for turn in range(0, writes, 2)
        }
        statements = library.article(article.id).outline.statements
        assert {
            (one.annotator, statements.index(one.placed)): (one.tags[0], one.note)
            for one in said
            if one.placed is not None
        } == last
    database = sqlite3.connect(path)
    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    steps = dict(
        database.execute(
            "SELECT p.name, count(*) FROM steps s JOIN annotators p ON p.id = s.annotator GROUP BY p.name"
        )
    )
    database.close()
    assert steps == {name(number): writes for number in range(PEOPLE)}, "each write is one step of the log"
