"""A library file as one annotator uses it: what every subject of the door needs, and nothing of any."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeAlias

from store.db import articles, connection, looking, people, texts
from store.db.articles import Stretch
from store.db.looking import Look
from store.errors import Message
from store.model import Extraction, Layer, Outline, Span, Target
from store.names import clean_name

if TYPE_CHECKING:
    from store.db.adding import Adding
    from store.db.workers import Machine

Analyse: TypeAlias = Callable[[str], tuple[Outline, Extraction]]
"""Finds the parts of a text, and the claims in it."""


@lru_cache(maxsize=1)  # The view of folded articles asks twice for each text.
def _stems(text: str) -> str:
    from store.search.folding import folded_words, stemmed

    return stemmed(folded_words(text))


def _lead(stemmed: str) -> str:
    from store.search.folding import lead

    return lead(stemmed)


def _letters(text: str) -> str:
    from store.search.folding import letters

    return letters(text)


def _sketch(text: str) -> str:
    """As a JSON array."""
    from store.reading.likeness import sketch
    from store.search.folding import folded_words

    return json.dumps(sketch(folded_words(text)))


def _folding_version() -> str:
    from store.search.folding import VERSION

    return VERSION


FUNCTIONS: dict[str, Callable[..., str]] = {
    "stems": _stems,
    "lead": _lead,
    "letters": _letters,
    "sketch": _sketch,
    "folding_version": _folding_version,
}
"""Folding and sketches for the statements of `store.db`; imported when the first of them is called."""


class Session:
    """The open file, its annotator, and transactions on it; for the modules of `store.library` alone.

    It is of one thread. Leaving a `with` block closes the file.
    """

    def __init__(
        self, database: sqlite3.Connection | Look, path: Path, annotator: str, analyse: Analyse | None
    ):
        """Use `open`."""
        self._database = database
        self._analyse = analyse
        self.path = path
        self.annotator = annotator

    @classmethod
    def open(
        cls,
        path: Path,
        annotator: str,
        *,
        analyse: Analyse | None = None,
        create: bool = True,
        look: bool = False,
        tell: Callable[[Message], None] | None = None,
    ) -> Self:
        """The library at `path`, made (with its folder, owner-only) if it is not there, for `annotator`.

        A symbolic link stands for the file that it leads to.

        Without `create` one that is not there is a LibraryError. Others than the owner and the group lose
        their permissions on one that is there.

        With `look` one that may only be read is opened for that, and `tell` gets a line; what writes to it
        is a LibraryError.

        `analyse` finds statements and claims in the texts that are added; without it
        `store.analysis.analyse` does. `tell` gets a line for a person when the file comes to a network file
        system, where it keeps another journal. Raises LibraryError with the file untouched if it is not a
        library, damaged, newer, or cannot be written; InvalidName for an annotator without a name.
        """
        name = clean_name(annotator, "an annotator")
        path = connection.real(path)
        if look and not looking.may_write(path):
            seen = Look(path, FUNCTIONS)
            if tell is not None:
                tell(looking.line(path))
            return cls(seen, path, name, analyse)
        return cls(connection.open_database(path, create, FUNCTIONS, tell), path, name, analyse)

    def another(self) -> Self:
        """A second connection to the same file, for another thread, with the same annotator and extractor.

        Raises LibraryError where the file cannot be used any more.
        """
        look = self.read_only
        return self.open(self.path, self.annotator, analyse=self._analyse, create=False, look=look)

    @property
    def read_only(self) -> bool:
        """Whether the library may only be read."""
        return isinstance(self._database, Look)

    @property
    def _connection(self) -> sqlite3.Connection:
        return self._database.connection if isinstance(self._database, Look) else self._database

    def close(self) -> None:
        """Close the file. Nothing is lost if this is never called."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def reading(self) -> AbstractContextManager[sqlite3.Connection]:
        """A transaction that sees one state of the library."""
        if isinstance(self._database, Look):
            return self._database.reading()
        return connection.reading(self._database, self.path)

    def writing(self) -> AbstractContextManager[sqlite3.Connection]:
        """A transaction that is on the disk when it is left, or has not happened."""
        return connection.writing(self._connection, self.path)

    @contextmanager
    def direct(self) -> Iterator[sqlite3.Connection]:
        """The connection outside of any transaction; errors are told as in one."""
        try:
            yield self._connection
        except sqlite3.DatabaseError as error:
            raise connection.translated(error, self.path) from error

    def change_counter(self) -> int:
        """A number that changes when somebody else writes to the library; cheap to ask for."""
        with self.reading() as db:
            return connection.data_version(db)

    def me(self, db: sqlite3.Connection) -> int | None:
        """The annotator's row; None before they have kept anything."""
        return people.row_of(db, self.annotator)

    def source_row(self, db: sqlite3.Connection, name: str | None) -> int | None:
        """The source's row, 0 (no row) for one that is not there; None for all sources."""
        return None if name is None else articles.source_row(db, name) or 0

    def stretch(
        self,
        db: sqlite3.Connection,
        article_id: str,
        span: Span,
        target: Target,
        text_sha256: str | None,
        annotator: int | None = None,
        layer: Layer = "own",
    ) -> Stretch:
        """What an annotation is about: `span` of the article's current text, or of the one it had then."""
        article = articles.known(db, article_id)
        sha256 = article.sha256 if text_sha256 is None else texts.known(db, text_sha256)
        me = people.put(db, self.annotator) if annotator is None else annotator
        return Stretch(me, article, sha256, span, target, layer)

    def adding(self, reread: bool = False) -> Adding:
        """What puts articles in, `reread` pages too that were read before.

        Imported only here: to open the reader takes no extractor.
        """
        from store.db.adding import Adding

        return Adding(self._connection, self.path, machine(self._analyse), reread)


def machine(analyse: Analyse | None = None) -> Machine:
    """What looks at a text on its way in; `analyse` finds its parts and claims, by default newsread's own."""
    from store.claims.stories.terms import signature
    from store.db.workers import Machine
    from store.reading.languages import language
    from store.reading.likeness import Shingles, alike, shingles, sketch
    from store.reading.outline import title_text
    from store.search.folding import folded_words, stemmed
    from store.speakers import words_of

    @lru_cache(maxsize=2)  # A text is compared with several others, one after the other.
    def shingled(text: str) -> Shingles:
        return shingles(folded_words(text))

    def are_alike(text: str, other: str) -> bool:
        return alike(shingled(text), shingled(other))

    if analyse is None:
        from store.analysis import analyse as extractor

        analyse = extractor
    return Machine(
        analyse, language, title_text, folded_words, stemmed, words_of, sketch, are_alike, signature
    )
