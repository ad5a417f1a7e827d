"""Taking articles out of a library. What people said of them is exported before, and stays in the log.

The log is not touched: a removed annotation keeps its row, says nothing any more and is of no article, as if
it had never been there. Importing what was exported brings it back.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from store.db import annotation, events, people, word_index
from store.db.annotation import GONE, NOTHING
from store.db.word_index import Folded
from store.model import ExportedArticle
from store.records import canonical

_THESE = "(SELECT value FROM json_each(?))"
"""The rows in a JSON array."""

Key: TypeAlias = tuple[int, str, int]
"""The row of an article, its title, and the row of its text: with them what is folded stays the same."""


def fold(db: sqlite3.Connection, articles: Sequence[str]) -> dict[Key, Folded]:
    """What the index of words has of the articles with those ids; slow, so ask before others have to wait."""
    found = db.execute(
        "SELECT a.id, a.title, a.text, f.title, f.lead, f.body"
        " FROM articles a JOIN folded_articles f ON f.id = a.id"
        f" WHERE a.uuid IN {_THESE}",
        (json.dumps(list(articles)),),
    )
    return {(row, title, text): tuple(stems) for row, title, text, *stems in found}


def remove(
    db: sqlite3.Connection,
    annotator: str,
    articles: Sequence[str],
    said: Sequence[ExportedArticle],
    file: str,
    folded: Mapping[Key, Folded],
) -> None:
    """Remove the articles with those ids, of which `said` is everything, deleted or not, that was said.

    `file` is where that was exported to, for the log. What `fold` did not give in `folded` is folded now.
    """
    rows = [db.execute("SELECT id FROM articles WHERE uuid = ?", (uuid,)).fetchone()[0] for uuid in articles]
    detail = {"articles": _told(db, rows), "file": file}
    event = events.append(db, people.put(db, annotator), "remove", detail)
    _remove_annotations(db, event, said)
    index = word_index.Changes(db)
    these = json.dumps(rows)
    for key in db.execute(f"SELECT id, title, text FROM articles WHERE id IN {_THESE}", (these,)).fetchall():
        index.remove(key[0], folded.get(key))
    texts = _texts_of(db, these)
    _vanish(db, these)
    _remove_articles(db, these)
    _remove_texts(db, texts)
    db.execute("DELETE FROM pages WHERE id NOT IN (SELECT page FROM extracted)")
    db.execute("DELETE FROM sources WHERE id NOT IN (SELECT source FROM articles)")
    index.write()


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


def _vanish(db: sqlite3.Connection, articles: str) -> None:
    """Make annotations ones of no article that say nothing, as if they had never been there."""
    found = db.execute(f"SELECT id FROM annotations WHERE article IN {_THESE}", (articles,)).fetchall()
    annotation.say_again(db, [(row, NOTHING) for (row,) in found])
    db.execute(
        "UPDATE annotations SET article = NULL, absent = NULL, placed_start = NULL, placed_stop = NULL,"
        f" deleted = {GONE:d}, note = '', claim = NULL WHERE article IN {_THESE}",
        (articles,),
    )


def _remove_articles(db: sqlite3.Connection, articles: str) -> None:
    # Asked again, the server has to send the article, and not that nothing is new.
    db.execute(
        f"DELETE FROM addresses WHERE url IN (SELECT address FROM articles WHERE id IN {_THESE}"
        f" UNION SELECT url FROM articles WHERE id IN {_THESE})",
        (articles, articles),
    )
    for table, column in _naming(db, "articles"):
        if table != "annotations":
            db.execute(f'DELETE FROM "{table}" WHERE "{column}" IN {_THESE}', (articles,))
    db.execute(f"DELETE FROM articles WHERE id IN {_THESE}", (articles,))


def _texts_of(db: sqlite3.Connection, articles: str) -> list[int]:
    found = db.execute(
        f"SELECT text FROM articles WHERE id IN {_THESE}"
        f" UNION SELECT text FROM earlier_versions WHERE article IN {_THESE}",
        (articles, articles),
    )
    return [text for (text,) in found]


def _remove_texts(db: sqlite3.Connection, texts: Sequence[int]) -> None:
    """Remove those of the texts that no article has or had, with what was found in them."""
    still = "SELECT 1 FROM articles WHERE text = ?1 UNION ALL SELECT 1 FROM earlier_versions WHERE text = ?1"
    left = [text for text in texts if db.execute(f"{still} LIMIT 1", (text,)).fetchone() is None]
    these = json.dumps(left)
    for table, column in _naming(db, "packed_texts") + _naming(db, "texts"):
        db.execute(f'DELETE FROM "{table}" WHERE "{column}" IN {_THESE}', (these,))
    db.execute(f"DELETE FROM packed_texts WHERE id IN {_THESE}", (these,))


def _naming(db: sqlite3.Connection, table: str) -> list[tuple[str, str]]:
    """The tables that have a column for a row of `table`, with that column, those of other subjects too."""
    return [
        (name, column)
        for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for _id, _seq, other, column, *_ in db.execute(f'PRAGMA foreign_key_list("{name}")').fetchall()
        if other == table
    ]
