"""The command as tests run it: the fixtures `run` and `spawn` of tests/tui/cli are these."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias


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
