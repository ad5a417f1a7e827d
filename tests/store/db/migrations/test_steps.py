"""The schema, and that the lists of a large library never read what they do not show."""

from __future__ import annotations

import pkgutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from store.db import absent, lists, reading_state, texts
from store.db.connection import APPLICATION_ID, VERSION, open_database
from store.library.session import FUNCTIONS
from store.model import ExportedArticle
from tests.support.libraries import OpenLibrary
from tests.support.places import ROOT


@pytest.fixture
def database(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    opened = open_database(tmp_path / "library.db", functions=FUNCTIONS)
    yield opened
    opened.close()


def test_a_new_library_is_of_this_version_and_ours(database: sqlite3.Connection) -> None:
    assert database.execute("PRAGMA user_version").fetchone() == (VERSION,)
    assert database.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)


def test_a_version_is_the_number_of_its_migrations(database: sqlite3.Connection) -> None:
    from sqlite_utils import Database

    from store.db.migrations.steps import library

    opened = Database(database, execute_plugins=False)
    assert len(library.applied(opened)) == VERSION
    assert library.pending(opened) == []


def test_every_module_of_migrations_has_its_place_in_the_order() -> None:
    from store.db import migrations

    modules = {found.name for found in pkgutil.iter_modules(migrations.__path__)}
    assert modules == {"steps", *migrations.ORDER}


def test_a_migration_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from store.db.migrations import first

    def fail(db: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(first, "_reading_state", fail)
    path = tmp_path / "library.db"
    with pytest.raises(ZeroDivisionError):
        open_database(path, functions=FUNCTIONS)
    left = sqlite3.connect(path)
    assert left.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
    left.close()
    monkeypatch.undo()
    open_database(path, functions=FUNCTIONS).close()


def test_every_table_is_strict_and_knows_its_kin(database: sqlite3.Connection) -> None:
    tables = database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall()
    # FTS5 makes its tables as it likes.
    ours = {name: sql for name, sql in tables if not name.startswith(("_", "sqlite_", "word_index"))}
    ours["word_index_state"] = next(sql for name, sql in tables if name == "word_index_state")
    assert all(sql.rstrip().endswith("STRICT") for sql in ours.values())
    with pytest.raises(sqlite3.IntegrityError):
        database.execute("INSERT INTO annotation_tags (annotation, nth, tag) VALUES (1, 0, 'x')")


def plans(database: sqlite3.Connection, statement: str) -> list[str]:
    """The query plan of a statement, a line each."""
    return [str(row[3]) for row in database.execute(f"EXPLAIN QUERY PLAN {statement}")]


def plan(database: sqlite3.Connection, ask: Callable[[], object]) -> list[str]:
    """The query plan of the statements that `ask` executes, a line each."""
    statements: list[str] = []
    database.set_trace_callback(statements.append)
    ask()
    database.set_trace_callback(None)
    return [line for statement in statements for line in plans(database, statement)]


@pytest.mark.parametrize("source", [None, 1])
def test_a_page_of_the_list_is_chosen_in_an_index_and_reads_no_text(
    database: sqlite3.Connection, source: int | None
) -> None:
    lines = plan(database, lambda: lists.page(database, 1, source, 1_000, 50))
    assert any("COVERING INDEX articles_" in line for line in lines)
    assert not any("texts" in line or ("SCAN articles" in line and "INDEX" not in line) for line in lines)
    assert not any(line == "SCAN a" for line in lines)


def test_the_sources_are_counted_in_indexes(database: sqlite3.Connection) -> None:
    lines = plan(database, lambda: reading_state.sources(database, 1))
    assert not any(line.startswith("SCAN articles") and "COVERING INDEX" not in line for line in lines)


def test_what_names_an_article_or_a_text_is_found_by_it(database: sqlite3.Connection) -> None:
    """SQLite looks for it whenever one is removed; places and drafts are few."""
    tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    scanned = [
        (table, column)
        for table in tables
        for _id, _nth, other, column, *_ in database.execute(f'PRAGMA foreign_key_list("{table}")').fetchall()
        if other in ("articles", "packed_texts", "texts")
        and not plans(database, f'SELECT 1 FROM "{table}" WHERE "{column}" = 1')[0].startswith("SEARCH")
    ]
    assert sorted(scanned) == [("drafts", "article"), ("places", "article")]


def test_no_article_is_looked_for_by_going_through_them_all(database: sqlite3.Connection) -> None:
    sha256 = bytes(32)
    texts.put(database, sha256, "نص")
    article = ExportedArticle("x", sha256.hex(), "الأفق", "عنوان", None, None)
    for ask in (
        lambda: absent.present(database, article),
        lambda: absent.come(database, 1, "x", sha256, "نص"),
    ):
        assert not [line for line in plan(database, ask) if line.startswith("SCAN") or "absent>" in line]


def test_opening_a_library_that_is_up_to_date_imports_nothing_heavy(open_library: OpenLibrary) -> None:
    library = open_library()
    program = """
import sys
from pathlib import Path
from store.library import Library
from store.library.session import FUNCTIONS
with Library.open(Path(sys.argv[1]), "huda") as library:
    library.sources(), library.article_page(None, 0, 50), library.tags(), library.place()
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""
    out = subprocess.run(
        [sys.executable, "-c", program, library.path], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    heavy = {"sqlite_utils", "click", "jsonschema", "uuid", "hashlib", "textual", "rich", "asyncio"}
    assert heavy.isdisjoint(out)
