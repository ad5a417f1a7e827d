"""Texts, each once under its SHA-256, and what the machine found in them."""

from __future__ import annotations

import sqlite3

from store.db import compact, word_index
from store.errors import NotFound
from store.model import Extraction, Outline

_REPLACED = str.maketrans({"\0": "\u2400"} | {chr(code): "\ufffd" for code in range(0xD800, 0xE000)})


def clean(text: str) -> str:
    """`text` without what cannot be kept: NUL becomes U+2400, a lone surrogate U+FFFD."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.translate(_REPLACED)
    return text.replace("\0", "\u2400")


def digest(text: str) -> bytes:
    """The SHA-256 of the text's UTF-8."""
    # Imported only where texts are added: the reader starts without it.
    from hashlib import sha256

    return sha256(text.encode()).digest()


def row_of(db: sqlite3.Connection, sha256: bytes) -> int | None:
    """The row of the text with that digest, if it is there."""
    row = db.execute("SELECT id FROM texts WHERE sha256 = ?", (sha256,)).fetchone()
    return None if row is None else int(row[0])


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


def put(db: sqlite3.Connection, sha256: bytes, text: str) -> int:
    """The row of `text`, which is added if it is not there."""
    row = row_of(db, sha256)
    if row is not None:
        return row
    db.execute("INSERT INTO packed_texts (sha256, packed) VALUES (?, deflated(?))", (sha256, text))
    return int(db.execute("SELECT last_insert_rowid()").fetchone()[0])


def extractor_of(db: sqlite3.Connection, row: int) -> str | None:
    """Which extractor found the text's statements and claims; None where none are kept."""
    found = db.execute("SELECT extractor FROM analyses WHERE text = ?", (row,)).fetchone()
    return None if found is None else str(found[0])


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


def put_analysis(
    db: sqlite3.Connection, row: int, text: str, language: str, outline: Outline, extraction: Extraction
) -> None:
    """Keep what was found in the text, in place of what an earlier extractor found."""
    db.execute(
        "INSERT INTO analyses (text, extractor, language, claims, statements, found)"
        " VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (text) DO UPDATE SET extractor = excluded.extractor, language = excluded.language,"
        " claims = excluded.claims, statements = excluded.statements, found = excluded.found",
        (
            row,
            extraction.extractor,
            language,
            len(extraction.claims),
            len(outline.statements),
            compact.pack(outline, extraction, text),
        ),
    )
    word_index.put_speakers(db, row, extraction.claims)


def analysis(db: sqlite3.Connection, row: int, text: str) -> tuple[Outline, Extraction]:
    """What was found in an analysed text."""
    found, extractor = db.execute("SELECT found, extractor FROM analyses WHERE text = ?", (row,)).fetchone()
    return compact.unpack(found, text, extractor)
