"""The columns of an annotation that a file brings, what stands in them, and what it is about as one value."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any

from store import anchors
from store.db import articles
from store.db.annotation import claim_column
from store.model import Annotation, Quote, Span

ANCHOR = ("target", "layer", "text_sha256", "start", "stop", "exact", "prefix", "suffix")
"""What an annotation is about: for good, unless a file moves it."""
WORDS = ("placed_start", "placed_stop", "deleted", "note", "claim", "created", "updated")
"""Where it stands now, and what it says."""


def values(one: Annotation, placed: Span | None) -> dict[str, object]:
    """The columns of `ANCHOR` and `WORDS` for an annotation that stands at `placed` in the current text."""
    return {
        "target": one.target,
        "layer": one.layer,
        "text_sha256": bytes.fromhex(one.text_sha256),
        "start": one.start,
        "stop": one.end,
        "exact": one.quote.exact,
        "prefix": one.quote.prefix,
        "suffix": one.quote.suffix,
        "placed_start": None if placed is None else placed.start,
        "placed_stop": None if placed is None else placed.end,
        "deleted": int(one.state == "deleted"),
        "note": one.note,
        "claim": claim_column(one.claim),
        "created": one.created,
        "updated": one.updated,
    }


_ABOUT = ("created", *ANCHOR)


def about(one: Annotation) -> str:
    """What the annotation is about, and since when, as JSON: for the log, where an import changes that."""
    said = values(one, None)
    return _packed([said[name] for name in _ABOUT])


def about_record(record: Mapping[str, Any]) -> str:
    """The same of an annotation's record."""
    said = {**record, **record["quote"], "stop": record["end"]}
    return _packed([said[name] for name in _ABOUT])


def about_of(db: sqlite3.Connection, row: int) -> str:
    """The same of the annotation in that row."""
    query = f"SELECT {', '.join(_ABOUT)} FROM annotations WHERE id = ?"
    return _packed(db.execute(query, (row,)).fetchone())


def move(db: sqlite3.Connection, row: int, packed: str) -> None:
    """Make the annotation one of what `about` gave, and find its place in the text that its article has."""
    said = dict(zip(_ABOUT, json.loads(packed), strict=True))
    said["text_sha256"] = bytes.fromhex(said["text_sha256"])
    (home,) = db.execute("SELECT article FROM annotations WHERE id = ?", (row,)).fetchone()
    made_at = Span(said["start"], said["stop"])
    placed: Span | None = made_at
    if home is not None:
        sha256, text = articles.text_of(db, home)
        if sha256 != said["text_sha256"].hex():
            placed = anchors.place(Quote(said["exact"], said["prefix"], said["suffix"]), made_at, text)
    said |= {"placed_start": placed and placed.start, "placed_stop": placed and placed.end}
    db.execute(
        f"UPDATE annotations SET {', '.join(f'{name} = :{name}' for name in said)} WHERE id = :row",
        said | {"row": row},
    )


def _packed(columns: Iterable[object]) -> str:
    said = [one.hex() if isinstance(one, bytes) else one for one in columns]
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))
