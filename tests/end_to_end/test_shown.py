"""What is sent piece by piece adds up to the screen, and costs what has changed of it."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pyte
import pytest

from tests.support.articles import small_library
from tests.support.emulator import KITTY, VTE, XTERM, Emulator
from tests.support.reader import command, environment
from tests.support.typist import Screen

COLUMNS, ROWS = 120, 40
WALKS = {
    "jj": "›", "t": "verdict", "\x1b?j": "drawn again", "\x1ba": "╰", "حاشية\x1b": "note saved",
    "\tj": "statement 2/7", "zz/": "find in the article", "سوق": "ﻕ", "\x1bc": "proposition 1 of 1",
    "\x1b1vlw": "selected", "\x1bs": "in any of their forms", "\x1bg]": "outlets", "\x10": "next-claim",
    "\x1bY\x1b": "Articles",
}  # fmt: skip
"""Keys that open and close screens, prompts and panes, move, type and annotate; and of each what comes when
the last key's work is done."""

START_BYTES = 2.0
"""What the start may send, as a multiple of the bytes of a whole screen."""
PROMPT_SHARE = 0.5
"""The share of a whole screen that a prompt may cost when it opens, and when it closes."""


def open_on(tmp_path: Path, answers: str) -> Iterator[Emulator]:
    path = tmp_path / "library.db"
    with small_library(path, 3, "layla") as library:
        library.mark_all_read()
    with Emulator(command(path, "layla"), environment(tmp_path), answers, (COLUMNS, ROWS)) as terminal:
        screen = Screen(terminal, COLUMNS, ROWS)
        screen.wait_for("Articles")
        # What the sidebar says of other outlets comes when it has been found.
        screen.wait_for("outlets")
        terminal.settle()
        yield terminal


@pytest.fixture(params=[XTERM, VTE, KITTY], ids=["xterm", "vte", "kitty"])
def terminal(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Emulator]:
    """A terminal of each kind with the reader on it."""
    yield from open_on(tmp_path, request.param)


@pytest.fixture
def xterm(tmp_path: Path) -> Iterator[Emulator]:
    """One that needs nothing."""
    yield from open_on(tmp_path, XTERM)


def showing(sent: bytes) -> list[list[pyte.screens.Char]]:
    """The cells of a terminal that was sent this."""
    screen = pyte.Screen(COLUMNS, ROWS)
    pyte.ByteStream(screen).feed(sent)
    return [[screen.buffer[y][x] for x in range(COLUMNS)] for y in range(ROWS)]


def painted(terminal: Emulator) -> bytes:
    """All of the screen, sent again as after a stop of the process."""
    before = len(terminal.sent)
    terminal.send(signal.SIGCONT)
    terminal.reaction()
    return terminal.sent[before:]


def test_the_pieces_add_up_to_the_screen(terminal: Emulator) -> None:
    for keys, sign in WALKS.items():
        for key in keys:
            before = len(terminal.sent)
            terminal.press(key)
            terminal.reaction()
        terminal.wait_for(sign, since=before)
        terminal.settle()
        shown = showing(terminal.sent)
        assert shown == showing(painted(terminal)), keys


def test_the_start_sends_the_screen_once(xterm: Emulator) -> None:
    sent = len(xterm.sent)
    assert sent <= START_BYTES * len(painted(xterm))


def test_a_key_draws_all_of_it_again(xterm: Emulator) -> None:
    whole = painted(xterm)
    before = len(xterm.sent)
    xterm.press("\x0c")
    xterm.reaction()
    assert showing(xterm.sent[before:]) == showing(whole)


def test_a_prompt_costs_its_own_cells(xterm: Emulator) -> None:
    screen = len(painted(xterm))
    for key in ("t", "a", "/"):
        for step in (key, "\x1b"):
            xterm.press(step)
            assert xterm.reaction() <= PROMPT_SHARE * screen, (key, step)


def test_the_first_step_costs_no_more_than_the_next(xterm: Emulator) -> None:
    xterm.press("\r")
    xterm.reaction()
    first, second = (cost(xterm, key) for key in "jk")
    assert first <= 1.5 * second


def cost(terminal: Emulator, key: str) -> int:
    terminal.press(key)
    return terminal.reaction()
