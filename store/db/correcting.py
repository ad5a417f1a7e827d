"""What a document says of its article otherwise than before, though its text is the same."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, NamedTuple

from store.db import articles

if TYPE_CHECKING:
    from store.model import Document


class Said(NamedTuple):
    """What a document says of its article beside the text."""

    url: str | None
    title: str
    published: str | None
    author: str | None


def said_of(db: sqlite3.Connection, row: int) -> Said:
    """What is kept of the article in that row."""
    query = "SELECT url, title, published, author FROM articles WHERE id = ?"
    return Said(*db.execute(query, (row,)).fetchone())


def corrected(said: Said, document: Document) -> Said:
    """The same, with what the document says in its place; what it does not say stays."""
    now = articles.columns(document, said.title, 0)
    return Said(
        said.url if now.url is None else now.url,
        now.title,
        now.published or said.published,
        now.author or said.author,
    )


def correct(db: sqlite3.Connection, row: int, said: Said) -> None:
    """Keep that of the article, whose text and version stay the same."""
    db.execute(
        "UPDATE articles SET url = ?, title = ?, published = ?, author = ?, moment = ? WHERE id = ?",
        (*said, articles.moment_of(said.published), row),
    )
