"""The audit trail: who did what when, as the log has it, undo and redo included."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator

from store.db.annotation import Content
from store.model import Change, Entry, Said, Span

_CHANGES = """
SELECT c.before, c.after, c.after_about IS NOT NULL,
    o.uuid, coalesce(a.uuid, b.uuid), o.start, o.stop, o.exact, p.name
FROM changes c JOIN annotations o ON o.id = c.annotation JOIN annotators p ON p.id = o.annotator
    LEFT JOIN articles a ON a.id = o.article LEFT JOIN absent_articles b ON b.id = o.absent
WHERE c.step = ? ORDER BY c.nth
"""


def entries(db: sqlite3.Connection, annotators: tuple[str, ...], since: str | None) -> Iterator[Entry]:
    """What was done, in the order in which it was done; by some annotators, from some time on.

    `since` is as the log has it: UTC, ISO 8601, milliseconds, Z.
    """
    rows = db.execute(
        "SELECT s.id, s.moment, p.name, s.action, s.step, e.id, e.detail"
        " FROM steps s JOIN annotators p ON p.id = s.annotator LEFT JOIN events e ON e.step = s.id"
        " UNION ALL SELECT NULL, e.moment, p.name, e.action, NULL, e.id, e.detail"
        " FROM events e JOIN annotators p ON p.id = e.annotator WHERE e.step IS NULL"
        " ORDER BY 2, 1, 6"
    ).fetchall()
    for step, moment, name, action, undone, event, detail in rows:
        if (annotators and name not in annotators) or (since is not None and moment < since):
            continue
        changes = () if step is None else tuple(_changes(db, step))
        versions = () if event is None else tuple(_versions(db, event))
        yield Entry(step, moment, name, action, undone, changes, json.loads(detail or "{}"), versions)


def _changes(db: sqlite3.Connection, step: int) -> Iterator[Change]:
    for before, after, moved, uuid, article, start, stop, exact, owner in db.execute(_CHANGES, (step,)):
        yield Change(uuid, owner, article, Span(start, stop), exact, _said(before), _said(after), bool(moved))


def _said(packed: str) -> Said:
    content = Content.unpack(packed)
    return Said(content.tags, content.note, content.links, content.claim)


def _versions(db: sqlite3.Connection, event: int) -> Iterator[str]:
    found = db.execute("SELECT record FROM versions WHERE event = ? ORDER BY nth", (event,))
    for (record,) in found.fetchall():
        yield str(record)
