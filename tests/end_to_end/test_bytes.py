"""What annotating costs on the line: bytes that the terminal is sent, as over a slow SSH connection."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

from tests.support.articles import small_library
from tests.support.emulator import XTERM, Emulator
from tests.support.reader import command, environment
from tests.support.typist import Screen

TAG_BYTES = 2_500
QUIET_SECONDS = 0.4
"""So long nothing comes when all of a repaint has come."""


@pytest.fixture(params=[(80, 24), (120, 40), (200, 60)], ids=lambda size: f"{size[0]}x{size[1]}")
def terminal(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Emulator]:
    """A terminal with an article open in the reader."""
    path = tmp_path / "library.db"
    with small_library(path, 2, "layla") as library:
        # Or the article would become a read one meanwhile, which the lists show.
        library.mark_all_read()
    ssh = {"SSH_CONNECTION": "192.0.2.1 50000 192.0.2.2 22"}
    reader = command(path, "layla")
    with Emulator(reader, environment(tmp_path) | ssh, XTERM, request.param) as terminal:
        screen = Screen(terminal, *request.param)
        screen.wait_for("Articles")
        terminal.press("\r")
        screen.wait_for("statement 1/")
        # What the sidebar says of other outlets comes when it has been found.
        settle(terminal, 2.0)
        yield terminal


def settle(terminal: Emulator, quiet: float = QUIET_SECONDS) -> int:
    """Read until nothing more comes for `quiet` seconds; how many bytes came."""
    before, last = len(terminal.sent), time.monotonic()
    while time.monotonic() - last < quiet:
        known = len(terminal.sent)
        terminal.read(0.05)
        if len(terminal.sent) > known:
            last = time.monotonic()
    return len(terminal.sent) - before


def test_a_tag_costs_little(terminal: Emulator) -> None:
    costs = []
    for key in ("1", "4", "1", "u", "2", "3", "4"):
        terminal.press(key)
        costs.append(settle(terminal))
    assert min(costs) > 0, "each shows something"
    # What has been found meanwhile of other outlets is shown when it is there, perhaps during one of them.
    assert median(costs) <= TAG_BYTES, costs


def test_at_rest_nothing_is_sent(terminal: Emulator) -> None:
    settle(terminal, 3.0)
    terminal.clear()
    terminal.read(4.0)
    assert terminal.sent == b""
