"""Exports to files: whole or not at all, and what is told where that fails."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from store import writing
from store.errors import LibraryError, Message, reason_of


def write_whole(path: Path, content: str | bytes, *, new: bool = False, like: Path | None = None) -> None:
    """Write bytes, or text in UTF-8, to `path` so that a failure leaves the file that was there.

    A link is followed, the permissions of the old file are kept, and what is no file (a pipe, a terminal) is
    written to as it stands. A `new` file takes the place of none, and has the group and permissions of the
    file `like`, if one is named. Raises LibraryError.
    """
    data = content.encode() if isinstance(content, str) else content
    try:
        # Asked of the path itself: what /dev/stdout leads to has no name of its own where it is a pipe.
        if path.exists() and not path.is_file() and not path.is_dir():
            path.write_bytes(data)
        elif path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        elif new:
            writing.create(path.resolve(), data, like)
        else:
            writing.replace(path.resolve(), data)
    except FileExistsError:
        raise LibraryError("{path} is there already; name another file", path=path) from None
    except OSError as error:
        raise LibraryError(
            "{path} could not be written: {reason}", path=path, reason=_reason(error)
        ) from None


def _reason(error: OSError) -> Message:
    if error.errno == errno.ENOENT:
        return Message("its folder is not there")
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Message("the disk is full")
    if error.errno == errno.EROFS:
        return Message("the disk is read-only")
    return reason_of(error)
