"""Annotated articles that the library does not have: kept until their text is indexed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from store import anchors
from store.db import texts
from store.db.connection import inserted
from store.model import ExportedArticle, Quote, Span

_HAVE_NOW = "a.text = :text"
_HAD = "a.id IN (SELECT article FROM earlier_versions WHERE text = :text)"


def put(db: sqlite3.Connection, article: ExportedArticle) -> int:
    """Keep what `article` says of an article that is not there; its row."""
    details = (
        bytes.fromhex(article.sha256),
        article.source,
        article.title,
        article.url,
        article.published,
        article.id,
    )
    found = db.execute("SELECT id FROM absent_articles WHERE uuid = ?", (article.id,)).fetchone()
    if found is not None:
        db.execute(
            "UPDATE absent_articles SET sha256 = ?, source = ?, title = ?, url = ?, published = ?"
            " WHERE uuid = ?",
            details,
        )
        return int(found[0])
    done = db.execute(
        "INSERT INTO absent_articles (sha256, source, title, url, published, uuid) VALUES (?, ?, ?, ?, ?, ?)",
        details,
    )
    return inserted(done)


def row_of(db: sqlite3.Connection, uuid: str) -> int | None:
    """The row of the absent article with that id, if annotations wait for it."""
    found = db.execute("SELECT id FROM absent_articles WHERE uuid = ?", (uuid,)).fetchone()
    return None if found is None else int(found[0])


def present(db: sqlite3.Connection, article: ExportedArticle) -> int | None:
    """The row of the article that stands for `article` here, if one does.

    It is the one with that id; or else one whose text is, or was, the one that the annotations were made
    on, best of the same source: the same file has another id where it lies at another path.
    """
    found = db.execute("SELECT id FROM articles WHERE uuid = ?", (article.id,)).fetchone()
    if found is not None:
        return int(found[0])
    for sha256 in dict.fromkeys((article.sha256, *(one.text_sha256 for one in article.annotations))):
        text = texts.row_of(db, bytes.fromhex(sha256))
        if text is None:
            continue
        for has_it in _HAVE_NOW, _HAD:
            found = db.execute(
                f"SELECT a.id FROM articles a JOIN sources s ON s.id = a.source WHERE {has_it}"
                " ORDER BY s.name = :source DESC, a.uuid LIMIT 1",
                {"text": text, "source": article.source},
            ).fetchone()
            if found is not None:
                return int(found[0])
    return None


def any_wait(db: sqlite3.Connection) -> bool:
    """Whether annotations wait for any article."""
    return db.execute("SELECT 1 FROM absent_articles LIMIT 1").fetchone() is not None


def come(db: sqlite3.Connection, article: int, uuid: str, sha256: bytes, text: str) -> None:
    """Give the article, which has just been indexed with that text, the annotations that wait for it."""
    waiting = db.execute(
        "SELECT id FROM absent_articles WHERE uuid = ? OR sha256 = ?"
        " UNION SELECT absent FROM annotations WHERE absent IS NOT NULL AND text_sha256 = ?",
        (uuid, sha256, sha256),
    ).fetchall()
    for (row,) in waiting:
        found = db.execute(
            "SELECT id, text_sha256, start, stop, exact, prefix, suffix FROM annotations WHERE absent = ?",
            (row,),
        ).fetchall()
        for one, made_on, start, stop, *words in found:
            placed = place(Quote(*words), Span(start, stop), text, made_on == sha256)
            db.execute(
                "UPDATE annotations SET article = ?, absent = NULL, placed_start = ?, placed_stop = ?"
                " WHERE id = ?",
                (article, *((None, None) if placed is None else (placed.start, placed.end)), one),
            )
    forget(db, (row for (row,) in waiting))


def place(quote: Quote, span: Span, text: str, same: bool) -> Span | None:
    """Where a quote stands in `text`: at `span`, if that is the `same` text, or else where it is found."""
    return span if same and span.of(text) == quote.exact else anchors.place(quote, span, text)


def forget(db: sqlite3.Connection, rows: Iterable[int]) -> None:
    """Forget absent articles of which no annotation is left."""
    db.executemany(
        "DELETE FROM absent_articles WHERE id = ?1 AND NOT EXISTS"
        " (SELECT 1 FROM annotations WHERE absent = ?1)",
        [(row,) for row in rows],
    )
