"""Articles about one event, by clustering the terms of their signatures, blind to the order of arrival.

The likeness of two articles is the cosine of their terms' weights times idf, lowered by the days between.
Candidates come from an inverted index of the terms that tell most. Clusters are merged, the likest first,
while their likeness stays above a bar: it lies between the average of all pairs, which alone takes
many-sided stories apart, and the cosine of the sums, which alone chains (Manning, Raghavan and Schütze,
"Introduction to Information Retrieval", 17.3 and 17.4).
"""

from __future__ import annotations

import heapq
from collections import Counter, deque
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, count, islice, repeat
from math import inf, log, sqrt
from operator import mul
from typing import TypeAlias

from store.claims.stories.terms import prior, terms_of, weights_of

DAYS = 4
"""How many days two articles about one event may lie apart."""

DECAY = 0.12
"""The share of their likeness that they lose for each of those days."""

LOW_BAR, HIGH_BAR = 0.22, 0.52
"""The least likeness of the parts of a story, among few articles and among many."""

FEW, MANY = 30, 1_000
"""Articles: the more there are, the likelier two of them are alike by chance."""

LINK = 0.55
"""Of the bar: what two articles need to be compared any further."""

CENTRE = 0.5
"""How much the cosine of the sums counts against the average of the pairs, 0 to 1."""

TERMS = 48
"""Terms of an article that are compared, those that tell most."""

TELLING = 14
"""The first of those, by which an article finds others and is found."""

USUAL = 80
"""A term by which more articles are found finds none."""

PROMISE = 0.18
"""The likeness that two articles are taken to have, at most, for each of those terms that they share: who may
be alike by that is compared, which finds 99 of 100 pairs of the press corpus that are alike."""

FEWEST = 8
"""An article of fewer terms is in no story: a caption, a cartoon."""

_PRIOR = 2_000
"""The idf begins as if so many articles were known: a small library's words are not all rare."""

Vector: TypeAlias = dict[int, float]
Weigh: TypeAlias = Callable[[bytes], Vector]
"""Makes the `vector` of a signature."""
Pair: TypeAlias = tuple[float, int, int]
"""A likeness and two keys."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An article to be grouped, or beside those."""

    key: int
    """Tells it from the others."""
    day: int | None
    """Of its publication, counted from any day; None where it is not known."""
    terms: bytes
    """Its `signature`."""


def idf(signatures: Iterable[bytes]) -> tuple[dict[int, float], float]:
    """How much each term tells among these articles, and what a term that none of them holds does."""
    known = list(signatures)
    every = len(known) + _PRIOR
    there = Counter(terms_of(b"".join(known)))
    # Most are in few articles, and share the same numbers.
    tells = {times: log(every / (times + 1)) for times in set(there.values())}
    told = {term: tells[times] for term, times in there.items()}
    told |= {term: log(every / (there[term] + often)) for term, often in prior().items() if term in there}
    return told, log(every)


def vector(signature: bytes, told: Mapping[int, float], unknown: float) -> Vector:
    """The terms of an article that tell most, weighted by `idf`, of length one; none of too short a one."""
    terms = terms_of(signature)
    if len(terms) < FEWEST:
        return {}
    tell = list(map(mul, weights_of(signature), map(told.get, terms, repeat(unknown))))
    kept = sorted(range(len(tell)), key=tell.__getitem__, reverse=True)[:TERMS]
    length = sqrt(sum([tell[place] ** 2 for place in kept])) or 1.0
    return {terms[place]: tell[place] / length for place in kept}


def bar(articles: int) -> float:
    """The least likeness of the parts of a story, where `articles` could be in it."""
    share = log(max(FEW, min(MANY, articles)) / FEW) / log(MANY / FEW)
    return LOW_BAR + share * (HIGH_BAR - LOW_BAR)


class Index:
    """The articles of some days, and which of them hold a term.

    An article is weighed when it is first asked for, and told by its terms when somebody's neighbours are.
    """

    def __init__(self, weigh: Weigh) -> None:
        self.days: dict[int, int | None] = {}
        """By their keys."""
        self._weigh = weigh
        self._signatures: dict[int, bytes] = {}
        self._vectors: dict[int, Vector] = {}
        self._holders: dict[int, list[int]] = {}
        self._new: dict[int, None] = {}
        """Those that are not among the holders yet."""

    def __len__(self) -> int:
        return len(self.days)

    def __contains__(self, key: int) -> bool:
        return key in self.days

    def add(self, one: Entry) -> None:
        """Add an article."""
        self.days[one.key] = one.day
        self._signatures[one.key] = one.terms
        self._new[one.key] = None

    def forget(self, before: int) -> None:
        """Drop the articles of the days before this one."""
        for key in [key for key, day in self.days.items() if day is not None and day < before]:
            del self.days[key], self._signatures[key]
            terms = self._vectors.pop(key, {})
            if key in self._new:
                del self._new[key]
                continue
            for term in islice(terms, TELLING):
                holders = self._holders[term]
                holders.remove(key)
                if not holders:
                    del self._holders[term]

    def vector(self, key: int) -> Vector:
        """The terms of an article, weighed."""
        if key not in self._vectors:
            self._vectors[key] = self._weigh(self._signatures[key])
        return self._vectors[key]

    def know(self, vectors: Mapping[int, Vector]) -> None:
        """Take articles as weighed already, as far as they are here."""
        self._vectors.update((key, terms) for key, terms in vectors.items() if key in self.days)

    def _hold(self) -> None:
        """Put the new articles among the holders of their terms."""
        holders = self._holders
        for key in self._new:
            for term in islice(self.vector(key), TELLING):
                if term in holders:
                    holders[term].append(key)
                else:
                    holders[term] = [key]
        self._new.clear()

    def neighbours(self, key: int, least: float) -> list[Pair]:
        """The articles that are as much like this one, with their likeness."""
        self._hold()
        vectors, days = self._vectors, self.days
        terms, day = vectors[key], days[key]
        found_by = map(self._holders.__getitem__, islice(terms, TELLING))
        there = [holders for holders in found_by if len(holders) <= USUAL]
        needed = least / PROMISE
        pairs = []
        for other, shared in Counter(chain.from_iterable(there)).items():
            # Most share a single term: those take no more than being counted.
            if shared >= needed and other != key:
                near = nearness(day, days[other])
                if shared * near >= needed and (likeness := near * _product(terms, vectors[other])) >= least:
                    pairs.append((likeness, key, other))
        return pairs


def nearness(one: float | None, other: float | None) -> float:
    """What likeness is worth over the days between: all of it on one day, nothing beyond `DAYS`."""
    if one is None or other is None:
        return 1.0
    apart = abs(one - other)
    return 0.0 if apart > DAYS else 1.0 - DECAY * apart


@dataclass(frozen=True, slots=True)
class Met:
    """What is found of the articles of a day."""

    pairs: Mapping[int, list[Pair]] = field(default_factory=dict)
    """The neighbours of each."""
    vectors: Mapping[int, Vector] = field(default_factory=dict)
    """Of who is in those pairs, and in none of an earlier day."""


def meet(
    days: Sequence[int], entries: Iterable[Entry], waiting: Mapping[int | None, Collection[int]], weigh: Weigh
) -> dict[int, Met]:
    """Of each of the `days`, which come in order, the neighbours of the articles that are `waiting` for it.

    Those meet the articles of earlier days, those of their own that came before them, so that each two meet
    once, and of the `DAYS` behind it those that do not wait themselves. `entries` are all of them.
    """

    def comes(one: Entry) -> float:
        if one.day is None:
            return -inf
        return one.day if one.key in waiting.get(one.day, ()) else one.day - DAYS

    coming = deque(sorted(entries, key=comes))
    index = Index(weigh)
    found = {}
    told: set[int] = set()
    for day in days:
        index.forget(day - DAYS)
        own = []
        while coming and comes(coming[0]) <= day:
            one = coming.popleft()
            if one.key in waiting[day]:
                own.append(one)
            elif one.day is None or one.day >= day - DAYS:
                index.add(one)
        least = bar(len(index) + len(own) + following(waiting, day)) * LINK
        met = {}
        for one in own:
            index.add(one)
            met[one.key] = index.neighbours(one.key, least)
        near = {key for pairs in met.values() for _, *two in pairs for key in two} - told
        told |= near
        found[day] = Met(met, {key: index.vector(key) for key in near})
    return found


def following(waiting: Mapping[int | None, Collection[int]], day: int) -> int:
    """How many articles wait for the days behind that one that may be about the same as one of its own."""
    return sum(len(waiting.get(one, ())) for one in range(day + 1, day + DAYS + 1))


@dataclass(frozen=True, slots=True)
class _Cluster:
    """Articles that belong together."""

    keys: tuple[int, ...]
    total: Vector
    """The sum of their vectors."""
    days: tuple[int, ...]
    """Of those that have one."""

    @property
    def day(self) -> float | None:
        """Their middle."""
        return sum(self.days) / len(self.days) if self.days else None

    def joined(self, other: _Cluster) -> _Cluster:
        """Both."""
        large, small = (self, other) if len(self.total) >= len(other.total) else (other, self)
        total = dict(large.total)
        for term, value in small.total.items():
            total[term] = total.get(term, 0.0) + value
        return _Cluster(self.keys + other.keys, total, self.days + other.days)

    def likeness(self, other: _Cluster) -> float:
        """Of the articles of the two."""
        pairs = len(self.keys) * len(other.keys)
        lengths = _length(self.total) * _length(other.total)
        between: float = pairs ** (1 - CENTRE) * lengths**CENTRE
        return nearness(self.day, other.day) * _product(self.total, other.total) / between


def clusters(index: Index, pairs: Iterable[Pair], least: float) -> list[list[int]]:
    """The stories that the pairs make, each a sorted list of keys; who is alone is in none.

    `pairs` are the neighbours of every article that may be in one, `least` is their `bar`. What of two is
    merged first where both are as alike depends on the keys alone.
    """
    near: dict[int, set[int]] = {}
    queue: list[Pair] = []
    for likeness, one, other in pairs:
        beside = near.setdefault(one, set())
        if other not in beside:
            beside.add(other)
            near.setdefault(other, set()).add(one)
            if likeness >= least:
                queue.append((-likeness, min(one, other), max(one, other)))
    heapq.heapify(queue)
    there: dict[int, _Cluster] = {}

    def cluster(key: int) -> _Cluster:
        # Many an article is near none that joins another, and need not be weighed.
        if key not in there:
            day = index.days[key]
            there[key] = _Cluster((key,), index.vector(key), () if day is None else (day,))
        return there[key]

    numbers = count(max(near, default=0) + 1)
    while queue:
        _, one, other = heapq.heappop(queue)
        if one not in near or other not in near:
            continue
        number = next(numbers)
        there[number] = cluster(one).joined(cluster(other))
        near[number] = {key for key in near.pop(one) | near.pop(other) if key in near}
        for neighbour in near[number]:
            near[neighbour].add(number)
            likeness = there[number].likeness(cluster(neighbour))
            if likeness >= least:
                heapq.heappush(queue, (-likeness, neighbour, number))
    return sorted(sorted(there[key].keys) for key in near if key in there and len(there[key].keys) > 1)


def _length(terms: Vector) -> float:
    return sqrt(sum([value * value for value in terms.values()]))


def _product(one: Vector, other: Vector) -> float:
    return sum([one[term] * other[term] for term in one.keys() & other.keys()])
