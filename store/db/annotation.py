"""Annotations: reading them, changing them, and placing them in a new version of their text.

What a person can change of an annotation is its `Content`; the log keeps it as it was before and after
each step. Where it stands in the current text is the machine's, and no part of that.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from store import anchors
from store.db.articles import Stretch
from store.db.connection import inserted
from store.ids import after, now, uuid7
from store.model import Annotation, ClaimVerdict, Link, Linked, Quote, Span, State


@dataclass(frozen=True, slots=True)
class Content:
    """What an annotator says in an annotation, all of it."""

    tags: tuple[str, ...] = ()
    note: str = ""
    links: tuple[Link, ...] = ()
    claim: ClaimVerdict | None = None
    anchor: bool = False
    """Whether it is there with nothing else in it: a link points at it, or it is decided so (see `log`)."""

    def __bool__(self) -> bool:
        """Whether it says anything; an annotation that does not is deleted."""
        return bool(self.tags or self.note or self.links or self.claim or self.anchor)

    def pack(self) -> str:
        """The content as JSON, for the log."""
        packed: dict[str, object] = {
            "tags": self.tags,
            "note": self.note,
            "links": [[link.to, link.relation] for link in self.links],
            "claim": None if self.claim is None else asdict(self.claim),
        }
        if self.anchor:
            packed["anchor"] = True
        return json.dumps(packed, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def unpack(cls, packed: str) -> Content:
        """The content that `pack` wrote."""
        kept = json.loads(packed)
        return cls(
            tuple(kept["tags"]),
            kept["note"],
            tuple(Link(to, relation) for to, relation in kept["links"]),
            None if kept["claim"] is None else ClaimVerdict(**kept["claim"]),
            kept.get("anchor", False),
        )


NOTHING = Content()

GONE = 2
"""`deleted` where the annotation is as if it had never been there: see the migration `merging`."""

_SELECT = """
SELECT o.id, o.uuid, coalesce(a.uuid, b.uuid, ''), p.name, o.target, o.layer, o.text_sha256, o.start, o.stop,
    o.exact, o.prefix, o.suffix, o.placed_start, o.placed_stop, o.deleted, o.note, o.claim,
    o.created, o.updated
FROM annotations o JOIN annotators p ON p.id = o.annotator
    LEFT JOIN articles a ON a.id = o.article LEFT JOIN absent_articles b ON b.id = o.absent
"""


def of_article(db: sqlite3.Connection, article: int, annotator: str | None) -> tuple[Annotation, ...]:
    """The annotations of an article that are not deleted, in the order of the text, the orphaned last."""
    condition = "" if annotator is None else "AND p.name = :annotator"
    return _read(
        db,
        f"{_SELECT} WHERE o.article = :article AND NOT o.deleted {condition}"
        " ORDER BY o.placed_start IS NULL, coalesce(o.placed_start, o.start), o.placed_stop, o.id",
        {"article": article, "annotator": annotator},
    )


def by_uuid(db: sqlite3.Connection, uuid: str) -> Annotation | None:
    """The annotation with that id, deleted or not."""
    found = _read(db, f"{_SELECT} WHERE o.uuid = :uuid", {"uuid": uuid})
    return found[0] if found else None


def by_row(db: sqlite3.Connection, row: int) -> Annotation | None:
    """The annotation in that row, deleted or not."""
    found = _read(db, f"{_SELECT} WHERE o.id = :row", {"row": row})
    return found[0] if found else None


def chosen(
    db: sqlite3.Connection, condition: str, values: dict[str, object], *, as_set: bool = False
) -> tuple[Annotation, ...]:
    """The annotations `o` for which the condition holds; their tags perhaps by the names of their time."""
    return _read(db, f"{_SELECT} WHERE {condition}", values, as_set=as_set)


def find(db: sqlite3.Connection, stretch: Stretch) -> int | None:
    """The row of the annotator's annotation there: made on that text, or placed there in the current one."""
    row = db.execute(
        """
        SELECT id FROM annotations
        WHERE article = :article AND annotator = :annotator AND layer = :layer AND target = :target
            AND (text_sha256 = :sha256 AND start = :start AND stop = :stop
                OR :current AND placed_start = :start AND placed_stop = :stop)
        ORDER BY deleted, text_sha256 = :sha256 DESC, id DESC LIMIT 1
        """,
        {
            "article": stretch.article.row,
            "annotator": stretch.annotator,
            "target": stretch.target,
            "layer": stretch.layer,
            "sha256": stretch.sha256,
            "start": stretch.span.start,
            "stop": stretch.span.end,
            "current": stretch.sha256 == stretch.article.sha256,
        },
    ).fetchone()
    return None if row is None else int(row[0])


def create(db: sqlite3.Connection, stretch: Stretch, quote: Quote, placed: Span | None) -> int:
    """The row of a new annotation that says nothing yet, and so is deleted until `write` gives it content."""
    moment = now()
    done = db.execute(
        "INSERT INTO annotations (uuid, article, annotator, target, layer, text_sha256, start, stop, exact,"
        " prefix, suffix, placed_start, placed_stop, deleted, note, claim, created, updated)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, '', NULL, ?, ?)",
        (
            uuid7(),
            stretch.article.row,
            stretch.annotator,
            stretch.target,
            stretch.layer,
            stretch.sha256,
            stretch.span.start,
            stretch.span.end,
            quote.exact,
            quote.prefix,
            quote.suffix,
            None if placed is None else placed.start,
            None if placed is None else placed.end,
            moment,
            moment,
        ),
    )
    return inserted(done)


def content_of(one: Annotation) -> Content:
    """What an annotation says; nothing where it is deleted."""
    if one.state == "deleted":
        return NOTHING
    said = Content(one.tags, one.note, one.links, one.claim)
    return said if said else Content(anchor=True)


def content(db: sqlite3.Connection, row: int) -> Content:
    """What the annotation says now."""
    note, claim, deleted = db.execute(
        "SELECT note, claim, deleted FROM annotations WHERE id = ?", (row,)
    ).fetchone()
    said = Content(_tags_as_set(db, row), note, _links(db, row), _claim(claim))
    return said if said else Content(anchor=not deleted)


def links_to(db: sqlite3.Connection, row: int) -> list[int]:
    """The rows of the annotations, not deleted, from which a link points at this one."""
    found = db.execute(
        "SELECT DISTINCT s.id FROM annotations o JOIN annotation_links l ON l.other = o.uuid"
        " JOIN annotations s ON s.id = l.annotation WHERE o.id = ? AND NOT s.deleted ORDER BY s.id",
        (row,),
    )
    return [source for (source,) in found]


def links_around(db: sqlite3.Connection, article: int) -> tuple[Linked, ...]:
    """The links that begin or end at an annotation of the article.

    In the order in which the annotations that they begin at were made; those of one, in its own order.
    """
    found = db.execute(
        """
        SELECT s.uuid, l.nth, l.relation, l.other
        FROM annotations s JOIN annotation_links l ON l.annotation = s.id
        WHERE s.article = :article AND NOT s.deleted
        UNION
        SELECT s.uuid, l.nth, l.relation, l.other
        FROM annotations o JOIN annotation_links l ON l.other = o.uuid
            JOIN annotations s ON s.id = l.annotation
        WHERE o.article = :article AND NOT s.deleted
        ORDER BY 1, 2
        """,
        {"article": article},
    ).fetchall()
    ends = {uuid: by_uuid(db, uuid) for source, _nth, _relation, other in found for uuid in (source, other)}
    return tuple(
        Linked(start, Link(other, relation), ends[other])
        for source, _nth, relation, other in found
        if (start := ends[source]) is not None
    )


def annotator_of(db: sqlite3.Connection, row: int) -> int:
    """The row of the one whose annotation it is."""
    return int(db.execute("SELECT annotator FROM annotations WHERE id = ?", (row,)).fetchone()[0])


def is_decision(db: sqlite3.Connection, row: int) -> bool:
    """Whether it is a decision between annotators."""
    (layer,) = db.execute("SELECT layer FROM annotations WHERE id = ?", (row,)).fetchone()
    return bool(layer == "adjudicated")


def uuid_of(db: sqlite3.Connection, row: int) -> str:
    """The id of the annotation in that row."""
    return str(db.execute("SELECT uuid FROM annotations WHERE id = ?", (row,)).fetchone()[0])


def row_of(db: sqlite3.Connection, uuid: str) -> int | None:
    """The row of the annotation with that id, deleted or not."""
    found = db.execute("SELECT id FROM annotations WHERE uuid = ?", (uuid,)).fetchone()
    return None if found is None else int(found[0])


def updated(db: sqlite3.Connection, row: int) -> str | None:
    """When the annotation was changed last; None where it is gone."""
    found, deleted = db.execute("SELECT updated, deleted FROM annotations WHERE id = ?", (row,)).fetchone()
    return None if deleted == GONE else str(found)


def set_updated(db: sqlite3.Connection, row: int, time: str | None) -> None:
    """Say when the annotation was changed last; None makes it gone."""
    if time is None:
        db.execute("UPDATE annotations SET deleted = ? WHERE id = ?", (GONE, row))
    else:
        db.execute("UPDATE annotations SET updated = ? WHERE id = ?", (time, row))


def has_home(db: sqlite3.Connection, row: int) -> bool:
    """Whether the annotation is of an article, be it there or not; one that was removed with it is not."""
    found = db.execute("SELECT coalesce(article, absent) FROM annotations WHERE id = ?", (row,)).fetchone()
    return found[0] is not None


def write(db: sqlite3.Connection, row: int, new: Content) -> None:
    """Make the annotation say `new`; it is deleted where that is nothing. It is newer than before."""
    (before,) = db.execute("SELECT updated FROM annotations WHERE id = ?", (row,)).fetchone()
    db.execute(
        "UPDATE annotations SET deleted = ?, note = ?, claim = ?, updated = ? WHERE id = ?",
        (
            not new,
            new.note,
            claim_column(new.claim),
            after(before),
            row,
        ),
    )
    say_again(db, [(row, new)])


def claim_column(claim: ClaimVerdict | None) -> str | None:
    """A verdict as the column `claim` holds it: as JSON, or NULL."""
    return None if claim is None else json.dumps(asdict(claim), ensure_ascii=False)


def say_again(db: sqlite3.Connection, new: Sequence[tuple[int, Content]]) -> None:
    """Write the tags and links of annotations, each by its row, in place of those there."""
    for table in ("annotation_tags", "annotation_links"):
        db.executemany(f"DELETE FROM {table} WHERE annotation = ?", ((row,) for row, _content in new))
    say_first(db, new)


def say_first(db: sqlite3.Connection, new: Sequence[tuple[int, Content]]) -> None:
    """Write the tags and links of annotations that have none yet, each by its row."""
    db.executemany(
        "INSERT INTO annotation_tags (annotation, nth, tag) VALUES (?, ?, ?)",
        ((row, nth, tag) for row, content in new for nth, tag in enumerate(content.tags)),
    )
    db.executemany(
        "INSERT INTO annotation_links (annotation, nth, other, relation) VALUES (?, ?, ?, ?)",
        (
            (row, nth, link.to, link.relation)
            for row, content in new
            for nth, link in enumerate(content.links)
        ),
    )


def place_again(db: sqlite3.Connection, article: int, sha256: bytes, text: str) -> None:
    """Find the article's annotations in its new text; those that are not there are orphaned, and kept."""
    rows = db.execute(
        "SELECT id, text_sha256, start, stop, placed_start, placed_stop, exact, prefix, suffix"
        " FROM annotations WHERE article = ?",
        (article,),
    ).fetchall()
    for row, made_on, start, stop, placed_start, placed_stop, *words in rows:
        placed: Span | None = Span(start, stop)
        if made_on != sha256:
            last = Span(start, stop) if placed_start is None else Span(placed_start, placed_stop)
            placed = anchors.place(Quote(*words), last, text)
        db.execute(
            "UPDATE annotations SET placed_start = ?, placed_stop = ? WHERE id = ?",
            (None, None, row) if placed is None else (placed.start, placed.end, row),
        )


def _read(
    db: sqlite3.Connection, query: str, values: dict[str, object], *, as_set: bool = False
) -> tuple[Annotation, ...]:
    return tuple(_annotation(db, as_set, *row) for row in db.execute(query, values).fetchall())


def _annotation(db: sqlite3.Connection, as_set: bool, row: int, *columns: Any) -> Annotation:
    uuid, article, annotator, target, layer, sha256, start, stop, *words = columns[:11]
    placed_start, placed_stop, deleted, note, claim, created, updated = columns[11:]
    placed = None if placed_start is None else Span(placed_start, placed_stop)
    state: State = "deleted" if deleted else "orphaned" if placed is None else "active"
    return Annotation(
        id=uuid,
        article=article,
        target=target,
        state=state,
        start=start,
        end=stop,
        quote=Quote(*words),
        text_sha256=sha256.hex(),
        tags=_tags_as_set(db, row) if as_set else _tags(db, row),
        note=note,
        annotator=annotator,
        created=created,
        updated=updated,
        claim=_claim(claim),
        links=_links(db, row),
        layer=layer,
        placed=placed,
    )


def _claim(packed: str | None) -> ClaimVerdict | None:
    return None if packed is None else ClaimVerdict(**json.loads(packed))


def _tags(db: sqlite3.Connection, row: int) -> tuple[str, ...]:
    """The annotation's tags by the names that the scheme has for them now."""
    found: Iterable[tuple[str]] = db.execute(
        "SELECT coalesce(a.tag, t.tag) FROM annotation_tags t LEFT JOIN tag_aliases a ON a.alias = t.tag"
        " WHERE t.annotation = ? ORDER BY t.nth",
        (row,),
    )
    return tuple(dict.fromkeys(tag for (tag,) in found))


def _tags_as_set(db: sqlite3.Connection, row: int) -> tuple[str, ...]:
    """The annotation's tags by the names that they had when they were set."""
    found: Iterable[tuple[str]] = db.execute(
        "SELECT tag FROM annotation_tags WHERE annotation = ? ORDER BY nth", (row,)
    )
    return tuple(tag for (tag,) in found)


def _links(db: sqlite3.Connection, row: int) -> tuple[Link, ...]:
    found = db.execute(
        "SELECT other, relation FROM annotation_links WHERE annotation = ? ORDER BY nth", (row,)
    )
    return tuple(Link(to, relation) for to, relation in found)
