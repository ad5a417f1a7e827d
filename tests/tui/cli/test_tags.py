"""`newsread tags`: the scheme listed, shared, renamed and merged."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.command import Run
from tests.tui.cli.conftest import ARTICLE


@pytest.fixture(autouse=True)
def library(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    assert run("index", str(tmp_path / "a.txt")).code == 0


def names(run: Run) -> list[str]:
    return [json.loads(line)["name"] for line in run("tags", "--json").out.splitlines()]


def test_the_tags_are_listed_with_their_keys_and_groups(run: Run) -> None:
    lines = run("tags").out.splitlines()
    assert lines[0].split() == ["1", "verified", "verdict", "one", "green"]


def test_json_gives_one_tag_a_line(run: Run) -> None:
    first = json.loads(run("tags", "--json").out.splitlines()[0])
    assert first == {
        "name": "verified",
        "group": "verdict",
        "choice": "one",
        "key": "1",
        "colour": "green",
        "description": "",
        "aliases": [],
    }


def test_a_tag_is_made_and_changed(run: Run) -> None:
    assert run("tags", "set", "للمراجعة", "--colour", "cyan", "--description", "يراجعها محرر").code == 0
    assert run("tags", "set", "للمراجعة", "--key", "9").code == 0
    made = json.loads(run("tags", "--json").out.splitlines()[-1])
    assert (made["name"], made["colour"], made["key"]) == ("للمراجعة", "cyan", "9")
    assert run("tags", "set", "للمراجعة", "--key", "").code == 0
    assert json.loads(run("tags", "--json").out.splitlines()[-1])["key"] is None


def test_rename_and_merge(run: Run) -> None:
    assert run("tags", "rename", "verified", "مؤكد").code == 0
    assert run("tags", "merge", "unclear", "مؤكد").code == 0
    assert names(run) == ["مؤكد", "refuted", "important"]
    assert json.loads(run("tags", "--json").out.splitlines()[0])["aliases"] == ["unclear", "verified"]


def test_an_export_is_imported_elsewhere(run: Run, tmp_path: Path) -> None:
    run("tags", "rename", "verified", "مؤكد")
    file = tmp_path / "tags.toml"
    file.write_text(run("tags", "export").out, encoding="utf-8")
    other = ("--library", str(tmp_path / "other.db"))
    result = run(*other, "tags", "import", str(file))
    assert (result.code, result.err.strip()) == (0, "newsread: 0 tags added, 1 changed")
    assert run(*other, "tags", "export").out == file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["rename", "unheard", "of"], "no tag is named 'unheard'"),
        (["rename", "verified", "refuted"], "newsread tags merge"),
        (["set", "verified", "--colour", "pink"], "'pink'"),
        (["set", "verified", "--key", "0"], "digit"),
        (["import", "/nowhere.toml"], "/nowhere.toml cannot be read"),
    ],
)
def test_what_cannot_be_done_is_one_line(run: Run, arguments: list[str], message: str) -> None:
    result = run("tags", *arguments)
    assert result.code == 1
    assert message in result.err
    assert len(result.err.splitlines()) == 1


def test_a_file_that_is_none_changes_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text('[[tags]]\nname = "a"\n[[tags]]\nnam = "b"\n', encoding="utf-8")
    before = names(run)
    result = run("tags", "import", str(tmp_path / "bad.toml"))
    assert result.code == 1
    assert "bad.toml: tag 2" in result.err
    assert names(run) == before


def test_a_change_says_whom_it_reaches_and_is_taken_back(run: Run) -> None:
    before = run("tags", "--json").out
    renamed = run("tags", "rename", "verified", "مؤكد")
    assert renamed.err == (
        "newsread: 0 annotations read as مؤكد, 0 of them by others; newsread tags undo takes it back\n"
    )
    assert run("tags", "undo").err == "newsread: taken back: rename a tag, verified, مؤكد\n"
    assert run("tags", "--json").out == before
    assert run("tags", "undo").err == "newsread: nothing to take back\n"


def test_the_log_has_the_changes_of_the_scheme(run: Run) -> None:
    run("tags", "merge", "unclear", "important")
    run("tags", "undo")
    merged, undone = run("log").out.splitlines()
    assert merged.split("  ")[2:] == ["merge tags", "unclear", "important"]
    assert undone.split("  ")[2:] == ["take back", "merge tags", "unclear", "important"]
    assert json.loads(run("log", "--json").out.splitlines()[0])["detail"]["tag"] == "unclear"


def test_what_somebody_else_changed_is_taken_back_only_when_asked_for(run: Run) -> None:
    run("--annotator", "salma", "tags", "rename", "verified", "مؤكد")
    refused = run("tags", "undo")
    assert refused.code == 1
    assert "by salma; newsread tags undo --yes" in refused.err
    assert run("tags", "undo", "--yes").code == 0
    assert names(run)[0] == "verified"
