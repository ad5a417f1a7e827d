"""Annotations into files and out of them, behind the door."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal, TypeAlias

from store.db import annotation, merging, scheme
from store.db.connection import data_version
from store.ids import moment
from store.library.session import Session
from store.model import ExportedArticle, Incoming, Merged, Selection, Tag

ExportFormat: TypeAlias = Literal["newsread"]

EVERYTHING = Selection()


class Exchange:
    """What people said, in formats that others read; and what others said, merged in."""

    def __init__(self, session: Session) -> None:
        self._session = session

    # Out

    def exported(self, selection: Selection = EVERYTHING) -> list[ExportedArticle]:
        """The articles that have annotations of the selection, with them."""
        with self._session.reading() as db:
            known, found = scheme.every(db), annotation.exported(db, selection.deleted)
        return selected(found, selection, known)

    def export(
        self, path: Path | None, format: ExportFormat = "newsread", selection: Selection = EVERYTHING
    ) -> str | None:
        """Write the selection to `path`, whole or not at all; or (None) give it as text.

        LibraryError if the file cannot be written; the one that was there is left.
        """
        from store.exchange import newsread
        from store.exchange.files import write_whole
        from store.ids import now

        with self._session.reading() as db:
            known, found = scheme.every(db), annotation.exported(db, selection.deleted)
        text = newsread.dumps(known, selected(found, selection, known), now())
        if path is None:
            return text
        write_whole(path, text)
        return None

    # In

    def import_file(self, path: Path) -> Merged:
        """Merge the file into the library, as one step of the annotator's; what became of it.

        UnreadableInput where it cannot be read; InvalidFormat, with the place, where it fits no format or
        contradicts the library. Then nothing is written.
        """
        from store.exchange.formats import read_file

        return self.merge(read_file(path), path.name)

    def merge(self, incoming: Incoming, name: str) -> Merged:
        """Merge what a file called `name` brings; see `import_file`."""
        # What takes long is done before others are kept waiting, and again if they wrote meanwhile.
        with self._session.reading() as db:
            seen, made = data_version(db), merging.plan(db, incoming)
        with self._session.writing() as db:
            if data_version(db) != seen:
                made = merging.plan(db, incoming)
            return merging.write(db, self._session.annotator, name, incoming, made)


def selected(
    articles: Sequence[ExportedArticle], selection: Selection, tags: Sequence[Tag]
) -> list[ExportedArticle]:
    """The articles with those of their annotations that the selection asks for, without those with none.

    A tag is meant by every name that it has or had.
    """
    wanted = set(selection.tags)
    for tag in tags:
        names = {tag.name, *tag.aliases}
        wanted |= names if names & wanted else set()
    since = moment(selection.since) if selection.since else None
    chosen = []
    for article in articles:
        if selection.articles and article.id not in selection.articles:
            continue
        left = tuple(
            one
            for one in article.annotations
            if (not selection.annotators or one.annotator in selection.annotators)
            and (not wanted or wanted.intersection(one.tags))
            and (since is None or moment(one.updated) >= since)
        )
        if left:
            chosen.append(replace(article, annotations=left))
    return chosen
