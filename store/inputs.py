"""What a person names to be read, as documents for the library. A bad one never stops the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from store.errors import UnreadableInput
from store.model import Document
from store.reading.plain import find_files, read_file


@dataclass(frozen=True, slots=True)
class InputFailure:
    """An input that is not an article."""

    path: Path
    message: str
    """One line that names the input, says what is wrong with it and what to do."""


def find(paths: Sequence[Path]) -> list[Path]:
    """The files that `paths` name: themselves, and the articles in those that are folders."""
    return list(find_files(paths))


def documents(files: Iterable[Path], source: str | None = None) -> Iterator[Document | InputFailure]:
    """For each of `files` its document, or why there is none.

    `source` is the name of the outlet; without it each file's folder names it.
    """
    for path in files:
        try:
            yield read_file(path, source)
        except UnreadableInput as error:
            yield InputFailure(path, str(error))
