"""Making the index of words anew: in pieces, beside others who write, and on where it was interrupted."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from store.db import word_index
from store.db.connection import VERSION, give_functions
from store.library import Library, indexing
from store.library.session import FUNCTIONS
from store.model import Document
from tests.support.places import ROOT
from tests.support.waiting import LONGEST

COUNT = 60


def text(number: int) -> str:
    return f"عنوان {number}\nقال الوزير إن الجسر رقم {number} أغلق.\nكلمات أخرى."


@pytest.fixture
def outdated(library: Library, monkeypatch: pytest.MonkeyPatch) -> Library:
    """A library of which another folding made the index; a piece of the new one is of seven articles."""
    library.add_many(Document(text(number), "الأفق", f"/{number}") for number in range(COUNT))
    with library.writing() as db:
        db.execute("UPDATE word_index_state SET folding = 'old'")
        db.execute("UPDATE speaker_words SET stem = 'old ' || stem")
    monkeypatch.setattr(indexing, "MOST", 7)
    return library


def after(calls: int) -> Callable[[], bool]:
    """What says no after so many calls."""
    left = iter([True] * calls)
    return lambda: next(left, False)


def is_whole(library: Library) -> bool:
    """Whether the index holds what the articles' texts say, word by word, as SQLite itself finds."""
    with library.writing() as db:
        db.execute("INSERT INTO word_index (word_index, rank) VALUES ('integrity-check', 1)")
        (tables,) = db.execute("SELECT count(*) FROM sqlite_master WHERE name LIKE 'spent%'").fetchone()
    return library.search.is_ready and tables == 0


def test_it_is_made_in_pieces_and_says_how_far_it_is(outdated: Library) -> None:
    told: list[tuple[int, int]] = []
    assert outdated.search.prepare(lambda *progress: told.append(progress))
    assert told[0] == (0, COUNT)
    assert told[-1] == (COUNT, COUNT)
    done = [one for one, _count in told]
    assert all(0 < second - first <= 7 for first, second in pairwise(done))
    assert is_whole(outdated)
    assert outdated.search.count("الجسر") == COUNT


def test_what_is_done_stays_when_it_is_interrupted(outdated: Library) -> None:
    assert not outdated.search.prepare(is_wanted=after(8))
    assert not outdated.search.is_ready
    told: list[int] = []
    with Library.open(outdated.path, "omar") as another:
        assert another.search.prepare(lambda done, _count: told.append(done))
    assert 0 < told[0] < COUNT
    assert is_whole(outdated)


def test_the_library_is_whole_while_the_one_before_is_thrown_away(
    outdated: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(word_index, "_BLOCKS", 1)
    assert not outdated.search.prepare(is_wanted=after(1))
    with outdated.writing() as db:
        assert db.execute("SELECT count(*) FROM spent_blocks").fetchone()[0]
        # As the integrity check of newer versions of SQLite does, and so that of a backup.
        for (name,) in db.execute(
            "SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL%'"
        ).fetchall():
            db.execute(f"INSERT INTO {name} ({name}) VALUES ('integrity-check')")
    outdated.upkeep.backup(tmp_path / "copy.db")
    assert outdated.search.prepare()
    assert is_whole(outdated)


def test_an_error_between_two_pieces_costs_none_of_them(outdated: Library) -> None:
    def fail(done: int, _count: int) -> None:
        if done > 20:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        outdated.search.prepare(fail)
    told: list[int] = []
    outdated.search.prepare(lambda done, _count: told.append(done))
    assert told[0] > 20
    assert is_whole(outdated)


def test_what_others_add_change_and_remove_meanwhile_is_in_it(outdated: Library, tmp_path: Path) -> None:
    other = Library.open(outdated.path, "omar", analyse=outdated._analyse)
    ids = {one.title: one.id for one in other.article_page(None, 0, COUNT)}
    steps: Iterator[Callable[[], object]] = iter(
        [
            lambda: other.add(Document("جديد\nسفينة جديدة.", "الشروق", "/new")),
            lambda: other.add(Document("عنوان 1\nقال الوزير إن السفينة غرقت.", "الأفق", "/1")),
            lambda: other.add(Document("عنوان 55\nقال الوزير إن السفينة أبحرت.", "الأفق", "/55")),
            lambda: other.upkeep.remove([ids["عنوان 2"]], tmp_path / "removed-1.json"),
            lambda: other.upkeep.remove([ids["عنوان 58"]], tmp_path / "removed-2.json"),
        ]
    )

    def meanwhile(done: int, _count: int) -> None:
        if done:
            next(steps, lambda: None)()

    with other:
        assert outdated.search.prepare(meanwhile)
        assert next(steps, None) is None
    assert is_whole(outdated)
    assert outdated.search.count("السفينة") == 3
    assert outdated.search.count("الجسر") == COUNT - 4


def test_a_text_that_changes_while_a_piece_of_it_is_folded_comes_in_as_it_is_now(
    outdated: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    folded, was_changed = indexing._folded, False

    def slowly(piece: word_index.Piece) -> list[word_index.Stems]:
        nonlocal was_changed
        if not was_changed:
            was_changed = True
            with Library.open(outdated.path, "omar", analyse=outdated._analyse) as other:
                other.add(Document("عنوان 3\nقال الوزير إن السفينة غرقت.", "الأفق", "/3"))
        return folded(piece)

    monkeypatch.setattr(indexing, "_folded", slowly)
    assert outdated.search.prepare()
    assert is_whole(outdated)
    assert [one.title for one in outdated.search.find("السفينة").articles] == ["عنوان 3"]


def test_others_can_write_between_any_two_pieces(outdated: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """And no transaction of it holds more than one piece, whatever there is of the old index."""
    counts: list[int] = []
    writing = outdated.writing

    @contextmanager
    def counted() -> Any:
        with writing() as db:
            (before,) = db.execute("SELECT ifnull(done, 0) FROM word_index_state").fetchone()
            yield db
            (done,) = db.execute("SELECT ifnull(done, 0) FROM word_index_state").fetchone()
            counts.append(done - before)

    monkeypatch.setattr(outdated, "writing", counted)
    assert outdated.search.prepare()
    assert len(counts) >= COUNT // 7
    assert max(counts) <= 7


def test_two_processes_that_make_it_at_once_share_the_work(outdated: Library) -> None:
    program = """
import sys
from pathlib import Path
from store.library import Library
with Library.open(Path(sys.argv[1]), sys.argv[2]) as library:
    sys.exit(not library.search.prepare())
"""
    argv = [sys.executable, "-c", program, str(outdated.path)]
    both = [subprocess.Popen([*argv, name], cwd=ROOT) for name in ("omar", "laila")]
    assert [one.wait(LONGEST) for one in both] == [0, 0]
    assert is_whole(outdated)
    assert outdated.search.count("الجسر") == COUNT


def test_a_library_from_before_there_were_pieces_has_a_whole_index(library: Library) -> None:
    library.add(Document(text(1), "الأفق", "/1"))
    path = library.path
    library.close()
    old = sqlite3.connect(path)
    give_functions(old, FUNCTIONS)
    old.execute("ALTER TABLE word_index_state DROP COLUMN done")
    old.execute("DELETE FROM _sqlite_migrations WHERE name = 'words'")
    old.execute(f"PRAGMA user_version = {VERSION - 1}")
    old.commit()
    old.close()
    with Library.open(path, "huda") as opened:
        assert opened.search.is_ready
        assert opened.search.count("الجسر") == 1
