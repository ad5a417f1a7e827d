"""How far an annotator is: how many of the statements are annotated."""

from __future__ import annotations

import sqlite3
from functools import lru_cache

from store.db import compact
from store.model import Progress, Span
from store.overlay import touched


def of_source(db: sqlite3.Connection, annotator: int | None, source: int | None) -> Progress:
    """The progress of the annotator in a source, or (None) in all.

    Only texts of articles with annotations of theirs are looked into, and each no more than once.
    """
    condition = "" if source is None else "WHERE a.source = :source"
    values = {"source": source, "annotator": annotator}
    (statements,) = db.execute(
        "SELECT coalesce(sum(n.statements), 0) FROM articles a JOIN analyses n ON n.text = a.text"
        f" {condition}",
        values,
    ).fetchone()
    condition = "" if source is None else "AND a.source = :source"
    spans: dict[tuple[int, int], list[Span]] = {}
    for article, text, start, stop in db.execute(
        "SELECT a.id, a.text, o.placed_start, o.placed_stop FROM annotations o"
        " JOIN articles a ON a.id = o.article WHERE o.annotator = :annotator AND o.layer = 'own'"
        f" AND NOT o.deleted AND o.placed_start IS NOT NULL {condition}",
        values,
    ):
        spans.setdefault((article, text), []).append(Span(start, stop))
    annotated = 0
    for (_article, text), own in spans.items():
        (found,) = db.execute("SELECT found FROM analyses WHERE text = ?", (text,)).fetchone()
        annotated += len(touched(_statements(found), own))
    return Progress(annotated, statements)


@lru_cache(maxsize=2_000)
def _statements(found: bytes) -> tuple[Span, ...]:
    return compact.statements(found)
