"""A library that may only be read: one on a read-only disk, or one that somebody else has.

Who may write nothing beside the file cannot share in its write-ahead log, unless somebody who may has it open
now. Where nobody has, SQLite reads the file alone, as one that does not change (`immutable`); each
transaction then checks that it has not: who writes makes a journal first, and leaves a later time.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

from store.db import connection as opening
from store.errors import LibraryError, Message

_State: TypeAlias = tuple[object, ...]


def may_write(path: Path) -> bool:
    """Whether a library at `path`, and what SQLite keeps beside it, may be written.

    True too where it cannot even be read: opening it for writing then tells why.
    """
    if not (path.is_file() and os.access(path, os.R_OK)):
        return True
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK | os.X_OK)


class Look:
    """A library that is only read; `reading` is a transaction on it."""

    def __init__(self, path: Path, functions: Mapping[str, Callable[..., str]]) -> None:
        """Raises LibraryError where it cannot be read, or is not of this version."""
        self._path, self._functions = path, functions
        self.connection = self._connect()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A transaction that sees one state of the library."""
        if self._alone and _state(self._path) != self._seen:
            self.connection.close()
            self.connection = self._connect()
        with opening.reading(self.connection, self._path) as db:
            yield db
        if self._alone and _state(self._path) != self._seen:
            raise LibraryError(
                "the library was changed while it was read; try again ({path})", path=self._path
            )

    def _connect(self) -> sqlite3.Connection:
        self._seen = _state(self._path)
        self._alone = not any(one.exists() for one in opening.companions(self._path))
        uri = opening.uri(self._path, "ro", alone=self._alone)
        made = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=opening.BUSY_MS / 1000)
        try:
            opening.give_functions(made, self._functions)
            if opening.outdated(made, self._path):
                raise LibraryError(
                    "the library is read-only, and of an earlier version of newsread; who may write it has to"
                    " open it once ({path})",
                    path=self._path,
                )
        except sqlite3.DatabaseError as error:
            made.close()
            raise opening.translated(error, self._path) from error
        except BaseException:
            made.close()
            raise
        return made


def line(path: Path) -> Message:
    """What is told of a library that is only read."""
    return Message(
        "the library is read-only: it is shown as it is, and nothing is kept ({path})", {"path": path}
    )


def _state(path: Path) -> _State:
    about = path.stat()
    beside = tuple(one.exists() for one in opening.companions(path))
    return about.st_ino, about.st_mtime_ns, about.st_size, beside
