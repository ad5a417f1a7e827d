"""Asking the terminal what it is, in band, so that it works over SSH too.

Nothing here waits longer than it must: whoever asks goes on with other work and fetches the answers later.
"""

from __future__ import annotations

import fcntl
import os
import select
import subprocess
import sys
import termios
import time
from codecs import getincrementaldecoder
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Any

from tui.rtl.terminal import GROUND_QUERY, MODES, QUERIES, Answers, Mode, recognise, understood

PATIENCE = 0.3
"""Seconds for a terminal to answer, counted from the question, where answers that come later do no harm."""

LONGER_PATIENCE = 1.5
"""The same where they would stand in the shell's next line."""

CLIENT_SECONDS = 2.0
"""Seconds for tmux to say which client it has."""

_DUMB = ("", "dumb")
"""What TERM is where nothing can be asked."""
_NOT_USED = ("screen", "linux")
"""TERM of GNU screen, which passes the question for the ground on, and its answer late; of the console."""
_CLIENT = "#{client_termtype}\t#{client_termname}"


@dataclass(frozen=True)
class Terminal:
    """A terminal that was asked, and who decides what it needs."""

    answers: Answers
    choose: Callable[[Answers], str] = recognise
    """Gives the name of a mode."""
    typed: str = ""
    """What somebody typed while the terminal was asked."""

    @property
    def mode(self) -> Mode:
        """What it needs."""
        return MODES[self.choose(self.answers)]


class Question:
    """One round of queries, for a `with` block: asked at its beginning, the terminal as it was at its end.

    The block must not read or write the terminal in between, but for `terminal`. Where there is nobody to
    ask (no terminal, a dumb one, a job in the background), or `ask` is not set, the answers are those of the
    environment.

    `reads_on` is for who goes on to read the terminal, with what was typed meanwhile and answers that come
    late; who does is told the colour of the ground too. Who does not, waits longer, and asks nothing where
    somebody has typed ahead: that is for the shell.
    """

    def __init__(
        self,
        choose: Callable[[Answers], str] = recognise,
        *,
        ask: bool = True,
        reads_on: bool = True,
        environment: Mapping[str, str] = os.environ,
    ) -> None:
        self._choose = choose
        self._ask = ask
        self._reads_on = reads_on
        self._answers = told_by(environment)
        self._typed = self._unfinished = ""
        self._environment = environment
        self._fd = -1
        self._attributes: list[Any] = []
        self._deadline = 0.0
        self._client: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Question:
        fd = _standard_terminal() if self._ask else None
        if fd is not None and self._answers.term not in _DUMB:
            self._attributes = termios.tcgetattr(fd)
            silent = termios.tcgetattr(fd)
            silent[3] &= ~(termios.ECHO | termios.ICANON)
            termios.tcsetattr(fd, termios.TCSANOW, silent)
            self._fd = fd
            if self._reads_on or not select.select([fd], [], [], 0)[0]:
                # A program started in one terminal may stand in another: what it answers comes first.
                self._answers = Answers(term=self._answers.term)
                self._deadline = time.monotonic() + (PATIENCE if self._reads_on else LONGER_PATIENCE)
                os.write(fd, self._queries().encode())
            else:
                self._leave()
            if self._environment.get("TMUX"):
                self._client = _ask_tmux()
        return self

    def _queries(self) -> str:
        """What is asked; of the ground only who is used to it."""
        is_used = not self._answers.term.startswith(_NOT_USED) or self._environment.get("TMUX")
        return GROUND_QUERY + QUERIES if is_used and self._reads_on else QUERIES

    def _leave(self) -> None:
        """Give the terminal back."""
        if self._fd >= 0:
            termios.tcsetattr(self._fd, termios.TCSANOW, self._attributes)
            self._fd = -1

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._leave()
        if self._client is not None:
            self._client.kill()
            self._client.communicate()
            self._client = None

    def terminal(self) -> Terminal:
        """The terminal, as soon as it has answered or the time is up."""
        decode = getincrementaldecoder("utf-8")("replace").decode
        while self._fd >= 0 and not self._answers.complete:
            left = self._deadline - time.monotonic()
            # What has come already is read even when the time is up.
            if not select.select([self._fd], [], [], max(0.0, left))[0]:
                break
            received = os.read(self._fd, 4096)
            if not received:
                break
            text = self._unfinished + decode(received)
            self._answers, typed, self._unfinished = understood(text, self._answers)
            self._typed += typed
        if self._client is not None:
            self._answers = with_client(self._answers, self._client)
            self._client = None
        return Terminal(self._answers, self._choose, self._typed + self._unfinished)


def told_by(environment: Mapping[str, str]) -> Answers:
    """What the environment says of a terminal that cannot be asked, as if it had answered."""
    known = Answers(term=environment.get("TERM", ""))
    if known.term in _DUMB:
        return known
    if environment.get("TMUX"):
        return known._replace(version="tmux")
    if environment.get("KONSOLE_VERSION"):
        return known._replace(version="Konsole")
    if known.term == "xterm-kitty":
        return known._replace(version="kitty")
    return known._replace(bidi=1) if environment.get("VTE_VERSION") else known


def ask_client_again(answers: Answers) -> Answers:
    """The answers with what tmux says now: a session can be attached from another terminal."""
    client = _ask_tmux()
    return answers if client is None else with_client(answers, client)


def with_client(answers: Answers, client: subprocess.Popen[bytes]) -> Answers:
    """The answers with what tmux prints; unchanged where it fails or takes too long."""
    try:
        printed, _ = client.communicate(timeout=CLIENT_SECONDS)
    except subprocess.TimeoutExpired:
        client.kill()
        client.communicate()
        return answers
    if client.returncode:
        return answers
    kind, _, name = printed.decode(errors="replace").rstrip("\n").partition("\t")
    return answers._replace(client_type=kind, client_name=name)


def _ask_tmux() -> subprocess.Popen[bytes] | None:
    """tmux, about to print what it knows of its client; None where it cannot be started."""
    try:
        return subprocess.Popen(
            ["tmux", "display-message", "-p", _CLIENT],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except OSError:
        return None


def _standard_terminal() -> int | None:
    """The file descriptor of stdout where it is a terminal that this process may read and write now."""
    try:
        fd = sys.stdout.fileno()
        mine = os.isatty(fd) and os.tcgetpgrp(fd) == os.getpgrp()
        return fd if mine and fcntl.fcntl(fd, fcntl.F_GETFL) & os.O_ACCMODE == os.O_RDWR else None
    except (OSError, ValueError, AttributeError):
        return None
