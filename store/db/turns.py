"""Who writes next: the writers of one library wait in line.

SQLite lets a writer that meets a lock sleep for up to 100 ms and then try again, while one that has just
written may go first once more: among eight that write without a pause some wait for a second. Here each
writer stands behind those that came before it, in a queue of the kernel's: the exclusive `flock` of the
library's folder. Only the first in line tries to get SQLite's lock, every half a millisecond, and leaves the
queue when it has it; one that comes at this instant may be quicker than the next in line. What keeps writers
apart is SQLite's lock alone. The queue only makes it fair, and where there is none (a network file system, a
folder that cannot be read) they wait without it.

The folder, and not the file: to close the file would drop the locks that SQLite holds on it for this process
(https://www.sqlite.org/howtocorrupt.html, 2.2).
"""

from __future__ import annotations

import fcntl
import os
import random
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

FIRST_SECONDS = 0.0005
"""How long the first in line waits before it tries again."""

LOOSE_SECONDS = 0.003, 0.012
"""Between which bounds, at random, one waits that stands in no line."""


def begin(connection: sqlite3.Connection, path: Path, seconds: float) -> None:
    """Begin a transaction that writes to the library at `path`, when those that came first have begun theirs.

    Raises sqlite3.OperationalError (SQLITE_BUSY) where that takes longer than `seconds`.
    """
    deadline = time.monotonic() + seconds
    (patience,) = connection.execute("PRAGMA busy_timeout").fetchone()
    with _first_in_line(path.parent, seconds) as first:
        connection.execute("PRAGMA busy_timeout = 0")
        try:
            while not _begun(connection, last=time.monotonic() > deadline):
                time.sleep(FIRST_SECONDS if first else random.uniform(*LOOSE_SECONDS))
        finally:
            connection.execute(f"PRAGMA busy_timeout = {patience:d}")


def _begun(connection: sqlite3.Connection, last: bool) -> bool:
    """Whether the write lock could be had; the error itself where that was the `last` try."""
    try:
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        if last or error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
            raise
        return False
    return True


@contextmanager
def _first_in_line(folder: Path, seconds: float) -> Iterator[bool]:
    """Stand first in the folder's queue until the block ends; False where that takes more than `seconds`."""
    try:
        queue = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        yield False
        return
    try:
        yield _taken(queue, seconds)
    finally:
        os.close(queue)


def _taken(queue: int, seconds: float) -> bool:
    """Whether the lock of the open folder `queue` was had within `seconds`."""
    try:
        with suppress(BlockingIOError):
            fcntl.flock(queue, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
    except OSError:
        return False
    taken = threading.Event()

    def wait() -> None:
        # A lock that comes after the folder was closed is gone with it.
        with suppress(OSError):
            fcntl.flock(queue, fcntl.LOCK_EX)
            taken.set()

    # `flock` keeps the order but knows no time limit: a thread waits in it, and is left there if it lasts.
    threading.Thread(target=wait, daemon=True).start()
    return taken.wait(seconds)
