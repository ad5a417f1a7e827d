"""The one door to what newsread keeps. A facade: what each method does is done in `store.db`."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Literal, Self, TypeAlias

from store.db import annotation, articles, drafts, editing, log, people, reading_state, scheme, texts
from store.db.articles import Stretch
from store.db.connection import open_database, reading, writing
from store.errors import NotFound
from store.model import (
    Annotation,
    Article,
    ArticleSummary,
    Choice,
    Document,
    Draft,
    ExportedArticle,
    Extraction,
    Outcome,
    Outline,
    Place,
    Source,
    Span,
    Tag,
    Target,
    Undone,
)

if TYPE_CHECKING:
    from store.db.adding import Adding

Analyse: TypeAlias = Callable[[str], tuple[Outline, Extraction]]
"""Finds the parts of a text, and the claims in it."""

ExportFormat: TypeAlias = Literal["newsread"]


class Library:
    """A library file, as one annotator uses it, in one thread.

    Every method raises LibraryError, with one line for a person, where the file cannot be used. A method
    that changes something has it on the disk when it returns; one that raises has changed nothing.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path, annotator: str, analyse: Analyse | None):
        """Use `Library.open`."""
        self._connection = connection
        self._analyse = analyse
        self.path = path
        self.annotator = annotator

    @classmethod
    def open(cls, path: Path, annotator: str, *, analyse: Analyse | None = None, create: bool = True) -> Self:
        """The library at `path`, made (with its folder, owner-only) if it is not there, for `annotator`.

        Without `create` one that is not there is a LibraryError. Others than the owner and the group lose
        their permissions on one that is there.

        `analyse` finds statements and claims in the texts that are added; without it
        `store.analysis.analyse` does. Raises LibraryError with the file untouched if it is not a library,
        damaged, newer, or cannot be written; InvalidName for an annotator without a name.
        """
        name = scheme.clean_name(annotator, "an annotator")
        return cls(open_database(path, create), path, name, analyse)

    def close(self) -> None:
        """Close the file. Nothing is lost if this is never called."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # Articles

    def add(self, document: Document) -> Outcome:
        """Add the article, or give it a new version where its text has changed."""
        return self._adding().add([document])[0]

    def add_many(
        self, documents: Iterable[Document], progress: Callable[[Outcome], None] | None = None
    ) -> dict[Outcome, int]:
        """Add articles, many to a commit; how many were added, updated and unchanged.

        `progress` is called for each article once it is kept. Where `documents` raises or the work is
        interrupted, what came before is kept.
        """
        return self._adding().add_many(documents, progress)

    def sources(self) -> list[Source]:
        """Every source by name, with its counts."""
        with self._reading() as db:
            return reading_state.sources(db, self._me(db))

    def article_count(self, source: str | None = None) -> int:
        """How many articles a source has, or (None) the library."""
        with self._reading() as db:
            return articles.count(db, self._source(db, source))

    def article_page(self, source: str | None, start: int, count: int) -> list[ArticleSummary]:
        """`count` articles of a source or (None) of all, from the `start`th on, the latest first."""
        with self._reading() as db:
            return articles.page(db, self._me(db), self._source(db, source), start, count)

    def article_index(self, article_id: str, source: str | None = None) -> int:
        """Where the article stands in `article_page`'s order, 0 the first. NotFound if it is not there."""
        with self._reading() as db:
            return articles.index(db, article_id, self._source(db, source))

    def find_article(self, prefix: str) -> str:
        """The id that begins with `prefix`. NotFound; Ambiguous with some that do."""
        with self._reading() as db:
            return articles.find(db, prefix)

    def article(self, article_id: str) -> Article:
        """The article with its current text. NotFound if it is not there."""
        with self._reading() as db:
            return articles.article(db, article_id)

    def neighbour(self, article_id: str, step: Literal[1, -1], source: str | None = None) -> str | None:
        """The id of the article after (1) or before (-1) this one in the list's order; None at the end."""
        with self._reading() as db:
            return articles.neighbour(db, article_id, step, self._source(db, source))

    # What the annotator has read

    def mark_read(self, article_ids: Iterable[str], read: bool = True) -> None:
        """Mark articles as read by the annotator, or as not read."""
        with self._writing() as db:
            reading_state.mark(db, people.put(db, self.annotator), article_ids, read)

    def mark_all_read(self, source: str | None = None) -> None:
        """Mark every article of a source, or (None) of the library, as read by the annotator."""
        with self._writing() as db:
            reading_state.mark_all(db, people.put(db, self.annotator), self._source(db, source))

    def place(self) -> Place | None:
        """Where the annotator was last, or None before the first time."""
        with self._reading() as db:
            return reading_state.place(db, self._me(db))

    def save_place(self, place: Place) -> None:
        """Keep where the annotator is. NotFound if the article is not there."""
        with self._writing() as db:
            article = articles.known(db, place.article)
            reading_state.save_place(db, people.put(db, self.annotator), article.row, place.offset)

    def recall(self, name: str) -> str | None:
        """What the annotator's reader keeps under `name` (the last export's path, say), or None."""
        with self._reading() as db:
            return reading_state.recall(db, self._me(db), name)

    def remember(self, name: str, value: str) -> None:
        """Keep `value` for the annotator under `name`."""
        with self._writing() as db:
            reading_state.remember(db, people.put(db, self.annotator), name, texts.clean(value))

    # Annotations

    def annotations(self, article_id: str, annotator: str | None = None) -> tuple[Annotation, ...]:
        """What everybody, or one annotator, says of the article, in the text's order, the orphaned last."""
        with self._reading() as db:
            return annotation.of_article(db, articles.known(db, article_id).row, annotator)

    def annotation(self, annotation_id: str) -> Annotation:
        """The annotation with that id, deleted or not. NotFound if there is none."""
        with self._reading() as db:
            found = annotation.by_uuid(db, annotation_id)
        if found is None:
            raise NotFound(f"no annotation with the id {annotation_id}")
        return found

    def set_tag(
        self,
        article_id: str,
        span: Span,
        target: Target,
        tag: str,
        on: bool | None = None,
        *,
        text_sha256: str | None = None,
    ) -> Annotation | None:
        """Set the tag on the stretch, clear it, or (None) the other of the two.

        Of a group with one choice the others are cleared. A tag that the scheme does not know is added to
        it. Gives the annotation, or None where it says nothing any more and is deleted. `span` is of the
        article's current text, or of the one it had as `text_sha256`: then the annotation is placed in the
        current one, or orphaned. InvalidSpan if it is no stretch of it.
        """
        name = scheme.clean_name(tag, "a tag")
        with self._writing() as db:
            return editing.set_tag(db, self._stretch(db, article_id, span, target, text_sha256), name, on)

    def set_note(
        self, article_id: str, span: Span, target: Target, note: str, *, text_sha256: str | None = None
    ) -> Annotation | None:
        """Write the note of the stretch, empty for none, and clear its draft; else as `set_tag`."""
        with self._writing() as db:
            stretch = self._stretch(db, article_id, span, target, text_sha256)
            return editing.set_note(db, stretch, texts.clean(note))

    def annotate(
        self,
        article_id: str,
        span: Span,
        target: Target,
        tags: Sequence[str] = (),
        note: str = "",
        *,
        text_sha256: str | None = None,
    ) -> Annotation:
        """Add tags and a note to the stretch as one step; else as `set_tag`.

        StoreError if that would leave an annotation without either.
        """
        names = [scheme.clean_name(tag, "a tag") for tag in tags]
        with self._writing() as db:
            stretch = self._stretch(db, article_id, span, target, text_sha256)
            return editing.annotate(db, stretch, names, texts.clean(note))

    def undo(self) -> Undone | None:
        """Take back the annotator's last step, of this or an earlier session; None at the beginning."""
        with self._writing() as db:
            return log.undo(db, people.put(db, self.annotator))

    def redo(self) -> Undone | None:
        """Do the step again that was taken back last; None where a new step or nothing came after it."""
        with self._writing() as db:
            return log.redo(db, people.put(db, self.annotator))

    # Drafts of notes

    def save_draft(
        self, article_id: str, span: Span, target: Target, note: str, *, text_sha256: str | None = None
    ) -> None:
        """Keep an unfinished note of the stretch; an empty one clears it."""
        with self._writing() as db:
            stretch = self._stretch(db, article_id, span, target, text_sha256)
            if note:
                drafts.save(db, stretch, texts.clean(note))
            else:
                drafts.clear(db, stretch)

    def clear_draft(
        self, article_id: str, span: Span, target: Target, *, text_sha256: str | None = None
    ) -> None:
        """Forget the unfinished note of the stretch."""
        self.save_draft(article_id, span, target, "", text_sha256=text_sha256)

    def draft(
        self, article_id: str, span: Span, target: Target, *, text_sha256: str | None = None
    ) -> str | None:
        """The annotator's unfinished note of the stretch, or None."""
        with self._reading() as db:
            me = self._me(db)
            if me is None:
                return None
            return drafts.get(db, self._stretch(db, article_id, span, target, text_sha256, me))

    def drafts(self) -> tuple[Draft, ...]:
        """All unfinished notes of the annotator, the last one first."""
        with self._reading() as db:
            return drafts.every(db, self._me(db))

    # Tags

    def tags(self) -> tuple[Tag, ...]:
        """The scheme, in its order."""
        with self._reading() as db:
            return scheme.every(db)

    def create_tag(
        self,
        name: str,
        group: str | None = None,
        choice: Choice = "many",
        key: str | None = None,
        colour: str = "default",
        description: str = "",
    ) -> Tag:
        """The tag of that name, added with the next free digit as its key unless the scheme has it."""
        name = scheme.clean_name(name, "a tag")
        group = None if group is None else scheme.clean_name(group, "a group of tags")
        with self._writing() as db:
            return scheme.create(db, name, group, choice, key, colour, texts.clean(description))

    def recent_tags(self) -> tuple[str, ...]:
        """The tags that the annotator set lately, the last first."""
        with self._reading() as db:
            return log.recent_tags(db, self._me(db))

    # Out

    def exported(
        self,
        article_ids: Sequence[str] | None = None,
        *,
        annotators: Sequence[str] | None = None,
        all: bool = False,
    ) -> list[ExportedArticle]:
        """The articles that have annotations, with them; of some articles, of some annotators.

        Deleted annotations are left out, but for `all`.
        """
        with self._reading() as db:
            return annotation.exported(db, article_ids, annotators, all)

    def export(
        self,
        path: Path | None,
        format: ExportFormat = "newsread",
        *,
        annotators: Sequence[str] | None = None,
        all: bool = False,
    ) -> str | None:
        """Write what `exported` gives to `path`, whole or not at all; or (None) give it as text.

        LibraryError if the file cannot be written; the one that was there is left.
        """
        from store.exchange import newsread
        from store.exchange.files import write_whole
        from store.ids import now

        with self._reading() as db:
            known, chosen = scheme.every(db), annotation.exported(db, None, annotators, all)
        text = newsread.dumps(known, chosen, now())
        if path is None:
            return text
        write_whole(path, text)
        return None

    # The file

    def change_counter(self) -> int:
        """A number that is another one after somebody else has written to the library; cheap to ask for."""
        with self._reading() as db:
            return int(db.execute("PRAGMA data_version").fetchone()[0])

    def _adding(self) -> Adding:
        """Imported only here: opening the reader needs neither the extractor nor its lexicons."""
        from store.db.adding import Adding, Machine
        from store.reading.outline import language, title_text

        analyse = self._analyse
        if analyse is None:
            from store.analysis import analyse as extractor

            analyse = extractor
        return Adding(self._connection, self.path, Machine(analyse, language, title_text))

    def _reading(self) -> AbstractContextManager[sqlite3.Connection]:
        return reading(self._connection, self.path)

    def _writing(self) -> AbstractContextManager[sqlite3.Connection]:
        return writing(self._connection, self.path)

    def _me(self, db: sqlite3.Connection) -> int | None:
        return people.row_of(db, self.annotator)

    def _source(self, db: sqlite3.Connection, name: str | None) -> int | None:
        """The source's row, 0 (no row) for one that is not there; None for all sources."""
        return None if name is None else articles.source_row(db, name) or 0

    def _stretch(
        self,
        db: sqlite3.Connection,
        article_id: str,
        span: Span,
        target: Target,
        text_sha256: str | None,
        annotator: int | None = None,
    ) -> Stretch:
        article = articles.known(db, article_id)
        sha256 = article.sha256 if text_sha256 is None else texts.known(db, text_sha256)
        me = people.put(db, self.annotator) if annotator is None else annotator
        return Stretch(me, article, sha256, span, target)
