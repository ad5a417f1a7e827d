"""What an annotator does to the annotation of a stretch: the rules between a key and the log."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import replace

from store import anchors
from store.db import annotation, drafts, log, scheme, texts
from store.db.annotation import NOTHING, Content
from store.db.articles import Stretch
from store.db.log import Action, Change
from store.errors import InvalidSpan, StoreError
from store.model import Annotation, Span


def set_tag(db: sqlite3.Connection, stretch: Stretch, name: str, on: bool | None) -> Annotation | None:
    """Set the tag, clear it, or (None) the other of the two; the scheme gains a tag it does not know."""
    row, before = _find(db, stretch)
    if on is None:
        on = name not in before.tags
    if on:
        after = _tagged(db, before, (name,))
    else:
        after = replace(before, tags=tuple(tag for tag in before.tags if tag != name))
    return _do(db, stretch, "tag", row, before, after)


def set_note(db: sqlite3.Connection, stretch: Stretch, note: str) -> Annotation | None:
    """Write the note, empty for none, and forget the draft of it."""
    row, before = _find(db, stretch)
    drafts.clear(db, stretch)
    return _do(db, stretch, "note", row, before, replace(before, note=note))


def annotate(db: sqlite3.Connection, stretch: Stretch, names: Iterable[str], note: str) -> Annotation:
    """Add tags, and a note in place of the one there (an empty note leaves it), as one step."""
    row, before = _find(db, stretch)
    after = _tagged(db, replace(before, note=note or before.note), names)
    made = _do(db, stretch, "annotate", row, before, after)
    if made is None:
        raise StoreError("an annotation needs a tag or a note")
    return made


def _tagged(db: sqlite3.Connection, content: Content, names: Iterable[str]) -> Content:
    for name in names:
        tag = scheme.create(db, name, None, "many", None, "default", "")
        content = replace(content, tags=scheme.with_tag(db, content.tags, tag))
    return content


def _find(db: sqlite3.Connection, stretch: Stretch) -> tuple[int | None, Content]:
    """The annotation of the stretch and what it says; no row and nothing where there is none."""
    row = annotation.find(db, stretch)
    return row, NOTHING if row is None else annotation.content(db, row)


def _do(
    db: sqlite3.Connection,
    stretch: Stretch,
    action: Action,
    row: int | None,
    before: Content,
    after: Content,
) -> Annotation | None:
    """Make the change as a step of the log; the annotation after it, or None if it says nothing any more."""
    if row is None:
        text = _text(db, stretch)
        if not after:
            return None
        row = _create(db, stretch, text)
    log.do(db, stretch.annotator, action, [Change(row, before, after)])
    return annotation.by_row(db, row) if after else None


def _create(db: sqlite3.Connection, stretch: Stretch, text: str) -> int:
    quote = anchors.quote(text, stretch.span)
    placed: Span | None = stretch.span
    if stretch.sha256 != stretch.article.sha256:
        placed = anchors.place(quote, stretch.span, texts.body(db, stretch.article.sha256))
    return annotation.create(db, stretch, quote, placed)


def _text(db: sqlite3.Connection, stretch: Stretch) -> str:
    """The text of the stretch; InvalidSpan where the stretch is none of it."""
    text = texts.body(db, stretch.sha256)
    start, end = stretch.span.start, stretch.span.end
    if not 0 <= start < end <= len(text):
        raise InvalidSpan(
            f"{start} to {end} is no stretch of the text: offsets go from 0 to {len(text)},"
            " and the end comes after the start"
        )
    return text
