"""The other end of a pty: answers what a terminal answers, types keys, and keeps all that it was sent."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Mapping, Sequence
from types import TracebackType

from tests.support.waiting import PATIENCE

QUERY = b"\x1b[c"
"""The question that ends a round."""
TMUX_QUERY = b"\x1b[>q"
"""The last one that tmux asks its client."""

DONE = "\x1b]7777;done\x07"
"""What `tests.support.patient` sends when it has come to rest; no terminal shows it."""

KITTY = "\x1bP>|kitty(0.26.5)\x1b\\\x1b[?8;0$y\x1b[?62;c"
VTE = "\x1b[?8;1$y\x1b[?65;1;9c"
KONSOLE = "\x1bP>|Konsole 22.12.3\x1b\\\x1b[?62;1;4c"
XTERM = "\x1bP>|XTerm(379)\x1b\\\x1b[?8;0$y\x1b[?64;1;2c"
"""What these terminals answer to one round."""


class Emulator:
    """A terminal that runs `argv`; `answers` is what it says when it has been asked, "" nothing at all."""

    def __init__(
        self,
        argv: Sequence[str],
        environment: Mapping[str, str],
        answers: str = "",
        size: tuple[int, int] = (80, 24),
        query: bytes = QUERY,
    ) -> None:
        self.sent = b""
        self._answers, self._query = answers.encode(), query
        self._controller, self.terminal = pty.openpty()
        columns, rows = size
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.before = termios.tcgetattr(self.terminal)
        self.process = subprocess.Popen(
            argv,
            env=dict(environment),
            stdin=self.terminal,
            stdout=self.terminal,
            stderr=self.terminal,
            start_new_session=True,
            preexec_fn=self._take,
        )

    def _take(self) -> None:
        """Make the pty the controlling terminal of the new process."""
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)

    def wait_for(self, text: str, seconds: float = PATIENCE, since: int = 0) -> None:
        """Read until `text` has come after the first `since` bytes; fails with what has come instead."""
        deadline = time.monotonic() + seconds
        while text.encode() not in self.sent[since:]:
            assert time.monotonic() < deadline, f"{text!r} did not come in {self.sent[-3000:]!r}"
            self.read(0.05)

    def settle(self) -> int:
        """Read until the reader has done all that it was asked, and is shown; how many bytes came.

        It has to be the one of `tests.support.patient`, with its screen there.
        """
        before = len(self.sent)
        self.send(signal.SIGUSR1)
        self.wait_for(DONE, since=before)
        self.sent = self.sent.replace(DONE.encode(), b"")
        return len(self.sent) - before

    def reaction(self) -> int:
        """Read until something comes, and then all of it; how many bytes came.

        For after a key that must show something: what it asks for may take a busy machine a while.
        """
        before, deadline = len(self.sent), time.monotonic() + PATIENCE
        while len(self.sent) == before:
            assert time.monotonic() < deadline, f"nothing comes after {self.sent[-3000:]!r}"
            self.read(0.05)
        self.settle()
        return len(self.sent) - before

    def press(self, text: str) -> None:
        """Press keys."""
        os.write(self._controller, text.encode())

    def send(self, number: signal.Signals) -> None:
        """Send a signal to the program."""
        self.process.send_signal(number)

    def finish(self, seconds: float = PATIENCE) -> int:
        """Read until the program has ended; gives its exit code, the signal negative."""
        deadline = time.monotonic() + seconds
        while self.process.poll() is None:
            assert time.monotonic() < deadline, f"it did not end: {self.sent[-3000:]!r}"
            self.read(0.05)
        self.read(0.1)
        return self.process.returncode

    def clear(self) -> None:
        """Forget what was sent so far."""
        self.read(0.0)
        self.sent = b""

    @property
    def text(self) -> str:
        """What was sent."""
        return self.sent.decode(errors="replace").replace("\r\n", "\n")

    def read(self, patience: float) -> None:
        """Take what comes within so many seconds, and answer where it asks."""
        while select.select([self._controller], [], [], patience)[0]:
            piece = os.read(self._controller, 65536)
            asked = self.sent[1 - len(self._query) :] + piece
            self.sent += piece
            for _ in range(asked.count(self._query) if self._answers else 0):
                os.write(self._controller, self._answers)
            patience = 0

    def __enter__(self) -> Emulator:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self._controller)
        os.close(self.terminal)
