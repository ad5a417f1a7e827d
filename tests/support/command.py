"""The command as tests run it: the fixtures `run` and `spawn` of tests/tui/cli are these."""

from __future__ import annotations

import json
import signal
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from tests.support.tools import need_tool
from tests.support.waiting import wait_until


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


def killed_when(
    process: subprocess.Popen[bytes], is_so: Callable[[], bool], number: signal.Signals = signal.SIGKILL
) -> tuple[str, str]:
    """Send the process a signal as soon as `is_so`, at which it has to be at work still.

    Gives what it printed, when it has ended by that signal.
    """
    wait_until(lambda: is_so() or process.poll() is not None)
    assert process.poll() is None, "it was done before it could be stopped"
    process.send_signal(number)
    out, err = process.communicate(timeout=60)
    assert process.returncode in (-number, 128 + number)
    return out.decode(), err.decode()
