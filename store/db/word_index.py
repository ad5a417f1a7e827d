"""The index of words: what it holds is folded, and follows the articles' current texts.

Folding is not this module's: a connection has it as the SQL functions `stems(text)`, `lead(stems)` (those an
article begins with), `letters(text)` and `folding_version()`. Nor is it known here who is who: `Speakers` is.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from store.db import compact
from store.model import Claim

Speakers: TypeAlias = Callable[[str, Sequence[Claim]], str]
"""Of a text and its claims: the words, to be folded, by which the claims' speakers are found."""


def is_current(db: sqlite3.Connection) -> bool:
    """Whether the index was made with this version's folding; another has to be made anew."""
    (current,) = db.execute("SELECT folding = folding_version() FROM word_index_state").fetchone()
    return bool(current)


class Changes:
    """What of the index changes with the articles of one transaction, kept back until its end.

    FTS5 collects in memory what comes into it, and writes that to the disk at the next statement that SQLite
    can roll back by itself, which most are: between the rows of articles each would become a segment of the
    index of its own, to be merged with the others later.
    """

    def __init__(self, db: sqlite3.Connection):
        self._db = db
        self._is_current = is_current(db)
        self._removed: list[tuple[int, str, str, str]] = []
        self._added: dict[int, tuple[str, str]] = {}

    def add(
        self, article: int, title: str, text: str, title_stems: str | None = None, stems: str | None = None
    ) -> None:
        """Put an article into the index; with the stems of its title and text, where somebody has them."""
        if self._is_current:
            self._added[article] = (
                self._stems(title) if title_stems is None else title_stems,
                self._stems(text) if stems is None else stems,
            )

    def remove(self, article: int) -> None:
        """Take an article out of the index, before its title or text changes.

        An external content table has no copy of what it holds, and has to be told.
        """
        if self._is_current and self._added.pop(article, None) is None:
            query = "SELECT id, title, lead, body FROM folded_articles WHERE id = ?"
            self._removed += self._db.execute(query, (article,)).fetchall()

    def write(self) -> None:
        """Change the index: last of all in the transaction."""
        self._db.executemany(
            "INSERT INTO word_index (word_index, rowid, title, lead, body) VALUES ('delete', ?, ?, ?, ?)",
            self._removed,
        )
        self._db.executemany(
            "INSERT INTO word_index (rowid, title, lead, body) VALUES (?1, ?2, lead(?3), ?3)",
            [(article, *stems) for article, stems in sorted(self._added.items())],
        )

    def _stems(self, text: str) -> str:
        return str(self._db.execute("SELECT stems(?)", (text,)).fetchone()[0])


def put_speakers(db: sqlite3.Connection, speakers: Mapping[int, str]) -> None:
    """Keep by which stems the speakers of texts' claims are found, in place of what was kept.

    `speakers` has them by the row of the text, parted by spaces.
    """
    db.executemany("DELETE FROM speaker_words WHERE text = ?", [(text,) for text in speakers])
    db.executemany(
        "INSERT INTO speaker_words (stem, text) VALUES (?, ?)",
        sorted({(stem, text) for text, stems in speakers.items() for stem in stems.split()}),
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
        put_speakers(db, {text: stems})
    db.execute("UPDATE word_index_state SET folding = folding_version()")
