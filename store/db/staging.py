"""What an import adds, written beside the library first: others wait only while it is copied.

Temporary tables are of one connection, and to fill them takes no lock of the library. Rows are numbered from
one; where the library's end is known only under the lock, and that is added as they are copied.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from store.db import people
from store.db.annotation import NOTHING, content_of
from store.db.annotation_rows import ANCHOR, WORDS, values
from store.model import Annotation, Span

_TABLES = ("staged", "staged_tags", "staged_links")
_OWN = (*ANCHOR, *WORDS)
_STAGED = ("nth", "uuid", "article", "absent", "annotator", *_OWN, "said", "stamp")
_STAGE = f"INSERT INTO temp.staged ({', '.join(_STAGED)}) VALUES ({', '.join(f':{one}' for one in _STAGED)})"
_COPY = (
    f"INSERT INTO annotations (id, uuid, article, absent, annotator, {', '.join(_OWN)})"
    " SELECT :last + s.nth, s.uuid, s.article, b.id, p.id, "
    + ", ".join(f"s.{one}" for one in _OWN)
    + " FROM temp.staged s JOIN annotators p ON p.name = s.annotator"
    " LEFT JOIN absent_articles b ON b.uuid = s.absent ORDER BY s.nth"
)


@dataclass(frozen=True, slots=True)
class New:
    """An annotation that the library does not know yet."""

    annotation: Annotation
    home: int | None
    """The row of its article."""
    absent: str | None
    """Or the id of the absent article that it waits for."""
    placed: Span | None
    """Where it stands in the article's current text."""
    stamp: str | None = None
    """When the version that the file was written from was updated last; see `rounds`."""


def stage(db: sqlite3.Connection, new: Iterable[New]) -> int:
    """Write what is new into the temporary tables, in place of what was there; how many annotations it is."""
    drop(db)
    db.execute(f"CREATE TEMP TABLE staged (nth INTEGER PRIMARY KEY, {', '.join(_STAGED[1:])})")
    db.execute("CREATE TEMP TABLE staged_tags (nth, place, tag)")
    db.execute("CREATE TEMP TABLE staged_links (nth, place, other, relation)")
    tags: list[tuple[int, int, str]] = []
    links: list[tuple[int, int, str, str]] = []
    count = 0

    def rows() -> Iterator[dict[str, object]]:
        nonlocal count
        for count, one in enumerate(new, 1):
            made = one.annotation
            content = content_of(made)
            tags.extend((count, place, tag) for place, tag in enumerate(content.tags))
            links.extend((count, place, link.to, link.relation) for place, link in enumerate(content.links))
            yield {
                "nth": count,
                "uuid": made.id,
                "article": one.home,
                "absent": one.absent,
                "annotator": made.annotator,
                **values(made, one.placed),
                "said": content.pack() if content else None,
                "stamp": one.stamp,
            }

    db.executemany(_STAGE, rows())
    db.executemany("INSERT INTO temp.staged_tags VALUES (?, ?, ?)", tags)
    db.executemany("INSERT INTO temp.staged_links VALUES (?, ?, ?, ?)", links)
    return count


def copy(db: sqlite3.Connection) -> int:
    """Copy what is staged into the library; the row after which it stands there.

    The absent articles that it waits for have to be there.
    """
    writers = db.execute("SELECT annotator FROM temp.staged GROUP BY annotator ORDER BY min(nth)")
    for (name,) in writers.fetchall():
        people.put(db, name)
    (last,) = db.execute("SELECT coalesce(max(id), 0) FROM annotations").fetchone()
    db.execute(_COPY, {"last": last})
    # One that is new says nothing yet, and so has no tags or links.
    db.execute(
        "INSERT INTO annotation_tags (annotation, nth, tag) SELECT ? + nth, place, tag FROM temp.staged_tags",
        (last,),
    )
    db.execute(
        "INSERT INTO annotation_links (annotation, nth, other, relation)"
        " SELECT ? + nth, place, other, relation FROM temp.staged_links",
        (last,),
    )
    return int(last)


def record(db: sqlite3.Connection, step: int, last: int) -> None:
    """Record what was copied behind the row `last` as changes of a step, numbered from 0."""
    db.execute(
        "INSERT INTO changes (step, nth, annotation, before, after, before_updated, after_updated, stamp)"
        " SELECT ?, nth - 1, ? + nth, ?, said, NULL, updated, stamp FROM temp.staged WHERE said IS NOT NULL",
        (step, last, NOTHING.pack()),
    )


def drop(db: sqlite3.Connection) -> None:
    """Forget what is staged."""
    for table in _TABLES:
        db.execute(f"DROP TABLE IF EXISTS temp.{table}")
