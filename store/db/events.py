"""What the log has of an action beside its changes, and the versions of annotations that are not current.

An action without undo is an event alone; one with undo that needs details is a step and its event. Both
tables only grow.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any, Literal, TypeAlias

from store.db.connection import inserted
from store.ids import now

Event: TypeAlias = Literal[
    "import", "remove", "read", "unread", "set-tag", "rename-tag", "merge-tags", "import-tags", "undo-tags"
]


def append(
    db: sqlite3.Connection,
    annotator: int,
    action: Event,
    detail: Mapping[str, object],
    step: int | None = None,
) -> int:
    """Write down what the annotator did, with its details and the step that it is, if it is one; the row."""
    done = db.execute(
        "INSERT INTO events (annotator, moment, action, detail, step) VALUES (?, ?, ?, ?, ?)",
        (annotator, now(), action, json.dumps(detail, ensure_ascii=False), step),
    )
    return inserted(done)


def detail(db: sqlite3.Connection, step: int) -> dict[str, Any]:
    """The details of a step; empty where it has none."""
    row = db.execute("SELECT detail FROM events WHERE step = ?", (step,)).fetchone()
    return {} if row is None else dict(json.loads(row[0]))


def keep(db: sqlite3.Connection, event: int, versions: Iterable[tuple[int, str]]) -> None:
    """Keep versions of annotations, each as the annotation's row and canonical JSON."""
    db.executemany(
        "INSERT INTO versions (event, nth, annotation, record) VALUES (?, ?, ?, ?)",
        ((event, nth, row, record) for nth, (row, record) in enumerate(versions)),
    )


def has_version(db: sqlite3.Connection, annotation: int, record: str) -> bool:
    """Whether that version of the annotation is kept already."""
    found = db.execute("SELECT 1 FROM versions WHERE annotation = ? AND record = ?", (annotation, record))
    return found.fetchone() is not None
