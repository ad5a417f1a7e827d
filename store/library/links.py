"""Links between annotations, behind the door."""

from __future__ import annotations

import sqlite3

from store.db import annotation, articles, editing, people
from store.db.articles import Stretch
from store.errors import NotFound
from store.library.session import Session
from store.model import Annotation, Link, Linked, Relation, Subject


class Links:
    """What supports, contradicts, repeats or answers what, also from one article to another."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, start: Subject, end: Subject | str, relation: Relation) -> Annotation:
        """Link the annotator's annotation of `start` to that of `end`, or to the one with that id.

        Annotations that are not there are made, all in one step. StoreError where both ends are one;
        NotFound where nothing has the id.
        """
        with self._session.writing() as db:
            other: Stretch | int | None
            if isinstance(end, str):
                other = annotation.row_of(db, end)
                if other is None:
                    raise NotFound("no annotation with the id {id}", id=end)
            else:
                other = self._stretch(db, end)
            return editing.link(db, self._stretch(db, start), other, relation)

    def remove(self, source: str, link: Link) -> None:
        """Take the link away from the annotation with the id `source`. NotFound if that is not one's own."""
        with self._session.writing() as db:
            editing.unlink(db, people.put(db, self._session.annotator), source, link)

    def around(self, article_id: str) -> tuple[Linked, ...]:
        """The links, of all annotators, that begin or end in the article, in the order of `db.annotation`."""
        with self._session.reading() as db:
            return annotation.links_around(db, articles.known(db, article_id).row)

    def _stretch(self, db: sqlite3.Connection, subject: Subject) -> Stretch:
        return self._session.stretch(db, subject.article, subject.span, subject.target, subject.text_sha256)
