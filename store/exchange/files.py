"""Writing a file whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

from store.errors import LibraryError, Message


def write_whole(path: Path, content: str | bytes) -> None:
    """Write bytes, or text in UTF-8, to `path` so that a failure leaves the file that was there.

    It is written beside it, put on the disk and then renamed. A link is followed, the permissions of the
    old file are kept, and what is no file (a pipe, a terminal) is written to as it stands. Raises
    LibraryError.
    """
    data = content.encode() if isinstance(content, str) else content
    try:
        # Asked of the path itself: what /dev/stdout leads to has no name of its own where it is a pipe.
        if path.exists() and not path.is_file() and not path.is_dir():
            path.write_bytes(data)
        else:
            _replace(path.resolve(), data)
    except OSError as error:
        raise LibraryError(
            "{path} could not be written: {reason}", path=path, reason=_reason(error)
        ) from None


def _replace(path: Path, data: bytes) -> None:
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name[:50]}.", dir=path.parent)
    try:
        with open(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fchmod(descriptor, _permissions(path))
            os.fsync(descriptor)
        os.replace(name, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise


def _permissions(path: Path) -> int:
    """Those of the file that is there, or of a new one."""
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def _reason(error: OSError) -> Message:
    if error.errno == errno.ENOENT:
        return Message("its folder is not there")
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Message("the disk is full")
    if error.errno == errno.EROFS:
        return Message("the disk is read-only")
    return Message(error.strerror or str(error))
