"""What a person names to be read, as documents for a library or as articles without one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from store.analysis import analyse
from store.errors import Message, UnreadableInput
from store.ids import article_id
from store.model import Article, Document
from store.reading.outline import language, title_text
from store.reading.plain import find_files, read_file, shown

_NO_ADDRESS = "{address}: addresses cannot be read yet; save the text of the article in a file, and name that"
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")


@dataclass(frozen=True, slots=True)
class InputFailure:
    """An input that is not an article."""

    message: Message
    """One line that names the input, says what is wrong with it and what to do."""


def find(words: Sequence[str]) -> list[Path | InputFailure]:
    """The files that `words` name: themselves, and the articles in folders; a failure for each address."""
    addresses = [word for word in words if _ADDRESS.match(word)]
    files = find_files([Path(word) for word in words if word not in addresses])
    return [*(InputFailure(Message(_NO_ADDRESS, {"address": shown(word)})) for word in addresses), *files]


def documents(
    files: Iterable[Path | InputFailure], source: str | None = None
) -> Iterator[Document | InputFailure]:
    """For each of `files` its document, or why there is none: a bad one never stops the others.

    `source` is the name of the outlet; without it each file's folder names it.
    """
    for file in files:
        if isinstance(file, InputFailure):
            yield file
            continue
        try:
            yield read_file(file, source)
        except UnreadableInput as error:
            yield InputFailure(error.message)


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
