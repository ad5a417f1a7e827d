"""Documents on their way into the library: looked at on all cores, written by one, many to a commit."""

from __future__ import annotations

import sqlite3
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path

from store.cleaning import cleaned
from store.db import articles, pages, texts, word_index
from store.db.batch import Batch, Entry, Reread
from store.db.connection import reading, writing
from store.db.texts import Found, Kept
from store.db.workers import Done, Failed, Job, Machine, Task, Workers
from store.errors import Message, UnreadableInput
from store.ids import article_id
from store.model import Document, Outcome, Unread

CHUNK = 50
"""Articles that are handed to a worker at once, at most."""

CHUNK_CHARACTERS = 500_000
"""Code points that are handed to a worker at once, more or less."""

BATCH_SECONDS = 0.5
"""So often a commit is made and `progress` is told."""

CACHE_KB = 8_192
"""Of pages that SQLite keeps in memory meanwhile: those of a commit, and of the indices that it goes through.
With fewer, some are written to the journal more than once in a commit."""

BATCH_CHUNKS = 4
"""Chunks to a commit at most: so long other writers wait."""


@dataclass(frozen=True, slots=True)
class _Item:
    """An input on its way, and what is still to be found out about it; None where nothing is."""

    input: Entry | Reread | Unread
    task: Task | None

    def entry(self, found: Done | None) -> Entry | Reread | Failed:
        """The input with what was found about it."""
        if isinstance(found, Failed):
            return found
        if found is not None and not isinstance(found, Found):
            return _entry(*found)
        assert not isinstance(self.input, Unread)
        return self.input if found is None else replace(self.input, found=found)


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Inputs in order, and the work on those that have a task."""

    items: tuple[_Item, ...]
    job: Job

    def entries(self) -> list[Entry | Reread | Failed]:
        """The inputs with what was found about them, waiting for it."""
        found = iter(self.job.result())
        return [item.entry(None if item.task is None else next(found)) for item in self.items]


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

    def add(self, document: Document | Unread) -> Outcome:
        """Add the document; what became of it. UnreadableInput for a page without an article."""
        items = self._items([document])
        chunk = _Chunk(items, Job(self._machine, _tasks(items)))
        return self._write(chunk.entries(), _refuse)[0]

    def add_many(
        self,
        documents: Iterable[Document | Unread],
        progress: Callable[[Sequence[Outcome]], None] | None = None,
        failed: Callable[[Message], None] | None = None,
        again: bool = False,
    ) -> dict[Outcome, int]:
        """Add the documents in batches, in their order; how many came to which outcome.

        What another version of the extractor found in a text is replaced, and with `again` any findings are.
        `progress` is told after each commit what became of those in it, `failed` is called with a line for
        each that turns out to be no article. What came before `documents` raises, or before an interruption,
        is kept.
        """
        self._connection.execute(f"PRAGMA cache_size = -{CACHE_KB:d}")
        with Workers(self._machine) as workers:
            stream = _Stream(workers, partial(self._items, again=again), self._write, progress, failed)
            try:
                for document in documents:
                    stream.add(document)
            finally:
                stream.finish()
        return stream.counts

    def extract_again(self, progress: Callable[[int, int], None] | None) -> int:
        """Look at all texts of the library again, on all cores; how many there were.

        `progress` is told how many are done, and of how many, after each commit; what was done before an
        interruption is kept.
        """
        with reading(self._connection, self._path) as db:
            rows = texts.rows_to_extract(db, self.extractor)
        done = 0
        waiting: deque[tuple[list[int], Job]] = deque()
        with Workers(self._machine) as workers:

            def keep(most: int) -> None:
                """Keep what was found first, until no more than `most` chunks wait."""
                nonlocal done
                while len(waiting) > most:
                    looked_at, job = waiting.popleft()
                    self._keep(looked_at, job)
                    done += len(looked_at)
                    if progress is not None:
                        progress(done, len(rows))

            for first in range(0, len(rows), CHUNK):
                chunk = rows[first : first + CHUNK]
                with reading(self._connection, self._path) as db:
                    bodies = tuple(texts.body_of_row(db, row) or "" for row in chunk)
                waiting.append((chunk, workers.submit(bodies)))
                keep(workers.count)
            keep(0)
        return done

    @cached_property
    def extractor(self) -> str:
        """The version of the extractor: what it says of a text without any words."""
        return self._machine.analyse("")[1].extractor

    def _items(self, inputs: Sequence[Document | Unread], again: bool = False) -> tuple[_Item, ...]:
        """The inputs without what cannot be kept, each with what is still to be found out about it."""
        entries = [one if isinstance(one, Unread) else _entry(cleaned(one), None, again) for one in inputs]
        with reading(self._connection, self._path) as db:
            known = texts.kept(db, {one.sha256 for one in entries if isinstance(one, Entry)})
            return tuple(
                self._text(_as_before(db, one, there := known.get(one.sha256)), there)
                if isinstance(one, Entry)
                else self._page(db, one, again)
                for one in entries
            )

    def _text(self, entry: Entry, known: Kept | None) -> _Item:
        if not entry.again and known is not None and known.extractor == self.extractor:
            return _Item(entry, None)
        # What the page was is kept here: workers need the text and what it is called.
        document = entry.document
        return _Item(entry, document if document.page is None else replace(document, page=None))

    def _page(self, db: sqlite3.Connection, page: Unread, again: bool) -> _Item:
        known = None if self._reread else pages.text_of(db, page.address, page.page_sha256)
        if known is None:
            return _Item(page, page)
        sha256, text = known
        current = not again and texts.kept(db, [sha256])[sha256].extractor == self.extractor
        return _Item(Reread(sha256, None), None if current else text)

    def _write(
        self, entries: Sequence[Entry | Reread | Failed], failed: Callable[[Message], None]
    ) -> list[Outcome]:
        """Write the entries in one commit; what became of each but those that failed."""
        found = [entry for entry in entries if not isinstance(entry, Failed)]
        outcomes: list[Outcome] = []
        if found:
            with writing(self._connection, self._path) as db:
                outcomes = Batch(db, self._machine, self.extractor, found).write()
        for entry in entries:
            if isinstance(entry, Failed):
                failed(entry.message)
        return outcomes

    def _keep(self, rows: Sequence[int], job: Job) -> None:
        """Keep what was found anew in the texts of those rows, unless one has gone meanwhile."""
        found = job.result()
        with writing(self._connection, self._path) as db:
            speakers = {}
            for row, text, each in zip(rows, job.tasks, found, strict=True):
                if isinstance(each, Found) and texts.body_of_row(db, row) == text:
                    texts.put_found(db, row, each)
                    speakers[row] = each.speakers
            word_index.put_speakers(db, speakers)


class _Stream:
    """Documents of one run on their way: handed to workers a chunk at a time, written a commit at a time."""

    def __init__(
        self,
        workers: Workers,
        prepare: Callable[[Sequence[Document | Unread]], tuple[_Item, ...]],
        write: Callable[[Sequence[Entry | Reread | Failed], Callable[[Message], None]], list[Outcome]],
        progress: Callable[[Sequence[Outcome]], None] | None,
        failed: Callable[[Message], None] | None,
    ) -> None:
        self._workers = workers
        self._prepare = prepare
        self._write = write
        self._progress = progress
        self._failed = failed or _ignore
        self._pending: list[Document | Unread] = []
        """The inputs of the chunk that is being filled."""
        self._size = 0
        """Of that chunk, in code points."""
        self._waiting: list[_Chunk] = []
        """What workers look at, and what is not kept yet, in order."""
        # What is left while a commit is written keeps the processes at work.
        self._most = BATCH_CHUNKS + 2 * workers.count
        self._begun = time.monotonic()
        self.counts: Counter[Outcome] = Counter({"added": 0, "updated": 0, "unchanged": 0})

    def add(self, document: Document | Unread) -> None:
        """One more; where it is time, or enough waits, a commit is made."""
        self._pending.append(document)
        self._size += len(document.text) if isinstance(document, Document) else CHUNK_CHARACTERS // 10
        if len(self._pending) >= CHUNK or self._size >= CHUNK_CHARACTERS or self._is_late:
            self._submit()
            if self._is_late or len(self._waiting) >= self._most:
                self._keep()
                self._begun = time.monotonic()

    def finish(self) -> None:
        """Keep all that has come."""
        if self._pending:
            self._submit()
        while self._waiting:
            self._begun = time.monotonic()
            self._keep()

    @property
    def _is_late(self) -> bool:
        """Whether it is time for a commit."""
        return time.monotonic() - self._begun > BATCH_SECONDS

    def _submit(self) -> None:
        """Let workers look at what there is."""
        items = self._prepare(self._pending)
        self._waiting.append(_Chunk(items, self._workers.submit(_tasks(items))))
        self._pending, self._size = [], 0

    def _keep(self) -> None:
        """Write the first chunks that wait: as many as make a commit, or as are done when it is time."""
        entries: list[Entry | Reread | Failed] = []
        chunks = 0
        for chunk in self._waiting[:BATCH_CHUNKS]:
            entries += chunk.entries()
            chunks += 1
            if self._is_late:
                break
        outcomes = self._write(entries, self._failed)
        # Out of the queue only once they are kept: an interruption comes at any moment.
        del self._waiting[:chunks]
        if self._progress is not None:
            self._progress(outcomes)
        self.counts.update(outcomes)


def _entry(document: Document, found: Found | None, again: bool = False) -> Entry:
    """The document, without what cannot be kept, as it is written."""
    uuid = article_id(document.source, document.address)
    return Entry(document, uuid, texts.digest(document.text), found, again)


def _as_before(db: sqlite3.Connection, entry: Entry, known: Kept | None) -> Entry:
    """The entry, as the article that it was at another number in its file, or alone at its address."""
    document = entry.document
    if known is None or not document.known_by_text or articles.row_of(db, entry.uuid) is not None:
        return entry
    before = articles.within(db, document.source, document.address.rpartition("#")[0], known.row)
    if before is None:
        return entry
    return replace(entry, uuid=before[0], document=replace(document, address=before[1]))


def _tasks(items: Iterable[_Item]) -> tuple[Task, ...]:
    return tuple(item.task for item in items if item.task is not None)


def _ignore(_message: Message) -> None:
    """For callers who want to hear of no failure."""


def _refuse(message: Message) -> None:
    raise UnreadableInput(message.sentence, **message.values)
