"""Lists of articles, all in one order.

That is the latest first; articles of the same moment stand as they were indexed, and those without a date
stand last.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from store.errors import NotFound
from store.model import ArticleSummary

_FOLDED = "NOT EXISTS (SELECT 1 FROM folded f WHERE f.article = articles.id)"
"""The condition that an article is not folded under another that it is alike to; see `twins`."""


def _of(source: int | None, folded: bool) -> str:
    """The condition that an article is of a source, in a list with or without copies; it ends with AND."""
    return ("" if source is None else "source = :source AND ") + (f"{_FOLDED} AND" if folded else "")


def count(db: sqlite3.Connection, source: int | None, folded: bool = False) -> int:
    """How many articles a source has, or the library; `folded`: those alike count as one."""
    condition = f"WHERE {_of(source, folded)} 1"
    row = db.execute(f"SELECT count(*) FROM articles {condition}", {"source": source}).fetchone()
    return int(row[0])


def page(
    db: sqlite3.Connection,
    annotator: int | None,
    source: int | None,
    start: int,
    length: int,
    folded: bool = False,
) -> list[ArticleSummary]:
    """`length` articles from the `start`th on, 0 the first.

    The rows are chosen in the index alone, so that those before `start` are passed over without being read.
    """
    condition = f"WHERE {_of(source, folded)} 1"
    order = "ORDER BY moment DESC, id LIMIT :length OFFSET :start"
    chosen = f"SELECT id, 0 AS place FROM articles {condition} {order}"
    return _summaries(
        db,
        chosen,
        {"source": source, "annotator": annotator, "start": max(0, start), "length": max(0, length)},
    )


def summaries(db: sqlite3.Connection, annotator: int | None, rows: Sequence[int]) -> list[ArticleSummary]:
    """The articles in those rows, in that order."""
    chosen = "SELECT value AS id, key AS place FROM json_each(:rows)"
    return _summaries(db, chosen, {"annotator": annotator, "rows": json.dumps(list(rows))})


def _summaries(db: sqlite3.Connection, chosen: str, values: dict[str, object]) -> list[ArticleSummary]:
    """The articles whose ids `chosen` selects, by its `place`, and of the same place the latest first."""
    rows = db.execute(
        f"""
        WITH chosen AS ({chosen})
        SELECT a.uuid, s.name, a.title, a.published,
            EXISTS (SELECT 1 FROM read_marks r
                WHERE r.annotator = :annotator AND r.source = a.source AND r.article = a.id),
            n.claims,
            (SELECT count(*) FROM annotations o
                WHERE o.article = a.id AND NOT o.deleted AND o.placed_start IS NOT NULL),
            (SELECT count(*) - 1 FROM articles x WHERE x.text = a.text)
                + (SELECT count(*) FROM twins t JOIN twins o ON o.leader = t.leader AND o.text != t.text
                    JOIN articles x ON x.text = o.text WHERE t.text = a.text)
        FROM chosen JOIN articles a ON a.id = chosen.id JOIN sources s ON s.id = a.source
            JOIN analyses n ON n.text = a.text
        ORDER BY chosen.place, a.moment DESC, a.id
        """,
        values,
    )
    return [
        ArticleSummary(uuid, name, title, at, bool(read), *rest)
        for uuid, name, title, at, read, *rest in rows
    ]


def place(db: sqlite3.Connection, uuid: str, source: int | None, folded: bool = False) -> tuple[int, bool]:
    """How many articles of the list stand before this one, and whether it is in the list itself.

    NotFound where there is no such article.
    """
    moment, row = _position(db, uuid)
    condition = _of(source, folded)
    values = {"source": source, "moment": moment, "row": row}
    found = db.execute(
        f"SELECT (SELECT count(*) FROM articles WHERE {condition} moment > :moment)"
        f" + (SELECT count(*) FROM articles WHERE {condition} moment = :moment AND id < :row),"
        f" EXISTS (SELECT 1 FROM articles WHERE {condition} id = :row)",
        values,
    ).fetchone()
    return int(found[0]), bool(found[1])


def neighbour(db: sqlite3.Connection, uuid: str, step: int, source: int | None) -> str | None:
    """The article after this one (step 1) or before it (step -1), or None at the end."""
    moment, row = _position(db, uuid)
    condition = "" if source is None else "source = :source AND"
    values = {"source": source, "moment": moment, "row": row}
    if step > 0:
        places = ("moment = :moment AND id > :row ORDER BY id", "moment < :moment ORDER BY moment DESC, id")
    else:
        places = (
            "moment = :moment AND id < :row ORDER BY id DESC",
            "moment > :moment ORDER BY moment, id DESC",
        )
    for place in places:
        found = db.execute(f"SELECT uuid FROM articles WHERE {condition} {place} LIMIT 1", values).fetchone()
        if found is not None:
            return str(found[0])
    return None


def _position(db: sqlite3.Connection, uuid: str) -> tuple[int, int]:
    found = db.execute("SELECT moment, id FROM articles WHERE uuid = ?", (uuid,)).fetchone()
    if found is None:
        raise NotFound("no article with the id {id}", id=uuid)
    return int(found[0]), int(found[1])
