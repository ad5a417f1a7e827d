"""Which journal a library keeps: the write-ahead log, or on a network file system the rollback journal.

The write-ahead log (WAL) needs memory that all users of the file share, which those on two machines do not
have (https://www.sqlite.org/wal.html, "Concurrency"): over a network it loses what somebody wrote. The
rollback journal needs the file system's locks alone. The choice stands in the file. A library that is found
with WAL on a network file system changes over to the rollback journal; one that keeps the rollback journal
on a local disk is left with it, for other machines may use the same file over the network.
"""

from __future__ import annotations

import os
import re
import sqlite3
import stat
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, TypeAlias

from store.errors import LibraryError, Message

Journal: TypeAlias = Literal["wal", "rollback"]

VARIABLE = "NEWSREAD_JOURNAL"
"""The environment variable that says which journal to use, `wal` or `rollback`, whatever the file system."""

MOUNTS = Path("/proc/self/mounts")
"""The mount table, on Linux. Where there is none, every file system counts as local."""

NETWORK = re.compile(
    "9p|afs|beegfs|ceph|cifs|coda|davfs|gfs2|glusterfs|gpfs|lustre|ncpfs|nfs4?|ocfs2|orangefs|prl_fs|smb3|smbfs"
    "|vboxsf|virtiofs|vmhgfs"
    r"|fuse\.(ceph|davfs2|gcsfuse|glusterfs|gvfsd-fuse|juicefs|mfs|rclone|s3fs|smbnetfs|sshfs|vmhgfs-fuse)"
)
"""Types of file systems that more than one machine can use at once."""


def file_system(path: Path, mounts: str) -> str | None:
    """The type of the file system that holds `path`, by a mount table as in /proc/mounts; None for none.

    `path` is absolute and without symbolic links. Of mounts on one place the last one counts.
    """
    found: tuple[int, str] | None = None
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        point = Path(re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), fields[1]))
        if path.is_relative_to(point) and (found is None or len(point.parts) >= found[0]):
            found = len(point.parts), fields[2]
    return None if found is None else found[1]


def is_network(kind: str | None) -> bool:
    """Whether a file system of that type can be used by several machines at once."""
    return NETWORK.fullmatch(kind or "") is not None


def wanted(path: Path, environment: Mapping[str, str]) -> tuple[Journal | None, str | None]:
    """Which journal a library at `path` has to have, or None for the one it has; and its file system's type.

    The type is given where it is the reason. LibraryError where `VARIABLE` names no journal: whoever sets it
    may have a file system on which the other one loses what is written.
    """
    asked = environment.get(VARIABLE)
    if asked == "wal":
        return "wal", None
    if asked == "rollback":
        return "rollback", None
    if asked:
        raise LibraryError(
            "{variable} is {value!r}; it can be wal or rollback", variable=VARIABLE, value=asked
        )
    try:
        mounts = os.fsdecode(MOUNTS.read_bytes())
        kind = file_system(path.parent, mounts)
    except OSError:
        return None, None
    return ("rollback", kind) if is_network(kind) else (None, None)


def settle(connection: sqlite3.Connection, path: Path, empty: bool) -> Message | None:
    """Give the library the journal that it has to have; one line for a person where that is not WAL's.

    The line comes for an `empty` file and for one that changes over. Raises LibraryError where it cannot
    change over, as others have it open; sqlite3.OperationalError (SQLITE_BUSY) where another process is at
    the same.
    """
    journal, kind = wanted(path, os.environ)
    if journal == "rollback":
        changed = not empty and _keep_rollback(connection, path)
        # Syncs the folder too when the journal goes: only then is a commit safe from a power cut.
        connection.execute("PRAGMA synchronous = EXTRA")
        if not (empty or changed):
            return None
        if kind is None:
            return Message(
                "{path} keeps a rollback journal instead of WAL, as {variable} asks",
                {"path": path, "variable": VARIABLE},
            )
        return Message(
            "{path} is on a network file system ({kind}): it keeps a rollback journal instead of WAL",
            {"path": path, "kind": kind},
        )
    if empty or journal == "wal":
        connection.execute("PRAGMA journal_mode = WAL")
    rollback = connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal"
    connection.execute(f"PRAGMA synchronous = {'EXTRA' if rollback else 'FULL'}")
    return None


_one_mask = threading.Lock()
"""Held while the umask, which all threads share, is another one."""


@contextmanager
def group_kept(library: Path, *made: Path) -> Iterator[None]:
    """Let what SQLite makes when a library is first read belong to the library's group from the beginning.

    SQLite makes a file with what the umask leaves of the library's permissions, and gives it the rest only
    then (`robust_open` in https://sqlite.org/src/file/src/os_unix.c): to another member of the group who
    opens the library in between it would be closed, or read-only until it is opened again.
    """
    if not library.stat().st_mode & stat.S_IRWXG or all(one.exists() for one in made):
        yield
        return
    with _one_mask:
        before = os.umask(stat.S_IRWXO)
        try:
            yield
        finally:
            os.umask(before)


def _keep_rollback(connection: sqlite3.Connection, path: Path) -> bool:
    """Leave WAL mode, if the library is in it; whether it was."""
    # With exclusive locking SQLite reads a log without the memory that the network does not share.
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    try:
        changed: bool = connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
        if changed:
            connection.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise
        raise LibraryError(
            "{path} is open elsewhere with a journal that is not safe on a network file system;"
            " leave newsread wherever it has the library open, and try again",
            path=path,
        ) from None
    connection.execute("PRAGMA locking_mode = NORMAL")
    # The locks are given up with the next look at the file.
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return changed
