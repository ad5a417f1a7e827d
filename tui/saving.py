"""Text to a file of a person's own."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from store import writing


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
