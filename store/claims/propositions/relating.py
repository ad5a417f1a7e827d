"""How much two clauses are about the same thing: arithmetic on what they say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from math import fsum, log

from store.claims.propositions.clauses import ACCUSE, RESPONSIBILITY, Clause, core
from store.claims.propositions.concepts import happens, tables
from store.claims.propositions.quantities import FATES, FIRST_YEAR

SAME_FIGURE, SAME_UNIT, SAME_PLAIN = 0.35, 0.2, 0.25
"""What two clauses are likelier about the same for, where they count as many of the same, another number
of it, or have the same number of a unit that tells nothing of what is counted (per cent, months)."""

ENOUGH = 2
"""Things in common that make up for no act in common."""

OPPOSITE = 0.8
"""What opposites count as something in common, against the same word."""

BLAME = {ACCUSE: frozenset([RESPONSIBILITY]), RESPONSIBILITY: frozenset([ACCUSE])}
"""Who accuses somebody of a deed, and who takes it on, speak of one."""

OTHER_TIME = 0.7
"""What is left of the likeness where each clause names a year, and not the same."""

CONCEPT, FAINT = 1.3, 0.4
"""The weight of a word that the lexicon knows, and of one that says where or when; of any other 1."""

COMMONPLACE = 0.35
"""What a name or thing that several articles speak of loses of its weight: it is understood unsaid."""

WITHIN = 0.45
"""How much it counts that one clause holds the other, against what they share of both, 0 to 1."""


def weigh(clauses: Sequence[Clause]) -> dict[str, float]:
    """How much each meaning tells among the clauses of a story: one that half of them hold, little."""
    holders: dict[str, int] = {}
    telling: dict[str, set[int]] = {}
    for clause in clauses:
        for meaning in clause.meanings:
            holders[meaning] = holders.get(meaning, 0) + 1
            telling.setdefault(meaning, set()).add(clause.article)
    every = len(clauses) + 20
    return {
        meaning: _kind(meaning) * log(every / count) * _rarity(meaning, len(telling[meaning]))
        for meaning, count in holders.items()
    }


def _rarity(meaning: str, articles: int) -> float:
    """What is left of the weight of a thing that so many articles speak of."""
    return 1.0 if articles == 1 or happens(meaning) else 1 - COMMONPLACE


def _kind(meaning: str) -> float:
    if meaning in tables().faint:
        return FAINT
    return CONCEPT if meaning[0] == "+" else 1.0


def likeness(one: Clause, other: Clause, weights: Mapping[str, float]) -> float:
    """How much two clauses are about the same thing, 0 to 1 and a little beyond."""
    mine, theirs = set(core(one)), set(core(other))
    if one.denied != other.denied:
        mine, theirs = mine | _of_denier(one, theirs), theirs | _of_denier(other, mine)
    both = mine & theirs
    counted = _counted(one) & _counted(other)
    units = counted - tables().plain_units
    theirs_alone = theirs - both
    opposite = [(a, b) for a in mine - both if a[0] == "+" for b in _against(a) & theirs_alone]
    telling = {meaning for meaning in both - units if meaning[0] != "="}
    acts = any(happens(meaning) and meaning not in tables().kinds.aspects for meaning in both)
    if not (opposite or acts or len(telling) >= ENOUGH or (counted and telling)):
        return 0.0
    shared = fsum(weights[meaning] for meaning in both)
    shared += OPPOSITE * fsum(min(weights[a], weights[b]) for a, b in opposite)
    size, other_size = (fsum(weights[meaning] for meaning in each) for each in (mine, theirs))
    within = min(1.0, shared / min(size, other_size))
    overlap = min(1.0, shared / max(size + other_size - shared, 0.1))
    found: float = within**WITHIN * overlap ** (1 - WITHIN)
    if _years(one) and _years(other) and _years(one) != _years(other):
        found *= OTHER_TIME
    for unit in sorted(counted):
        values = {quantity.value for quantity in one.quantities if quantity.unit == unit}
        equal = (values & {quantity.value for quantity in other.quantities if quantity.unit == unit}) - {None}
        if unit in units:
            return found + (SAME_FIGURE if equal else SAME_UNIT)
        if equal:
            found += SAME_PLAIN
    return found


def _against(concept: str) -> frozenset[str]:
    """What counts as something in common with a concept: its opposites."""
    return tables().opposites.get(concept, frozenset()) | BLAME.get(concept, frozenset())


def _of_denier(clause: Clause, said: Set[str]) -> Set[str]:
    """What a denial leaves out that the other clause says: the name of the one who denies it."""
    return {one for one in clause.voice & said if one[0] != "+"} if clause.denied else frozenset()


def _counted(clause: Clause) -> set[str]:
    """What a clause counts; where it says that nobody was killed, or arrested, those."""
    found = {quantity.unit for quantity in clause.quantities if quantity.unit}
    return found.union(FATES.intersection(clause.targets)) if clause.denied else found


def _years(clause: Clause) -> set[float]:
    """The years that a clause names."""
    return {
        value
        for one in clause.quantities
        if one.unit == "+year" and (value := one.value) is not None and value >= FIRST_YEAR
    }
