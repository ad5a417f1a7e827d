"""`newsread export`: what options choose, and where it goes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.command import Run, exported
from tui.cli.samples import samples_folder

FORMATS = ("newsread", "web-annotation", "label-studio", "csv")


def test_options_choose(run: Run, annotated: str) -> None:
    assert [one["annotator"] for one in exported(run)] == ["tester", "omar"]
    assert [one["tags"] for one in exported(run, "--tag", "refuted")] == [["refuted"]]
    assert [one["annotator"] for one in exported(run, "--annotator", "omar")] == ["omar"]
    assert len(exported(run, "--annotator", "omar", "--annotator", "tester")) == 2
    assert len(exported(run, "--since", "2000-01-01")) == 2
    assert exported(run, "--since", "2999-01-01T12:00+02:00") == []


def test_a_story_chooses_its_articles(run: Run) -> None:
    assert run("index", str(samples_folder())).code == 0
    story = json.loads(run("stories", "--json").out.splitlines()[0])
    every = [json.loads(line)["id"] for line in run("articles", "--json").out.splitlines()]
    inside = story["articles"][0]
    outside = next(uuid for uuid in every if uuid not in story["articles"])
    for uuid in (inside, outside):
        run("annotate", uuid, "--start", "0", "--end", "5", "--tag", "verified")
    assert len(exported(run)) == 2
    (article,) = json.loads(run("export", "--story", story["id"][:20]).out)["articles"]
    assert article["id"] == inside
    unknown = run("export", "--story", "ffffffff")
    assert (unknown.code, "story" in unknown.err) == (1, True)


def test_that_nothing_fits_is_told(run: Run, annotated: str) -> None:
    result = run("export", "--tag", "nowhere")
    assert (result.code, result.err) == (0, "newsread: no annotation is what the options ask for\n")


def test_a_time_that_is_none(run: Run, annotated: str) -> None:
    result = run("export", "--since", "yesterday")
    assert result.code == 2
    assert "2026-01-31" in result.err


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_to_stdout_and_to_a_file_is_the_same(
    run: Run, annotated: str, tmp_path: Path, format: str
) -> None:
    path = tmp_path / "out"
    assert run("export", "--format", format, "--output", str(path)).code == 0
    written, printed = path.read_bytes().decode(), run("export", "--format", format).out
    if format == "csv":
        assert printed == written
    else:
        first, second = json.loads(written), json.loads(printed)
        if format == "newsread":
            first["exported"] = second["exported"]
        assert first == second


def test_brat_needs_a_place(run: Run, annotated: str, tmp_path: Path) -> None:
    result = run("export", "--format", "brat")
    assert result.code == 1
    assert "--output" in result.err
    (tmp_path / "brat").mkdir()
    assert run("export", "--format", "brat", "--output", str(tmp_path / "brat")).code == 0
    assert len(list((tmp_path / "brat").iterdir())) == 2


def test_the_labelling_interface(run: Run, annotated: str) -> None:
    assert '<Label value="verified"/>' in run("export", "--format", "label-studio", "--interface").out
