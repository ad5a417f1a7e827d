"""`newsread search`: for people, and one JSON object a line for scripts."""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from store.library import Library
from store.model import Document, Span
from store.search import hits
from store.search.query import Query
from tests.support.articles import TEXT, outline_of
from tests.support.command import Run
from tests.support.emulator import XTERM, Emulator
from tests.support.reader import environment
from tui.cli import search


def filled(path: Path) -> None:
    with Library.open(path, "huda") as library:
        library.add(
            Document("عنوان الخبر\nقال الوزير إن القوات انسحبت.\n", "الأفق", "/a", published="2019-03-23")
        )
        library.add(Document("خبر آخر\nلا شيء هنا.\n", "الشروق", "/b"))


def test_it_prints_the_lines_around_what_was_found(run: Run, tmp_path: Path) -> None:
    library = tmp_path / "l.db"
    filled(library)
    result = run("--library", str(library), "search", "قوات", "الوزير")
    assert result.code == 0
    assert "قال [الوزير] إن [القوات] انسحبت." in result.out
    assert "…" not in result.out, "nothing is left out before it"


def test_a_line_that_is_cut_at_its_beginning_says_so(run: Run, tmp_path: Path) -> None:
    with Library.open(tmp_path / "l.db", "huda") as library:
        library.add(Document("عنوان الخبر\n" + "كلام كثير " * 20 + "قال الوزير شيئا.\n", "الأفق", "/a"))
    result = run("--library", str(tmp_path / "l.db"), "search", "الوزير")
    assert "\n… كلام" in result.out or "\n… كثير" in result.out


@pytest.mark.parametrize("limit", [1, 60, 70])
def test_a_search_for_claims_reads_no_text_twice(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: int
) -> None:
    with Library.open(tmp_path / "l.db", "huda") as library:
        library.add_many(
            Document(f"خبر {n}\nقال الوزير إن القوات انسحبت في {n}.\n", "الأفق", f"/{n}") for n in range(70)
        )
    looked: list[str] = []
    inside = hits.hits_in

    def looking(stretches: Sequence[Span], text: str, query: Query) -> tuple[Span, ...]:
        looked.append(text)
        return inside(stretches, text, query)

    monkeypatch.setattr("store.library.search.hits_in", looking)
    result = run(
        "--library", str(tmp_path / "l.db"), "search", "--json", "--limit", str(limit), "قوات", "is:claim"
    )
    assert len(result.out.splitlines()) == limit
    # Each text once to find it, and once for its excerpts; and no search for the hint alone.
    assert len(looked) <= 70 + limit


def test_json_has_an_object_a_line_with_marks_in_code_points(run: Run, tmp_path: Path) -> None:
    library = tmp_path / "l.db"
    filled(library)
    result = run("search", "--json", "انسحاب OR انسحبت", "--library", str(library))
    (one,) = map(json.loads, result.out.splitlines())
    assert (one["source"], one["title"], one["published"]) == ("الأفق", "عنوان الخبر", "2019-03-23")
    (excerpt,) = one["excerpts"]
    (mark,) = excerpt["marks"]
    assert excerpt["line"][mark["start"] : mark["end"]] == "انسحبت"


def test_nothing_found_is_exit_1_and_a_bad_query_a_hint(run: Run, tmp_path: Path) -> None:
    library = tmp_path / "l.db"
    filled(library)
    result = run("--library", str(library), "search", "طائرة")
    assert (result.code, result.out) == (1, "")
    assert "nothing found" in result.err
    result = run("--library", str(library), "search", '"الوزير')
    assert result.code == 0
    assert "searched as plain words: a quotation mark is not closed" in result.err


def test_an_index_that_has_to_be_made_first_is_told_of_on_stderr(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = tmp_path / "l.db"
    filled(library)
    with Library.open(library, "huda") as opened, opened.writing() as db:
        db.execute("UPDATE word_index_state SET folding = 'old'")
    monkeypatch.setattr(search, "FIRST_TOLD", 0.0)
    result = run("--library", str(library), "search", "--json", "الوزير")
    assert result.code == 0
    assert [json.loads(line)["source"] for line in result.out.splitlines()] == ["الأفق"]
    assert result.err == "newsread: making the index of words, once: 0 of 2 articles\n"
    assert run("--library", str(library), "search", "الوزير").err == ""


HALF_WAY = """
import sys, time
from store.library import indexing
from tui.cli import main
folded, pieces = indexing._folded, iter(range(3))
def slowly(piece):
    if next(pieces, None) is None:
        time.sleep(60)
    return folded(piece)
indexing._folded = slowly
sys.exit(main())
"""
"""The command, which comes to the fourth piece of the index and no further."""


def test_on_a_terminal_a_bar_shows_how_far_it_is_and_ctrl_c_keeps_what_is_done(tmp_path: Path) -> None:
    path = tmp_path / "l.db"
    with Library.open(path, "huda", analyse=outline_of) as library:
        library.add_many(Document(TEXT.replace("12", str(n)), "الأفق", f"/{n}") for n in range(300))
        with library.writing() as db:
            db.execute("UPDATE word_index_state SET folding = 'old'")
    argv = [sys.executable, "-c", HALF_WAY, "--library", str(path), "--terminal", "plain", "search", "العمال"]
    with Emulator(argv, environment(tmp_path), XTERM, (80, 24)) as terminal:
        deadline = time.monotonic() + 60
        while not re.search(rb"Making the index of words, once .* +[1-9]\d?%", terminal.sent):
            terminal.read(0.05)
            assert time.monotonic() < deadline, terminal.sent
        terminal.press("\x03")
        assert terminal.finish() == 130
        assert b"Traceback" not in terminal.sent
    told: list[int] = []
    with Library.open(path, "huda") as library:
        assert not library.search.is_ready
        library.search.prepare(lambda done, _count: told.append(done))
    assert 0 < told[0] < 300
