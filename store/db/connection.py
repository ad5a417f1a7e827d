"""The connection to a library file: how it is made, opened, and what its errors mean."""

from __future__ import annotations

import os
import sqlite3
import stat
import threading
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from inspect import signature
from pathlib import Path
from typing import TypeVar

from store.db import journal, turns
from store.db.packed import PACKING
from store.errors import LibraryError, Message, reason_of

APPLICATION_ID = 0x6E777264
"""`nwrd` in the file's header: a newsread library, and not another program's SQLite file."""

VERSION = 15
"""Of the schema; how many migrations there are. Kept in the header as `user_version`."""

SMALLEST = 512
"""Bytes of the smallest database there can be. SQLite takes any file below that for an empty one."""

_Result = TypeVar("_Result")

BUSY_MS = 5_000
"""How long a write waits for another process's, in milliseconds."""


class DamagedRow(Exception):
    """A row that holds what newsread cannot have written."""


_MEANING = {
    sqlite3.SQLITE_FULL: (
        "the disk is full, what came before is kept; free some room and try again ({path})"
    ),
    sqlite3.SQLITE_READONLY: "the library is read-only; newsread writes to its file and folder ({path})",
    sqlite3.SQLITE_PERM: "permission denied; the library's owner can share it: newsread share GROUP ({path})",
    sqlite3.SQLITE_AUTH: "permission denied; the library's owner can share it: newsread share GROUP ({path})",
    sqlite3.SQLITE_BUSY: "another program is writing to the library; try again in a moment ({path})",
    sqlite3.SQLITE_LOCKED: "another program is writing to the library; try again in a moment ({path})",
    sqlite3.SQLITE_CORRUPT: (
        "the library is damaged; restore a backup, or name another one with --library ({path})"
    ),
    sqlite3.SQLITE_NOTADB: "this is not a newsread library; name another one with --library ({path})",
    sqlite3.SQLITE_CANTOPEN: "the library cannot be opened; check who can read and write its folder ({path})",
    sqlite3.SQLITE_IOERR: "the disk reports an error ({detail}); back up the library elsewhere ({path})",
    sqlite3.SQLITE_TOOBIG: "a text is too large for the library ({path})",
    sqlite3.SQLITE_NOMEM: "not enough memory to use the library; close other programs and try again ({path})",
}
_UNUSABLE = "the library cannot be used: {detail}; try again, or name another one with --library ({path})"


_FUNCTION_FAILED = "user-defined function raised exception"
_DAMAGE = (zlib.error, UnicodeDecodeError)
"""What is raised where a text that is kept cannot be unpacked."""


class _Raised(threading.local):
    """What a function raised that a statement of this thread called: SQLite tells only that one did."""

    last: BaseException | None = None


_raised = _Raised()


def open_database(
    path: Path,
    create: bool = True,
    functions: Mapping[str, Callable[..., str]] | None = None,
    tell: Callable[[Message], None] | None = None,
) -> sqlite3.Connection:
    """The connection to the library at `path`, which is made if nothing is there and `create` allows it.

    A new library is its owner's alone. From an older file of one's own the permissions of others are taken
    away, and those of its group are left: they are how a library is shared (see `sharing`).

    `functions` are what statements can call, by name: what db needs of other modules (see `word_index`).
    `tell` gets a line for a person where the file is on a network file system and changes its journal for it.

    Raises LibraryError, with the file untouched, for anything that is not a library of this version or an
    earlier one. The connection is in autocommit mode: transactions are `reading` and `writing`.
    """
    try:
        if create:
            _make(path)
        else:
            _require(path)
        empty = _check(path)
        connection = sqlite3.connect(uri(path, "rw"), uri=True, isolation_level=None, timeout=BUSY_MS / 1000)
    except PermissionError:
        raise LibraryError(_MEANING[sqlite3.SQLITE_PERM], path=path) from None
    except OSError as error:
        raise LibraryError(
            "the library cannot be used: {reason}; name another one with --library ({path})",
            path=path,
            reason=reason_of(error),
        ) from None
    except sqlite3.DatabaseError as error:
        raise translated(error, path) from error
    try:
        give_functions(connection, functions or {})
        _prepare(connection, path, empty, tell)
        _keep_from_others(path)
    except sqlite3.DatabaseError as error:
        connection.close()
        raise translated(error, path) from error
    except BaseException:
        connection.close()
        raise
    return connection


def give_functions(connection: sqlite3.Connection, functions: Mapping[str, Callable[..., str]]) -> None:
    """Let statements on the connection call `functions`, and those by which texts are kept."""
    for name, function in (PACKING | dict(functions)).items():
        takes = len(signature(function).parameters)
        connection.create_function(name, takes, _remembering(function), deterministic=True)


def _remembering(function: Callable[..., str | bytes]) -> Callable[..., str | bytes]:
    """The function; what it raises is remembered."""

    def call(*values: str) -> str | bytes:
        try:
            return function(*values)
        except BaseException as error:
            _raised.last = error
            raise

    return call


@contextmanager
def reading(connection: sqlite3.Connection, path: Path) -> Iterator[sqlite3.Connection]:
    """A transaction that sees one state of the library and changes nothing."""
    with _transaction(connection, path, lambda: connection.execute("BEGIN")):
        yield connection


@contextmanager
def writing(connection: sqlite3.Connection, path: Path) -> Iterator[sqlite3.Connection]:
    """A transaction that is on the disk when the block is left, or has not happened at all.

    It takes the write lock at once (IMMEDIATE), so that what it reads cannot change before it writes.
    """
    with _transaction(connection, path, lambda: turns.begin(connection, path, BUSY_MS / 1000)):
        yield connection


def inserted(done: sqlite3.Cursor) -> int:
    """The row that an INSERT of one has made."""
    assert done.lastrowid is not None
    return done.lastrowid


def data_version(connection: sqlite3.Connection) -> int:
    """A number that changes when another connection writes."""
    return int(connection.execute("PRAGMA data_version").fetchone()[0])


def translated(error: sqlite3.DatabaseError, path: Path) -> BaseException:
    """What SQLite's error means to a person, as a LibraryError.

    The error itself where it is a bug; and where a function that a statement called raised one, an
    interruption or a bug, that.
    """
    if str(error) == _FUNCTION_FAILED:
        raised, _raised.last = _raised.last, None
        if not isinstance(raised, _DAMAGE):
            # An interruption can come before `call` has done anything, so that nothing remembers it.
            return raised or KeyboardInterrupt()
    code = code_of(error)
    if code is None or isinstance(error, sqlite3.IntegrityError):
        return error
    if code == sqlite3.SQLITE_IOERR and not _room(path):
        code = sqlite3.SQLITE_FULL
    return LibraryError(_MEANING.get(code, _UNUSABLE), path=path, detail=error)


def means_damage(error: sqlite3.DatabaseError) -> bool:
    """Whether the error is of a text that cannot be read; the caller then deals with it."""
    if str(error) != _FUNCTION_FAILED:
        return code_of(error) == sqlite3.SQLITE_CORRUPT
    damage = isinstance(_raised.last, _DAMAGE)
    if damage:
        _raised.last = None
    return damage


def code_of(error: sqlite3.DatabaseError) -> int | None:
    """SQLite's result code, without what it adds to some; None for errors that are not SQLite's."""
    code: int | None = getattr(error, "sqlite_errorcode", None)
    if str(error) == _FUNCTION_FAILED:
        return sqlite3.SQLITE_CORRUPT  # A text that cannot be unpacked.
    if code is None and isinstance(error, sqlite3.OperationalError):
        return sqlite3.SQLITE_CORRUPT  # Python's own complaint: a text that is no UTF-8.
    return None if code is None else code & 0xFF


@contextmanager
def _transaction(connection: sqlite3.Connection, path: Path, begin: Callable[[], object]) -> Iterator[None]:
    try:
        begin()
        yield
        connection.execute("COMMIT")
    except sqlite3.DatabaseError as error:
        _abandon(connection)
        raise translated(error, path) from error
    except DamagedRow as error:
        _abandon(connection)
        raise LibraryError(_MEANING[sqlite3.SQLITE_CORRUPT], path=path) from error
    except BaseException:
        _abandon(connection)
        raise


def _abandon(connection: sqlite3.Connection) -> None:
    """Roll back, unless SQLite has done so already (a full disk) or the file is beyond it."""
    if connection.in_transaction:
        with suppress(sqlite3.DatabaseError):
            connection.execute("ROLLBACK")


def real(path: Path) -> Path:
    """The file itself that `path` leads to: its journals, and the queue of its writers, are beside that."""
    return Path(os.path.realpath(path))


def _room(path: Path) -> bool:
    """Whether the disk that holds `path` has room for a few pages."""
    try:
        disk = os.statvfs(path.parent)
    except OSError:
        return True
    return disk.f_bavail * disk.f_frsize >= 64 * 1024


def uri(path: Path, mode: str, *, alone: bool = False) -> str:
    """The file as SQLite's URI, in which three characters of a path mean something else.

    `alone` is for a file that nobody writes: SQLite takes no lock and looks for no journal.
    """
    name = os.fspath(path.absolute()).replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    return f"file:{name}?mode={mode}{'&immutable=1' if alone else ''}"


def _make(path: Path) -> None:
    """An empty file at `path` in a folder that exists, both for their owner alone, unless they are there."""
    for folder in reversed([path.parent, *path.parent.parents]):
        if not folder.exists():
            folder.mkdir(mode=0o700, exist_ok=True)
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


def _require(path: Path) -> None:
    """LibraryError where nothing is at `path`."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        raise LibraryError(
            "there is no library at {path}; newsread index PATH makes one", path=path
        ) from None


def companions(path: Path) -> tuple[Path, ...]:
    """The files that SQLite may keep beside the library: its journals and their index."""
    return tuple(path.with_name(path.name + ending) for ending in ("-wal", "-shm", "-journal"))


def _keep_from_others(path: Path) -> None:
    """Let nobody but the owner and the group use the library and the files that SQLite keeps beside it.

    Those that come later have the library's own permissions. What belongs to somebody else is left.
    """
    for file in (path, *companions(path)):
        with suppress(OSError):
            about = file.stat()
            if about.st_mode & stat.S_IRWXO and about.st_uid == os.geteuid():
                file.chmod(stat.S_IMODE(about.st_mode) & ~stat.S_IRWXO)


def _check(path: Path) -> bool:
    """Whether the file is empty; LibraryError unless it is that or a library that this version can use.

    `immutable` makes SQLite look at the file without taking a lock, recovering a journal or writing
    anything. It is not opened in any other way: closing it would drop the locks that other connections of
    this process hold on it (https://www.sqlite.org/howtocorrupt.html, 2.2). A file whose journal was not
    moved into it whole (the process was killed, or is at it now) looks damaged when seen alone; then the
    connection that reads both has to say.
    """
    if not path.is_file():
        raise LibraryError("the library is not a file; name another one with --library ({path})", path=path)
    if not os.access(path, os.R_OK):
        raise LibraryError(_MEANING[sqlite3.SQLITE_PERM], path=path)
    if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK | os.X_OK)):
        raise LibraryError(_MEANING[sqlite3.SQLITE_READONLY], path=path)
    if 0 < path.stat().st_size < SMALLEST:
        raise LibraryError(_MEANING[sqlite3.SQLITE_NOTADB], path=path)
    try:
        return _is_empty(path)
    except sqlite3.DatabaseError as error:
        if code_of(error) != sqlite3.SQLITE_CORRUPT:
            raise
        if any(map(is_filled, companions(path))):
            return False
        # A commit may have ended meanwhile, and its journal be gone.
        return _is_empty(path)


def _is_empty(path: Path) -> bool:
    """Whether nothing is in the file, as it is without its journal; LibraryError as `_check`."""
    peek = sqlite3.connect(uri(path, "ro", alone=True), uri=True)
    try:
        return outdated(peek, path) and peek.execute("PRAGMA page_count").fetchone()[0] <= 1
    finally:
        peek.close()


def is_filled(path: Path) -> bool:
    """Whether a file is there and holds something."""
    try:
        return path.stat().st_size > 0
    except OSError:
        return False


def _prepare(
    connection: sqlite3.Connection, path: Path, empty: bool, tell: Callable[[Message], None] | None
) -> None:
    """Set the connection up, and bring the schema to this version.

    The journal is written through to the disk at each commit (see `journal.settle`): what a person has been
    told is kept survives a power cut, not only the end of the process. With WAL it costs one fsync per step,
    and one per batch of articles. `fullfsync` is the same for macOS, where an fsync alone stops at the
    drive's cache.
    """
    connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
    log, index, _ = companions(real(path))
    with journal.group_kept(path, log, index):
        line = _insist(lambda: journal.settle(connection, path, empty))
    if line is not None and tell is not None:
        tell(line)
    connection.execute("PRAGMA fullfsync = ON")
    # Once more, for what stands in the write-ahead log and not yet in the file.
    if outdated(connection, path):
        # Imported only here: sqlite-utils takes longer to load than an article to open.
        from store.db.migrations import migrate

        with writing(connection, path):
            if outdated(connection, path):
                migrate(connection)
        connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
    # Only now: a migration may make a table anew, and drops the old one.
    connection.execute("PRAGMA foreign_keys = ON")


def outdated(connection: sqlite3.Connection, path: Path) -> bool:
    """Whether the schema is earlier than this version's, or none; LibraryError if it is not ours or newer."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION_ID:
        if application or connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            raise LibraryError(_MEANING[sqlite3.SQLITE_NOTADB], path=path)
        return True
    if version > VERSION:
        raise LibraryError(
            "the library was made by a newer version of newsread; update newsread to use it ({path})",
            path=path,
        )
    return bool(version < VERSION)


def _insist(action: Callable[[], _Result]) -> _Result:
    """What `action` gives, where SQLite does not wait by itself while another process does the same."""
    deadline = time.monotonic() + BUSY_MS / 1000
    while True:
        try:
            return action()
        except sqlite3.OperationalError as error:
            if code_of(error) != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.01)
