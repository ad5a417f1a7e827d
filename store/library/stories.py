"""Stories: the articles about one event, and what their claims come to, set side by side."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from contextlib import suppress

from store.cleaning import clean
from store.db import articles, stories
from store.errors import LibraryError
from store.library.session import Session
from store.model import Comparison, Member, Proposition, Span, Story


class Stories:
    """The stories of a library; hung on `Library`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def update(
        self,
        progress: Callable[[int, int], None] | None = None,
        is_wanted: Callable[[], bool] = lambda: True,
    ) -> int:
        """Group the articles that came or changed since the last time; how many there were.

        What is done before an interruption, or before `is_wanted` says no more, is kept, and the rest is done
        the next time. `progress` is told how many are grouped, and of how many.
        """
        with self._session.reading() as db:
            if not stories.days_to_group(db) and not stories.undescribed(db, 1, 0):
                return 0
        # Imported only where something is grouped or compared: opening the reader takes none of it.
        from store.library.story_groups import update

        return update(self._session, progress, is_wanted)

    def try_to_update(
        self,
        progress: Callable[[int, int], None] | None = None,
        is_wanted: Callable[[], bool] = lambda: True,
    ) -> None:
        """The same after articles came, which are kept in any case: a full disk is for the next time."""
        with suppress(LibraryError):
            self.update(progress, is_wanted)

    def page(self, start: int, count: int) -> list[Story]:
        """`count` stories from the `start`th on, those that went on last first."""
        with self._session.reading() as db:
            return stories.page(db, start, count)

    def story(self, story_id: str) -> Story:
        """The story with that id. NotFound if it is not there."""
        with self._session.reading() as db:
            return stories.story(db, story_id)

    def find(self, prefix: str) -> str:
        """The id of a story that begins with `prefix`. NotFound; Ambiguous with some that do."""
        with self._session.reading() as db:
            return stories.find(db, clean(prefix))

    def of_article(self, article_id: str) -> str | None:
        """The id of the story that the article is in; None where it is alone."""
        with self._session.reading() as db:
            return stories.of_article(db, article_id)

    def comparison(self, story_id: str) -> Comparison:
        """The articles of a story with the propositions that their claims and facts come to.

        It is kept until an article, a text or its claims change. NotFound if the story is not there.
        """
        from hashlib import sha256

        from store.claims.propositions import COMPARER

        with self._session.reading() as db:
            told = tuple(articles.article(db, one) for one in stories.story(db, story_id).articles)
            made = (f"{one.id} {one.sha256} {one.extraction.extractor} {one.published}" for one in told)
            parts = [COMPARER, *made]
            made_of = sha256("\n".join(parts).encode()).digest()
            packed = stories.comparison(db, story_id, made_of)
        if packed is not None:
            return Comparison(told, _unpacked(packed))
        from store.comparison import compared

        found = compared(told)
        if self._session.read_only:
            return found
        with self._session.writing() as db:
            stories.keep_comparison(db, story_id, made_of, _packed(found.propositions))
        return found


def _packed(propositions: Sequence[Proposition]) -> bytes:
    rows = [
        [
            one.relation,
            [[m.article, m.kind, m.start, m.end, m.part.start, m.part.end, m.camp] for m in one.members],
        ]
        for one in propositions
    ]
    return json.dumps(rows).encode()


def _unpacked(packed: bytes) -> tuple[Proposition, ...]:
    return tuple(
        Proposition(
            relation,
            tuple(
                Member(article, kind, start, end, Span(first, last), camp)
                for article, kind, start, end, first, last, camp in members
            ),
        )
        for relation, members in json.loads(packed)
    )
