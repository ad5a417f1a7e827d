"""Files of a person's own: the path that was typed, and text into it."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path

from store import writing


def typed_path(text: str) -> Path:
    """The path that a person typed, absolute; `~` and `~name` are home folders where there are such.

    In a folder that is gone it stays as it is: to write there fails, and that can be told.
    """
    path = Path(os.path.expanduser(text.strip()))
    with suppress(OSError):
        path = path.absolute()
    return path


def save(path: Path, text: str, *, replace: bool = False) -> None:
    """Write `text` to `path` in UTF-8, whole or not at all, code point for code point.

    Raises FileExistsError where something is there, unless it is to `replace` it, and other OSErrors as they
    come. A link is followed, the permissions of the old file are kept. A lone surrogate becomes U+FFFD.
    """
    data = text.encode("utf-8", "surrogatepass").decode("utf-8", "replace").encode()
    if replace:
        writing.replace(path.resolve(), data)
    elif os.path.lexists(path):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    else:
        writing.create(path.resolve(), data)
