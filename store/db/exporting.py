"""Annotations as an export holds them: by article."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from store.db import annotation
from store.db.connection import DamagedRow
from store.ids import is_uuid
from store.model import Annotation, ExportedArticle

_ROWS = "SELECT id FROM articles WHERE uuid IN (SELECT value FROM json_each(:uuids))"
"""The rows of the articles with the ids in a JSON array."""


def articles(
    db: sqlite3.Connection, deleted: bool, only: Sequence[str] | None = None
) -> list[ExportedArticle]:
    """The articles that have annotations, with them, perhaps the `deleted` ones too.

    Articles that are not there but have annotations are among them; with `only`, ids of articles that are
    there, no other's annotations are read. Tags have the names by which they were set, whatever the scheme
    calls them now.
    """
    condition = "" if only is None else f"o.article IN ({_ROWS}) AND "
    found = annotation.chosen(
        db,
        f"{condition}o.deleted <= :deleted ORDER BY o.id",
        {"deleted": deleted, "uuids": json.dumps(list(only or ()))},
        as_set=True,
    )
    by_article: dict[str, list[Annotation]] = {}
    for one in found:
        by_article.setdefault(one.article, []).append(one)
    rows = db.execute(
        "SELECT a.uuid, t.sha256, s.name, a.title, nullif(a.url, ''), a.published, a.url = '', a.address"
        " FROM articles a JOIN sources s ON s.id = a.source JOIN texts t ON t.id = a.text"
        f" WHERE a.id IN ({_ROWS})"
        " UNION ALL SELECT uuid, sha256, source, title, url, published, 0, NULL FROM absent_articles"
        " WHERE :all",
        {"uuids": json.dumps(list(by_article)), "all": only is None},
    )
    return [
        ExportedArticle(
            _intact(uuid),
            sha256.hex(),
            source,
            title,
            address if same else url,
            published,
            tuple(by_article[uuid]),
        )
        for uuid, sha256, source, title, url, published, same, address in rows
        if uuid in by_article
    ]


def _intact(uuid: str) -> str:
    """The id of an article, which names files of an export. Raises DamagedRow for what is none."""
    if not is_uuid(uuid):
        raise DamagedRow("the id of an article")
    return uuid
