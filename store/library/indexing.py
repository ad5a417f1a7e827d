"""Making the index of words anew, in pieces: others write between them, and each is kept."""

from __future__ import annotations

import time
from collections.abc import Callable

from store.db import word_index
from store.db.word_index import Piece, Stems
from store.library.session import Session
from store.search.folding import folded_words, stemmed
from store.speakers import words_of

SECONDS = 0.03
"""How long writing a piece should keep others waiting at most; the next piece is sized by how long it did."""

MOST = 200
"""Articles of a piece at most."""

LONGEST = 300_000
"""Code points of a piece at most, unless one article has more."""


def make_index(
    session: Session, progress: Callable[[int, int], None] | None, is_wanted: Callable[[], bool]
) -> bool:
    """Go on with the making where it was left; see `Search.prepare`.

    The words are folded while nobody waits: a piece is read in one transaction and written in another. Where
    several processes do this at once, each piece is written by one of them.
    """
    with session.writing() as db:
        word_index.begin(db)
    spent = True
    while spent and is_wanted():
        with session.writing() as db:
            spent = word_index.throw_away(db)
    size = max(1, MOST // 10)
    while is_wanted():
        with session.reading() as db:
            done, count = word_index.progress(db)
            whole = word_index.is_current(db)
            piece = word_index.next_piece(db, size, LONGEST)
        if progress is not None:
            progress(done, count)
        if whole:
            return True
        folded = _folded(piece)
        with session.writing() as db:
            begun = time.monotonic()
            word_index.keep_piece(db, piece, folded)
        size = max(1, min(MOST, round(size * SECONDS / max(0.001, time.monotonic() - begun)), 2 * size))
    return False


def _folded(piece: Piece) -> list[Stems]:
    return [
        Stems(_stems(one.title), _stems(one.body), _stems(words_of(one.body, one.claims)))
        for one in piece.articles
    ]


def _stems(text: str) -> str:
    return stemmed(folded_words(text))
