"""`newsread search`: for people, and one JSON object a line for scripts."""

from __future__ import annotations

import json
from pathlib import Path

from store.library import Library
from store.model import Document
from tests.tui.cli.conftest import Run


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
    assert "… قال [الوزير] إن [القوات] انسحبت." in result.out


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
