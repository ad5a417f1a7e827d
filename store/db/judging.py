"""Who has judged which article: for the measures of agreement, and for deciding between annotators."""

from __future__ import annotations

import sqlite3


def judges(db: sqlite3.Connection, *, read: bool, source: int | None = None) -> dict[str, list[str]]:
    """By article the names of those who have annotated in it, and with `read` of those who have read it."""
    condition = "" if source is None else "AND a.source = :source"
    query = (
        "SELECT a.uuid, p.name FROM annotations o JOIN articles a ON a.id = o.article"
        " JOIN annotators p ON p.id = o.annotator"
        f" WHERE o.layer = 'own' AND NOT o.deleted {condition}"
    )
    if read:
        query += (
            " UNION SELECT a.uuid, p.name FROM read_marks r JOIN articles a ON a.id = r.article"
            f" JOIN annotators p ON p.id = r.annotator WHERE true {condition}"
        )
    found: dict[str, set[str]] = {}
    for uuid, name in db.execute(query, {"source": source}):
        found.setdefault(uuid, set()).add(name)
    return {uuid: sorted(found[uuid]) for uuid in sorted(found)}


def shared(db: sqlite3.Connection) -> tuple[str, ...]:
    """The articles in which more than one has annotated, in the order of the lists: the latest first."""
    found = db.execute(
        "SELECT a.uuid FROM annotations o JOIN articles a ON a.id = o.article"
        " WHERE o.layer = 'own' AND NOT o.deleted"
        " GROUP BY a.id HAVING count(DISTINCT o.annotator) > 1 ORDER BY a.moment DESC, a.id"
    )
    return tuple(uuid for (uuid,) in found)
