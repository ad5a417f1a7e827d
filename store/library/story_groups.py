"""Grouping what came in: the articles of a library become stories, a day at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeAlias

from store.claims.stories import grouping
from store.claims.stories.terms import signature
from store.db import stories
from store.library.session import Session
from store.search.folding import folded_words

Progress: TypeAlias = Callable[[int, int], None]
"""Told how many articles are grouped, and of how many."""

BATCH = 500
"""Articles to a commit."""

SAMPLE = 4_000
"""Articles that the words of the library are counted in, about."""

UNDATED = 10_000
"""Articles without a date, or with one beside those, that are looked at."""

_LEAD = 2_400
"""Code points of a text that hold its title and the first words, which its terms are of."""


def update(
    session: Session, progress: Progress | None = None, is_wanted: Callable[[], bool] = lambda: True
) -> int:
    """Group the articles that came or changed since the last time; how many there were.

    Committed a few hundred at a time: what is done before an interruption, or before `is_wanted` says no
    more, is kept.
    """
    _describe(session, is_wanted)
    with session.reading() as db:
        days = stories.days_to_group(db)
        if not days:
            return 0
        waiting = {day: stories.to_group(db, day) for day in days}
        told, unknown = grouping.idf(stories.sample(db, SAMPLE))
    sweep = _Sweep(session, waiting, lambda terms: grouping.vector(terms, told, unknown))
    total, done = sum(map(len, waiting.values())), 0
    for day in days:
        if not is_wanted():
            break
        sweep.group(day)
        done += len(waiting[day])
        if progress is not None:
            progress(done, total)
    return done


def _describe(session: Session, is_wanted: Callable[[], bool]) -> None:
    """Keep the terms of the articles that have none, or those of an earlier text."""
    while is_wanted():
        with session.reading() as db:
            found = stories.undescribed(db, BATCH, _LEAD)
        if not found:
            return
        described = [
            (one.row, one.text, one.moment, signature(folded_words(one.title), folded_words(one.lead)))
            for one in found
        ]
        with session.writing() as db:
            stories.describe(db, described)


class _Sweep:
    """Goes through the days of what is to be grouped, with the articles of the days around in memory.

    Those that are to be grouped themselves come on their day, and meet those of earlier days then: who meets
    somebody in either of two days meets them once.
    """

    def __init__(
        self,
        session: Session,
        waiting: Mapping[int | None, Sequence[int]],
        vector: Callable[[bytes], grouping.Vector],
    ) -> None:
        self._session = session
        self._waiting = waiting
        self._vector = vector
        self._index = grouping.Index()
        self._story: dict[int, int | None] = {}
        self._pairs: dict[int, list[grouping.Pair]] = {}
        self._until: int | None = None
        """The last day that is in the index."""
        with session.reading() as db:
            self._add(stories.undated(db, UNDATED))

    def group(self, day: int | None) -> None:
        """Group the articles of a day, and those about the same anew; days come in order, None the last."""
        self._load(day)
        fresh = [row for row in self._waiting[day] if row in self._index.vectors]
        least = grouping.bar(len(self._index) + self._coming(day))
        near = {row for one in fresh for _, _, row in self._neighbours(one, least)}
        touched = {story for row in near.union(fresh) if (story := self._story[row]) is not None}
        rows = near.union(fresh)
        for story in touched:
            with self._session.reading() as db:
                members = stories.members(db, story)
            self._add(members)
            rows.update(one.row for one in members)
        pairs = [pair for row in rows for pair in self._neighbours(row, least) if pair[2] in rows]
        found = grouping.clusters(self._index, pairs, least)
        alone = sorted(rows.difference(*found))
        with self._session.writing() as db:
            stories.assign(db, found, alone, fresh)
            self._story |= dict.fromkeys(rows) | stories.stories_of(db, rows)

    def _load(self, day: int | None) -> None:
        """Have the articles in the index that may be about the same as one of that day."""
        with self._session.reading() as db:
            if day is None:
                self._add(stories.latest(db, UNDATED))
                return
            first, last = day - grouping.DAYS, day + grouping.DAYS
            self._index.forget(first)
            self._pairs = {row: pairs for row, pairs in self._pairs.items() if row in self._index.vectors}
            self._story = {row: story for row, story in self._story.items() if row in self._index.vectors}
            known = first if self._until is None else max(first, self._until + 1)
            self._add(stories.grouped(db, known, last))
            self._add(stories.of_day(db, day))
            self._until = last

    def _coming(self, day: int | None) -> int:
        """How many articles of the days around that day are not in the index yet."""
        if day is None:
            return 0
        following = range(day + 1, day + grouping.DAYS + 1)
        return sum(len(self._waiting.get(one, ())) for one in following)

    def _add(self, described: Iterable[stories.Described]) -> None:
        for one in described:
            if one.row not in self._index.vectors:
                self._index.add(one.row, one.day, self._vector(one.terms))
                self._story[one.row] = one.story

    def _neighbours(self, row: int, least: float) -> list[grouping.Pair]:
        """The neighbours of an article among those in the index when this was first asked."""
        if row not in self._pairs:
            self._pairs[row] = self._index.neighbours(row, least * grouping.LINK)
        return self._pairs[row]
