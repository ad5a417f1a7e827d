"""Articles: adding them, finding one of them, and what it holds."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from store.db import compact
from store.db.connection import inserted
from store.errors import Ambiguous, NotFound
from store.ids import now
from store.model import About, Article, Layer, Span, Target

if TYPE_CHECKING:
    from store.model import Document

UNDATED = -(1 << 36)
"""The moment of an article without a date: before the year 1, in seconds since 1970."""

_TITLE_LENGTH = 300
"""Code points of a title at most; a text on one line has no shorter one."""

_SHOWN_CANDIDATES = 5


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """What the other modules need to know of an article."""

    row: int
    sha256: bytes
    """Of its current text."""


class Columns(NamedTuple):
    """What an article's row says of it, in the order of the table."""

    url: str | None
    title: str
    published: str | None
    author: str | None
    moment: int
    text: int
    """The row of its text."""
    indexed: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """Whose annotation of what is meant: a span of one text of an article."""

    annotator: int
    article: ArticleRow
    sha256: bytes
    """Of the text that the offsets are of: the article's current one, or one it had before."""
    span: Span
    target: Target
    layer: Layer = "own"


def row_of(db: sqlite3.Connection, uuid: str) -> ArticleRow | None:
    """The article with that id, if it is there."""
    found = db.execute(
        "SELECT a.id, t.sha256 FROM articles a JOIN texts t ON t.id = a.text WHERE a.uuid = ?",
        (uuid,),
    ).fetchone()
    return None if found is None else ArticleRow(*found)


def rows_of(db: sqlite3.Connection, uuids: Iterable[str]) -> dict[str, ArticleRow]:
    """Those of the articles with these ids that are there."""
    found = db.execute(
        "SELECT a.uuid, a.id, t.sha256 FROM json_each(?) one CROSS JOIN articles a ON a.uuid = one.value"
        " JOIN packed_texts t ON t.id = a.text",
        (json.dumps(list(uuids)),),
    )
    return {uuid: ArticleRow(*rest) for uuid, *rest in found}


def within(db: sqlite3.Connection, source: str, place: str, text: int) -> tuple[str, str] | None:
    """The id and the address of the source's article that has that text and is at `place`, or within it."""
    found = db.execute(
        "SELECT a.uuid, a.address FROM articles a JOIN sources s ON s.id = a.source"
        " WHERE a.text = ? AND s.name = ? AND substr(a.address || '#', 1, length(?)) = ?"
        " ORDER BY a.id LIMIT 1",
        (text, source, *[f"{place}#"] * 2),
    ).fetchone()
    return None if found is None else (found[0], found[1])


def known(db: sqlite3.Connection, uuid: str) -> ArticleRow:
    """The article with that id; NotFound where there is none."""
    row = row_of(db, uuid)
    if row is None:
        raise NotFound("no article with the id {id}", id=uuid)
    return row


def source_row(db: sqlite3.Connection, name: str) -> int | None:
    """The row of the source with that name, if it is there."""
    row = db.execute("SELECT id FROM sources WHERE name = ?", (name,)).fetchone()
    return None if row is None else int(row[0])


def put_source(db: sqlite3.Connection, name: str) -> int:
    """The row of the source with that name, which is added if it is not there."""
    row = source_row(db, name)
    if row is not None:
        return row
    return inserted(db.execute("INSERT INTO sources (name) VALUES (?)", (name,)))


def columns(document: Document, title: str, text: int) -> Columns:
    """What the row of the document's article says of it as of now; its text is in the row `text`.

    `title` is what stands for a title where the format gave none.
    """
    return Columns(
        None if not document.url else "" if document.url == document.address else document.url,
        title_of(document, title),
        document.published,
        document.author,
        moment_of(document.published),
        text,
        now(),
    )


def insert(db: sqlite3.Connection, uuid: str, source: int, address: str, columns: Columns) -> int:
    """Add an article; its row."""
    return inserted(
        db.execute(
            "INSERT INTO articles (url, title, published, author, moment, text, indexed,"
            " uuid, source, address, version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)",
            (*columns, uuid, source, address),
        )
    )


def change(db: sqlite3.Connection, row: int, columns: Columns) -> None:
    """Give the article a new version; which text it had before is kept."""
    db.execute(
        "INSERT INTO earlier_versions (article, version, text, indexed)"
        " SELECT id, version, text, indexed FROM articles WHERE id = ?",
        (row,),
    )
    db.execute(
        "UPDATE articles SET url = ?, title = ?, published = ?, author = ?, moment = ?, text = ?,"
        " indexed = ?, version = version + 1 WHERE id = ?",
        (*columns, row),
    )


def title_of(document: Document, own: str) -> str:
    """The title as one line: the format's, or the text's `own`, or the last part of the address."""
    line = " ".join((document.title or own)[: 2 * _TITLE_LENGTH].split())
    line = line or document.address.rstrip("/").rpartition("/")[2] or document.address
    return line if len(line) <= _TITLE_LENGTH else line[: _TITLE_LENGTH - 1] + "…"


def moment_of(published: str | None) -> int:
    """A date as seconds since 1970, UTC where it names no zone; UNDATED where it is none."""
    if not published:
        return UNDATED
    try:
        time = datetime.fromisoformat(published)
    except ValueError:
        return UNDATED
    return int((time if time.tzinfo else time.replace(tzinfo=UTC)).timestamp())


def article(db: sqlite3.Connection, uuid: str) -> Article:
    """The article with its text and all that was found in it."""
    row = db.execute(
        "SELECT s.name, a.address, a.url, a.title, a.published, a.version, t.sha256, t.body,"
        " n.language, n.found, n.extractor, a.author"
        " FROM articles a JOIN sources s ON s.id = a.source JOIN texts t ON t.id = a.text"
        " JOIN analyses n ON n.text = a.text WHERE a.uuid = ?",
        (uuid,),
    ).fetchone()
    if row is None:
        raise NotFound("no article with the id {id}", id=uuid)
    source, address, url, title, published, version, sha256, body, language, packed, by, author = row
    outline, extraction = compact.unpack(packed, body, by)
    return Article(
        id=uuid,
        source=source,
        address=address,
        url=address if url == "" else url,
        title=title,
        published=published,
        sha256=sha256.hex(),
        version=version,
        text=body,
        language=language,
        outline=outline,
        extraction=extraction,
        about=About(author),
    )


def in_row(db: sqlite3.Connection, row: int) -> Article:
    """The article in that row, which is there."""
    return article(db, db.execute("SELECT uuid FROM articles WHERE id = ?", (row,)).fetchone()[0])


def ids(db: sqlite3.Connection, rows: Sequence[int]) -> tuple[str, ...]:
    """The ids of the articles in those rows, which are there, in that order."""
    found = db.execute(
        "SELECT a.uuid FROM json_each(?) w JOIN articles a ON a.id = w.value ORDER BY w.key",
        (json.dumps(list(rows)),),
    )
    return tuple(uuid for (uuid,) in found)


def rows(db: sqlite3.Connection, ids: Sequence[str]) -> list[int]:
    """The rows of the articles with those ids, in that order, without those that are not there."""
    found = db.execute(
        "SELECT a.id FROM json_each(?) w JOIN articles a ON a.uuid = w.value ORDER BY w.key",
        (json.dumps(list(ids)),),
    )
    return [row for (row,) in found]


def state(db: sqlite3.Connection) -> tuple[int, ...]:
    """Numbers that change when an article comes, goes, or gets a new text; cheap to ask for.

    They are the last rows of the articles, of the versions that were replaced, and of the events. A removal
    is an event, so that one shows even where the next article gets the row of the one that went.
    """
    found: tuple[int, ...] = db.execute(
        "SELECT (SELECT ifnull(max(id), 0) FROM articles),"
        " (SELECT ifnull(max(rowid), 0) FROM earlier_versions), (SELECT ifnull(max(id), 0) FROM events)"
    ).fetchone()
    return found


def ids_of(db: sqlite3.Connection, source: str) -> list[str]:
    """The ids of a source's articles. NotFound where no source has that name."""
    row = source_row(db, source)
    if row is None:
        raise NotFound("no source has the name {name!r}; see newsread sources", name=source)
    return [uuid for (uuid,) in db.execute("SELECT uuid FROM articles WHERE source = ? ORDER BY id", (row,))]


def at_address(db: sqlite3.Connection, address: str) -> str | None:
    """The id of the latest article with that address or URL, or with that id as a URN; None without one."""
    found = db.execute(
        "SELECT uuid FROM articles WHERE uuid = :uuid OR address = :address OR (url = :address AND url > '')"
        " ORDER BY id DESC LIMIT 1",
        {"uuid": address.removeprefix("urn:uuid:"), "address": address},
    ).fetchone()
    return None if found is None else str(found[0])


def text_of(db: sqlite3.Connection, row: int) -> tuple[str, str]:
    """The SHA-256, in hexadecimal, and the current text of the article in that row."""
    sha256, body = db.execute(
        "SELECT t.sha256, t.body FROM articles a JOIN texts t ON t.id = a.text WHERE a.id = ?", (row,)
    ).fetchone()
    return sha256.hex(), body


def find(db: sqlite3.Connection, prefix: str) -> str:
    """The one article whose id begins with `prefix`; NotFound or Ambiguous otherwise."""
    start = prefix.strip().lower()
    # An id holds nothing that sorts after "g".
    rows = db.execute(
        "SELECT uuid, title FROM articles WHERE uuid >= ? AND uuid < ? ORDER BY uuid LIMIT ?",
        (start, start + "g", _SHOWN_CANDIDATES + 1),
    ).fetchall()
    if not rows or not start:
        raise NotFound("no article whose id begins with {prefix!r}; see newsread articles", prefix=prefix)
    if len(rows) > 1:
        shown = ", ".join(f"{uuid} ({title[:40]})" for uuid, title in rows[:_SHOWN_CANDIDATES])
        if len(rows) > _SHOWN_CANDIDATES:
            raise Ambiguous(
                "several articles begin with {prefix!r}: {ids} and others", prefix=prefix, ids=shown
            )
        raise Ambiguous("several articles begin with {prefix!r}: {ids}", prefix=prefix, ids=shown)
    return str(rows[0][0])
