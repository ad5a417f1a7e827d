"""`newsread import`: a new library says the same, what does not fit is one line, all of it or nothing."""

from __future__ import annotations

import json
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from store.library import Library
from tests.support.command import Run, Spawn, annotations_in, ended_by, exported
from tests.support.foreign import edit
from tests.support.waiting import LONGEST
from tests.support.work import growth
from tui.output import harmless

FORMATS = ("newsread", "web-annotation", "label-studio", "csv")


@pytest.mark.parametrize("format", FORMATS)
def test_a_new_library_says_the_same(run: Run, annotated: str, tmp_path: Path, format: str) -> None:
    path, library = tmp_path / "out", ("--library", str(tmp_path / "new.db"))
    run("export", "--format", format, "--output", str(path))
    result = run("import", str(path), *library)
    assert result.code == 0, result.err
    assert result.out == "2 annotations: 2 new; 2 of articles that are not indexed yet\n"
    assert exported(run, *library) == exported(run)
    assert run("import", str(path), *library).out == "2 annotations: 2 unchanged\n"


def test_a_file_that_does_not_fit_is_one_line_with_its_place(
    run: Run, annotated: str, tmp_path: Path
) -> None:
    document = json.loads(run("export").out)
    document["articles"][0]["annotations"][1]["tags"] = ["\x1b[31m"]
    path = tmp_path / "odd.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    result = run("import", str(path))
    assert (result.code, result.out) == (1, "")
    assert "/articles/0/annotations/1/tags/0" in result.err
    assert result.err.count("\n") == 1
    assert harmless(result.err[:-1])


def test_what_was_in_pieces_is_told_in_one_line(run: Run, empty: Path, tmp_path: Path) -> None:
    (tmp_path / "doc.txt").write_text("قال الوزير إن الطريق فتحت.\n", encoding="utf-8")
    (tmp_path / "doc.ann").write_text("T1\tEvent 0 3;14 20\tقال الطريق\n", encoding="utf-8")
    result = run("import", str(tmp_path / "doc.ann"))
    assert (result.code, result.out.partition(";")[0]) == (0, "1 annotation: 1 new")
    assert "one stretch here, with what stands between its pieces: 1 annotation\n" in result.err


def test_what_was_changed_both_there_and_here_is_named(run: Run, annotated: str, tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    run("export", "--format", "csv", "--output", str(path))
    mine = exported(run)[0]["id"]
    for number in range(2):
        edit(path, "csv", mine, ["important"], f"there {number}")
        assert run("import", str(path)).out == "2 annotations: 1 changed, 1 unchanged\n"
        assert exported(run)[0]["note"] == f"there {number}"
    run("annotate", annotated, "--start", "0", "--end", "5", "--note", "here")
    edit(path, "csv", mine, ["important"], "there again")
    result = run("import", str(path))
    assert result.out == "2 annotations: 1 unchanged, 1 in conflict\n"
    assert result.err.endswith("with the file's kept in the log: line 2\n")


def test_a_missing_file(run: Run, empty: Path, tmp_path: Path) -> None:
    result = run("import", str(tmp_path / "none.json"))
    assert (result.code, "no such file" in result.err) == (1, True)


KILLED = """
from store.db import turns
begin = turns.begin
def stopped(connection, path, seconds):
    begin(connection, path, seconds)
    log = f"{{path}}-wal"
    before = os.path.getsize(log)
    def look():
        if os.path.getsize(log) >= before + {more}:
            os.kill(os.getpid(), signal.SIGKILL)
    connection.set_progress_handler(look, 100)
turns.begin = stopped
"""
"""Ends the process when it has the lock of the writer, and so many bytes more stand in the log."""


@pytest.mark.parametrize("more", [0, 1 << 20], ids=["it has the lock", "the log grows"])
def test_one_that_is_killed_has_not_happened(spawn: Spawn, large: Path, tmp_path: Path, more: int) -> None:
    library = tmp_path / "own" / "library.db"
    # Somebody who keeps the library open, so that what is left in the log stays there.
    with Library.open(library, "omar"):
        ended_by(signal.SIGKILL, KILLED.format(more=more), "import", str(large))
        assert library.with_name(f"{library.name}-wal").stat().st_size >= more
    assert annotations_in(library) == 2
    assert spawn("import", str(large)).wait(timeout=LONGEST) == 0
    assert annotations_in(library) == 4002


def test_many_annotations_take_time_in_proportion(
    run: Run, outlet: Path, annotated: str, tmp_path: Path
) -> None:
    document = json.loads(run("export").out)
    (article,) = document["articles"]
    pattern = article["annotations"][0]

    def importing(count: int) -> Callable[[], object]:
        library = ("--library", str(tmp_path / f"{count}.db"))
        assert run("index", str(outlet), *library).code == 0
        article["annotations"] = [
            {**pattern, "id": f"{number:08x}-0000-7000-8000-000000000000"} for number in range(count)
        ]
        path = tmp_path / f"{count}.json"
        path.write_text(json.dumps(document), encoding="utf-8")
        return lambda: run("import", str(path), *library)

    assert growth(importing, 1000) < 2.2
    assert annotations_in(tmp_path / "2000.db") == 2000
