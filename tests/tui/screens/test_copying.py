"""Text out of the reader: sent to the clipboard, shown as it is, saved to a file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from textual.pilot import Pilot

from store.library import Library
from store.model import Document, Span
from tests.support.reading import press, reading, rows, settled
from tests.support.reading import screen as reader
from tui import clipboard
from tui.saving import save
from tui.screens.logical import LogicalScreen, LogicalText
from tui.screens.prompts import Question


@pytest.fixture(autouse=True)
def outside_tmux(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TMUX", raising=False)


def statement(pilot: Pilot[None]) -> str:
    view = reader(pilot).view
    assert view.article is not None
    assert view.statement_span is not None
    return view.statement_span.of(view.article.text)


def program(folder: Path, script: str) -> None:
    """A tmux of the test's own."""
    (folder / "tmux").write_text(f"#!/bin/sh\n{script}\n")
    (folder / "tmux").chmod(0o755)


@pytest.fixture
def bin_(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("TMUX", "/tmp/tmux-0/default,1,0")
    return folder


class TestSending:
    async def test_takes_a_selection_of_any_size(self, library: Library) -> None:
        async with reading(library) as pilot:
            view = reader(pilot).view
            assert view.article is not None
            view.select(Span(0, len(view.article.text)))
            await press(pilot, "y")
            await settled(pilot)
            assert pilot.app.clipboard == view.article.text.strip()
            assert "sent" in rows(reader(pilot).status)[0]

    async def test_goes_through_tmux_where_that_runs(
        self, library: Library, bin_: Path, tmp_path: Path
    ) -> None:
        program(bin_, f'echo "$@" > {tmp_path}/arguments; cat > {tmp_path}/buffer')
        async with reading(library, "y") as pilot:
            await settled(pilot)
            assert (tmp_path / "buffer").read_text() == statement(pilot)
            assert (tmp_path / "arguments").read_text() == "load-buffer -w -\n"
            assert pilot.app.clipboard == ""
            assert "sent" in rows(reader(pilot).status)[0]

    @pytest.mark.parametrize("script", ["exec sleep 30", "exit 1"])
    async def test_does_without_a_tmux_that_does_not_answer(
        self, library: Library, bin_: Path, monkeypatch: pytest.MonkeyPatch, script: str
    ) -> None:
        monkeypatch.setattr(clipboard, "TMUX_SECONDS", 0.2)
        program(bin_, script)
        async with reading(library, "y") as pilot:
            await press(pilot, "j")
            await settled(pilot)
            await press(pilot, "k")
            assert pilot.app.clipboard == statement(pilot)

    @pytest.mark.parametrize("inside_tmux", [False, True])
    async def test_gives_nothing_that_ends_a_bracketed_paste(
        self, library: Library, bin_: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, inside_tmux: bool
    ) -> None:
        hostile = "قال\x1b[201~\nrm\t-r\r\n\x9b201~\x7f\u200f"
        library.add(Document(text=f"عنوان\n\n{hostile}", source="خبر", address="/hostile.txt"))
        program(bin_, f"cat > {tmp_path}/buffer")
        if not inside_tmux:
            monkeypatch.delenv("TMUX")
        async with reading(library) as pilot:
            [found] = library.article_page("خبر", 0, 1)
            reader(pilot).open_article(found.id, 0)
            await pilot.pause()
            view = reader(pilot).view
            assert view.article is not None
            begin = view.article.text.index(hostile)
            view.select(Span(begin, begin + len(hostile)))
            await press(pilot, "y")
            await settled(pilot)
            sent = (tmp_path / "buffer").read_bytes().decode() if inside_tmux else pilot.app.clipboard
            assert sent == "قال␛[201~\nrm\t-r\r\n\ufffd201~␡\u200f"


class TestShowing:
    async def test_shows_the_code_points_as_they_follow_each_other(self, library: Library) -> None:
        async with reading(library, "Y") as pilot:
            assert isinstance(pilot.app.screen, LogicalScreen)
            shown = rows(pilot.app.screen.query_one(LogicalText))
            assert "".join(shown).replace(" ", "") == statement(pilot).replace(" ", "").replace("\n", "")

    async def test_takes_the_selection(self, library: Library) -> None:
        async with reading(library) as pilot:
            reader(pilot).view.select(Span(3, 9))
            await press(pilot, "Y")
            article = reader(pilot).view.article
            assert article is not None
            assert rows(pilot.app.screen.query_one(LogicalText))[0].strip() == article.text[3:9].strip()
            await press(pilot, "escape")
            assert pilot.app.screen is reader(pilot)
            assert reader(pilot).view.selected == Span(3, 9)


class TestSaving:
    @pytest.fixture(autouse=True)
    def here(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)

    async def test_writes_the_text_as_it_is(self, library: Library, tmp_path: Path) -> None:
        path = tmp_path / "out.txt"
        async with reading(library, "Y", "s", "ctrl+u", *path.name, "enter") as pilot:
            assert path.read_bytes().decode() == statement(pilot)

    @pytest.mark.parametrize(("key", "kept"), [("y", False), ("n", True), ("escape", True)])
    async def test_asks_before_it_overwrites(
        self, library: Library, tmp_path: Path, key: str, kept: bool
    ) -> None:
        path = tmp_path / "out.txt"
        path.write_text("precious")
        async with reading(library, "Y", "s", "ctrl+u", *path.name, "enter") as pilot:
            assert isinstance(pilot.app.screen, Question)
            assert path.read_text() == "precious"
            await press(pilot, key)
            assert path.read_text() == ("precious" if kept else statement(pilot))

    async def test_says_why_it_cannot_be(self, library: Library) -> None:
        async with reading(library, "Y", "s", "ctrl+u", *"/nowhere/out.txt", "enter") as pilot:
            await pilot.pause()
            assert isinstance(pilot.app.screen, LogicalScreen)
            assert "/nowhere/out.txt could not be written" in rows(pilot.app.screen._status)[0]

    def test_leaves_no_half_file(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def full(_descriptor: int) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(os, "fsync", full)
        (tmp_path / "old.txt").write_text("old")
        for name in ("old.txt", "new.txt"):
            with pytest.raises(OSError, match="No space"):
                save(tmp_path / name, "new", replace=True)
        assert [path.name for path in tmp_path.iterdir()] == ["old.txt"]
        assert (tmp_path / "old.txt").read_text() == "old"
