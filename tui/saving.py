"""Text to a file of a person's own."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path


def save(path: Path, text: str, *, replace: bool = False) -> None:
    """Write `text` to `path` in UTF-8, whole or not at all, code point for code point.

    Raises FileExistsError where something is there, unless it is to `replace` it, and other OSErrors as they
    come. A lone surrogate becomes U+FFFD.
    """
    data = text.encode("utf-8", "surrogatepass").decode("utf-8", "replace").encode()
    if os.path.lexists(path) and not replace:
        raise FileExistsError(17, os.strerror(17), str(path))
    target = path.resolve()
    descriptor, name = tempfile.mkstemp(prefix=f".{target.name[:50]}.", dir=target.parent)
    try:
        with open(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fchmod(descriptor, _permissions(target))
            os.fsync(descriptor)
        if replace:
            os.replace(name, target)
        else:
            # Unlike a rename, a link leaves alone what has come there meanwhile.
            os.link(name, target)
            os.unlink(name)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise


def _permissions(path: Path) -> int:
    """Those of the file that is there, or of a new one."""
    try:
        return path.stat().st_mode & 0o777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
