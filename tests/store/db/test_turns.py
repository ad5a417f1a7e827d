"""Writers get their turn in the order in which they came."""

from __future__ import annotations

import fcntl
import sqlite3
import subprocess
import sys
import threading
import time
from functools import partial
from pathlib import Path

import pytest

from store.db import turns
from tests.support.places import ROOT
from tests.support.waiting import LONGEST, wait_until

WAITER = """
import sqlite3, sys
from pathlib import Path
from store.db import turns
path = Path(sys.argv[1])
db = sqlite3.connect(path, isolation_level=None)
print("here", flush=True)
sys.stdin.readline()
turns.begin(db, path, 30)
db.execute("INSERT INTO turns VALUES (?)", (sys.argv[2],))
db.execute("COMMIT")
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database with a table for the names of those who had their turn."""
    path = tmp_path / "library.db"
    database = open_(path)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("CREATE TABLE turns (name TEXT)")
    database.close()
    return path


def open_(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, isolation_level=None, timeout=1)


LOCKS = Path("/proc/locks")


def waits_in_flock(process: int) -> bool:
    """Whether the process stands in the queue."""
    blocked = [line.split() for line in LOCKS.read_text().splitlines() if "->" in line]
    return any("FLOCK" in line and str(process) in line for line in blocked)


def holds_flock(process: int, folder: Path) -> bool:
    """Whether the process is the first of the folder's queue."""
    inode = f":{folder.stat().st_ino}"
    held = [line.split() for line in LOCKS.read_text().splitlines() if "->" not in line]
    return any("FLOCK" in line and str(process) in line and line[5].endswith(inode) for line in held)


def test_they_come_in_the_order_of_the_queue(path: Path) -> None:
    if not LOCKS.exists():
        pytest.skip("needs to see who waits for a lock")
    holder = open_(path)
    turns.begin(holder, path, 1)
    waiting = []
    for number in range(6):
        process = subprocess.Popen(
            [sys.executable, "-c", WAITER, str(path), str(number)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        assert process.stdin is not None
        process.stdout.readline()
        process.stdin.write("\n")
        process.stdin.flush()
        # The first tries for the lock again and again; the others wait in the queue behind it.
        if number:
            wait_until(partial(waits_in_flock, process.pid))
        else:
            wait_until(partial(holds_flock, process.pid, path.parent))
        waiting.append(process)
    holder.execute("COMMIT")
    # The one who has just written asks again at once, and finds the first in line before it.
    turns.begin(holder, path, 20)
    holder.execute("INSERT INTO turns VALUES ('again')")
    holder.execute("COMMIT")
    for process in waiting:
        assert process.communicate(timeout=LONGEST) is not None
        assert process.returncode == 0
    names = [name for (name,) in holder.execute("SELECT name FROM turns ORDER BY rowid")]
    assert names[0] == "0"
    assert [name for name in names if name != "again"] == ["0", "1", "2", "3", "4", "5"]
    holder.close()


def test_one_that_waits_too_long_is_told_so_and_leaves_the_queue(path: Path) -> None:
    holder, other, third = open_(path), open_(path), open_(path)
    turns.begin(holder, path, 1)
    for connection in (other, third):
        begun = time.monotonic()
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            turns.begin(connection, path, 0.2)
        assert time.monotonic() - begun >= 0.2
        assert connection.execute("PRAGMA busy_timeout").fetchone()[0] == 1_000
    holder.execute("COMMIT")
    turns.begin(third, path, 1)
    third.execute("COMMIT")
    for connection in (holder, other, third):
        connection.close()


def test_two_threads_of_one_process_take_turns(path: Path) -> None:
    def write(name: str) -> None:
        connection = open_(path)
        for _ in range(20):
            turns.begin(connection, path, 10)
            connection.execute("INSERT INTO turns VALUES (?)", (name,))
            connection.execute("COMMIT")
        connection.close()

    threads = [threading.Thread(target=write, args=(name,)) for name in ("one", "two")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
        assert not thread.is_alive()
    database = open_(path)
    assert database.execute("SELECT count(*) FROM turns").fetchone() == (40,)
    database.close()


def test_without_a_queue_writers_wait_all_the_same(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object) -> None:
        raise OSError("this file system has no such locks")

    monkeypatch.setattr(fcntl, "flock", refuse)
    holder, other = open_(path), open_(path)
    turns.begin(holder, path, 1)
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        turns.begin(other, path, 0.1)
    holder.execute("COMMIT")
    turns.begin(other, path, 1)
    other.execute("COMMIT")
    holder.close()
    other.close()
