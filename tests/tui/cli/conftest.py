"""Ways to run the command: in this process, and as one of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from store.library import Library
from tests.support.command import Result, Run, Spawn
from tests.support.places import ROOT
from tui.cli import main

ARTICLE = """حصيلة انهيار الجسر

قال محمود الساري، مدير الطرق: "الجسر كان آمنا" وأضاف أن 17 شخصا قتلوا.
"""


@pytest.fixture(autouse=True)
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A library and settings of the test's own."""
    monkeypatch.setenv("NEWSREAD_LIBRARY", str(tmp_path / "own" / "library.db"))
    (tmp_path / "config.toml").touch()
    monkeypatch.setenv("NEWSREAD_CONFIG", str(tmp_path / "config.toml"))
    monkeypatch.setenv("NEWSREAD_ANNOTATOR", "tester")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "xterm")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command in this process."""

    def run(*arguments: str) -> Result:
        capsys.readouterr()
        code = main(list(arguments))
        out, err = capsys.readouterr()
        return Result(code, out, err)

    return run


@pytest.fixture
def spawn() -> Spawn:
    """Starts the command as a process."""

    def spawn(*arguments: str | bytes, before: Sequence[str] = (), **options: Any) -> subprocess.Popen[bytes]:
        pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        command = [*before, sys.executable, "-m", "tui", *arguments]
        settings: dict[str, Any] = {"env": environment, **pipes, **options}
        process: subprocess.Popen[bytes] = subprocess.Popen(command, **settings)
        return process

    return spawn


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """The test's own library, without articles."""
    path = tmp_path / "own" / "library.db"
    Library.open(path, "tester").close()
    return path


@pytest.fixture
def outlet(tmp_path: Path) -> Path:
    """A folder with one article."""
    folder = tmp_path / "الأفق"
    folder.mkdir()
    (folder / "bridge.txt").write_text(ARTICLE, encoding="utf-8")
    return folder


@pytest.fixture
def indexed(run: Run, outlet: Path) -> str:
    """The id of the one article in the library."""
    assert run("index", str(outlet)).code == 0
    return str(json.loads(run("articles", "--json").out)["id"])


@pytest.fixture
def annotated(run: Run, indexed: str) -> str:
    """The id of the article in the library, with an annotation of two people each."""
    run("annotate", indexed, "--start", "0", "--end", "5", "--tag", "verified", "--note", "=1+1")
    run("annotate", indexed, "--start", "0", "--end", "9", "--tag", "refuted", "--annotator", "omar")
    return indexed


@pytest.fixture
def large(run: Run, annotated: str, tmp_path: Path) -> Path:
    """An export of 4,000 annotations of the article that are not in the library."""
    document = json.loads(run("export").out)
    (article,) = document["articles"]
    pattern = article["annotations"][0]
    article["annotations"] = [
        {**pattern, "id": f"{number:08x}-0000-7000-8000-000000000000", "note": "ملاحظة " * 40}
        for number in range(4000)
    ]
    path = tmp_path / "large.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    return path
