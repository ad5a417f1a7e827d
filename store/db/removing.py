"""Taking articles out of a library. What people said of them is exported before, and stays in the log.

The log is not touched: a removed annotation keeps its row, says nothing any more and is of no article, as if
it had never been there. Importing what was exported brings it back.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from store.db import annotation, events, people, word_index
from store.db.annotation import GONE, NOTHING
from store.model import ExportedArticle
from store.records import canonical


def remove(
    db: sqlite3.Connection,
    annotator: str,
    articles: Sequence[str],
    said: Sequence[ExportedArticle],
    file: str,
) -> None:
    """Remove the articles with those ids, of which `said` is everything, deleted or not, that was said.

    `file` is where that was exported to, for the log.
    """
    rows = [db.execute("SELECT id FROM articles WHERE uuid = ?", (uuid,)).fetchone()[0] for uuid in articles]
    detail = {"articles": _told(db, rows), "file": file}
    event = events.append(db, people.put(db, annotator), "remove", detail)
    _remove_annotations(db, event, said)
    for row in rows:
        _remove_article(db, row)
    _sweep(db)


def _told(db: sqlite3.Connection, rows: Sequence[int]) -> list[dict[str, str]]:
    query = "SELECT a.uuid, s.name, a.title FROM articles a JOIN sources s ON s.id = a.source WHERE a.id = ?"
    found = (db.execute(query, (row,)).fetchone() for row in rows)
    return [{"id": uuid, "source": source, "title": title} for uuid, source, title in found]


def _remove_annotations(db: sqlite3.Connection, event: int, said: Sequence[ExportedArticle]) -> None:
    versions: list[tuple[int, str]] = []
    for article in said:
        for one in article.annotations:
            row = annotation.row_of(db, one.id)
            if row is not None and not events.has_version(db, row, text := canonical(one)):
                versions.append((row, text))
    events.keep(db, event, versions)


def _vanish(db: sqlite3.Connection, row: int) -> None:
    """Make the annotation one of no article that says nothing, as if it had never been there."""
    annotation.say_again(db, [(row, NOTHING)])
    db.execute(
        "UPDATE annotations SET article = NULL, absent = NULL, placed_start = NULL, placed_stop = NULL,"
        " deleted = ?, note = '', claim = NULL WHERE id = ?",
        (GONE, row),
    )


def _remove_article(db: sqlite3.Connection, row: int) -> None:
    found = db.execute("SELECT id FROM annotations WHERE article = ?", (row,)).fetchall()
    for (one,) in found:
        _vanish(db, one)
    index = word_index.Changes(db)
    index.remove(row)
    index.write()
    # Asked again, the server has to send the article, and not that nothing is new.
    db.execute(
        "DELETE FROM addresses WHERE url IN"
        " (SELECT address FROM articles WHERE id = ?1 UNION SELECT url FROM articles WHERE id = ?1)",
        (row,),
    )
    for table, column in _naming(db, "articles"):
        if table != "annotations":
            db.execute(f'DELETE FROM "{table}" WHERE "{column}" = ?', (row,))
    db.execute("DELETE FROM articles WHERE id = ?", (row,))


def _sweep(db: sqlite3.Connection) -> None:
    """Remove texts that no article has or had, with what was found in them; pages and sources likewise."""
    texts = db.execute(
        "SELECT id FROM packed_texts WHERE id NOT IN (SELECT text FROM articles)"
        " AND id NOT IN (SELECT text FROM earlier_versions)"
    ).fetchall()
    naming = _naming(db, "packed_texts") + _naming(db, "texts")
    for (text,) in texts:
        for table, column in naming:
            db.execute(f'DELETE FROM "{table}" WHERE "{column}" = ?', (text,))
        db.execute("DELETE FROM packed_texts WHERE id = ?", (text,))
    db.execute("DELETE FROM pages WHERE id NOT IN (SELECT page FROM extracted)")
    db.execute("DELETE FROM sources WHERE id NOT IN (SELECT source FROM articles)")


def _naming(db: sqlite3.Connection, table: str) -> list[tuple[str, str]]:
    """The tables that have a column for a row of `table`, with that column, those of other subjects too."""
    return [
        (name, column)
        for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for _id, _seq, other, column, *_ in db.execute(f'PRAGMA foreign_key_list("{name}")').fetchall()
        if other == table
    ]
