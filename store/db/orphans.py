"""Annotations whose words are not in the current text of their article."""

from __future__ import annotations

import sqlite3

from store.db import annotation
from store.model import Orphan


def every(db: sqlite3.Connection) -> tuple[Orphan, ...]:
    """The annotations that are not in the current text of their article, by source and article."""
    lost = "NOT o.deleted AND o.placed_start IS NULL AND o.article IS NOT NULL"
    found = annotation.chosen(db, lost, {})
    about = {
        uuid: (source, title)
        for uuid, source, title in db.execute(
            "SELECT a.uuid, s.name, a.title FROM articles a JOIN sources s ON s.id = a.source WHERE a.id IN"
            " (SELECT article FROM annotations WHERE NOT deleted AND placed_start IS NULL)"
        )
    }
    made = (Orphan(one, *about[one.article]) for one in found)
    return tuple(
        sorted(made, key=lambda one: (one.source, one.title, one.annotation.article, one.annotation.start))
    )
