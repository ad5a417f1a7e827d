"""Documents on their way into the library: analysed outside, written inside a transaction."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

from store.db import annotation, articles, drafts, texts
from store.db.connection import reading, writing
from store.ids import article_id
from store.model import Document, Extraction, Outcome, Outline

Findings: TypeAlias = tuple[Outline, Extraction]
"""The parts of a text, and the claims in it."""


@dataclass(frozen=True, slots=True)
class Machine:
    """What looks at a text on its way in."""

    analyse: Callable[[str], Findings]
    language: Callable[[str], str]
    """The ISO 639-1 code of most of a text."""
    title: Callable[[str, Outline], str]
    """What stands for a title where the format gave none."""


BATCH = 200
"""Articles to a commit at most."""

BATCH_CHARACTERS = 4_000_000
"""Code points to a commit at most, more or less: what is held in memory."""

BATCH_SECONDS = 0.5
"""After this time a commit is made in any case: so often `progress` is told."""


@dataclass(frozen=True, slots=True)
class _Analysed:
    document: Document
    sha256: bytes
    found: Findings | None
    """None where the text is known already, or was in this batch."""


class Adding:
    """Adds documents to the library of a connection.

    Texts are analysed before the write transaction begins, so that other writers wait for rows only.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path, machine: Machine):
        self._connection = connection
        self._path = path
        self._machine = machine

    def add(self, documents: Sequence[Document]) -> list[Outcome]:
        """Add the documents in one commit; what became of each."""
        return self._write([self._analysed(document) for document in documents])

    def add_many(
        self, documents: Iterable[Document], progress: Callable[[Outcome], None] | None
    ) -> dict[Outcome, int]:
        """Add the documents in batches; how many were added, updated and unchanged."""
        counts: dict[Outcome, int] = {"added": 0, "updated": 0, "unchanged": 0}
        batch: list[_Analysed] = []

        def flush() -> None:
            done, batch[:] = list(batch), []
            for outcome in self._write(done):
                counts[outcome] += 1
                if progress is not None:
                    progress(outcome)

        size, begun = 0, time.monotonic()
        try:
            for document in documents:
                batch.append(self._analysed(document))
                size += len(document.text)
                late = time.monotonic() - begun > BATCH_SECONDS
                if late or len(batch) >= BATCH or size >= BATCH_CHARACTERS:
                    flush()
                    size, begun = 0, time.monotonic()
        finally:
            flush()
        return counts

    def _analysed(self, document: Document) -> _Analysed:
        document = replace(
            document,
            text=texts.clean(document.text),
            source=texts.clean(document.source),
            # What no file name in UTF-8 can be stays told apart: an address is half of an article's id.
            address=document.address.encode("utf-8", "backslashreplace").decode(),
            url=None if not document.url else texts.clean(document.url),
            title=None if document.title is None else texts.clean(document.title),
            author=None if document.author is None else texts.clean(document.author),
        )
        sha256 = texts.digest(document.text)
        with reading(self._connection, self._path) as db:
            row = texts.row_of(db, sha256)
            known = row is not None and texts.is_analysed(db, row)
        return _Analysed(document, sha256, None if known else self._machine.analyse(document.text))

    def _write(self, batch: Sequence[_Analysed]) -> list[Outcome]:
        if not batch:
            return []
        with writing(self._connection, self._path) as db:
            return [self._put(db, analysed) for analysed in batch]

    def _put(self, db: sqlite3.Connection, analysed: _Analysed) -> Outcome:
        document = analysed.document
        known = articles.row_of(db, article_id(document.source, document.address))
        if known is not None and known.sha256 == analysed.sha256:
            return "unchanged"
        row = texts.put(db, analysed.sha256, document.text)
        if texts.is_analysed(db, row):
            outline, _ = texts.analysis(db, row, document.text)
        else:
            outline, extraction = analysed.found or self._machine.analyse(document.text)
            language = self._machine.language(document.text)
            texts.put_analysis(db, row, document.text, language, outline, extraction)
        articles.put(db, document, self._machine.title(document.text, outline), row)
        if known is None:
            return "added"
        annotation.place_again(db, known.row, analysed.sha256, document.text)
        drafts.place_again(db, known.row, analysed.sha256, document.text)
        return "updated"
