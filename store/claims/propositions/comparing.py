"""The claims and facts of several articles, grouped by what they are about, with who agrees and who not."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import heapify, heappop, heappush
from itertools import combinations, count
from typing import Literal

from store.claims.identities import identify
from store.claims.propositions.clauses import ACCUSE, Clause, bodies, clauses, denial_of, refers
from store.claims.propositions.concepts import happens, read
from store.claims.propositions.negation import NOTHING
from store.claims.propositions.relating import likeness, weigh
from store.claims.propositions.standing import Story, camps_of, given
from store.model import Claim, Extraction, Fact, Member, Proposition, Span

BAR = 0.36
"""The least average likeness of the clauses of a proposition."""

JOIN = 0.5
"""The least average likeness with a proposition of a clause that belongs to another one more."""

HEAD = 400
"""Title and first sentences of an article, in code points."""

STRONG = 0.58
"""The likeness of two clauses that belong together though others they are like keep them apart."""

LINK = 0.18
"""The least likeness of two clauses that are compared any further."""

_HOUR = re.compile(r"(?<=الساعة )\d{3,4}|(?<!\d)(?:[01]?\d|2[0-3]):[0-5]\d(?!\d)")

NEARBY = 600
"""So far before "he denied it" stands what is denied, in code points."""

USUAL = 0.2
"""A meaning that a larger share of the clauses hold finds no candidates."""

FEW = 150
"""Where so few clauses hold it, it does."""


@dataclass(frozen=True, slots=True)
class Told:
    """An article as it is compared."""

    name: str
    """What names it among the others."""
    text: str
    extraction: Extraction
    published: str = ""
    """The day, as ISO 8601; "" where it is not known."""
    outlet: str = ""

    @property
    def items(self) -> tuple[Claim | Fact, ...]:
        """Its claims, then its facts."""
        return (*self.extraction.claims, *self.extraction.facts)


def compare(articles: Sequence[Told]) -> tuple[Proposition, ...]:
    """The propositions that two or more claims or facts of these articles are about.

    Those come first that somebody disagrees on, then those that most articles hold. A claim that says
    several things may be in several.
    """
    every: list[Clause] = []
    for place, told in enumerate(articles):
        known = bodies(told.text)
        speakers = identify(told.text, told.extraction.claims)
        own: list[Clause] = []
        for said, item in enumerate(told.items):
            identity = speakers[said] if said < len(speakers) else None
            own += clauses(
                told.text, place, said, item, known, identity.key if identity else "", told.published[:10]
            )
        every += _without_denied(_resolved(own))
    issues = [(told.outlet, told.published[:10]) for told in articles]
    story = Story(weigh(every), given(every), issues, _hours(articles), _known(articles))
    groups = _cluster(every, story.weights)
    found = [made for group in groups if (made := _proposition(articles, [every[n] for n in group], story))]
    return tuple(sorted(_without_repeats(found), key=_order))


def _resolved(own: Sequence[Clause]) -> list[Clause]:
    """The clauses of an article; one that denies "the accusation" or "the news" denies what stands before it.

    That is what somebody else says right before, an accusation rather than anything else.
    """
    order = sorted(own, key=lambda clause: clause.start)
    found = []
    for clause in own:
        if refers(clause):
            before = [
                one
                for one in order
                if one.end <= clause.start
                and one.speaker != clause.speaker
                and not one.denied
                and one.meanings
                if not refers(one) and clause.start - one.end <= NEARBY
            ]
            accusing = [one for one in before if ACCUSE in one.meanings]
            for said in (accusing or before)[-1:]:
                clause = denial_of(said, clause)
        found.append(clause)
    return found


def _without_denied(own: Sequence[Clause]) -> list[Clause]:
    """The clauses of an article; one that quotes what another denies, in the same place, says neither."""
    denied = [clause for clause in own if clause.denied]
    return [
        replace(clause, targets=(NOTHING,))
        if not clause.denied and any(each.start < clause.end and clause.start < each.end for each in denied)
        else clause
        for clause in own
    ]


def _hours(articles: Sequence[Told]) -> dict[int, frozenset[str]]:
    """The times of day that each article names."""
    return {place: frozenset(_HOUR.findall(told.text)) for place, told in enumerate(articles)}


def _known(articles: Sequence[Told]) -> frozenset[str]:
    """The meanings, acts aside, that the beginnings of all articles have: the event's own words."""
    heads = [{word.meaning for word in read(told.text, 0, HEAD)} for told in articles]
    shared = set.intersection(*heads) if len(heads) > 1 else set()
    return frozenset(meaning for meaning in shared if meaning and not happens(meaning))


def _order(proposition: Proposition) -> tuple[bool, int, int]:
    articles = len({member.article for member in proposition.members})
    return articles < 2 or proposition.relation == "same", -articles, -len(proposition.members)


def _candidates(every: Sequence[Clause]) -> set[tuple[int, int]]:
    """The pairs of clauses that have a meaning in common which few hold, or a counted unit."""
    holders: dict[str, list[int]] = {}
    for number, clause in enumerate(every):
        for meaning in {*clause.meanings, *(f"#{one.unit}" for one in clause.quantities if one.unit)}:
            holders.setdefault(meaning, []).append(number)
    most = max(FEW, round(len(every) * USUAL))
    return {pair for numbers in holders.values() if len(numbers) <= most for pair in combinations(numbers, 2)}


def _cluster(every: Sequence[Clause], weights: Mapping[str, float]) -> list[list[int]]:
    """Group-average clustering of the clauses; each group a sorted list of their places."""
    alike: dict[tuple[int, int], float] = {}
    for one, other in _candidates(every):
        a, b = every[one], every[other]
        if (a.article, a.said) != (b.article, b.said):
            found = likeness(a, b, weights)
            if found >= LINK:
                alike[one, other] = found
    groups = _merged(alike)
    return _widened([*groups, *_left_apart(groups, alike)], alike)


def _left_apart(groups: Sequence[list[int]], alike: Mapping[tuple[int, int], float]) -> list[list[int]]:
    """More groups, of clauses that are much alike, each of which is in a group without the other."""
    place = {number: at for at, group in enumerate(groups) for number in group}
    apart = {
        (one, other): found
        for (one, other), found in alike.items()
        if found >= STRONG and place.get(one, -1) != place.get(other, -2)
    }
    return _merged(apart)


def _merged(alike: Mapping[tuple[int, int], float]) -> list[list[int]]:
    """The groups of two or more whose average likeness is above the bar, the likest merged first."""
    groups: dict[int, list[int]] = {n: [n] for pair in alike for n in pair}
    totals: dict[int, dict[int, float]] = {n: {} for n in groups}
    for (one, other), found in alike.items():
        totals[one][other] = totals[other][one] = found
    queue = [(-found, one, other) for (one, other), found in alike.items() if found >= BAR]
    heapify(queue)
    numbers = count(max(groups, default=0) + 1)
    while queue:
        _, one, other = heappop(queue)
        if one not in groups or other not in groups:
            continue
        number = next(numbers)
        groups[number] = groups.pop(one) + groups.pop(other)
        joined = totals.pop(one)
        for rival, total in totals.pop(other).items():
            joined[rival] = joined.get(rival, 0.0) + total
        totals[number] = {rival: total for rival, total in joined.items() if rival in groups}
        for rival, total in totals[number].items():
            totals[rival][number] = total
            average = total / (len(groups[number]) * len(groups[rival]))
            if average >= BAR:
                heappush(queue, (-average, rival, number))
    return [group for group in groups.values() if len(group) > 1]


def _widened(groups: Sequence[list[int]], alike: Mapping[tuple[int, int], float]) -> list[list[int]]:
    """The groups with those clauses that are as much like them as their own: one may be in several."""
    near: dict[int, dict[int, float]] = {}
    for (one, other), found in alike.items():
        near.setdefault(one, {})[other] = found
        near.setdefault(other, {})[one] = found
    wide = []
    for group in groups:
        others = {n for member in group for n in near.get(member, ())} - set(group)
        joining = [n for n in others if sum(near[n].get(m, 0.0) for m in group) >= JOIN * len(group)]
        wide.append(sorted([*group, *joining]))
    return sorted(wide)


def _proposition(articles: Sequence[Told], group: Sequence[Clause], story: Story) -> Proposition | None:
    """What the clauses of a group come to; None where all are of one claim or passage."""
    by_item: dict[tuple[int, int], Clause] = {}
    for clause in group:
        by_item.setdefault((clause.article, clause.said), clause)
    if len(by_item) < 2:
        return None
    chosen = sorted(by_item.values(), key=lambda clause: (clause.article, clause.start))
    if _is_one_passage(chosen):
        return None
    camps, agreement = camps_of(chosen, story)
    members = []
    for clause, camp in zip(chosen, camps, strict=True):
        told = articles[clause.article]
        item = told.items[clause.said]
        kind: Literal["claim", "fact"] = "claim" if isinstance(item, Claim) else "fact"
        members.append(Member(told.name, kind, item.start, item.end, Span(clause.start, clause.end), camp))
    return Proposition(agreement, tuple(members))


def _is_one_passage(group: Sequence[Clause]) -> bool:
    """Whether the clauses are one stretch of one article: a claim, and the claim within it."""
    return all(
        one.article == other.article and one.start < other.end and other.start < one.end
        for one, other in combinations(group, 2)
    )


def _without_repeats(found: Sequence[Proposition]) -> list[Proposition]:
    """Without those whose members are all in another that says no less."""
    keys = [frozenset((m.article, m.start, m.end) for m in one.members) for one in found]
    return [
        one
        for n, one in enumerate(found)
        if not any(
            (keys[n] < keys[m] or (keys[n] == keys[m] and m < n)) and one.relation == other.relation
            for m, other in enumerate(found)
            if m != n
        )
    ]
