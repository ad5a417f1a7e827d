"""Texts that are alike, such as one agency report in several outlets: groups of them, found as they come in.

A new text is compared with the few that share most hashes of its sketch. A hash that many texts share is a
phrase of the trade; it is kept for the first of them only, so that the work for a text stays the same in a
library of any size.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import chain

from store.db import pairs

SHARED = 3
"""Hashes of their sketches that two texts share at least, where they are compared."""
COMPARED = 4
"""Texts that a new one is compared with, at most."""
COMMON = 50
"""Texts of which one hash is kept, at most."""


class Groups:
    """The groups that the texts of one transaction come into.

    `sketches` are theirs. Who shares hashes with them is asked for at once, and their own hashes are kept at
    the end, in order.
    """

    def __init__(
        self, db: sqlite3.Connection, alike: Callable[[str, str], bool], sketches: Iterable[Sequence[int]]
    ):
        self._db = db
        self._alike = alike
        (self._last,) = db.execute("SELECT ifnull(max(text), 0) FROM sketches").fetchone()
        """The row of the last text whose sketch is kept: those behind it are new."""
        self._holders: dict[int, list[int]] = {}
        """Which texts share each hash."""
        self._new: list[tuple[int, int]] = []
        self._joined: set[int] = set()
        self._ask(chain.from_iterable(sketches))

    def join(self, row: int, text: str, sketch: Sequence[int]) -> None:
        """Keep the sketch of the text in `row`, and put it into the group of a text that it is like."""
        if not sketch or row in self._joined:
            return
        self._joined.add(row)
        kept = "SELECT 1 FROM sketches WHERE text = ? LIMIT 1"
        if row <= self._last and self._db.execute(kept, (row,)).fetchone():
            return
        self._ask(sketch)
        shared = Counter(chain.from_iterable(self._holders[one] for one in sketch))
        near = [(-count, other) for other, count in shared.items() if count >= SHARED]
        for one in sketch:
            if len(self._holders[one]) < COMMON:
                self._holders[one].append(row)
                self._new.append((one, row))
        for _, other in sorted(near)[:COMPARED]:
            (body,) = self._db.execute("SELECT body FROM texts WHERE id = ?", (other,)).fetchone()
            if self._alike(text, body):
                self._group(row, other)
                return

    def write(self) -> None:
        """Keep the sketches."""
        pairs.insert(self._db, "sketches (hash, text)", sorted(self._new))

    def _ask(self, hashes: Iterable[int]) -> None:
        """Have the texts that share these hashes."""
        unknown = set(hashes).difference(self._holders)
        if not unknown:
            return
        self._holders.update((one, []) for one in unknown)
        rows = self._db.execute(
            "SELECT s.hash, s.text FROM json_each(?) one CROSS JOIN sketches s ON s.hash = one.value",
            (json.dumps(sorted(unknown)),),
        )
        for one, text in rows:
            self._holders[one].append(text)

    def _group(self, row: int, other: int) -> None:
        """Put the text into the group of another."""
        known = self._db.execute("SELECT leader FROM twins WHERE text = ?", (other,)).fetchone()
        leader = other if known is None else known[0]
        self._db.executemany(
            "INSERT INTO twins (text, leader) VALUES (?, ?) ON CONFLICT DO NOTHING",
            [(other, leader), (row, leader)],
        )


def fold(db: sqlite3.Connection, articles: Iterable[int]) -> None:
    """Leave each of the articles out of folded lists if an earlier one has its text, or one like it."""
    rows = [(article,) for article in articles]
    db.executemany("DELETE FROM folded WHERE article = ?", rows)
    db.executemany(
        "INSERT INTO folded (article) SELECT a.id FROM articles a WHERE a.id = ?1 AND EXISTS"
        " (SELECT 1 FROM articles x WHERE x.id < ?1 AND x.text = a.text"
        " UNION ALL SELECT 1 FROM twins t JOIN twins o ON o.leader = t.leader"
        " JOIN articles x ON x.text = o.text AND x.id < ?1 WHERE t.text = a.text)",
        rows,
    )


def firsts(db: sqlite3.Connection, rows: Sequence[int]) -> list[int]:
    """The rows of articles, in their order, without those that are like one before them."""
    found = db.execute(
        "SELECT a.id, ifnull(t.leader, a.text) FROM json_each(?) w JOIN articles a ON a.id = w.value"
        " LEFT JOIN twins t ON t.text = a.text ORDER BY w.key",
        (json.dumps(list(rows)),),
    )
    firsts: dict[int, int] = {}
    for row, group in found:
        firsts.setdefault(group, row)
    return list(firsts.values())
