"""`newsread` alone and with paths: what happens before the reader opens."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest

from store.library import Library
from tests.support.command import Run
from tui.cli.samples import samples_folder
from tui.config import Settings
from tui.rtl.asking import Terminal


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Path, str, Settings]]:
    """What the reader was opened on; the reader itself stays closed, and everybody sits at a terminal."""
    calls: list[tuple[Path, str, Settings]] = []

    def open_reader(library: Library, settings: Settings, terminal: Terminal) -> int:
        calls.append((library.path, library.annotator, settings))
        return 7

    monkeypatch.setattr("tui.app.run", open_reader)
    monkeypatch.setattr("tui.cli.commands.is_terminal", lambda stream: True)
    return calls


def answer(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(text))


@pytest.mark.parametrize("said", ["\n", "y\n"])
def test_an_empty_library_is_offered_the_samples(
    run: Run, opened: list[Any], monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    answer(monkeypatch, said)
    result = run()
    assert result.code == 7
    assert "The library is empty. Index the sample articles? [Y/n]" in result.out + result.err
    assert "14 articles: 14 new" in result.err
    assert len(opened) == 1


def test_who_does_not_want_them_gets_an_empty_library(
    run: Run, opened: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(monkeypatch, "n\n")
    assert run().code == 7
    assert run("sources").out == ""


def test_who_leaves_at_the_question_leaves_quietly(
    run: Run, opened: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(monkeypatch, "")
    assert run().code == 130
    assert opened == []


@pytest.mark.parametrize("term", [None, "", "dumb"])
def test_a_terminal_without_a_cursor_gets_one_line(
    run: Run,
    opened: list[Any],
    outlet: Path,
    monkeypatch: pytest.MonkeyPatch,
    term: str | None,
) -> None:
    if term is None:
        monkeypatch.delenv("TERM")
    else:
        monkeypatch.setenv("TERM", term)
    result = run(str(outlet))
    assert (result.code, result.out) == (2, "")
    assert "move the cursor" in result.err
    assert result.err.count("\n") == 1
    assert opened == []


def test_paths_are_indexed_and_the_reader_opens(
    run: Run, opened: list[Any], outlet: Path, tmp_path: Path
) -> None:
    result = run(str(outlet))
    assert (result.code, result.out) == (7, "")
    assert result.err == "newsread: 1 article: 1 new\n"
    assert opened == [(tmp_path / "own" / "library.db", "tester", Settings())]
    assert run().code == 7
    assert len(opened) == 2


def test_options_reach_the_reader_wherever_they_stand(
    run: Run, opened: list[Any], outlet: Path, tmp_path: Path
) -> None:
    library = tmp_path / "x.db"
    run("--library", str(library), str(outlet), "--annotator", "ليلى", "--terminal", "explicit")
    assert opened == [(library, "ليلى", Settings(terminal="explicit"))]


def test_where_nothing_can_be_read_the_reader_stays_closed(
    run: Run, opened: list[Any], tmp_path: Path
) -> None:
    path = tmp_path / "bad.txt"
    path.write_bytes(b"\xff\xfe\xff")
    result = run(str(path))
    assert result.code == 1
    assert "bad.txt" in result.err
    assert opened == []


def test_an_address_is_told_to_be_one(run: Run, opened: list[Any]) -> None:
    result = run("ftp://example.com/a")
    assert result.code == 1
    assert "ftp://example.com/a: no address of the web" in result.err
    assert opened == []


def test_a_bad_file_among_good_ones_is_told_and_the_reader_opens(
    run: Run, opened: list[Any], outlet: Path
) -> None:
    (outlet / "bad.txt").write_bytes(b"\xff\xfe\xff")
    result = run(str(outlet))
    assert "bad.txt" in result.err
    assert len(opened) == 1


def test_the_samples_are_found_in_the_checkout() -> None:
    folder = samples_folder()
    assert (folder / "README.md").is_file()
    assert len(list(folder.rglob("*.txt"))) >= 10
