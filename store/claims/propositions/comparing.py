"""The claims and facts of several articles, grouped by what they are about, with who agrees and who not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import heapify, heappop, heappush
from itertools import combinations, count
from typing import Literal

from store.claims.identities import identify
from store.claims.propositions.clauses import NOTHING, Clause, bodies, clauses
from store.claims.propositions.concepts import happens, read
from store.claims.propositions.disagreeing import contradict, disputed
from store.claims.propositions.relating import likeness, weigh
from store.model import Agreement, Claim, Extraction, Fact, Member, Proposition, Span

BAR = 0.36
"""The least average likeness of the clauses of a proposition."""

JOIN = 0.42
"""The least average likeness with a proposition of a clause that belongs to another one more."""

SURE = 0.45
"""The least likeness of two clauses that contradict each other."""

HEAD = 400
"""Title and first sentences of an article, in code points."""

ECHO = 0.8
"""The share of a clause that another one has which says the same."""

LINK = 0.18
"""The least likeness of two clauses that are compared any further."""

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


@dataclass(frozen=True, slots=True)
class _Story:
    """What the clauses of all articles come to, to judge two of them by."""

    weights: Mapping[str, float]
    given: Mapping[int, frozenset[tuple[str, float]]]
    """The figures of each article, by its place: what is counted, and how many."""
    issues: Sequence[tuple[str, str]]
    """The outlet and the day of each article."""
    known: frozenset[str]
    """What every article speaks of, names and things: the event's own words."""

    def one_outlet(self, one: int, other: int) -> bool:
        """Whether two articles are the same, or dated and of one outlet, which disputes nothing itself."""
        (outlet, day), (its, later) = self.issues[one], self.issues[other]
        return one == other or (bool(outlet and day and later) and outlet == its)

    def on_another_day(self, one: int, other: int) -> bool:
        """Whether two articles are dated, and not the same day."""
        day, later = self.issues[one][1], self.issues[other][1]
        return bool(day and later) and day != later


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
        every += _without_denied(own)
    issues = [(told.outlet, told.published[:10]) for told in articles]
    story = _Story(weigh(every), _given(every), issues, _known(articles))
    groups = _cluster(every, story.weights)
    found = [made for group in groups if (made := _proposition(articles, [every[n] for n in group], story))]
    return tuple(sorted(_without_repeats(found), key=_order))


def _without_denied(own: Sequence[Clause]) -> list[Clause]:
    """The clauses of an article; one that quotes what another denies, in the same place, says neither."""
    denied = [clause for clause in own if clause.denied]
    return [
        replace(clause, targets=(NOTHING,))
        if not clause.denied and any(each.start < clause.end and clause.start < each.end for each in denied)
        else clause
        for clause in own
    ]


def _given(every: Sequence[Clause]) -> dict[int, frozenset[tuple[str, float]]]:
    """The figures that each article gives, whoever says them."""
    given: dict[int, set[tuple[str, float]]] = {}
    for clause in every:
        for one in clause.quantities:
            if one.figure.value is not None:
                given.setdefault(clause.article, set()).add((one.unit, one.figure.value))
    return {article: frozenset(figures) for article, figures in given.items()}


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
    return _widened(_merged(alike), alike)


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


def _proposition(articles: Sequence[Told], group: Sequence[Clause], story: _Story) -> Proposition | None:
    """What the clauses of a group come to; None where all are of one claim or passage."""
    by_item: dict[tuple[int, int], Clause] = {}
    for clause in group:
        by_item.setdefault((clause.article, clause.said), clause)
    if len(by_item) < 2:
        return None
    chosen = sorted(by_item.values(), key=lambda clause: (clause.article, clause.start))
    if _is_one_passage(chosen):
        return None
    camps, agreement = _camps(chosen, story)
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


def _camps(group: Sequence[Clause], story: _Story) -> tuple[list[int], Agreement]:
    """The camp of each clause, and the sharpest relation between two of them."""
    stands = {
        (one, other): _stand(group, group[one], group[other], story)
        for one, other in combinations(range(len(group)), 2)
    }
    conflicts = Counter(n for pair, stand in stands.items() if stand != "same" for n in pair)
    camps: list[list[int]] = []
    # Where one stands against one, it is the denial that stands apart.
    for number in sorted(range(len(group)), key=lambda n: (conflicts[n], group[n].denied, n)):
        for camp in camps:
            if all(stands[min(n, number), max(n, number)] == "same" for n in camp):
                camp.append(number)
                break
        else:
            camps.append([number])
    camps.sort(key=lambda camp: (-len(camp), group[camp[0]].denied, min(camp)))
    place = {number: index for index, camp in enumerate(camps) for number in camp}
    kinds = set(stands.values())
    sharpest: Agreement = (
        "contradict" if "contradict" in kinds else "figures-differ" if "figures-differ" in kinds else "same"
    )
    return [place[number] for number in range(len(group))], sharpest


def _stand(group: Sequence[Clause], one: Clause, other: Clause, story: _Story) -> Agreement:
    """How two clauses of a group stand to each other.

    Those that only a third one brings together do not disagree. Nor do those who say, or whose article
    gives, what the other says as well: they speak of two things then.
    """
    alike = likeness(one, other, story.weights)
    if alike < BAR:
        return "same"
    if alike >= SURE and contradict(one, other, story.weights, story.known):
        both = any(_says_as_well(group, mine, theirs) for mine, theirs in ((one, other), (other, one)))
        return "same" if both else "contradict"
    units = disputed(one, other, story.weights, story.known)
    if not units or _voice(one) == _voice(other):
        return "same"
    if story.one_outlet(one.article, other.article):
        # What an outlet counts each day; or two that it quotes.
        quoted = one.speaker and other.speaker and one.speaker != other.speaker
        return "figures-differ" if quoted and not story.on_another_day(one.article, other.article) else "same"
    for mine, theirs in ((one, other), (other, one)):
        figures = {(q.unit, q.figure.value) for q in theirs.quantities if q.unit in units}
        if not figures.isdisjoint(story.given.get(mine.article, frozenset())):
            return "same"
    return "figures-differ"


def _says_as_well(group: Sequence[Clause], mine: Clause, theirs: Clause) -> bool:
    """Whether who says `mine` says elsewhere in the group what `theirs` says."""
    wanted = set(theirs.meanings)
    return any(
        _voice(each) == _voice(mine)
        and each.denied == theirs.denied
        and len(wanted & set(each.meanings)) >= ECHO * len(wanted)
        for each in group
    )


def _voice(clause: Clause) -> tuple[int, str]:
    """Who says a clause, in which article."""
    return clause.article, clause.speaker


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
