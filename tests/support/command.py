"""The command as tests run it: the fixtures `run` and `spawn` of tests/tui/cli are these."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from tests.support.places import ROOT
from tests.support.tools import need_tool
from tests.support.waiting import LONGEST


@dataclass(frozen=True)
class Result:
    """What a run printed, and its exit code."""

    code: int
    out: str
    err: str


Run: TypeAlias = Callable[..., Result]
"""Runs the command with those arguments in this process."""
Spawn: TypeAlias = Callable[..., "subprocess.Popen[bytes]"]
"""Starts it as a process of its own."""


def exported(run: Run, *options: str) -> list[Any]:
    """The annotations that `newsread export` gives, those of all articles together."""
    articles = json.loads(run("export", *options).out)["articles"]
    return [one for article in articles for one in article["annotations"]]


def annotations_in(path: Path) -> int:
    """How many annotations a library has, which has to be whole; the sqlite3 program says so."""
    done = subprocess.run(
        [need_tool("sqlite3"), str(path), "PRAGMA integrity_check; SELECT count(*) FROM annotations"],
        capture_output=True,
        text=True,
        check=True,
    )
    verdict, count = done.stdout.split()
    assert verdict == "ok"
    return int(count)


def ended_by(number: signal.Signals, first: str, *arguments: str) -> tuple[str, str]:
    """Run the command in a process that runs the Python `first` before, which sees to that signal.

    Gives what it printed, when it has ended by the signal.
    """
    program = f"import os, signal, sys\n{first}\nfrom tui.cli import main\nsys.exit(main())"
    command = [sys.executable, "-c", program, *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=LONGEST)
    assert done.returncode in (-number, 128 + number), done
    return done.stdout, done.stderr
