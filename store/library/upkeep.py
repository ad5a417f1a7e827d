"""Looking after a library, behind the door: backups, removal, orphans, and the audit trail."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from store.cleaning import clean, clean_address
from store.db import articles, copies, exporting, orphans, trail
from store.db.connection import real
from store.errors import LibraryError
from store.library.session import Session
from store.model import Entry, ExportedArticle, Orphan

if TYPE_CHECKING:
    from store.db.copies import Progress
    from store.db.word_index import Folded

_AT_ONCE = 100
"""Articles that are folded at once before they are removed: a fraction of a second."""


class Upkeep:
    """What keeps a library safe and small."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def backup(self, target: Path, *, force: bool = False, progress: Progress | None = None) -> None:
        """Copy the library to `target`, as it is at this moment, while others go on writing.

        The copy is checked before it gets its name. LibraryError where something is at `target` already,
        unless `force` says to replace it, or where it cannot be written: then nothing is left there.
        `progress` is told how many pages of how many are copied.
        """
        session = self._session
        with session.direct() as db:
            copies.backup(db, session.path, target, force, progress)

    def said_of(self, article_ids: Sequence[str]) -> list[ExportedArticle]:
        """Everything that everybody said of the articles, deleted or not."""
        with self._session.reading() as db:
            return exporting.articles(db, True, article_ids)

    def articles_of(self, source: str) -> list[str]:
        """The ids of a source's articles. NotFound where there is none of that name."""
        with self._session.reading() as db:
            return articles.ids_of(db, clean(source))

    def remove(self, article_ids: Sequence[str], file: Path | None = None) -> Path | None:
        """Remove articles with their texts and all that was found in them and said of them.

        What was said is written to the new `file` (by default one beside the library, for those who may use
        that) as a newsread export, and is on the disk before anything is gone from there; gives its path, or
        None where nothing was said. The log keeps it too. All of it happens or nothing. NotFound where an
        article is not there, LibraryError where `file` is.
        """
        from store.db import removing, scheme
        from store.exchange import newsread
        from store.exchange.files import write_whole
        from store.ids import now

        session = self._session
        folded: dict[removing.Key, Folded] = {}
        for start in range(0, len(article_ids), _AT_ONCE):
            # Piece by piece: without WAL a long look keeps others from writing.
            with session.reading() as db:
                folded |= removing.fold(db, article_ids[start : start + _AT_ONCE])
        written = None
        try:
            with session.writing() as db:
                for one in article_ids:
                    articles.known(db, one)
                said = exporting.articles(db, True, article_ids)
                path = (file or _named(session.path, "removed", ".json")) if said else None
                name = clean_address(str(path or ""))
                removing.remove(db, session.annotator, article_ids, said, name, folded)
                if path is not None:
                    # Last, and before the commit: where it cannot be written nothing is removed.
                    like = session.path if file is None else None
                    write_whole(path, newsread.dumps(scheme.every(db), said, now()), new=True, like=like)
                    written = path
        except BaseException:
            if written is not None and self._is_there(article_ids[0]):
                written.unlink()
            raise
        return path

    def _is_there(self, article_id: str) -> bool:
        with self._session.reading() as db:
            return articles.row_of(db, article_id) is not None

    def orphans(self, annotators: Sequence[str] = (), article_id: str | None = None) -> tuple[Orphan, ...]:
        """Annotations whose words are not in their article's text any more, each with its quote."""
        with self._session.reading() as db:
            found = orphans.every(db)
        return tuple(
            one
            for one in found
            if (not annotators or one.annotation.annotator in annotators)
            and (article_id is None or one.annotation.article == article_id)
        )

    def log(self, annotators: Sequence[str] = (), since: str | None = None) -> list[Entry]:
        """Who did what when, in order; by some annotators, from some time (UTC, ISO 8601, Z) on."""
        with self._session.reading() as db:
            return list(trail.entries(db, tuple(annotators), since))


def restore(backup: Path, path: Path, *, progress: Progress | None = None) -> Path | None:
    """Put a backup in the place of the library at `path`; where the one before is kept.

    None where there was none. The backup is checked first. LibraryError, with all as it was, where it is
    none, where others have the library open, or where there is no room.
    """
    path = real(path)
    if path.exists() and backup.exists() and backup.samefile(path):
        raise LibraryError("{path} is the library itself; name a backup", path=backup)
    copies.check(backup)
    before = _named(path, "before-restore", "")
    return before if copies.restore(backup, path, before, progress) else None


def _named(path: Path, what: str, ending: str) -> Path:
    """A new name beside the library: `library.db.before-restore-2026-01-31T12-00-00`."""
    moment = datetime.now(UTC).strftime("%Y-%m-%dT%H-%M-%S")
    base = f"{path.name}.{what}-{moment}"
    names = [base, *(f"{base}-{number}" for number in range(2, 1000))]
    return next(found for name in names if not (found := path.with_name(name + ending)).exists())
