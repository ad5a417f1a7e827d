"""`newsread agreement`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from store.library import Library
from tests.support.command import Run


@pytest.fixture
def article(run: Run, outlet: Path) -> str:
    """The id of an article in a library."""
    assert run("index", str(outlet)).code == 0
    return str(json.loads(run("articles", "--json").out)["id"])


def annotate(article: str, path: Path, name: str, numbers: list[int]) -> None:
    with Library.open(path, name) as library:
        for number in numbers:
            span = library.article(article).outline.statements[number]
            library.set_tag(article, span, "statement", "verified", True)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "own" / "library.db"


def test_two_people(run: Run, article: str, path: Path) -> None:
    annotate(article, path, "huda", [0])
    annotate(article, path, "salma", [0, 1])
    result = run("agreement")
    assert (result.code, result.err) == (0, "")
    lines = result.out.splitlines()
    assert lines[0] == "huda, salma: 1 article, 2 statements"
    assert lines[1].split() == ["agreed", "Cohen", "statements", "tag"]
    assert lines[2].split() == ["0.50", "0.00", "1/2", "verified"]
    assert lines[3].split() == ["F1", "F1@0.5", "spans", "annotators"]
    assert lines[4].split() == ["—", "—", "0/0", "huda,", "salma"]
    found = json.loads(run("agreement", "--json").out)
    assert found == {
        "annotators": ["huda", "salma"],
        "articles": 1,
        "statements": 2,
        "tags": [
            {
                "tag": "verified",
                "statements": 2,
                "times": {"huda": 1, "salma": 2},
                "observed": 0.5,
                "cohen_kappa": 0.0,
            }
        ],
        "spans": [{"annotators": ["huda", "salma"], "spans": [0, 0], "f1": None, "half": None}],
    }


def test_three_people(run: Run, article: str, path: Path) -> None:
    for name in ("huda", "salma", "omar"):
        annotate(article, path, name, [0])
    (tag,) = json.loads(run("agreement", "--json").out)["tags"]
    assert (tag["fleiss_kappa"], tag["krippendorff_alpha"]) == (1.0, 1.0)
    assert "cohen_kappa" not in tag
    assert run("agreement").out.splitlines()[1].split()[:3] == ["agreed", "Fleiss", "Krippendorff"]
    assert json.loads(run("agreement", "omar", "huda", "--json").out)["annotators"] == ["omar", "huda"]


def test_on_a_terminal_it_fits(run: Run, article: str, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.output.is_terminal", lambda stream: True)
    annotate(article, path, "هدى", [0])
    annotate(article, path, "سلمى", [0, 1])
    result = run("agreement", "--terminal", "plain")
    assert result.code == 0
    assert all(len(line) <= 80 for line in result.out.splitlines())
    assert "statements" in result.out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "agreement is between two annotators or more, and there are not so many"),
        (["huda", "nobody"], "nothing is annotated by nobody"),
        (
            ["huda", "nobody", "--source", "الأفق"],
            "nothing is annotated by nobody in the articles of الأفق",
        ),
        (["--source", "الافق"], "no source 'الافق'; did you mean 'الأفق'?"),
    ],
)
def test_what_cannot_be_is_one_line(
    run: Run, article: str, path: Path, arguments: list[str], message: str
) -> None:
    annotate(article, path, "huda", [0])
    result = run("agreement", *arguments)
    assert (result.code, result.out, result.err) == (1, "", f"newsread: {message}\n")


def test_people_who_judged_nothing_in_common(run: Run, article: str, path: Path, outlet: Path) -> None:
    (outlet / "other.txt").write_text("عنوان آخر\n\nنص آخر.\n", encoding="utf-8")
    run("index", str(outlet))
    (other,) = (
        one["id"]
        for one in map(json.loads, run("articles", "--json").out.splitlines())
        if one["id"] != article
    )
    annotate(article, path, "huda", [0])
    annotate(other, path, "salma", [0])
    result = run("agreement")
    assert result.code == 0
    assert result.err == "newsread: there is no article that all of them have annotated\n"
    found = json.loads(run("agreement", "--json").out)
    assert (found["articles"], found["statements"], found["tags"]) == (0, 0, [])
