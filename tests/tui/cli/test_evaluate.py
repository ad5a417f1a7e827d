"""`newsread evaluate`: figures for a folder of gold, and one line for what is wrong with it."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from tests.support.command import Run

TEXT = "سوق جديدة\n\nوقالت البلدية إن السوق كلفت سبعة ملايين دولار.\n"
START = TEXT.index("السوق كلفت")


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    folder = tmp_path / "gold"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    claim = {"start": START, "end": len(TEXT) - 2, "speaker": "البلدية", "form": "indirect"}
    write(folder, claims=[{**claim, "polarity": "asserts"}])
    return folder


def write(folder: Path, **record: Any) -> None:
    (folder / "a.json").write_text(json.dumps(record), encoding="utf-8")


def test_the_figures_are_printed_one_a_line(run: Run, gold: Path) -> None:
    result = run("evaluate", str(gold))
    assert result.code == 0
    assert ["f1@0.5", "1.0"] in [line.split() for line in result.out.splitlines()]


def test_json_is_one_object(run: Run, gold: Path) -> None:
    figures = json.loads(run("evaluate", str(gold), "--json").out)
    assert (figures["articles"], figures["f1@0.8"], figures["speaker"]) == (1, 1.0, 1.0)


def test_the_texts_may_stand_elsewhere(run: Run, gold: Path, tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    (gold / "a.txt").rename(texts / "a.txt")
    assert run("evaluate", str(gold), "--articles", str(texts)).code == 0
    missing = run("evaluate", str(gold))
    assert missing.code == 1
    assert "--articles" in missing.err


def test_the_text_is_held_against_its_checksum(run: Run, gold: Path) -> None:
    write(gold, claims=[], sha256=sha256(TEXT.encode()).hexdigest())
    assert run("evaluate", str(gold)).code == 0
    write(gold, claims=[], sha256="0" * 64)
    assert "another text" in run("evaluate", str(gold)).err


@pytest.mark.parametrize(
    ("body", "said"),
    [("{", "no JSON"), ("[]", "claims"), ('{"claims": [{"start": 0, "end": 999}]}', "claims[0]")],
)
def test_what_is_wrong_is_told_in_one_line(run: Run, gold: Path, body: str, said: str) -> None:
    (gold / "a.json").write_text(body, encoding="utf-8")
    result = run("evaluate", str(gold))
    assert (result.code, result.out) == (1, "")
    assert said in result.err
    assert result.err.count("\n") == 1


def test_a_missing_folder_is_told(run: Run, tmp_path: Path) -> None:
    assert "no such folder" in run("evaluate", str(tmp_path / "none")).err


def test_ones_own_cues_beside_the_settings_are_used(run: Run, gold: Path, tmp_path: Path) -> None:
    (gold / "a.txt").write_text(TEXT.replace("وقالت", "ودندنت"), encoding="utf-8")
    write(gold, claims=[{"start": START + 1, "end": len(TEXT) - 1}])
    assert json.loads(run("evaluate", str(gold), "--json").out)["f1@0.5"] == 0.0
    cues = tmp_path / "cues.toml"
    cues.write_text('[[verb]]\npast = "دندن"\npresent = "دندن"\nfollow = ["that"]\n', encoding="utf-8")
    assert json.loads(run("evaluate", str(gold), "--json").out)["f1@0.5"] == 1.0
    cues.write_text("[[verb]]\npast = 3\n", encoding="utf-8")
    result = run("evaluate", str(gold), "--json")
    assert result.code == 0
    assert "cues.toml" in result.err
    assert result.err.count("\n") == 1
