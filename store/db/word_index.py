"""The index of words: what it holds is folded, and follows the articles' current texts.

Folding is not this module's: a connection has it as the SQL functions `stems(text)`, `letters(text)` and
`folding_version()`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from store.db import compact
from store.model import Claim


def is_current(db: sqlite3.Connection) -> bool:
    """Whether the index was made with this version's folding; another has to be made anew."""
    (current,) = db.execute("SELECT folding = folding_version() FROM word_index_state").fetchone()
    return bool(current)


def add(db: sqlite3.Connection, article: int, title: str, text: str, stems: str | None = None) -> None:
    """Put an article into the index; `stems` are those of `text`, where somebody has them already."""
    if is_current(db):
        db.execute(
            "INSERT INTO word_index (rowid, title, body) VALUES (?, stems(?), coalesce(?, stems(?)))",
            (article, title, stems, text if stems is None else ""),
        )


def remove(db: sqlite3.Connection, article: int) -> None:
    """Take an article out of the index, before its title or text changes.

    An external content table has no copy of what it holds, and has to be told.
    """
    if is_current(db):
        db.execute(
            "INSERT INTO word_index (word_index, rowid, title, body)"
            " SELECT 'delete', id, title, body FROM folded_articles WHERE id = ?",
            (article,),
        )


def speakers_of(claims: Iterable[Claim]) -> str:
    """The words that name the speakers of claims, to be folded for `put_speakers`."""
    return " ".join({claim.speaker for claim in claims if claim.speaker})


def put_speakers(db: sqlite3.Connection, text: int, stems: str) -> None:
    """Keep by which stems the speakers of a text's claims are found, in place of what was kept."""
    found = set(stems.split())
    db.execute("DELETE FROM speaker_words WHERE text = ?", (text,))
    db.executemany(
        "INSERT INTO speaker_words (stem, text) VALUES (?, ?)", [(one, text) for one in sorted(found)]
    )


def make_anew(db: sqlite3.Connection) -> None:
    """Make the whole index again from the texts: with another folding, or for an older library."""
    db.execute("INSERT INTO word_index (word_index) VALUES ('rebuild')")
    db.execute("DELETE FROM speaker_words")
    rows = db.execute(
        "SELECT t.id, t.body, n.found, n.extractor FROM texts t JOIN analyses n ON n.text = t.id"
    )
    for text, body, found, extractor in rows:
        _outline, extraction = compact.unpack(found, body, extractor)
        (stems,) = db.execute("SELECT stems(?)", (speakers_of(extraction.claims),)).fetchone()
        put_speakers(db, text, stems)
    db.execute("UPDATE word_index_state SET folding = folding_version()")
