"""Articles that a search finds."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from store.model import SearchField, SearchFilter

RANK = "bm25(word_index, 4.0, 2.0, 1.0)"
"""The order of what is found: what a word weighs in the title, in the lead, and in the text, lead and all.

News begin with what they are about. Weights on fields are those of BM25F (Robertson, Zaragoza and Taylor,
"Simple BM25 extension to multiple weighted fields", 2004).
"""

_TIES = 100
"""How many more articles are ranked than are given, so that the later of equals comes first there too."""


_EVERY = 1 << 40


@dataclass(frozen=True, slots=True)
class Matching:
    """That an article is among those that an expression of FTS5 finds, or (negated) is not."""

    match: str
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Joined:
    """Conditions that all have to hold, or one of them."""

    joined: Literal["AND", "OR"]
    conditions: tuple[Condition, ...]


Condition: TypeAlias = SearchFilter | Matching | Joined


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a search asks of the index and of the articles."""

    match: str | None
    """An expression of FTS5, or None where no word has to be there."""
    plainly: str | None
    """Where there is a `match`: an expression for those of its articles that come before the others."""
    ranking: str | None
    """An expression that finds the same, by which those are ranked."""
    conditions: tuple[Condition, ...]
    """What also has to hold of an article."""


@dataclass(frozen=True, slots=True)
class _Sql:
    """SQL that is true of an article `a`, and its values."""

    sql: str
    values: tuple[object, ...] = ()


def find(db: sqlite3.Connection, wanted: Wanted, start: int, length: int) -> list[int]:
    """The rows of the articles from the `start`th on, 0 the best: by RANK, and the later of equals first.

    Without words that have to be there it is the latest first.
    """
    if wanted.match is None:
        where, values = _where(_conditions(wanted))
        rows = db.execute(
            f"SELECT a.id FROM articles a {where} ORDER BY a.moment DESC, a.id LIMIT ? OFFSET ?",
            (*values, length, start),
        )
        return [row for (row,) in rows]
    found = _ranked(db, replace(wanted, match=wanted.ranking), start, length)
    if len(found) < length:
        # All of the first are known now; only where none of them was asked for they have to be counted.
        first = start + len(found) if found or not start else count(db, replace(wanted, match=wanted.plainly))
        others = replace(wanted, match=f"({wanted.match}) NOT ({wanted.plainly})")
        found += _ranked(db, others, start + len(found) - first, length - len(found))
    return found


def every(db: sqlite3.Connection, wanted: Wanted) -> list[int]:
    """The rows of all articles that the search finds, in the order of `find`."""
    return find(db, wanted, 0, _EVERY)


def _ranked(db: sqlite3.Connection, wanted: Wanted, start: int, length: int) -> list[int]:
    # Only the best are looked up among the articles, unless all have to be for a filter.
    conditions = _conditions(wanted)
    where, values = _where([_Sql("word_index MATCH ?", (wanted.match,)), *conditions])
    also = "JOIN articles a ON a.id = word_index.rowid" if conditions else ""
    rows = db.execute(
        "SELECT a.id FROM"
        f" (SELECT word_index.rowid AS row, {RANK} AS score FROM word_index {also} {where}"
        " ORDER BY score LIMIT ?) JOIN articles a ON a.id = row"
        " ORDER BY score, a.moment DESC, a.id LIMIT ? OFFSET ?",
        (*values, start + length + _TIES, length, start),
    )
    return [row for (row,) in rows]


def count(db: sqlite3.Connection, wanted: Wanted) -> int:
    """How many articles the search finds."""
    conditions = _conditions(wanted)
    if wanted.match is not None:
        if not conditions:
            statement = "SELECT count(*) FROM word_index WHERE word_index MATCH ?"
            return int(db.execute(statement, (wanted.match,)).fetchone()[0])
        conditions.append(_sql(Matching(wanted.match)))
    where, values = _where(conditions)
    return int(db.execute(f"SELECT count(*) FROM articles a {where}", values).fetchone()[0])


def _where(conditions: Sequence[_Sql]) -> tuple[str, tuple[object, ...]]:
    if not conditions:
        return "", ()
    sql = " AND ".join(condition.sql for condition in conditions)
    return f"WHERE {sql}", tuple(value for condition in conditions for value in condition.values)


def _conditions(wanted: Wanted) -> list[_Sql]:
    return list(map(_sql, wanted.conditions))


def _sql(one: Condition) -> _Sql:
    if isinstance(one, Joined):
        each = list(map(_sql, one.conditions))
        sql = f" {one.joined} ".join(part.sql for part in each)
        return _Sql(f"({sql})", tuple(value for part in each for value in part.values))
    if isinstance(one, Matching):
        within = "NOT IN" if one.negated else "IN"
        return _Sql(f"a.id {within} (SELECT rowid FROM word_index WHERE word_index MATCH ?)", (one.match,))
    sql = _FILTERS[one.field]
    # Of an article without a date it is NULL whether that is before another: what is not true is false.
    return _Sql(f"NOT ifnull(({sql}), 0)" if one.negated else f"({sql})", (one.value,) * sql.count("?"))


_ANNOTATED = "EXISTS (SELECT 1 FROM annotations o WHERE o.article = a.id AND NOT o.deleted AND {})"

_FILTERS: dict[SearchField, str] = {
    "source": "a.source IN (SELECT id FROM sources WHERE instr(letters(name), letters(?)))",
    # Every word of the name; the table has them one by one.
    "speaker": "a.text IN (SELECT s.text FROM json_each(?) w JOIN speaker_words s ON s.stem = w.value"
    " GROUP BY s.text HAVING count(*) = json_array_length(?))",
    "before": "a.published < ?",
    "after": "a.published >= ?",
    "has": _ANNOTATED.format("o.note <> '' AND ? = 'note'"),
    "is": "? = 'claim' AND (SELECT n.claims FROM analyses n WHERE n.text = a.text) > 0",
    # By whatever name it was set, and by whatever name it is asked for.
    "tag": _ANNOTATED.format(
        "EXISTS (SELECT 1 FROM annotation_tags g LEFT JOIN tag_aliases s ON s.alias = g.tag"
        " WHERE g.annotation = o.id AND coalesce(s.tag, g.tag) IN"
        " (SELECT tag FROM tag_aliases WHERE letters(alias) = letters(?)"
        " UNION ALL SELECT name FROM tags WHERE letters(name) = letters(?)))"
    ),
    # Without hamza, and in capitals or not, unless somebody is called just so.
    "annotator": _ANNOTATED.format(
        "o.annotator IN (SELECT id FROM annotators WHERE name = ? OR (letters(name) = letters(?)"
        " AND NOT EXISTS (SELECT 1 FROM annotators WHERE name = ?)))"
    ),
}
