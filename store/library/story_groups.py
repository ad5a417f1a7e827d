"""Grouping what came in: the articles of a library become stories, a day at a time."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from itertools import starmap
from math import ceil
from typing import TypeAlias

from store.claims.stories import grouping
from store.claims.stories.terms import signature
from store.db import stories
from store.library.session import Session
from store.processes import cores, forked, may_fork, run
from store.search.folding import folded_words

Progress: TypeAlias = Callable[[int, int], None]
"""Told how many articles are grouped, and of how many."""

_Waiting: TypeAlias = Mapping[int | None, Collection[int]]
"""The articles that are to be grouped, by their days."""

_Sent: TypeAlias = tuple[int, int | None, bytes]
"""The fields of an `Entry`, which are packed for another process sooner than that."""

BATCH = 500
"""Articles to a commit."""

SAMPLE = 4_000
"""Articles that the words of the library are counted in, about."""

UNDATED = 10_000
"""Undated articles that others are compared with, and latest ones that these are compared with, at most."""

PART = 5_000
"""Articles whose neighbours one process finds at a time, at most about; where no more are grouped none is
started. Each part takes the days before its own once more, so that smaller ones are more work."""

_LEAD = 2_400
"""Code points of a text that hold its title and the first words, which its terms are of."""


def update(
    session: Session, progress: Progress | None = None, is_wanted: Callable[[], bool] = lambda: True
) -> int:
    """Group the articles that came or changed since the last time; how many there were.

    Committed a few hundred at a time: what is done before an interruption, or before `is_wanted` says no
    more, is kept.
    """
    if session.read_only:
        return 0
    _describe(session, is_wanted)
    with session.reading() as db:
        days = stories.days_to_group(db)
        if not days:
            return 0
        waiting = {day: stories.to_group(db, day) for day in days}
        told, unknown = grouping.idf(stories.sample(db, SAMPLE))
    weigh = partial(grouping.vector, told=told, unknown=unknown)
    sweep = _Sweep(session, waiting, weigh)
    total, done = sum(map(len, waiting.values())), 0
    with _Ahead(session, waiting, weigh) as ahead:
        for day in days:
            if not is_wanted():
                break
            sweep.group(day, ahead.met(day))
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


class _Ahead:
    """Has other processes find the neighbours of the articles to be grouped, some days ahead.

    They are told what the library holds, and touch nothing of it.
    """

    def __init__(self, session: Session, waiting: _Waiting, weigh: grouping.Weigh) -> None:
        self._session = session
        self._parts = deque(_parts(waiting))
        self._begun: deque[tuple[Sequence[int], Future[Mapping[int, grouping.Met]]]] = deque()
        self._pool = None
        if cores() > 1 < len(self._parts) and may_fork():
            self._pool = forked(partial(_meet, waiting, weigh), cores())

    def __enter__(self) -> _Ahead:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def met(self, day: int | None) -> grouping.Met:
        """What is found of the articles of a day, waited for; nothing where no process looks for it."""
        if self._pool is None:
            return grouping.Met()
        try:
            while self._parts and len(self._begun) <= cores():
                days = self._parts.popleft()
                self._begun.append((days, self._pool.submit(run, (days, self._entries(days)))))
            while self._begun and day not in self._begun[0][0]:
                self._begun.popleft()
            if day is None or not self._begun:
                return grouping.Met()
            return self._begun[0][1].result().get(day, grouping.Met())
        except BrokenProcessPool:
            # One was killed, for want of memory say.
            self._pool = None
            return grouping.Met()

    def _entries(self, days: Sequence[int]) -> list[_Sent]:
        """The articles that those of these days may meet."""
        with self._session.reading() as db:
            there = stories.between(db, days[0] - grouping.DAYS, days[-1])
            there += stories.grouped(db, days[-1] + 1, days[-1] + grouping.DAYS)
            there += stories.undated(db, UNDATED)
        return [(one.row, one.day, one.terms) for one in there]


def _entry(one: stories.Described) -> grouping.Entry:
    return grouping.Entry(one.row, one.day, one.terms)


def _parts(waiting: _Waiting) -> Iterator[list[int]]:
    """The days that articles wait for, in order, in parts of about as many articles."""
    days = sorted(day for day in waiting if day is not None)
    total = sum(len(waiting[day]) for day in days)
    enough = total / max(1, ceil(total / PART))
    part: list[int] = []
    size = 0
    for day in days:
        part.append(day)
        size += len(waiting[day])
        if size >= enough:
            yield part
            part, size = [], 0
    if part:
        yield part


def _meet(
    waiting: _Waiting, weigh: grouping.Weigh, task: tuple[Sequence[int], Iterable[_Sent]]
) -> Mapping[int, grouping.Met]:
    """What another process does for `_Ahead`."""
    days, entries = task
    return grouping.meet(days, starmap(grouping.Entry, entries), waiting, weigh)


class _Sweep:
    """Goes through the days of what is to be grouped, with the articles of the days around in memory.

    An article that is to be grouped comes in on its day, and meets those of earlier days then: so each two
    meet once.
    """

    def __init__(self, session: Session, waiting: _Waiting, weigh: grouping.Weigh) -> None:
        self._session = session
        self._waiting = waiting
        self._index = grouping.Index(weigh)
        self._story: dict[int, int | None] = {}
        self._pairs: dict[int, list[grouping.Pair]] = {}
        self._until: int | None = None
        """The last day that is in the index."""
        with session.reading() as db:
            self._add(stories.undated(db, UNDATED))

    def group(self, day: int | None, met: grouping.Met) -> None:
        """Group the articles of a day, and those about the same anew; days come in order, None the last.

        `met` is what is known of them.
        """
        self._load(day)
        self._index.know(met.vectors)
        self._pairs |= met.pairs
        fresh = [row for row in self._waiting[day] if row in self._index]
        coming = 0 if day is None else grouping.following(self._waiting, day)
        least = grouping.bar(len(self._index) + coming)
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
            # Those of a story may be asked for again when it goes on, however old they are.
            self._story = {row: story for row, story in self._story.items() if story or row in self._index}
            self._pairs = {row: pairs for row, pairs in self._pairs.items() if row in self._story}
            known = first if self._until is None else max(first, self._until + 1)
            self._add(stories.grouped(db, known, last))
            self._add(stories.of_day(db, day))
            self._until = last

    def _add(self, described: Iterable[stories.Described]) -> None:
        for one in described:
            if one.row not in self._index:
                self._index.add(_entry(one))
                self._story[one.row] = one.story

    def _neighbours(self, row: int, least: float) -> list[grouping.Pair]:
        """The neighbours of an article among those in the index when this was first asked."""
        if row not in self._pairs:
            self._pairs[row] = self._index.neighbours(row, least * grouping.LINK)
        return self._pairs[row]
