"""`kill -9` at random moments, while somebody annotates: what the screen had confirmed is in the file."""

from __future__ import annotations

import random
import signal
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from store.library import Library
from tests.support.articles import small_library
from tests.support.emulator import XTERM, Emulator
from tests.support.reader import command, environment
from tests.support.typist import Said, Screen, Typist
from tests.support.waiting import LONGEST, PATIENCE

ME = "layla"


def said(path: Path) -> Said:
    """What the library says of the statement, after a look at the whole file."""
    database = sqlite3.connect(path)
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    database.close()
    with Library.open(path, ME) as library:
        place = library.place()
        assert place is not None
        (span,) = [
            one for one in library.article(place.article).outline.statements if one.start == place.offset
        ]
        for one in library.annotations(place.article, ME):
            if (one.target, one.placed) == ("statement", span):
                return Said(frozenset(one.tags), one.note)
    return Said()


def kill_again_and_again(folder: Path, rounds: int, seed: int, journal: str) -> int:
    """Annotate and be killed, so many times; how many steps were confirmed, and all found in the file."""
    path = folder / "library.db"

    def start() -> Emulator:
        """The reader in a terminal of its own."""
        own = environment(folder, NEWSREAD_JOURNAL=journal)
        return Emulator(command(path, ME), own, XTERM, (80, 24))

    small_library(path, 1, ME).close()
    with start() as terminal:
        screen = Screen(terminal)
        screen.wait_for("Articles")
        terminal.press("\r")
        screen.wait_for("statement 1/")
        terminal.press("q")
        terminal.finish()
    chance = random.Random(seed)
    steps = 0
    expected = said(path)
    for number in range(rounds):
        typist = Typist(chance.randrange(10**9), expected)
        with start() as terminal:
            screen = Screen(terminal)
            # Now and then it is killed while it starts, with the keys waiting.
            if number % 10 == 9:
                terminal.press("12")
                time.sleep(chance.uniform(0.0, 0.8))
                terminal.send(signal.SIGKILL)
                terminal.process.wait(LONGEST)
                expected = said(path)
                continue
            screen.wait_for("statement 1/")
            typist.annotate(terminal, screen, over(typist, time.monotonic() + chance.uniform(0.0, 1.2)))
            terminal.send(signal.SIGKILL)
            terminal.process.wait(LONGEST)
            typist.look(screen.look())
        found = said(path)
        possible = [typist.confirmed, *([typist.pending.after] if typist.pending else [])]
        assert found in possible, f"round {number}: confirmed {typist.confirmed}, on its way {typist.pending}"
        expected = found
        steps += typist.steps
    return steps


def over(typist: Typist, moment: float) -> Callable[[], bool]:
    """Says whether `moment` is past, and a step confirmed, for which a slow machine may take longer."""
    return lambda: time.monotonic() >= moment + (0 if typist.steps else PATIENCE)


@pytest.mark.parametrize("journal", ["wal", "rollback"])
def test_twenty_times(tmp_path: Path, journal: str) -> None:
    rounds = 14 if journal == "wal" else 6
    assert kill_again_and_again(tmp_path, rounds, rounds, journal) >= rounds - rounds // 10
    with closing(sqlite3.connect(tmp_path / "library.db")) as database:
        mode = "wal" if journal == "wal" else "delete"
        assert database.execute("PRAGMA journal_mode").fetchone() == (mode,)


@pytest.mark.long
def test_two_hundred_times(tmp_path: Path) -> None:
    steps = kill_again_and_again(tmp_path, 200, 200, "wal")
    print(f"200 rounds, {steps} steps confirmed and found")
    assert steps >= 180, "one a round, but for those that are killed while they start"
