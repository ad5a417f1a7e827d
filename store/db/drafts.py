"""Notes that are being written, so that a dropped connection loses none of them."""

from __future__ import annotations

import sqlite3

from store import anchors
from store.db import texts
from store.db.articles import Stretch
from store.ids import now
from store.model import Draft, Span

_KEY = "annotator = ? AND article = ? AND text_sha256 = ? AND target = ? AND start = ? AND stop = ?"


def _key(stretch: Stretch) -> tuple[object, ...]:
    return (
        stretch.annotator,
        stretch.article.row,
        stretch.sha256,
        stretch.target,
        stretch.span.start,
        stretch.span.end,
    )


def save(db: sqlite3.Connection, stretch: Stretch, note: str) -> None:
    """Keep the unfinished note of the stretch."""
    db.execute(
        "INSERT OR REPLACE INTO drafts (annotator, article, text_sha256, target, start, stop, note, updated)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (*_key(stretch), note, now()),
    )


def get(db: sqlite3.Connection, stretch: Stretch) -> str | None:
    """The unfinished note of the stretch, or None."""
    row = db.execute(f"SELECT note FROM drafts WHERE {_KEY}", _key(stretch)).fetchone()
    return None if row is None else str(row[0])


def every(db: sqlite3.Connection, annotator: int | None) -> tuple[Draft, ...]:
    """All unfinished notes of the annotator, the last one first."""
    rows = db.execute(
        "SELECT a.uuid, d.target, d.start, d.stop, d.text_sha256, d.note, d.updated"
        " FROM drafts d JOIN articles a ON a.id = d.article WHERE d.annotator = ?"
        " ORDER BY d.updated DESC, d.rowid DESC",
        (annotator,),
    )
    return tuple(
        Draft(uuid, target, Span(start, stop), sha256.hex(), note, updated)
        for uuid, target, start, stop, sha256, note, updated in rows
    )


def clear(db: sqlite3.Connection, stretch: Stretch) -> None:
    """Forget the unfinished note of the stretch."""
    db.execute(f"DELETE FROM drafts WHERE {_KEY}", _key(stretch))


def place_again(db: sqlite3.Connection, article: int, sha256: bytes, text: str) -> None:
    """Move the article's drafts to where their words stand in its new text; the others stay as they are."""
    rows = db.execute(
        "SELECT rowid, text_sha256, start, stop FROM drafts WHERE article = ? AND text_sha256 <> ?",
        (article, sha256),
    ).fetchall()
    for row, written_on, start, stop in rows:
        span = Span(start, stop)
        placed = anchors.place(anchors.quote(texts.body(db, written_on), span), span, text)
        if placed is not None:
            # A draft that is there already is the later one, and stays.
            db.execute(
                "UPDATE OR IGNORE drafts SET text_sha256 = ?, start = ?, stop = ? WHERE rowid = ?",
                (sha256, placed.start, placed.end, row),
            )
