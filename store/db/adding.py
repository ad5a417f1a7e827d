"""Documents on their way into the library: looked at on all cores, written by one, many to a commit."""

from __future__ import annotations

import sqlite3
import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from pathlib import Path

from store.db import absent, annotation, articles, drafts, pages, stories, texts, twins
from store.db.connection import reading, writing
from store.db.texts import Found
from store.db.workers import Done, Failed, Machine, Task, Workers, look, look_at
from store.errors import Message, UnreadableInput
from store.ids import article_id
from store.model import Document, Outcome, Unread

CHUNK = 50
"""Articles that are handed to a worker at once, at most."""

CHUNK_CHARACTERS = 500_000
"""Code points that are handed to a worker at once, more or less."""

BATCH_SECONDS = 0.5
"""So often a commit is made and `progress` is told."""

BATCH_CHUNKS = 4
"""Chunks to a commit at most."""


@dataclass(frozen=True, slots=True)
class _Item:
    """An input on its way: a document with its text's digest, or a page."""

    document: Document | Unread
    sha256: bytes
    task: Task | None
    """What is still to be found out about it; None where nothing is."""
    row: int | None = None
    """Of the text that a page is known to hold."""
    again: bool = False
    """Whether its claims were to be found again in any case."""


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Inputs in order, and what workers are finding out about them."""

    items: tuple[_Item, ...]
    tasks: tuple[Task, ...]
    future: Future[list[Done]]


class Adding:
    """Adds documents to the library of a connection.

    Texts are looked at before the write transaction begins, so that other writers wait for rows only. With
    `reread` pages are extracted again that were before.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path, machine: Machine, reread: bool = False):
        self._connection = connection
        self._path = path
        self._machine = machine
        self._reread = reread

    def add(self, documents: Sequence[Document | Unread]) -> list[Outcome]:
        """Add the documents in one commit; what became of each.

        UnreadableInput for a page without an article.
        """
        done: list[tuple[_Item, Done | None]] = []
        for item in map(self._prepared, documents):
            found: Done | None = None
            if isinstance(item.task, Unread):
                document = texts.cleaned(item.task.read())
                found = document, look_at(self._machine, document)
            elif isinstance(item.task, Document):
                found = look_at(self._machine, item.task)
            elif item.task is not None:
                found = look(self._machine, item.task)
            done.append((item, found))
        return [outcome for outcome in self._write(done, _refuse) if outcome is not None]

    def add_many(
        self,
        documents: Iterable[Document | Unread],
        progress: Callable[[Outcome], None] | None = None,
        failed: Callable[[Message], None] | None = None,
        again: bool = False,
    ) -> dict[Outcome, int]:
        """Add the documents in batches, in their order; how many came to which outcome.

        What another version of the extractor found in a text is replaced, and with `again` any findings are.
        `progress` is called for each once it is kept, `failed` with a line for each that turns out to be no
        article. What came before `documents` raises, or before an interruption, is kept.
        """
        counts: dict[Outcome, int] = {"added": 0, "updated": 0, "unchanged": 0}
        waiting: deque[_Chunk] = deque()

        def keep(chunks: int) -> None:
            """Write the first chunks that wait, waiting for each."""
            done: list[tuple[_Item, Done | None]] = []
            for chunk in islice(waiting, chunks):
                found = iter(workers.result(chunk.future, chunk.tasks))
                done += [(item, None if item.task is None else next(found)) for item in chunk.items]
            # Out of the queue only once they are kept: an interruption comes at any moment.
            outcomes = self._write(done, failed or _ignore)
            for _ in range(chunks):
                waiting.popleft()
            for outcome in outcomes:
                if outcome is not None:
                    counts[outcome] = counts.get(outcome, 0) + 1
                    if progress is not None:
                        progress(outcome)

        with Workers(self._machine) as workers:
            at_most = BATCH_CHUNKS + workers.count
            begun = time.monotonic()
            pending = _Pending()
            try:
                for document in documents:
                    pending.add(self._prepared(document, again))
                    late = time.monotonic() - begun > BATCH_SECONDS
                    if pending.is_full or late:
                        waiting.append(pending.submitted(workers))
                        ready = sum(1 for chunk in waiting if chunk.future.done())
                        if late or ready >= BATCH_CHUNKS or len(waiting) >= at_most:
                            keep(max(1, _first_done(waiting)))
                            begun = time.monotonic()
            finally:
                if pending.items:
                    waiting.append(pending.submitted(workers))
                while waiting:
                    keep(min(BATCH_CHUNKS, len(waiting)))
        return counts

    def extract_again(self, progress: Callable[[int, int], None] | None) -> int:
        """Look at all texts of the library again, on all cores; how many there were.

        `progress` is told how many are done, and of how many, after each commit; what was done before an
        interruption is kept.
        """
        with reading(self._connection, self._path) as db:
            rows = texts.rows_to_extract(db, self.extractor)
        done = 0
        waiting: deque[tuple[list[tuple[int, str]], Future[list[Done]]]] = deque()
        with Workers(self._machine) as workers:
            for first in range(0, len(rows) + CHUNK * (workers.count + 1), CHUNK):
                if chunk := rows[first : first + CHUNK]:
                    with reading(self._connection, self._path) as db:
                        bodies = [(row, texts.body_of_row(db, row) or "") for row in chunk]
                    waiting.append((bodies, workers.submit(tuple(text for _row, text in bodies))))
                if not waiting or (chunk and len(waiting) <= workers.count):
                    continue
                bodies, future = waiting.popleft()
                found = workers.result(future, tuple(text for _row, text in bodies))
                with writing(self._connection, self._path) as db:
                    for (row, text), each in zip(bodies, found, strict=True):
                        if isinstance(each, Found) and texts.body_of_row(db, row) == text:
                            self._keep(db, row, each)
                done += len(bodies)
                if progress is not None:
                    progress(done, len(rows))
        return done

    @cached_property
    def extractor(self) -> str:
        """The version of the extractor: what it says of a text without any words."""
        return self._machine.analyse("")[1].extractor

    def _prepared(self, document: Document | Unread, again: bool = False) -> _Item:
        """The document without what cannot be kept, and what is still to be found out about it."""
        if isinstance(document, Unread):
            if self._reread:
                return _Item(document, b"", document)
            with reading(self._connection, self._path) as db:
                known = pages.text_of(db, document.address, document.page_sha256)
                if known is None:
                    return _Item(document, b"", document)
                row, text = known
                current = not again and texts.extractor_of(db, row) == self.extractor
            return _Item(document, b"", None if current else text, row)
        document = texts.cleaned(document)
        sha256 = texts.digest(document.text)
        with reading(self._connection, self._path) as db:
            found = texts.row_of(db, sha256)
            current = not again and found is not None and texts.extractor_of(db, found) == self.extractor
        # What the page was is kept here: workers need the text and what it is called.
        return _Item(document, sha256, None if current else replace(document, page=None), again=again)

    def _write(
        self, done: Sequence[tuple[_Item, Done | None]], failed: Callable[[Message], None]
    ) -> list[Outcome | None]:
        """Write what was found, in one commit; what became of each, None for what is no article."""
        if not done:
            return []
        failures = [found.message for _item, found in done if isinstance(found, Failed)]
        with writing(self._connection, self._path) as db:
            outcomes = [
                None if isinstance(found, Failed) else self._put(db, item, found) for item, found in done
            ]
        for message in failures:
            failed(message)
        return outcomes

    def _put(
        self, db: sqlite3.Connection, item: _Item, found: Found | tuple[Document, Found] | None
    ) -> Outcome:
        document, sha256 = item.document, item.sha256
        if isinstance(found, tuple):
            document, found = found
            sha256 = texts.digest(document.text)
        if isinstance(document, Unread):
            # A page whose text is known; its claims may have been found again.
            if found is None or item.row is None:
                return "unchanged"
            self._keep(db, item.row, found)
            return "again"
        uuid = article_id(document.source, document.address)
        known = articles.row_of(db, uuid)
        row = texts.put(db, sha256, document.text, found.body if found else None)
        if known is not None and known.sha256 == sha256:
            if document.page is not None:
                pages.put(db, uuid, document.page)
            current = not item.again and texts.extractor_of(db, row) == self.extractor
            if found is None or current:
                return "unchanged"
            self._keep(db, row, found)
            return "again"
        if found is None and texts.extractor_of(db, row) is not None:
            title = self._machine.title(document.text, texts.analysis(db, row, document.text)[0])
        else:
            found = found or look_at(self._machine, document)
            self._keep(db, row, found)
            twins.join(db, row, document.text, found.sketch, self._machine.alike)
            title = found.title
        article = articles.put(db, document, title, row, found)
        if found is not None and found.terms is not None:
            stories.describe(db, [(article, row, articles.moment_of(document.published), found.terms)])
        if document.page is not None:
            pages.put(db, uuid, document.page)
        twins.fold(db, article)
        absent.come(db, article, uuid, sha256, document.text)
        if known is None:
            return "added"
        annotation.place_again(db, known.row, sha256, document.text)
        drafts.place_again(db, known.row, sha256, document.text)
        return "updated"

    def _keep(self, db: sqlite3.Connection, row: int, found: Found) -> None:
        """Keep what was found in a text, in place of what was found before; annotations are not touched."""
        texts.put_found(db, row, found)


class _Pending:
    """The chunk that is being filled."""

    def __init__(self) -> None:
        self._begin()

    def _begin(self) -> None:
        self.items: list[_Item] = []
        self._tasks: list[Task] = []
        self._size = 0

    def add(self, item: _Item) -> None:
        """One more."""
        self.items.append(item)
        if item.task is not None:
            self._tasks.append(item.task)
            text = item.task.text if isinstance(item.task, Document) else item.task
            self._size += len(text) if isinstance(text, str) else CHUNK_CHARACTERS // 10

    @property
    def is_full(self) -> bool:
        """Whether it is enough for a worker."""
        return len(self.items) >= CHUNK or self._size >= CHUNK_CHARACTERS

    def submitted(self, workers: Workers) -> _Chunk:
        """The chunk, on its way to a worker; this is empty then."""
        chunk = _Chunk(tuple(self.items), tuple(self._tasks), workers.submit(tuple(self._tasks)))
        self._begin()
        return chunk


def _first_done(waiting: Iterable[_Chunk]) -> int:
    """How many of the first chunks are done."""
    count = 0
    for chunk in waiting:
        if not chunk.future.done():
            break
        count += 1
    return count


def _ignore(_message: Message) -> None:
    """For callers who want to hear of no failure."""


def _refuse(message: Message) -> None:
    raise UnreadableInput(message.sentence, **message.values)
