"""Files written whole or not at all: beside their place first, and put there in one step."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_NO_LINKS = (errno.EPERM, errno.ENOTSUP, errno.ENOSYS)
"""What memory sticks (FAT, exFAT) and some network folders say to a link."""


def replace(path: Path, data: bytes) -> None:
    """Write bytes to the file at `path`, in the place of one that is there, whose permissions are kept.

    A link at `path` itself is replaced, not followed. Raises OSError; the file that was there is left then.
    """
    with _beside(path, data) as made:
        os.replace(made, path)
    sync(path.parent)


def create(path: Path, data: bytes, like: Path | None = None) -> None:
    """Write bytes to a new file at `path`, with the group and permissions of `like`, if that is named.

    Raises FileExistsError where something is there, and OSError.
    """
    with _beside(path, data, like) as made:
        place(made, path)
    sync(path.parent)


def keep(path: Path, name: Path) -> None:
    """Have what is in the file at `path` also at `name`, in the same folder; raises OSError, and nothing is.

    A link takes no room; where there are none it is a copy, whole and on the disk before it has its name.
    """
    try:
        os.link(path, name)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        made = name_beside(name)
        try:
            os.close(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
            shutil.copyfile(path, made)
            belong_with(made, path)
            sync(made)
            place(made, name)
        except BaseException:
            made.unlink(missing_ok=True)
            raise


def name_beside(path: Path) -> Path:
    """A name in the folder of `path` that nothing has: to be known before there is a file to remove."""
    return path.parent / f".{path.name[:50]}.{secrets.token_hex(6)}"


def place(made: Path, path: Path) -> None:
    """Give a file the name `path` in its folder; FileExistsError where something has it."""
    try:
        # Unlike a rename, a link leaves alone what has come there meanwhile.
        os.link(made, path)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        # The name is taken first.
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        os.replace(made, path)
    else:
        os.unlink(made)


def sync(path: Path) -> None:
    """Have a file, or the names in a folder, on the disk: a power cut takes nothing of it any more.

    Some file systems cannot do that for a folder, nor can who may not read it: then it is left to them.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.EACCES):
            raise


def belong_with(made: Path | int, like: Path) -> None:
    """Give a file of one's own the group and permissions of `like`; without its group, its owner's alone."""
    about = like.stat()
    mode = stat.S_IMODE(about.st_mode)
    try:
        os.chown(made, -1, about.st_gid)
    except PermissionError:
        mode &= stat.S_IRWXU
    os.chmod(made, mode)


@contextmanager
def _beside(path: Path, data: bytes, like: Path | None = None) -> Iterator[Path]:
    """A file in the folder of `path`, its bytes on the disk; gone again where the block fails."""
    made, known = name_beside(path), _permissions(path)
    # Made with what the umask leaves of 0666, as any new file; nobody else reads it before it has its own.
    mode = 0o666 if known is None and like is None else 0o600
    try:
        descriptor = os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        with open(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            if known is not None:
                os.fchmod(descriptor, known)
            if like is not None:
                belong_with(descriptor, like)
            os.fsync(descriptor)
        yield made
    except BaseException:
        with suppress(OSError):
            os.unlink(made)
        raise


def _permissions(path: Path) -> int | None:
    """Those of the file that is there; None where there is none."""
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        return None
