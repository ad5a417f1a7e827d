"""A disk that fills up while somebody annotates: it is said, nothing is lost, and it goes on with room."""

from __future__ import annotations

import shlex
import sqlite3
from pathlib import Path

import pytest

from store.library import Library
from tests.support.articles import small_library
from tests.support.emulator import XTERM, Emulator
from tests.support.reader import command, environment
from tests.support.tools import OWN_MOUNTS, need_own_mounts
from tests.support.typist import Screen

ME = "layla"
FULL = "the disk is full"


@pytest.fixture
def disk(tmp_path: Path) -> Path:
    """A folder for a disk of 2 MB, where the kernel lets us make one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    need_own_mounts(folder)
    return folder


def fill(folder: Path) -> None:
    """Leave no room in the folder's file system."""
    with (folder / "filler").open("wb", buffering=0) as filler:
        try:
            while True:
                filler.write(bytes(4096))
        except OSError:
            return


def test_a_disk_that_fills_up_while_one_annotates(tmp_path: Path, disk: Path) -> None:
    small_library(tmp_path / "library.db", 1, ME).close()
    reader = command(disk / "library.db", ME)
    place, kept = shlex.quote(str(disk)), shlex.quote(str(tmp_path / "kept"))
    (tmp_path / "kept").mkdir()
    line = (
        f"mount -t tmpfs -o size=2m tmpfs {place} && cp {shlex.quote(str(tmp_path / 'library.db'))} {place}"
        f" && {shlex.join(reader)}; code=$?; cp {place}/library.db* {kept}; exit $code"
    )
    with Emulator([*OWN_MOUNTS, line], environment(tmp_path), XTERM, (80, 24)) as terminal:
        screen = Screen(terminal)
        screen.wait_for("Articles")
        terminal.press("\r")
        screen.wait_for("statement 1/")
        terminal.press("1")
        screen.wait_for("verified: set")
        # The disk as the reader sees it, from outside its name space.
        inside = Path(f"/proc/{terminal.process.pid}/root{disk}")
        fill(inside)

        # The journal may have pages left from before; steps go on until one finds no room.
        steps = 0
        while FULL not in screen.look(0.05):
            assert steps < 300, "a full disk was never met"
            terminal.press("4")
            wanted = "important: set" if steps % 2 == 0 else "important: cleared"
            steps += wanted in screen.wait_for(wanted, FULL)
        confirmed = steps % 2 == 1

        # A note that cannot be kept stays on the screen, with the reason.
        terminal.press("a")
        screen.wait_for("ctrl+s")
        note = "note 4711 " * 40
        terminal.press(note)
        screen.wait_for("4711")
        terminal.press("\x13")
        screen.wait_for(FULL)
        assert "4711" in screen.look(), "what was typed is still there"
        assert "ctrl+s" in screen.look()

        (inside / "filler").unlink()
        terminal.press("\x13")
        screen.wait_for("note saved")
        terminal.press("3")
        screen.wait_for("unclear: set")
        terminal.press("q")
        assert terminal.finish() == 0

    database = sqlite3.connect(tmp_path / "kept" / "library.db")
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    database.close()
    with Library.open(tmp_path / "kept" / "library.db", ME) as library:
        (one,) = [one for each in library.article_page(None, 0, 9) for one in library.annotations(each.id)]
        assert set(one.tags) == {"unclear", *(["important"] if confirmed else [])}
        assert one.note == note
        assert library.drafts() == ()
