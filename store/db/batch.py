"""What one commit writes of the documents that came in.

What the library knows of them is asked for once for all of them. What only lists, searches and stories read
waits until the end, and goes into each table in the order of its keys.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from store.db import (
    absent,
    annotation,
    articles,
    correcting,
    drafts,
    pages,
    stories,
    texts,
    twins,
    word_index,
)
from store.db.articles import ArticleRow
from store.db.texts import Found, Kept
from store.db.workers import Machine, look_at
from store.model import Document, Outcome


@dataclass(frozen=True, slots=True)
class Entry:
    """A document, and what was found in it."""

    document: Document
    uuid: str
    """The id of its article."""
    sha256: bytes
    """Of its text."""
    found: Found | None
    """None where the library had what is to be found, when it was asked last."""
    again: bool = False
    """Whether the claims were to be found again in any case."""


@dataclass(frozen=True, slots=True)
class Reread:
    """A page that was read before, and what was found in its text anew, if anything."""

    sha256: bytes
    """Of the text. Its row may be another text's when that is written."""
    found: Found | None


class Batch:
    """Entries on their way into the rows of the library, within one transaction on `db`.

    `extractor` is the version of the extractor that is at work.
    """

    def __init__(
        self, db: sqlite3.Connection, machine: Machine, extractor: str, entries: Sequence[Entry | Reread]
    ):
        self._db = db
        self._machine = machine
        self._extractor = extractor
        self._entries = entries
        documents = [entry for entry in entries if isinstance(entry, Entry)]
        self._articles = articles.rows_of(db, [entry.uuid for entry in documents])
        self._texts = texts.kept(db, [entry.sha256 for entry in entries])
        self._awaited = absent.any_wait(db)
        self._sources: dict[str, int] = {}
        # What waits for the end:
        sketches = [entry.found.sketch for entry in documents if entry.found is not None]
        self._twins = twins.Groups(db, machine.alike, sketches)
        self._index = word_index.Changes(db)
        self._speakers: dict[int, str] = {}
        self._terms: list[stories.Terms] = []
        self._placed: set[int] = set()

    def write(self) -> list[Outcome]:
        """Write the entries in their order; what became of each."""
        outcomes = [self._put(entry) for entry in self._entries]
        self._twins.write()
        twins.fold(self._db, sorted(self._placed))
        stories.describe(self._db, self._terms)
        word_index.put_speakers(self._db, self._speakers)
        self._index.write()
        return outcomes

    def _put(self, entry: Entry | Reread) -> Outcome:
        if isinstance(entry, Reread):
            there = self._texts.get(entry.sha256)
            if entry.found is None or there is None:
                return "unchanged"
            self._keep(there.row, entry.found)
            return "again"
        document, found = entry.document, entry.found
        before, text = self._articles.get(entry.uuid), self._text(entry)
        if before is not None and before.sha256 == entry.sha256:
            if document.page is not None:
                pages.put(self._db, entry.uuid, document.page)
            is_corrected = self._correct(before.row, document)
            if found is None or (text.extractor == self._extractor and not entry.again):
                return "updated" if is_corrected else "unchanged"
            self._keep(text.row, found)
            return "updated" if is_corrected else "again"
        if found is None and text.extractor is not None:
            outline, _ = texts.analysis(self._db, text.row, document.text)
            title = self._machine.title(document.text, outline)
        else:
            # Who else removed the text meanwhile leaves it to be looked at here.
            found = found or look_at(self._machine, [document])[0]
            self._keep(text.row, found)
            self._twins.join(text.row, document.text, found.sketch)
            title = found.title
            self._texts[entry.sha256] = Kept(text.row, found.extractor)
        row = self._place(entry, title, text.row, found)
        if before is None:
            return "added"
        annotation.place_again(self._db, row, entry.sha256, document.text)
        drafts.place_again(self._db, row, entry.sha256, document.text)
        return "updated"

    def _text(self, entry: Entry) -> Kept:
        """The text of the entry, which is put there if it is not."""
        text = self._texts.get(entry.sha256)
        if text is None:
            body = None if entry.found is None else entry.found.body
            text = Kept(texts.put(self._db, entry.sha256, entry.document.text, body), None)
            self._texts[entry.sha256] = text
        return text

    def _keep(self, text: int, found: Found) -> None:
        """Keep what was found in a text, in place of what was found before; annotations are not touched."""
        texts.put_found(self._db, text, found)
        self._speakers[text] = found.speakers

    def _place(self, entry: Entry, title: str, text: int, found: Found | None) -> int:
        """Let the article of the entry stand there with its text, of the row `text`. Its own row."""
        document, known = entry.document, self._articles.get(entry.uuid)
        columns = articles.columns(document, title, text)
        if known is None:
            row = articles.insert(
                self._db, entry.uuid, self._source(document.source), document.address, columns
            )
        else:
            row = known.row
            self._index.remove(row)
            articles.change(self._db, row, columns)
        self._articles[entry.uuid] = ArticleRow(row, entry.sha256)
        self._placed.add(row)
        if found is None:
            self._index.add(row, columns.title, document.text)
        else:
            self._index.add(row, columns.title, document.text, found.headline, found.stems)
            if found.terms is not None:
                self._terms.append((row, text, columns.moment, found.terms))
        if document.page is not None:
            pages.put(self._db, entry.uuid, document.page)
        if self._awaited:
            absent.come(self._db, row, entry.uuid, entry.sha256, document.text)
        return row

    def _correct(self, row: int, document: Document) -> bool:
        """Take in a title, date, author or URL that is another one, with the same text; whether one is."""
        before = correcting.said_of(self._db, row)
        now = correcting.corrected(before, document)
        if now == before:
            return False
        if now.title != before.title:
            self._index.remove(row)
            self._index.add(row, now.title, document.text)
        correcting.correct(self._db, row, now)
        stories.describe_again(self._db, row)
        return True

    def _source(self, name: str) -> int:
        """The row of the source with that name."""
        if name not in self._sources:
            self._sources[name] = articles.put_source(self._db, name)
        return self._sources[name]
