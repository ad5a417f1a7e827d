"""A terminal to drive a program in: a tmux server of its own, keys in, the screen out."""

from __future__ import annotations

import shlex
import subprocess
import time
from collections.abc import Mapping, Sequence
from itertools import count
from pathlib import Path
from types import TracebackType

from tests.support.waiting import PATIENCE

_numbers = count()


class Terminal:
    """One tmux session of a given size that runs `argv` in `environment`; ended with the `with` block."""

    def __init__(
        self,
        tmux: str,
        folder: Path,
        argv: Sequence[str],
        environment: Mapping[str, str],
        size: tuple[int, int] = (120, 40),
    ) -> None:
        self._tmux = [tmux, "-S", str(folder / f"tmux-{next(_numbers)}"), "-f", "/dev/null"]
        self._environment = dict(environment)
        # The program is to see what tmux says of the terminal, but not that it is tmux.
        command = shlex.join(["env", "-u", "TMUX", *argv])
        columns, rows = size
        # The shell stays when the program ends, so that what it left on the terminal can be read.
        shell = f"{command}; echo left with $?; exec sleep 1000"
        self._run("new-session", "-d", "-x", str(columns), "-y", str(rows), shell)

    def _run(self, *arguments: str) -> str:
        command = [*self._tmux, *arguments]
        done = subprocess.run(
            command, env=self._environment, capture_output=True, encoding="utf-8", check=True
        )
        return done.stdout

    def keys(self, *keys: str) -> None:
        """Press keys, named as tmux names them."""
        for key in keys:
            self._run("send-keys", key)

    def write(self, text: str) -> None:
        """Type text, letter by letter as it is."""
        self._run("send-keys", "-l", text)

    def screen(self) -> str:
        """What stands on the screen."""
        return self._run("capture-pane", "-p")

    def wait_for(self, text: str, seconds: float = PATIENCE) -> str:
        """The screen, as soon as `text` stands on it; fails with the screen if it does not come."""
        deadline = time.monotonic() + seconds
        while True:
            screen = self.screen()
            if text in screen:
                return screen
            if time.monotonic() > deadline:
                raise AssertionError(f"{text!r} did not appear on:\n{screen}")
            time.sleep(0.05)

    def process(self) -> int:
        """The process id of the newsread that runs in the session."""
        pane = self._run("list-panes", "-F", "#{pane_pid}").split()[0]
        found = subprocess.run(["pgrep", "-P", pane], capture_output=True, encoding="utf-8", check=True)
        return int(found.stdout.split()[0])

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        subprocess.run([*self._tmux, "kill-server"], capture_output=True)
