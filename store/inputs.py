"""What a person names to be read, as documents for a library or as articles without one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from store.analysis import analyse
from store.errors import UnreadableInput
from store.ids import article_id
from store.model import Article, Document
from store.reading.outline import language, title_text
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
    """For each of `files` its document, or why there is none: a bad one never stops the others.

    `source` is the name of the outlet; without it each file's folder names it.
    """
    for path in files:
        try:
            yield read_file(path, source)
        except UnreadableInput as error:
            yield InputFailure(path, str(error))


def article(document: Document, cues: Path | None = None) -> Article:
    """The article that the document would be in a library, with its claims, without any library.

    `cues` is a file with a person's own cues.
    """
    outline, extraction = analyse(document.text, cues)
    source = document.source.encode("utf-8", "replace").decode()
    address = document.address.encode("utf-8", "backslashreplace").decode()
    return Article(
        id=article_id(source, address),
        source=source,
        address=address,
        url=document.url,
        title=document.title or title_text(document.text, outline),
        published=document.published,
        sha256=sha256(document.text.encode()).hexdigest(),
        version=1,
        text=document.text,
        language=language(document.text),
        outline=outline,
        extraction=extraction,
    )
