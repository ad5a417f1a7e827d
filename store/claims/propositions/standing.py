"""How the clauses of a proposition stand to each other: who agrees, who disagrees, and in which camps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from store.claims.dates import DAY
from store.claims.propositions.bars import CHANGES
from store.claims.propositions.clauses import Clause
from store.claims.propositions.concepts import tables
from store.claims.propositions.disagreeing import (
    contradict,
    differing,
    disputed,
    equal,
    other_actors,
)
from store.claims.propositions.negation import TRUE
from store.claims.propositions.quantities import FATES, Quantity
from store.claims.propositions.relating import likeness
from store.model import Agreement

LEAST = 0.2
"""The least likeness of two clauses of a group that disagree: a third may have brought one in."""

ECHO = 0.8
"""The share of a clause that another one has which says the same."""


@dataclass(frozen=True, slots=True)
class Story:
    """What the clauses of all articles come to, to judge two of them by."""

    weights: Mapping[str, float]
    given: Mapping[int, Sequence[tuple[str, Quantity]]]
    """The figures of each article, by its place, with who says them."""
    issues: Sequence[tuple[str, str]]
    """The outlet and the day of each article."""
    hours: Mapping[int, frozenset[str]]
    """The times of day that each article names, by its place."""
    known: frozenset[str]
    """What every article speaks of, names and things: the event's own words."""

    def one_outlet(self, one: int, other: int) -> bool:
        """Whether two articles are the same, or dated and of one outlet, which disputes nothing itself."""
        (outlet, day), (its, later) = self.issues[one], self.issues[other]
        return one == other or (bool(outlet and day and later) and outlet == its)

    def at_another_time(self, one: int, other: int) -> bool:
        """Whether two articles are of two days, or name hours and none the same."""
        mine, theirs = (self.hours.get(each, frozenset()) for each in (one, other))
        return self.on_another_day(one, other) or bool(mine and theirs and not mine & theirs)

    def on_another_day(self, one: int, other: int) -> bool:
        """Whether two articles are dated, and not the same day."""
        day, later = self.issues[one][1], self.issues[other][1]
        return bool(day and later) and day != later


def given(every: Sequence[Clause]) -> dict[int, list[tuple[str, Quantity]]]:
    """The figures that each article gives, with who says them."""
    found: dict[int, list[tuple[str, Quantity]]] = {}
    for clause in every:
        found.setdefault(clause.article, []).extend(
            (clause.speaker, one) for one in clause.quantities if one.value is not None
        )
    return found


def camps_of(group: Sequence[Clause], story: Story) -> tuple[list[int], Agreement]:
    """The camp of each clause, and the sharpest relation between two of them."""
    stands = {
        (one, other): _stand(group, group[one], group[other], story)
        for one, other in combinations(range(len(group)), 2)
    }
    stands = _carried_on(group, stands, story)
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


def _carried_on(
    group: Sequence[Clause], stands: Mapping[tuple[int, int], Agreement], story: Story
) -> dict[tuple[int, int], Agreement]:
    """`stands`, where what some of a group dispute, all do who say the same as they.

    Those who give other figures of what is counted; and those who deny what others say.
    """
    denials = any(
        stand == "contradict" and group[one].denied != group[other].denied
        for (one, other), stand in stands.items()
    )
    disputed_units = {
        unit
        for (one, other), stand in stands.items()
        if stand == "figures-differ"
        for unit in differing(group[one], group[other])
    }

    def stand_of(one: Clause, other: Clause, stand: Agreement) -> Agreement:
        if stand == "same" and denials and one.denied != other.denied and _voice(one) != _voice(other):
            no, yes = (one, other) if one.denied else (other, one)
            said = any(_says_as_well(group, mine, theirs) for mine, theirs in ((one, other), (other, one)))
            return "same" if yes.targets or said or other_actors(no, yes) else "contradict"
        units = differing(one, other) & disputed_units
        if stand != "same" or not units or one.article == other.article:
            return stand
        return "same" if _settled(group, one, other, units, story) else "figures-differ"

    return {(one, other): stand_of(group[one], group[other], stand) for (one, other), stand in stands.items()}


def _stand(group: Sequence[Clause], one: Clause, other: Clause, story: Story) -> Agreement:
    """How two clauses of a group stand to each other.

    In one article two who are quoted disagree where it says so: one denies it, or "but", "while".
    """
    denial = contradict(one, other, story.weights, story.known)
    units = frozenset() if denial else disputed(one, other, story.weights, story.known)
    # The likeness last: it costs the most, and most clauses of a group dispute nothing.
    if not (denial or units) or likeness(one, other, story.weights) < LEAST:
        return "same"
    within = one.article == other.article
    contrasted = max(one, other, key=lambda clause: clause.start).contrasts
    if denial:
        by_cue = any(
            each.denied and (each.refers or not each.negated or TRUE in each.meanings)
            for each in (one, other)
        )
        if within and not (contrasted or by_cue):
            return "same"
        both = any(_says_as_well(group, mine, theirs) for mine, theirs in ((one, other), (other, one)))
        return "same" if both else "contradict"
    if _voice(one) == _voice(other):
        return "same"
    if DAY in units and story.on_another_day(one.article, other.article):
        return "same"
    if within:
        return "figures-differ" if contrasted and one.speaker and other.speaker else "same"
    return "same" if _settled(group, one, other, units, story) else "figures-differ"


def _settled(
    group: Sequence[Clause], one: Clause, other: Clause, units: frozenset[str], story: Story
) -> bool:
    """Whether two clauses with other figures of these units speak of two things after all.

    So they do where the article of the one has the figure of the other as well, unless it sets the one who
    says it against the other; where one voice has two figures of it; and where an outlet counts each day.
    """
    if story.one_outlet(one.article, other.article):
        quoted = one.speaker and other.speaker and one.speaker != other.speaker
        return not quoted or story.on_another_day(one.article, other.article)
    moves = units & tables().plain_units and not CHANGES.isdisjoint((*one.meanings, *other.meanings))
    if moves and story.at_another_time(one.article, other.article):
        # A price, of another hour.
        return True
    known = [_gives(mine, theirs, units, story) for mine, theirs in ((one, other), (other, one))]
    if all(known):
        return True
    if any(known):
        mine = one if known[0] else other
        theirs = other if known[0] else one
        return not (units & FATES and mine.speaker and _said_by_others(mine, theirs, units, story))
    return bool(units & tables().plain_units) and any(
        _voice(each) == _voice(mine) and differing(each, mine) & units
        for mine in (one, other)
        for each in group
    )


def _gives(mine: Clause, theirs: Clause, units: frozenset[str], story: Story) -> bool:
    """Whether the article of `mine` has a figure of `theirs` as well that it does not give itself."""
    return bool(_speakers_of(mine, theirs, units, story))


def _said_by_others(mine: Clause, theirs: Clause, units: frozenset[str], story: Story) -> bool:
    """Whether in the article of `mine` others say the figures of `theirs`, who are named."""
    return not {"", mine.speaker} & _speakers_of(mine, theirs, units, story)


def _speakers_of(mine: Clause, theirs: Clause, units: frozenset[str], story: Story) -> set[str]:
    """Those who in the article of `mine` say figures of `theirs` that it has not; "" is the outlet itself."""
    others = [
        one
        for one in theirs.quantities
        if one.unit in units and not any(equal(one, own) for own in mine.quantities if own.unit == one.unit)
    ]
    return {
        speaker
        for speaker, known in story.given.get(mine.article, ())
        if any(one.unit == known.unit and equal(one, known) for one in others)
    }


def _says_as_well(group: Sequence[Clause], mine: Clause, theirs: Clause) -> bool:
    """Whether who says `mine` says what `theirs` says as well; where that is of another article, its own."""
    wanted = set(theirs.meanings)
    return any(
        (each.article == mine.article if mine.article != theirs.article else _voice(each) == _voice(mine))
        and each is not mine
        and each.denied == theirs.denied
        and len(wanted & set(each.meanings)) >= ECHO * len(wanted)
        for each in group
    )


def _voice(clause: Clause) -> tuple[int, str]:
    """Who says a clause, in which article."""
    return clause.article, clause.speaker
