"""A library from before this version's index of words: it is made while one reads, and costs no key."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from store.db import word_index
from store.errors import LibraryError
from store.library import Library, indexing
from store.library.search import Search
from tests.support.articles import small_library
from tests.support.reading import press, reading, shown, until
from tests.support.reading import screen as reader
from tests.support.waiting import LONGEST
from tui.screens import indexing as making
from tui.screens.searching import SearchScreen


class Gate:
    """Lets one piece of the index through at a time."""

    def __init__(self) -> None:
        self._open = threading.Semaphore(0)
        self.passed = 0

    def let(self, pieces: int) -> None:
        self._open.release(pieces)

    def wait(self) -> None:
        assert self._open.acquire(timeout=LONGEST)
        self.passed += 1


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    """Of pieces with an article each."""
    gate, folded = Gate(), indexing._folded

    def slowly(piece: word_index.Piece) -> list[word_index.Stems]:
        gate.wait()
        return folded(piece)

    monkeypatch.setattr(indexing, "_folded", slowly)
    monkeypatch.setattr(indexing, "MOST", 1)
    monkeypatch.setattr(making, "TELL_EVERY", 0.0)
    yield gate
    gate.let(100)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    library = small_library(tmp_path / "library.db")
    library.search.save("port", "المرفأ")
    with library.writing() as db:
        db.execute("UPDATE word_index_state SET folding = 'old'")
    return library


async def test_a_saved_search_comes_when_the_index_is_whole_and_one_annotates_meanwhile(
    library: Library, gate: Gate
) -> None:
    async with reading(library) as pilot:
        screen = reader(pilot)
        screen.focus_pane(screen.sources)
        await press(pilot, "G")
        assert "The index of words is made." in shown(screen.articles)
        gate.let(3)
        await until(pilot, lambda: "50 %" in shown(screen.headers["articles"]))
        screen.focus_pane(screen.view)
        await press(pilot, "1", "j")
        assert screen.desk.progress().annotated == 1
        assert screen.articles.count == 0
        gate.let(3)
        await until(pilot, lambda: screen.articles.count == 6)


async def test_what_is_typed_is_searched_when_the_index_is_whole(library: Library, gate: Gate) -> None:
    async with reading(library) as pilot:
        await press(pilot, "s")
        await until(pilot, lambda: isinstance(pilot.app.screen, SearchScreen))
        screen = pilot.app.screen
        assert isinstance(screen, SearchScreen)
        screen._editor.insert("العمال")
        gate.let(2)
        await until(pilot, lambda: "2 of 6 articles" in shown(screen._status))
        screen._editor.insert(" العدد")
        gate.let(4)
        await until(pilot, lambda: screen.state.query == "العمال العدد")
        assert len(screen.state.articles) == 6


async def test_it_goes_on_when_the_search_is_left(library: Library, gate: Gate) -> None:
    async with reading(library) as pilot:
        screen = reader(pilot)
        await press(pilot, "s")
        await until(pilot, lambda: isinstance(pilot.app.screen, SearchScreen))
        pilot.app.screen.query_one("LineEditor").insert("العمال")  # type: ignore[attr-defined]
        await until(pilot, lambda: screen._is_indexing)
        await press(pilot, "escape")
        await until(pilot, lambda: pilot.app.screen is screen)
        gate.let(6)
        await until(pilot, lambda: library.search.is_ready)


async def test_when_the_reader_is_left_what_is_done_stays(library: Library, gate: Gate) -> None:
    async with reading(library) as pilot:
        screen = reader(pilot)
        screen.focus_pane(screen.sources)
        await press(pilot, "G")
        gate.let(3)
        await until(pilot, lambda: gate.passed == 3)
        pilot.app.workers.cancel_all()
        gate.let(1)
    # The thread has come to an end: what was begun is written.
    await asyncio.get_running_loop().shutdown_default_executor()
    with Library.open(library.path, "omar") as another, another.reading() as db:
        assert 3 <= word_index.progress(db)[0] <= 4
        assert not word_index.is_current(db)


async def test_an_error_of_a_search_stays_on_the_screen(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_search: Search) -> bool:
        raise LibraryError("the disk is full ({path})", path="library.db")

    async with reading(library) as pilot:
        await press(pilot, "s")
        await until(pilot, lambda: isinstance(pilot.app.screen, SearchScreen))
        monkeypatch.setattr(Search, "is_ready", property(fail))
        screen = pilot.app.screen
        assert isinstance(screen, SearchScreen)
        await press(pilot, *"عمال")
        await until(pilot, lambda: "the disk is full" in shown(screen._status))


async def test_an_error_is_said_and_the_next_search_tries_again(
    library: Library, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> bool:
        raise LibraryError("the disk is full ({path})", path="library.db")

    async with reading(library) as pilot:
        screen = reader(pilot)
        screen.focus_pane(screen.sources)
        with monkeypatch.context() as patched:
            patched.setattr(Search, "prepare", fail)
            await press(pilot, "G")
            await until(pilot, lambda: "the disk is full" in shown(screen.status))
        await press(pilot, "g", "G")
        gate.let(6)
        await until(pilot, lambda: screen.articles.count == 6)
