"""Who may use the library, and what the annotators agree on, behind the door."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import TYPE_CHECKING

from store import sharing
from store.db import annotation, articles, judging, scheme
from store.db.connection import companions
from store.errors import NotFound, StoreError
from store.library.session import Session
from store.model import Annotation
from store.sharing import Shared

if TYPE_CHECKING:
    from store.agreement.report import Agreement


class Team:
    """The people of one library."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def share(self, group: str) -> Shared:
        """Open the library's file and folder to a Unix group. LibraryError where that cannot be."""
        return sharing.share(self._session.path, companions(self._session.path), group)

    def unshare(self) -> None:
        """Make the file and the folder their owner's alone again."""
        sharing.unshare(self._session.path, companions(self._session.path))

    @property
    def group(self) -> str | None:
        """The group that the library is open to, or None."""
        return sharing.shared_with(self._session.path)

    def agreement(
        self, annotators: Sequence[str] = (), *, source: str | None = None, read: bool = False
    ) -> Agreement:
        """How far `annotators`, or all there are, agree in what they have judged, of a source or of all.

        An annotator has judged an article in which they have annotated anything, and with `read` one that
        they have read. NotFound for somebody who has judged none; StoreError for fewer than two annotators.
        """
        from store.agreement.judged import judged
        from store.agreement.report import agreement

        with self._session.reading() as db:
            judges = judging.judges(db, read=read, source=self._session.source_row(db, source))
            known = sorted({name for names in judges.values() for name in names})
            names = list(dict.fromkeys(annotators)) or known
            for name in names:
                if name not in known and source is not None:
                    raise NotFound(
                        "nothing is annotated by {name} in the articles of {source}", name=name, source=source
                    )
                if name not in known:
                    raise NotFound("nothing is annotated by {name}", name=name)
            if len(names) < 2:
                raise StoreError("agreement is between two annotators or more, and there are not so many")
            units = []
            for uuid, present in judges.items():
                here = [name for name in present if name in names]
                if len(here) >= 2:
                    units.append(judged(articles.article(db, uuid).outline.statements, _said(db, uuid, here)))
            tags = [tag.name for tag in scheme.every(db)]
        return agreement(units, names, tags)


def _said(db: sqlite3.Connection, article_id: str, names: Sequence[str]) -> dict[str, list[Annotation]]:
    """What each of these annotators says in the article."""
    said: dict[str, list[Annotation]] = {name: [] for name in names}
    for one in annotation.of_article(db, articles.known(db, article_id).row, None):
        if one.layer == "own" and one.annotator in said:
            said[one.annotator].append(one)
    return said
