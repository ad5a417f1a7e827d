"""Stories and the articles in them: rows alone. What belongs together is found elsewhere."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TypeAlias

from store.db.articles import UNDATED
from store.db.connection import inserted
from store.errors import Ambiguous, NotFound
from store.ids import uuid7
from store.model import Story

DAY = 86_400
"""Seconds."""

_SHOWN_CANDIDATES = 5


@dataclass(frozen=True, slots=True)
class Undescribed:
    """An article whose terms are not kept yet, or are those of another text."""

    row: int
    text: int
    """The row of its text."""
    moment: int
    title: str
    lead: str
    """The beginning of the text."""


@dataclass(frozen=True, slots=True)
class Described:
    """An article with its terms."""

    row: int
    day: int | None
    terms: bytes
    story: int | None
    """The row of its story."""


def undescribed(db: sqlite3.Connection, count: int, lead: int) -> list[Undescribed]:
    """Up to `count` articles without terms, each with the first `lead` code points of its text."""
    rows = db.execute(
        "SELECT a.id, a.text, a.moment, a.title, substr(t.body, 1, :lead)"
        " FROM articles a JOIN texts t ON t.id = a.text WHERE a.id IN ("
        "  SELECT a.id FROM articles a LEFT JOIN story_articles s ON s.article = a.id"
        "  WHERE s.text IS NOT a.text LIMIT :count)",
        {"count": count, "lead": lead},
    )
    return [Undescribed(*row) for row in rows]


Terms: TypeAlias = tuple[int, int, int, bytes]
"""Of an article: its row, that of the text which the terms are of, its moment, and the terms."""


def describe(db: sqlite3.Connection, described: Iterable[Terms]) -> None:
    """Keep the terms of articles, which are then to be grouped; one that was in a story stays until that."""
    db.executemany(
        "INSERT INTO story_articles (article, text, day, terms)"
        " SELECT id, :text, :day, :terms FROM articles WHERE id = :row AND text = :text"
        " ON CONFLICT (article) DO UPDATE SET text = excluded.text, day = excluded.day,"
        " terms = excluded.terms, grouped = 0",
        [
            {"row": row, "text": text, "day": None if moment == UNDATED else moment // DAY, "terms": terms}
            for row, text, moment, terms in described
        ],
    )


def describe_again(db: sqlite3.Connection, article: int) -> None:
    """Have the terms of the article made anew: its title or date has changed."""
    # No text has that row.
    db.execute("UPDATE story_articles SET text = 0 WHERE article = ?", (article,))


def days_to_group(db: sqlite3.Connection) -> list[int | None]:
    """The days of articles that are not grouped yet, in order, None for those without a date at the end."""
    days = [row[0] for row in db.execute("SELECT DISTINCT day FROM story_articles WHERE grouped = 0")]
    return sorted(days, key=lambda day: (day is None, day))


def to_group(db: sqlite3.Connection, day: int | None) -> frozenset[int]:
    """The articles of a day that are not grouped yet."""
    rows = db.execute("SELECT article FROM story_articles WHERE grouped = 0 AND day IS ?", (day,))
    return frozenset(row[0] for row in rows)


def sample(db: sqlite3.Connection, count: int) -> list[bytes]:
    """The terms of about `count` articles, or of all, evenly from the whole library."""
    (last,) = db.execute("SELECT max(article) FROM story_articles").fetchone()
    step = max(1, (last or 0) // count)
    rows = db.execute("SELECT terms FROM story_articles WHERE article % ? = 0", (step,))
    return [row[0] for row in rows]


def of_day(db: sqlite3.Connection, day: int) -> list[Described]:
    """The articles of a day."""
    return _described(db, "day = ? ORDER BY article", (day,))


def grouped(db: sqlite3.Connection, first: int, last: int) -> list[Described]:
    """The articles of the days from `first` to `last` that are grouped."""
    return _described(db, "day BETWEEN ? AND ? AND grouped ORDER BY article", (first, last))


def between(db: sqlite3.Connection, first: int, last: int) -> list[Described]:
    """The articles of the days from `first` to `last`, grouped or not."""
    return _described(db, "day BETWEEN ? AND ? ORDER BY article", (first, last))


def undated(db: sqlite3.Connection, count: int) -> list[Described]:
    """The articles without a date, the last `count` of them."""
    return _described(db, "day IS NULL ORDER BY article DESC LIMIT ?", (count,))


def latest(db: sqlite3.Connection, count: int) -> list[Described]:
    """The articles that came into the library last."""
    return _described(db, "1 ORDER BY article DESC LIMIT ?", (count,))


def members(db: sqlite3.Connection, story: int) -> list[Described]:
    """The articles of a story."""
    return _described(db, "story = ? ORDER BY article", (story,))


def stories_of(db: sqlite3.Connection, rows: Iterable[int]) -> dict[int, int]:
    """The row of its story for each of the articles that is in one, by their rows."""
    found = db.execute(
        "SELECT article, story FROM story_articles"
        " WHERE article IN (SELECT value FROM json_each(?)) AND story IS NOT NULL",
        (json.dumps(list(rows)),),
    )
    return dict(found.fetchall())


def assign(
    db: sqlite3.Connection, clusters: Sequence[Sequence[int]], alone: Iterable[int], fresh: Iterable[int]
) -> None:
    """Make each of the `clusters` of articles one story, and let those `alone` be in none.

    A story keeps its id where most of its articles stay together. The `fresh` are grouped then.
    """
    alone = tuple(alone)
    before = stories_of(db, [*chain.from_iterable(clusters), *alone])
    claimed: list[tuple[int, int, int]] = []
    for number, cluster in enumerate(clusters):
        counts: dict[int, int] = {}
        for row in cluster:
            if row in before:
                counts[before[row]] = counts.get(before[row], 0) + 1
        claimed += [(-count, story, number) for story, count in counts.items()]
    story_of: dict[int, int] = {}
    taken: set[int] = set()
    for _, story, number in sorted(claimed):
        if number not in story_of and story not in taken:
            story_of[number] = story
            taken.add(story)
    changed: list[tuple[int | None, int]] = []
    for number, cluster in enumerate(clusters):
        story = story_of[number] if number in story_of else _new(db)
        changed += [(story, row) for row in cluster if before.get(row) != story]
    changed += [(None, row) for row in alone if row in before]
    db.executemany("UPDATE story_articles SET story = ? WHERE article = ?", changed)
    db.executemany("UPDATE story_articles SET grouped = 1 WHERE article = ?", [(row,) for row in fresh])
    db.executemany(
        "DELETE FROM stories WHERE id = :story AND NOT EXISTS"
        " (SELECT 1 FROM story_articles WHERE story = :story)",
        [{"story": story} for story in set(before.values()) - taken],
    )


def page(db: sqlite3.Connection, start: int, count: int) -> list[Story]:
    """`count` stories from the `start`th on, those first whose last article is the latest."""
    rows = db.execute(
        f"{_STORIES} GROUP BY s.id HAVING count(*) > 1 ORDER BY max(a.moment) DESC, s.id LIMIT ? OFFSET ?",
        (count, start),
    ).fetchall()
    return [_story(db, row) for row in rows]


def story(db: sqlite3.Connection, uuid: str) -> Story:
    """The story with that id. NotFound where there is none, or nothing is left of it."""
    row = db.execute(f"{_STORIES} WHERE s.uuid = ? GROUP BY s.id HAVING count(*) > 1", (uuid,)).fetchone()
    if row is None:
        raise NotFound("no story with the id {id}", id=uuid)
    return _story(db, row)


def find(db: sqlite3.Connection, prefix: str) -> str:
    """The id of a story that begins with `prefix`. NotFound; Ambiguous with some that do."""
    low = prefix.lower()
    rows = db.execute(
        "SELECT uuid FROM stories s WHERE uuid >= ? AND uuid < ? AND (SELECT count(*) FROM story_articles"
        " WHERE story = s.id) > 1 ORDER BY uuid LIMIT ?",
        (low, low + "g", _SHOWN_CANDIDATES + 1),
    ).fetchall()
    if not low or not rows:
        raise NotFound("no story whose id begins with {prefix!r}; see newsread stories", prefix=prefix)
    if len(rows) > 1:
        shown = ", ".join(str(row[0]) for row in rows[:_SHOWN_CANDIDATES])
        raise Ambiguous("{prefix!r} is the beginning of several stories: {found}", prefix=prefix, found=shown)
    return str(rows[0][0])


def of_article(db: sqlite3.Connection, uuid: str) -> str | None:
    """The id of the story that an article is in; None where it is alone."""
    row = db.execute(
        "SELECT s.uuid FROM articles a JOIN story_articles m ON m.article = a.id"
        " JOIN stories s ON s.id = m.story"
        " WHERE a.uuid = ? AND (SELECT count(*) FROM story_articles WHERE story = s.id) > 1",
        (uuid,),
    ).fetchone()
    return None if row is None else str(row[0])


def comparison(db: sqlite3.Connection, uuid: str, made_of: bytes) -> bytes | None:
    """What `keep_comparison` was given for the story, where it was made of the same."""
    row = db.execute(
        "SELECT c.found FROM story_comparisons c JOIN stories s ON s.id = c.story"
        " WHERE s.uuid = ? AND c.made_of = ?",
        (uuid, made_of),
    ).fetchone()
    return None if row is None else bytes(row[0])


def keep_comparison(db: sqlite3.Connection, uuid: str, made_of: bytes, found: bytes) -> None:
    """Keep what comparing the story's articles came to; `made_of` tells whether it still holds."""
    db.execute(
        "INSERT INTO story_comparisons (story, made_of, found) SELECT id, ?, ? FROM stories WHERE uuid = ?"
        " ON CONFLICT (story) DO UPDATE SET made_of = excluded.made_of, found = excluded.found",
        (made_of, found, uuid),
    )


_STORIES = (
    "SELECT s.id, s.uuid, min(a.published), max(a.published)"
    " FROM stories s JOIN story_articles m ON m.story = s.id JOIN articles a ON a.id = m.article"
)


def _story(db: sqlite3.Connection, row: Sequence[object]) -> Story:
    number, uuid, first, last = row
    found = db.execute(
        "SELECT a.uuid, a.title, c.name FROM story_articles m JOIN articles a ON a.id = m.article"
        " JOIN sources c ON c.id = a.source WHERE m.story = ? ORDER BY a.moment = ?, a.moment, a.id",
        (number, UNDATED),
    ).fetchall()
    return Story(
        id=str(uuid),
        title=str(found[0][1]),
        articles=tuple(str(one[0]) for one in found),
        sources=tuple(dict.fromkeys(str(one[2]) for one in found)),
        first=None if first is None else str(first),
        last=None if last is None else str(last),
    )


def _described(db: sqlite3.Connection, condition: str, values: Sequence[int]) -> list[Described]:
    rows = db.execute(f"SELECT article, day, terms, story FROM story_articles WHERE {condition}", values)
    return [Described(*row) for row in rows]


def _new(db: sqlite3.Connection) -> int:
    return inserted(db.execute("INSERT INTO stories (uuid) VALUES (?)", (uuid7(),)))
