"""Copies of a library file: backups made while others write, and putting one back.

Both use SQLite's backup (https://www.sqlite.org/backup.html), which knows of locks, journals and caches: to
copy the file by other means while somebody writes gives a damaged one.
"""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TypeAlias

from store import writing
from store.db import connection as opening
from store.db.connection import APPLICATION_ID, VERSION
from store.errors import LibraryError, reason_of

PAGES = 256
"""Pages (1 MB, more or less) that are copied at once; between them others go on."""

LEAVE_MS = 2_000
"""How long a restore waits for others to leave the library."""

Progress: TypeAlias = Callable[[int, int], None]
"""Is told how many pages are copied, and of how many."""


def backup(
    source: sqlite3.Connection, path: Path, target: Path, force: bool, progress: Progress | None
) -> None:
    """Copy the library of the connection to `target`, whole and checked, or not at all.

    The copy is of one moment; writers are not kept waiting. LibraryError where something is at `target`,
    unless `force` says to replace it, or where the copy cannot be written or does not pass the check.
    """
    if target.is_dir():
        raise LibraryError("{path} is a folder; name a file for the backup", path=target)
    if target.exists() and (target.samefile(path) or not force):
        if target.samefile(path):
            raise LibraryError("{path} is the library itself; name another file for the backup", path=target)
        raise LibraryError("{path} is there already; --force replaces it", path=target)
    with _beside(target) as copy:
        with _one_moment(source), closing(_connect(copy)) as made:
            _copy(source, made, progress)
            # A file of its own, that can be read where nothing can be written.
            made.execute("PRAGMA journal_mode = DELETE")
        check(copy)
        writing.sync(copy)
        if force:
            # SQLite would take a log that is left there for the copy's own.
            for journal in opening.companions(target):
                journal.unlink(missing_ok=True)
            os.replace(copy, target)
        else:
            _place(copy, target)
        writing.sync(target.parent)


def check(path: Path) -> None:
    """LibraryError unless the file at `path` is a whole library, of this version or an earlier one.

    What stands in its journals, where it was copied with them or is in use, is part of it.
    """
    if not path.is_file():
        raise LibraryError("there is no backup at {path}", path=path)
    try:
        with closing(_look(path)) as looking:
            (application,) = looking.execute("PRAGMA application_id").fetchone()
            (version,) = looking.execute("PRAGMA user_version").fetchone()
            if application != APPLICATION_ID:
                raise LibraryError("{path} is not a newsread library", path=path)
            if version > VERSION:
                raise LibraryError(
                    "the library was made by a newer version of newsread; update newsread to use it ({path})",
                    path=path,
                )
            found = looking.execute("PRAGMA integrity_check(1)").fetchone()[0]
            broken = looking.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.DatabaseError as error:
        code = opening.code_of(error)
        if code == sqlite3.SQLITE_NOTADB:
            raise LibraryError("{path} is not a newsread library", path=path) from None
        if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_READONLY_ROLLBACK:
            raise LibraryError(
                "{path} was left in the middle of a change; open it once with newsread --library {path}, then"
                " restore it",
                path=path,
            ) from None
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN):
            raise opening.translated(error, path) from None
        raise LibraryError(
            "{path} is damaged ({detail}); nothing was changed", path=path, detail=error
        ) from None
    if found != "ok" or broken is not None:
        raise LibraryError("{path} is damaged ({detail}); nothing was changed", path=path, detail=found)


def restore(backup: Path, path: Path, before: Path, progress: Progress | None) -> bool:
    """Put what is in `backup`, which has passed `check`, in the place of the library at `path`.

    What is there is kept at `before`; whether something was. All of it happens, or nothing. LibraryError
    where others have the library open, or there is no room.
    """
    if not path.exists():
        with _beside(path) as copy:
            _fill(copy, backup, progress)
            _place(copy, path)
        writing.sync(path.parent)
        return False
    try:
        with closing(_alone(path)) as library:
            _keep(library, before)
            with closing(_look(backup)) as source, _one_moment(source):
                _copy(source, library, progress)
    except sqlite3.DatabaseError as error:
        code = opening.code_of(error)
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise LibraryError(
                "{path} is open elsewhere; leave newsread wherever it is, and try again", path=path
            ) from None
        if code not in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            raise opening.translated(error, path) from None
        _replace_damaged(backup, path, before, progress)
    return True


def _keep(library: sqlite3.Connection, before: Path) -> None:
    """Copy the library of the connection to `before`, where nothing is."""
    with _beside(before) as copy:
        with closing(_connect(copy)) as kept:
            _copy(library, kept, None)
        _place(copy, before)


def _replace_damaged(backup: Path, path: Path, before: Path, progress: Progress | None) -> None:
    """Put the backup in the place of a file that SQLite cannot read; the file and its journals are kept."""
    with _beside(path) as copy:
        _fill(copy, backup, progress)
        # Whom it was shared with has it still.
        writing.belong_with(copy, path)
        before.unlink(missing_ok=True)
        writing.keep(path, before)
        for journal in opening.companions(path):
            with suppress(FileNotFoundError):
                os.replace(journal, before.with_name(before.name + journal.name.removeprefix(path.name)))
        os.replace(copy, path)
    writing.sync(path.parent)


def _fill(copy: Path, backup: Path, progress: Progress | None) -> None:
    with closing(_look(backup)) as source, _one_moment(source), closing(_connect(copy)) as made:
        _copy(source, made, progress)
        made.execute("PRAGMA journal_mode = WAL")
    writing.sync(copy)


def _alone(path: Path) -> sqlite3.Connection:
    """A connection to the library that no other can use meanwhile; SQLITE_BUSY where another does."""
    library = _connect(path)
    try:
        library.execute(f"PRAGMA busy_timeout = {LEAVE_MS}")
        # Before anything is read: then WAL goes without the memory that is shared, and needs to be alone.
        library.execute("PRAGMA locking_mode = EXCLUSIVE")
        library.execute("BEGIN EXCLUSIVE")
        library.execute("COMMIT")
    except BaseException:
        library.close()
        raise
    return library


def _copy(source: sqlite3.Connection, target: sqlite3.Connection, progress: Progress | None) -> None:
    """Copy the library in steps, between which others go on."""

    def told(_status: int, left: int, total: int) -> None:
        if progress is not None:
            progress(total - left, total)

    source.backup(target, pages=PAGES, progress=told, sleep=0)


@contextmanager
def _one_moment(source: sqlite3.Connection) -> Iterator[None]:
    """Hold one state of the library, where that keeps nobody from writing: with WAL.

    Without, a copy begins anew each time somebody has written.
    """
    if source.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        yield
        return
    source.execute("BEGIN")
    try:
        source.execute("SELECT count(*) FROM sqlite_master").fetchone()
        yield
    finally:
        source.execute("ROLLBACK")


@contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """An empty file in the folder of `target`, its owner's alone; gone at the end unless it was moved."""
    made = writing.name_beside(target)
    try:
        os.close(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        yield made
    except OSError as error:
        raise _unwritten(target, error) from None
    except sqlite3.DatabaseError as error:
        if opening.code_of(error) in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR):
            raise _unwritten(target, OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))) from None
        raise
    finally:
        for left in (made, *opening.companions(made)):
            with suppress(OSError):
                left.unlink()


def _unwritten(target: Path, error: OSError) -> LibraryError:
    return LibraryError("{path} could not be written: {reason}", path=target, reason=reason_of(error))


def _place(made: Path, target: Path) -> None:
    """Give the file its name, unless something has it, or a journal of what had it before is left.

    SQLite would take that for the file's own, and mix what stands in it with what is copied.
    """
    for journal in opening.companions(target):
        if opening.is_filled(journal):
            raise LibraryError(
                "{path} is left of a library that is gone, and would be mixed with what is copied; move it"
                " away, then try again",
                path=journal,
            )
        journal.unlink(missing_ok=True)
    try:
        writing.place(made, target)
    except FileExistsError:
        raise LibraryError("{path} is there already; --force replaces it", path=target) from None


def _connect(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(opening.uri(path, "rw"), uri=True, isolation_level=None)


def _look(path: Path) -> sqlite3.Connection:
    """A connection that only reads.

    Where a journal is beside the file, others may be writing it, or have not ended it: SQLite has to read
    both, with its locks. Where none is, nothing is made there either, so that it may lie anywhere.
    """
    path = opening.real(path)
    alone = not any(one.exists() for one in opening.companions(path))
    looking = sqlite3.connect(opening.uri(path, "ro", alone=alone), uri=True, isolation_level=None)
    opening.give_functions(looking, {})
    return looking
