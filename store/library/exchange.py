"""Annotations into files and out of them, behind the door."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from store.cleaning import clean_address
from store.db import articles, exporting, merging, scheme
from store.db.connection import data_version
from store.errors import StoreError
from store.ids import moment
from store.library.session import Session
from store.model import Exported, ExportedArticle, Format, Incoming, Merged, Selection, Tag, Written

if TYPE_CHECKING:
    from store.exchange.web_annotation import Found

EVERYTHING = Selection()

_ENDINGS: dict[str, Format] = {".jsonld": "web-annotation", ".csv": "csv", ".zip": "brat", "": "brat"}


def format_of(path: Path) -> Format:
    """The format that the name of a file asks for: newsread's own unless its ending says otherwise.

    `.jsonld` is Web Annotation, `.csv` a table, `.zip` or a folder that is there brat standoff, and
    `.label-studio.json` Label Studio.
    """
    if path.name.endswith(".label-studio.json"):
        return "label-studio"
    if path.suffix == "" and not path.is_dir():
        return "newsread"
    return _ENDINGS.get(path.suffix.lower(), "newsread")


class Exchange:
    """What people said, in formats that others read; and what others said, merged in."""

    def __init__(self, session: Session) -> None:
        self._session = session

    # Out

    def exported(self, selection: Selection = EVERYTHING) -> list[ExportedArticle]:
        """The articles that have annotations of the selection, with them."""
        with self._session.reading() as db:
            known, found = scheme.every(db), exporting.articles(db, selection.deleted)
        return selected(found, selection, known)

    def export(
        self, path: Path | None, format: Format = "newsread", selection: Selection = EVERYTHING
    ) -> Written:
        """Write the selection to `path`, whole or not at all; or (None) give it as text.

        brat's files go into a folder that is there, or else into a zip archive at `path`, which they need.
        LibraryError if the file cannot be written; the one that was there is left.
        """
        from store.exchange import formats, label_studio, newsread, table, web_annotation
        from store.exchange.files import write_whole
        from store.ids import now

        with self._session.reading() as db:
            known = scheme.every(db)
            chosen = selected(exporting.articles(db, selection.deleted), selection, known)
            texts = self._with_text(db, chosen) if format in formats.WITH_TEXT else []
        count = sum(len(article.annotations) for article in chosen)
        left = _without_place(chosen, texts) if format in formats.WITH_TEXT else 0
        if format == "brat":
            _write_brat(path, texts)
            return Written(None, count - left, left)
        text = {
            "newsread": lambda: newsread.dumps(known, chosen, now()),
            "web-annotation": lambda: web_annotation.dumps(chosen),
            "label-studio": lambda: label_studio.dumps(texts),
            "csv": lambda: table.dumps(chosen),
        }[format]()
        if path is None:
            return Written(text, count - left, left)
        write_whole(path, text)
        return Written(None, count - left, left)

    def interface(self) -> str:
        """Label Studio's labelling interface for the tags of the library, as XML."""
        from store.exchange import label_studio

        with self._session.reading() as db:
            return label_studio.interface(scheme.every(db))

    def _with_text(self, db: sqlite3.Connection, chosen: Sequence[ExportedArticle]) -> list[Exported]:
        """Those of the articles that are there, with their texts."""
        made = []
        for one in chosen:
            if articles.row_of(db, one.id) is not None:
                found = articles.article(db, one.id)
                made.append(Exported(one, found.text, found.extraction))
        return made

    # In

    def import_file(self, path: Path) -> Merged:
        """Merge the file into the library, as one step of the annotator's; what became of it.

        UnreadableInput where it cannot be read; InvalidFormat, with the place, where it fits no format or
        contradicts the library. Then nothing is written.
        """
        from store.exchange.foreign import Reader
        from store.exchange.formats import read_path
        from store.ids import now

        reader = Reader(self._session.annotator, now())
        # Each annotation names its article, and looking for one goes through all of them.
        incoming = read_path(path, reader, cache(self._find))
        # As the log can keep it, whatever bytes its name is of.
        return self.merge(incoming, Path(clean_address(str(path.resolve()))))

    def _find(self, address: str) -> Found | None:
        """The article that another program calls by that address, or by newsread's id."""
        from store.exchange.web_annotation import Found

        with self._session.reading() as db:
            uuid = articles.at_address(db, address)
            if uuid is None:
                return None
            one = articles.article(db, uuid)
        about = ExportedArticle(one.id, one.sha256, one.source, one.title, one.url, one.published)
        return Found(about, one.text)

    def merge(self, incoming: Incoming, path: Path) -> Merged:
        """Merge what the file at `path` brings; see `import_file`."""
        # What takes long is done before others are kept waiting. Where they wrote meanwhile it is looked
        # at again, and what was staged is good as long as they changed nothing of it.
        with self._session.reading() as db:
            seen, made = data_version(db), merging.plan(db, incoming, str(path))
            merging.stage(db, made)
        with self._session.writing() as db:
            if data_version(db) != seen:
                again = merging.plan(db, incoming, str(path))
                made = made if again == made else again
            return merging.write(db, self._session.annotator, path, incoming, made)


def _without_place(chosen: Sequence[ExportedArticle], texts: Sequence[Exported]) -> int:
    """How many annotations a format that shows them in the text has no place for."""
    there = {one.article.id for one in texts}
    return sum(
        article.id not in there or one.placed is None or one.state != "active"
        for article in chosen
        for one in article.annotations
    )


def _write_brat(path: Path | None, texts: Sequence[Exported]) -> None:
    """Write brat's files: into the folder at `path`, or into an archive there."""
    from store.exchange import brat, formats
    from store.exchange.files import write_whole

    if path is None:
        raise StoreError("brat standoff is many files: name a folder, or a .zip, with --output")
    files = brat.files(texts)
    if not path.is_dir():
        write_whole(path, formats.archive(files))
        return
    for name, text in files.items():
        write_whole(path / name, text)


def selected(
    exported: Sequence[ExportedArticle], selection: Selection, tags: Sequence[Tag]
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
    for article in exported:
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
