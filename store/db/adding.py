"""Documents on their way into the library: analysed outside, written inside a transaction."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TypeAlias

from store.db import absent, annotation, articles, drafts, texts
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

AGAIN = 50
"""Texts to a commit where all are looked at again: so much an interruption loses."""

BATCH_SECONDS = 0.5
"""After this time a commit is made in any case: so often `progress` is told."""


@dataclass(frozen=True, slots=True)
class _Analysed:
    document: Document
    sha256: bytes
    found: Findings | None
    """None where this extractor has looked at the text already."""
    again: bool
    """Whether it was to look again in any case."""


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
        self, documents: Iterable[Document], progress: Callable[[Outcome], None] | None, again: bool = False
    ) -> dict[Outcome, int]:
        """Add the documents in batches; how many came to which outcome.

        What another version of the extractor found in a text is replaced, and with `again` any findings are.
        """
        counts: dict[Outcome, int] = {"added": 0, "updated": 0, "unchanged": 0}
        batch: list[_Analysed] = []

        def flush() -> None:
            done, batch[:] = list(batch), []
            for outcome in self._write(done):
                counts[outcome] = counts.get(outcome, 0) + 1
                if progress is not None:
                    progress(outcome)

        size, begun = 0, time.monotonic()
        try:
            for document in documents:
                batch.append(self._analysed(document, again))
                size += len(document.text)
                late = time.monotonic() - begun > BATCH_SECONDS
                if late or len(batch) >= BATCH or size >= BATCH_CHARACTERS:
                    flush()
                    size, begun = 0, time.monotonic()
        finally:
            flush()
        return counts

    def extract_again(self, progress: Callable[[int, int], None] | None) -> int:
        """Look at all texts of the library again, in batches; how many there were.

        `progress` is told how many are done, and of how many, after each commit; what was done before an
        interruption is kept.
        """
        with reading(self._connection, self._path) as db:
            rows = texts.rows_to_extract(db, self.extractor)
        done = 0
        for first in range(0, len(rows), AGAIN):
            batch: list[tuple[int, str, Findings]] = []
            with reading(self._connection, self._path) as db:
                bodies = [(row, texts.body_of_row(db, row)) for row in rows[first : first + AGAIN]]
            for row, text in bodies:
                if text is not None:
                    batch.append((row, text, self._machine.analyse(text)))
            with writing(self._connection, self._path) as db:
                for row, text, found in batch:
                    if texts.body_of_row(db, row) == text:
                        self._keep(db, row, text, found)
            done += len(bodies)
            if progress is not None:
                progress(done, len(rows))
        return done

    @cached_property
    def extractor(self) -> str:
        """The version of the extractor: what it says of a text without any words."""
        return self._machine.analyse("")[1].extractor

    def _analysed(self, document: Document, again: bool = False) -> _Analysed:
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
            known = not again and row is not None and texts.extractor_of(db, row) == self.extractor
        return _Analysed(document, sha256, None if known else self._machine.analyse(document.text), again)

    def _write(self, batch: Sequence[_Analysed]) -> list[Outcome]:
        if not batch:
            return []
        with writing(self._connection, self._path) as db:
            return [self._put(db, analysed) for analysed in batch]

    def _put(self, db: sqlite3.Connection, analysed: _Analysed) -> Outcome:
        document = analysed.document
        uuid = article_id(document.source, document.address)
        known = articles.row_of(db, uuid)
        if known is not None and known.sha256 == analysed.sha256:
            row = texts.put(db, analysed.sha256, document.text)
            known_too = not analysed.again and texts.extractor_of(db, row) == self.extractor
            if analysed.found is None or known_too:
                return "unchanged"
            self._keep(db, row, document.text, analysed.found)
            return "again"
        row = texts.put(db, analysed.sha256, document.text)
        if analysed.found is None and texts.extractor_of(db, row) is not None:
            outline, _ = texts.analysis(db, row, document.text)
        else:
            outline, extraction = analysed.found or self._machine.analyse(document.text)
            self._keep(db, row, document.text, (outline, extraction))
        article = articles.put(db, document, self._machine.title(document.text, outline), row)
        absent.come(db, article, uuid, analysed.sha256, document.text)
        if known is None:
            return "added"
        annotation.place_again(db, known.row, analysed.sha256, document.text)
        drafts.place_again(db, known.row, analysed.sha256, document.text)
        return "updated"

    def _keep(self, db: sqlite3.Connection, row: int, text: str, found: Findings) -> None:
        """Keep what was found in a text, in place of what was found before; annotations are not touched."""
        texts.put_analysis(db, row, text, self._machine.language(text), *found)
