"""`newsread stories` and `newsread compare`: for people and for scripts, from a library and without one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.command import Run
from tests.support.places import SAMPLES


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Two outlets on one fire, who count differently."""
    out = []
    for outlet, dead in (("الأفق", "أربعة"), ("النيل", "تسعة")):
        path = tmp_path / outlet / "fire.txt"
        path.parent.mkdir()
        path.write_text(f"حريق في المصنع\n\nقال العقيد ربيع السماقي إن الحريق أسفر عن مقتل {dead} عمال.\n")
        out.append(path)
    return out


@pytest.fixture
def indexed(run: Run) -> list[dict[str, Any]]:
    """The stories of a library with the samples."""
    run("index", str(SAMPLES))
    return [json.loads(line) for line in run("stories", "--json").out.splitlines()]


def test_files_are_compared_without_a_library(run: Run, files: list[Path], tmp_path: Path) -> None:
    result = run("compare", *map(str, files))
    assert result.code == 0
    assert "≠ figures differ · 2 outlets" in result.out
    assert "مقتل تسعة عمال" in result.out
    assert "الأفق" in result.out
    assert not (tmp_path / "own").exists()


def test_json_has_one_group_a_line(run: Run, files: list[Path]) -> None:
    result = run("compare", "--json", *map(str, files))
    (group,) = map(json.loads, result.out.splitlines())
    assert group.keys() == {"relation", "members"}
    assert group["relation"] == "figures-differ"
    assert [member.keys() for member in group["members"]] == [{"article", "kind", "start", "end"}] * 2
    text = files[1].read_text()
    member = group["members"][1]
    assert "تسعة" in text[member["start"] : member["end"]]


def test_an_article_is_called_by_its_files_name_and_as_much_of_its_folders_as_is_needed(
    run: Run, files: list[Path], tmp_path: Path
) -> None:
    (group,) = map(json.loads, run("compare", "--json", *map(str, files)).out.splitlines())
    assert [member["article"] for member in group["members"]] == ["fire", "النيل/fire"]
    other = files[1].rename(tmp_path / "blaze.txt")
    (group,) = map(json.loads, run("compare", "--json", str(files[0]), str(other)).out.splitlines())
    assert [member["article"] for member in group["members"]] == ["fire", "blaze"]


def test_a_story_its_beginning_and_an_article_of_it_are_the_same_comparison(
    run: Run, indexed: list[dict[str, Any]]
) -> None:
    story = max(indexed, key=lambda one: len(one["articles"]))
    whole = run("compare", "--json", story["id"])
    assert whole.code == 0
    assert {"same", "figures-differ", "contradict"} == {
        json.loads(line)["relation"] for line in whole.out.splitlines()
    }
    assert run("compare", "--json", story["articles"][2]).out == whole.out
    assert run("compare", "--json", story["id"][:34]).out == whole.out
    named = {m["article"] for line in whole.out.splitlines() for m in json.loads(line)["members"]}
    assert named <= set(story["articles"])


def test_two_articles_are_compared_with_each_other_alone(run: Run, indexed: list[dict[str, Any]]) -> None:
    first, second = indexed[0]["articles"][:2]
    result = run("compare", "--json", first, second)
    assert result.code == 0
    assert {m["article"] for line in result.out.splitlines() for m in json.loads(line)["members"]} <= {
        first,
        second,
    }


def test_on_a_terminal_ids_are_as_short_as_in_the_lists(run: Run, indexed: list[dict[str, Any]]) -> None:
    story = indexed[0]
    shown = run("compare", "--shaped", story["id"]).out
    logical = run("compare", story["id"]).out
    assert any(one in logical for one in story["articles"])
    assert not any(one in shown for one in story["articles"])
    assert any(f" {one[:8]}  " in shown for one in story["articles"])


def test_a_story_and_a_file_are_compared_as_one(
    run: Run, indexed: list[dict[str, Any]], files: list[Path]
) -> None:
    story = max(indexed, key=lambda one: len(one["articles"]))
    story_and_file = run("compare", "--json", story["id"], str(files[0]), str(files[0]))
    ids_and_file = run("compare", "--json", *story["articles"], str(files[0]))
    assert (story_and_file.code, story_and_file.err) == (0, "")
    named = {m["article"] for line in story_and_file.out.splitlines() for m in json.loads(line)["members"]}
    assert len(named & {*story["articles"]}) > 1
    assert named <= {*story["articles"], "fire"}
    assert sorted(story_and_file.out.splitlines()) == sorted(ids_and_file.out.splitlines())


def test_an_article_alone_in_its_story_is_told(run: Run, outlet: Path) -> None:
    run("index", str(outlet))
    (article,) = map(json.loads, run("articles", "--json").out.splitlines())
    result = run("compare", article["id"])
    assert result.code == 1
    assert "alone in its story" in result.err


def test_one_file_is_nothing_to_compare(run: Run, outlet: Path) -> None:
    result = run("compare", str(outlet))
    assert (result.code, result.out) == (1, "")
    assert "no two articles to compare" in result.err


def test_a_file_that_cannot_be_read_does_not_stop_the_others(
    run: Run, files: list[Path], tmp_path: Path
) -> None:
    result = run("compare", *map(str, files), str(tmp_path / "missing.txt"))
    assert result.code == 1
    assert "missing.txt" in result.err
    assert "figures differ" in result.out


def test_an_id_that_nothing_has_is_told(run: Run, indexed: list[dict[str, Any]]) -> None:
    result = run("compare", "ffffffff")
    assert result.code == 1
    assert "no story and no article whose id begins with 'ffffffff'" in result.err


def test_stories_are_listed_with_articles_outlets_days_and_title(
    run: Run, indexed: list[dict[str, Any]]
) -> None:
    assert sorted(len(story["articles"]) for story in indexed) == [5, 7]
    assert all(len(story["sources"]) == 5 for story in indexed)
    listed = run("stories").out.splitlines()
    assert len(listed) == 2
    for line, story in zip(listed, indexed, strict=True):
        assert line.split()[:3] == [str(len(story["articles"])), "5", story["id"]]
        assert story["title"] in line


def test_an_empty_library_has_no_stories(run: Run, empty: Path) -> None:
    result = run("stories")
    assert (result.code, result.out) == (0, "")
    assert "no two articles are about one event" in result.err


def test_a_hostile_title_does_not_reach_the_terminal(run: Run, tmp_path: Path) -> None:
    for name in "ab":
        folder = tmp_path / name
        folder.mkdir()
        (folder / "x.txt").write_text(
            "\x1b]0;x\x07حريق المصنع في الزعفران\nقال العقيد ربيع السماقي إن الحريق شب في مخزن القطن"
            " وقتل أربعة عمال \x1b[31m في الطابق الثالث."
        )
    run("index", str(tmp_path / "a"), str(tmp_path / "b"))
    for command in (
        ["stories"],
        ["stories", "--json"],
        ["compare", str(tmp_path / "a"), str(tmp_path / "b")],
    ):
        result = run(*command)
        assert result.out
        assert "\x1b" not in result.out
