"""Libraries of 1,000, 10,000 and 100,000 articles, and an empty one, for `make bench-size`.

The hundred thousand are the press corpus and nine variants of each article: some of its words stand
in place of others of the same length, so that no two texts are alike, all stay as long as they are, and rare
words stay rare. Those of each variant are of another season, as in a library that has grown for years: a day
has as many articles as in the corpus. A variant goes in by the same way as any article; only its claims are
not looked for again, they are those of its original, at the same offsets.
"""

from __future__ import annotations

import random
import re
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

from store.db import compact
from store.library import Library
from store.model import Document, Extraction, Outline

SIZES = (1_000, 10_000, 100_000)
VARIANTS = 9
CHANGED = 0.15
"""Of the words of a variant; those of its first line stay."""
LARGEST = "alriyadh"
JOINED = frozenset(("sabq", "was"))
"""Outlets whose variants stand under the largest, so that one source has more than 20,000 articles."""

_WORD = re.compile(r"[\u0621-\u064a]{3,}")

Analyse = Callable[[str], tuple[Outline, Extraction]]


def make(folder: Path, articles: Callable[[], Iterable[Document]]) -> dict[int, Path]:
    """The libraries by their number of articles, 0 the empty one; those that are there are kept."""
    paths = {size: folder / f"{size}.db" for size in (0, *SIZES)}
    Library.open(paths[0], "bench").close()
    small, middle, large = (paths[size] for size in SIZES)
    _fill(small, islice(articles(), SIZES[0]))
    _fill(middle, articles())
    if not large.exists():
        begun = large.with_suffix(".begun")
        begun.unlink(missing_ok=True)
        _copy(middle, begun)
        _add(begun, variants(articles), _known(middle))
        begun.rename(large)
    return paths


def variants(articles: Callable[[], Iterable[Document]]) -> Iterator[Document]:
    """Every article in nine forms, with words of the article before it."""
    for number in range(1, VARIANTS + 1):
        lent: list[str] = []
        for document in articles():
            text = _varied(document.text, lent, random.Random(f"{number} {document.address}"))
            lent = _WORD.findall(document.text)
            yield replace(
                document,
                text=text,
                source=LARGEST if document.source in JOINED else document.source,
                address=f"{document.address}/{number}",
                published=_earlier(document.published, number),
                url=None,
            )


def _earlier(published: str | None, seasons: int) -> str | None:
    """That many quarters of a year before a day."""
    if published is None:
        return None
    return (date.fromisoformat(published) - timedelta(days=91 * seasons)).isoformat()


def _varied(text: str, lent: list[str], chance: random.Random) -> str:
    """`text` with some of its words replaced by others of the same length."""
    own = _WORD.findall(text)
    by_length: dict[int, list[str]] = {}
    for word in (*own, *lent):
        by_length.setdefault(len(word), []).append(word)
    head = text.find("\n") + 1

    def another(match: re.Match[str]) -> str:
        return chance.choice(by_length[len(match[0])]) if chance.random() < CHANGED else match[0]

    return text[:head] + _WORD.sub(another, text[head:])


def _key(text: str) -> tuple[str, int]:
    """What a variant has in common with its original: the first line, and the length."""
    return text[: text.find("\n") + 1], len(text)


def _known(path: Path) -> Analyse:
    """Gives for a variant of a text in the library what was found in that text, by its offsets."""
    with Library.open(path, "bench") as library, library.reading() as db:
        found = {
            _key(text): (packed, extractor)
            for text, packed, extractor in db.execute(
                "SELECT t.body, n.found, n.extractor FROM texts t JOIN analyses n ON n.text = t.id"
            )
        }

    def analyse(text: str) -> tuple[Outline, Extraction]:
        packed, extractor = found.get(_key(text)) or next(iter(found.values()))
        if not text:
            return Outline(None, (), (), ()), Extraction((), (), extractor)
        return compact.unpack(packed, text, extractor)

    return analyse


def _fill(path: Path, documents: Iterable[Document]) -> None:
    if not path.exists():
        begun = path.with_suffix(".begun")
        begun.unlink(missing_ok=True)
        _add(begun, documents)
        begun.rename(path)


def _add(path: Path, documents: Iterable[Document], analyse: Analyse | None = None) -> None:
    with Library.open(path, "bench", analyse=analyse) as library:
        library.add_many(documents)
    _settle(path)


def _settle(path: Path) -> None:
    """Move the journal into the file."""
    db = sqlite3.connect(path)
    while db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
        time.sleep(0.1)
    db.close()


def _copy(source: Path, target: Path) -> None:
    """A copy of a library, through SQLite."""
    old, new = sqlite3.connect(source), sqlite3.connect(target)
    old.backup(new)
    old.close()
    new.close()
