"""Files that may hold articles: found in folders, and opened without waiting for what never comes."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from store.errors import UnreadableInput
from store.reading.encodings import shown
from store.reading.formats import is_article_name
from store.reading.origin import Origin


def open_file(path: Path, origin: Origin) -> BinaryIO:
    """The file at `path`, to be read.

    Raises `UnreadableInput` where there is no such file, where it is no ordinary one, or may not be read.
    """
    label = origin.label
    try:
        about = path.stat()
        if stat.S_ISDIR(about.st_mode):
            os.listdir(path)
            raise UnreadableInput("{file}: a folder, not an article", file=label)
        if stat.S_ISFIFO(about.st_mode):
            raise UnreadableInput(
                "{file}: a pipe, not an ordinary file; newsread index - reads the standard input", file=label
            )
        if not stat.S_ISREG(about.st_mode):
            raise UnreadableInput("{file}: not an ordinary file", file=label)
        return path.open("rb")
    except FileNotFoundError:
        raise UnreadableInput("{file}: no such file or folder", file=label) from None
    except PermissionError:
        raise UnreadableInput("{file}: permission denied; check who may read it", file=label) from None
    except (OSError, ValueError) as error:
        raise broken(label, error) from None


def broken(label: str, error: Exception) -> UnreadableInput:
    """What to say of a file that the system does not let be read."""
    reason = getattr(error, "strerror", None) or str(error)
    return UnreadableInput("{file}: cannot be read ({reason})", file=label, reason=shown(reason))


def find_files(paths: Sequence[Path], seen: set[tuple[int, int]] | None = None) -> Iterator[Path]:
    """The article files among `paths`, in order: a file as it is named, a folder as what is in it.

    In a folder that is every file whose name ends as those of a format do, packed by gzip or not, sorted by
    name, subfolders after files, without hidden files and folders and without README files. Linked folders
    are followed once, so that a loop ends. A path that is missing, or a folder that may not be listed, is
    given as it is: reading it says why it fails. `seen` are the folders that were walked before, as in
    `_walk`.
    """
    seen = set() if seen is None else seen
    for path in paths:
        if os.path.isdir(path):
            yield from _walk(path, seen)
        else:
            yield path


def _walk(top: Path, seen: set[tuple[int, int]]) -> Iterator[Path]:
    """The articles below `top`; `seen` holds the device and inode of each folder already walked."""
    waiting = [top]
    while waiting:
        folder = waiting.pop()
        try:
            about = folder.stat()
            if (about.st_dev, about.st_ino) in seen:
                continue
            seen.add((about.st_dev, about.st_ino))
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError:
            yield folder
            continue
        visible = [entry for entry in entries if not entry.name.startswith(".")]
        yield from (Path(e.path) for e in visible if is_article_name(e.name) and not _is_folder(e))
        waiting.extend(Path(entry.path) for entry in reversed(visible) if _is_folder(entry))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """Whether the entry is a folder or a link to one; not so where a link leads nowhere or to itself."""
    try:
        return entry.is_dir()
    except OSError:
        return False
