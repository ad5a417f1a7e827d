"""Texts, each once under its SHA-256, and what the machine found in them."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from dataclasses import dataclass
from typing import NamedTuple

from store.db import compact
from store.db.connection import inserted
from store.db.packed import deflated
from store.errors import NotFound
from store.model import Extraction, Outline


class Found(NamedTuple):
    """What the machine found in a text, ready to be kept; a tuple, since it goes from process to process."""

    extractor: str
    language: str
    title: str
    claims: int
    statements: int
    packed: bytes
    """Outline, claims and facts, as `compact` writes them."""
    stems: str
    """Of the text."""
    speakers: str
    """The stems of the words that name speakers."""
    body: bytes
    """The text as it is kept."""
    sketch: tuple[int, ...] = ()
    """Hashes of which texts that are alike share some."""
    headline: str | None = None
    """The stems of the article's title, and"""
    terms: bytes | None = None
    """what it is about; None where only the text was looked at."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A text that is there."""

    row: int
    extractor: str | None
    """Which one found its statements and claims; None where none are kept."""


def digest(text: str) -> bytes:
    """The SHA-256 of the text's UTF-8."""
    # Imported only where texts are added: the reader starts without it.
    from hashlib import sha256

    return sha256(text.encode()).digest()


def row_of(db: sqlite3.Connection, sha256: bytes) -> int | None:
    """The row of the text with that digest, if it is there."""
    row = db.execute("SELECT id FROM texts WHERE sha256 = ?", (sha256,)).fetchone()
    return None if row is None else int(row[0])


def kept(db: sqlite3.Connection, digests: Collection[bytes]) -> dict[bytes, Kept]:
    """Those of the texts with these digests, some hundreds at most, that are there."""
    marks = ", ".join("?" * len(digests))
    rows = db.execute(
        "SELECT t.sha256, t.id, n.extractor FROM packed_texts t LEFT JOIN analyses n ON n.text = t.id"
        f" WHERE t.sha256 IN ({marks})",
        tuple(digests),
    )
    return {sha256: Kept(*rest) for sha256, *rest in rows}


def known(db: sqlite3.Connection, sha256: str) -> bytes:
    """The digest of a text that is there, given in hexadecimal; NotFound where there is none."""
    try:
        found = bytes.fromhex(sha256)
    except ValueError:
        found = b""
    if row_of(db, found) is None:
        raise NotFound("no text with the SHA-256 {sha256}", sha256=sha256)
    return found


def body(db: sqlite3.Connection, sha256: bytes) -> str:
    """The text with that digest. NotFound where there is none."""
    row = db.execute("SELECT body FROM texts WHERE sha256 = ?", (sha256,)).fetchone()
    if row is None:
        raise NotFound("no text with the SHA-256 {sha256}", sha256=sha256.hex())
    return str(row[0])


def put(db: sqlite3.Connection, sha256: bytes, text: str, packed: bytes | None = None) -> int:
    """Add a text that is not there; `packed` is its deflated form, if it is known. Its row."""
    packed = deflated(text) if packed is None else packed
    return inserted(db.execute("INSERT INTO packed_texts (sha256, packed) VALUES (?, ?)", (sha256, packed)))


def rows_to_extract(db: sqlite3.Connection, extractor: str) -> list[int]:
    """The rows of all texts, those first that `extractor` has not looked at."""
    query = (
        "SELECT t.id FROM texts t LEFT JOIN analyses n ON n.text = t.id"
        " ORDER BY coalesce(n.extractor, '') = ?, t.id"
    )
    return [row for (row,) in db.execute(query, (extractor,))]


def body_of_row(db: sqlite3.Connection, row: int) -> str | None:
    """The text in that row; None where it is gone."""
    found = db.execute("SELECT body FROM texts WHERE id = ?", (row,)).fetchone()
    return None if found is None else str(found[0])


def put_found(db: sqlite3.Connection, row: int, found: Found) -> None:
    """Keep what was found in the text, in place of what an earlier extractor found.

    By whose words its claims are found is for `word_index.put_speakers`.
    """
    db.execute(
        "INSERT INTO analyses (text, extractor, language, claims, statements, found)"
        " VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (text) DO UPDATE SET extractor = excluded.extractor, language = excluded.language,"
        " claims = excluded.claims, statements = excluded.statements, found = excluded.found",
        (row, found.extractor, found.language, found.claims, found.statements, found.packed),
    )


def analysis(db: sqlite3.Connection, row: int, text: str) -> tuple[Outline, Extraction]:
    """What was found in an analysed text."""
    found, extractor = db.execute("SELECT found, extractor FROM analyses WHERE text = ?", (row,)).fetchone()
    return compact.unpack(found, text, extractor)
