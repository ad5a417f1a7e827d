"""The index of words: what it holds is folded, and follows the articles' current texts.

Folding is not this module's: a connection has it as the SQL functions `stems(text)`, `lead(stems)` (those an
article begins with), `letters(text)` and `folding_version()`. Nor is it known here who is who: `Speakers` is.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from typing import TypeAlias

from store.db import compact
from store.model import Claim

Speakers: TypeAlias = Callable[[str, Sequence[Claim]], str]
"""Of a text and its claims: the words, to be folded, by which the claims' speakers are found."""


def is_current(db: sqlite3.Connection) -> bool:
    """Whether the index was made with this version's folding; another has to be made anew."""
    (current,) = db.execute("SELECT folding = folding_version() FROM word_index_state").fetchone()
    return bool(current)


def add(
    db: sqlite3.Connection,
    article: int,
    title: str,
    text: str,
    title_stems: str | None = None,
    stems: str | None = None,
) -> None:
    """Put an article into the index; with the stems of its title and text, where somebody has them."""
    if is_current(db):
        db.execute(
            "INSERT INTO word_index (rowid, title, lead, body)"
            " SELECT :article, coalesce(:title_stems, stems(:title)), lead(body), body"
            " FROM (SELECT coalesce(:stems, stems(:text)) AS body)",
            {
                "article": article,
                "title": title,
                "title_stems": title_stems,
                "stems": stems,
                "text": text if stems is None else "",
            },
        )


def remove(db: sqlite3.Connection, article: int) -> None:
    """Take an article out of the index, before its title or text changes.

    An external content table has no copy of what it holds, and has to be told.
    """
    if is_current(db):
        db.execute(
            "INSERT INTO word_index (word_index, rowid, title, lead, body)"
            " SELECT 'delete', id, title, lead, body FROM folded_articles WHERE id = ?",
            (article,),
        )


def put_speakers(db: sqlite3.Connection, text: int, stems: str) -> None:
    """Keep by which stems the speakers of a text's claims are found, in place of what was kept."""
    found = set(stems.split())
    db.execute("DELETE FROM speaker_words WHERE text = ?", (text,))
    db.executemany(
        "INSERT INTO speaker_words (stem, text) VALUES (?, ?)", [(one, text) for one in sorted(found)]
    )


def make_anew(db: sqlite3.Connection, speakers: Speakers) -> None:
    """Make the whole index again from the texts: with another folding, or for an older library."""
    db.execute("INSERT INTO word_index (word_index) VALUES ('rebuild')")
    db.execute("DELETE FROM speaker_words")
    rows = db.execute(
        "SELECT t.id, t.body, n.found, n.extractor FROM texts t JOIN analyses n ON n.text = t.id"
    )
    for text, body, found, extractor in rows:
        _outline, extraction = compact.unpack(found, body, extractor)
        (stems,) = db.execute("SELECT stems(?)", (speakers(body, extraction.claims),)).fetchone()
        put_speakers(db, text, stems)
    db.execute("UPDATE word_index_state SET folding = folding_version()")
