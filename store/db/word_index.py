"""The index of words: what it holds is folded, and follows the articles' current texts.

Folding is not this module's: a connection has it as the SQL functions `stems(text)`, `lead(stems)` (those an
article begins with), `letters(text)` and `folding_version()`. Nor is it known here who is who: `Speakers` is.

An index of another folding, or of none, is made anew piece by piece, in the order of the articles' rows, so
that no other writer waits long and an interruption costs nothing. Up to the row `done` it is made, and
follows the articles; what comes behind that row is found there when the making comes to it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from store.db import compact, pairs
from store.model import Claim

Speakers: TypeAlias = Callable[[str, Sequence[Claim]], str]
"""Of a text and its claims: the words, to be folded, by which the claims' speakers are found."""

_SPENT = "spent_blocks"
"""The table of what an index of another folding consisted of, until all of it is thrown away."""

_BLOCKS = 250
"""Blocks that are thrown away at once: about a megabyte, 20 ms."""


_ADD = "INSERT INTO word_index (rowid, title, lead, body) VALUES (?1, ?2, lead(?3), ?3)"

Folded: TypeAlias = tuple[str, str, str]
"""What the index holds of an article: the stems of its title, of its beginning, and of all of it."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Articles that are to come into the index next, with all that stems are made of."""

    after: int
    """The row up to which the index is made."""
    articles: tuple[Unindexed, ...]
    """The following ones, in the order of their rows; none where all are in."""


@dataclass(frozen=True, slots=True)
class Unindexed:
    """An article that is not in the index."""

    row: int
    title: str
    text: int
    body: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Stems:
    """What the index holds of an article."""

    title: str
    body: str
    speakers: str


def is_current(db: sqlite3.Connection) -> bool:
    """Whether the index is whole and made with this version's folding; another has to be made anew."""
    (current,) = db.execute(
        "SELECT folding = folding_version() AND done IS NULL FROM word_index_state"
    ).fetchone()
    return bool(current)


def _made_up_to(db: sqlite3.Connection) -> float:
    """The last row that the index has come to, so that it follows what becomes of the article in it."""
    (done,) = db.execute(
        "SELECT CASE folding WHEN folding_version() THEN ifnull(done, 9e18) ELSE 0 END FROM word_index_state"
    ).fetchone()
    return float(done)


class Changes:
    """What of the index changes with the articles of one transaction, kept back until its end.

    FTS5 collects in memory what comes into it, and writes that to the disk at the next statement that SQLite
    can roll back by itself, which most are: between the rows of articles each would become a segment of the
    index of its own, to be merged with the others later.
    """

    def __init__(self, db: sqlite3.Connection):
        self._db = db
        self._last = _made_up_to(db)
        self._removed: list[tuple[int, str, str, str]] = []
        self._added: dict[int, tuple[str, str]] = {}

    def add(
        self, article: int, title: str, text: str, title_stems: str | None = None, stems: str | None = None
    ) -> None:
        """Put an article into the index; with the stems of its title and text, where somebody has them."""
        if article <= self._last:
            self._added[article] = (
                self._stems(title) if title_stems is None else title_stems,
                self._stems(text) if stems is None else stems,
            )

    def remove(self, article: int, folded: Folded | None = None) -> None:
        """Take an article out of the index, before its title or text changes; `folded` where it is known.

        An external content table has no copy of what it holds, and has to be told.
        """
        if article <= self._last and self._added.pop(article, None) is None:
            if folded is not None:
                self._removed.append((article, *folded))
                return
            query = "SELECT id, title, lead, body FROM folded_articles WHERE id = ?"
            self._removed += self._db.execute(query, (article,)).fetchall()

    def write(self) -> None:
        """Change the index: last of all in the transaction."""
        self._db.executemany(
            "INSERT INTO word_index (word_index, rowid, title, lead, body) VALUES ('delete', ?, ?, ?, ?)",
            self._removed,
        )
        self._db.executemany(_ADD, [(article, *stems) for article, stems in sorted(self._added.items())])

    def _stems(self, text: str) -> str:
        return str(self._db.execute("SELECT stems(?)", (text,)).fetchone()[0])


def put_speakers(db: sqlite3.Connection, speakers: Mapping[int, str]) -> None:
    """Keep by which stems the speakers of texts' claims are found, in place of what was kept.

    `speakers` has them by the row of the text, parted by spaces.
    """
    db.execute(
        "DELETE FROM speaker_words WHERE text IN (SELECT value FROM json_each(?))",
        (json.dumps(list(speakers)),),
    )
    found = {(stem, text) for text, stems in speakers.items() for stem in stems.split()}
    pairs.insert(db, "speaker_words (stem, text)", sorted(found))


# Making it anew


def begin(db: sqlite3.Connection) -> None:
    """Make the index an empty one of this folding, unless it is of this folding already.

    What is in it is not thrown away at once, which takes a second where there is much: see `throw_away`.
    """
    (begun,) = db.execute("SELECT folding = folding_version() FROM word_index_state").fetchone()
    if begun:
        return
    (made,) = db.execute("SELECT sql FROM sqlite_master WHERE name = 'word_index'").fetchone()
    db.execute(f"DROP TABLE IF EXISTS {_SPENT}")
    # Its blocks are nearly all of it (https://www.sqlite.org/fts5.html#the_data_table). Those up to 10 are
    # its own records, by which it is opened to be dropped.
    db.execute(f"ALTER TABLE word_index_data RENAME TO {_SPENT}")
    db.execute("CREATE TABLE word_index_data (id INTEGER PRIMARY KEY, block BLOB)")
    db.execute(f"INSERT INTO word_index_data SELECT id, block FROM {_SPENT} WHERE id <= 10")
    db.execute("DROP TABLE word_index")
    db.execute(made)
    db.execute("UPDATE word_index_state SET folding = folding_version(), done = 0")


def throw_away(db: sqlite3.Connection) -> bool:
    """Throw away a piece of an index of another folding; False where nothing is left of it.

    To drop it whole would keep others from writing.
    """
    # What an earlier version has left, which newer versions of SQLite take for a damaged index.
    db.execute("DROP TABLE IF EXISTS spent_words")
    if not db.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (_SPENT,)).fetchone():
        return False
    some = f"SELECT id FROM {_SPENT} LIMIT {_BLOCKS}"
    if not db.execute(f"DELETE FROM {_SPENT} WHERE id IN ({some})").rowcount:
        db.execute(f"DROP TABLE {_SPENT}")
    return True


def next_piece(db: sqlite3.Connection, most: int, longest: int) -> Piece:
    """The next articles that have to come into the index: one, or more where there is room.

    There is room for `most`, and for texts of `longest` code points together.
    """
    (after,) = db.execute("SELECT ifnull(done, 9e18) FROM word_index_state").fetchone()
    rows = db.execute(
        "SELECT a.id, a.title, a.text, t.body, n.found, n.extractor FROM articles a"
        " JOIN texts t ON t.id = a.text JOIN analyses n ON n.text = a.text"
        " WHERE a.id > ? ORDER BY a.id LIMIT ?",
        (after, most),
    )
    found: list[Unindexed] = []
    for row, title, text, body, packed, extractor in rows:
        longest -= len(body)
        if found and longest < 0:
            break
        claims = compact.unpack(packed, body, extractor)[1].claims
        found.append(Unindexed(row, title, text, body, claims))
    return Piece(int(after), tuple(found))


def keep_piece(db: sqlite3.Connection, piece: Piece, stems: Sequence[Stems]) -> bool:
    """Put the articles of a piece into the index; False, with nothing changed, where somebody else has.

    What has become another text since the piece was read is folded here.
    """
    (as_it_was,) = db.execute(
        "SELECT folding = folding_version() AND done = ? FROM word_index_state", (piece.after,)
    ).fetchone()
    if not as_it_was:
        return False
    rows: list[tuple[int, str, str]] = []
    speakers: dict[int, str] = {}
    for article, found in zip(piece.articles, stems, strict=True):
        same = "EXISTS (SELECT 1 FROM articles WHERE id = ? AND title = ? AND text = ?)"
        if db.execute(f"SELECT {same}", (article.row, article.title, article.text)).fetchone()[0]:
            rows.append((article.row, found.title, found.body))
            speakers[article.text] = found.speakers
        else:
            now = "SELECT id, title, body FROM folded_articles WHERE id = ?"
            rows += db.execute(now, (article.row,)).fetchall()
    put_speakers(db, speakers)
    last = piece.articles[-1].row if piece.articles else piece.after
    # Nothing comes behind the last one while this transaction lasts: then the index is whole.
    db.execute(
        "UPDATE word_index_state SET done ="
        " CASE WHEN EXISTS (SELECT 1 FROM articles WHERE id > :last) THEN :last END",
        {"last": last},
    )
    # Last of all, as in `Changes`.
    db.executemany(_ADD, rows)
    return True


def progress(db: sqlite3.Connection) -> tuple[int, int]:
    """How many articles are in the index, of how many."""
    done, count = db.execute(
        "SELECT (SELECT count(*) FROM articles, word_index_state"
        " WHERE folding = folding_version() AND id <= ifnull(done, 9e18)), (SELECT count(*) FROM articles)"
    ).fetchone()
    return int(done), int(count)
