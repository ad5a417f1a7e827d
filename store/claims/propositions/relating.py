"""Whether two clauses are about the same thing, and whether they agree: arithmetic on what they say."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from math import log

from store.claims.propositions.clauses import Clause, Quantity
from store.claims.propositions.concepts import happens, opposed, tables
from store.model import Agreement

SAME_FIGURE, SAME_UNIT, SAME_PLAIN = 0.35, 0.2, 0.25
"""What two clauses are likelier about the same for, where they count as many of the same, another number
of it, or have the same number of a unit that tells nothing of what is counted (per cent, months)."""

ENOUGH = 2
"""Things in common that make up for no act in common."""

OPPOSITE = 0.8
"""What opposites count as something in common, against the same word."""

OTHER_TIME = 0.7
"""What is left of the likeness where each clause names a year, and not the same."""

FIRST_YEAR = 1300
"""A smaller number of years is a time and no date, Hijri or Gregorian."""

CONCEPT, FAINT = 1.3, 0.4
"""The weight of a word that the lexicon knows, and of one that says where or when; of any other 1."""

REPRINTED, ALIKE = 8, 0.8
"""So many things in common, and such a share of the shorter clause, are the same words."""

WITHIN = 0.45
"""How much it counts that one clause holds the other, against what they share of both, 0 to 1."""

HEDGED = 0.1
"""The share by which a figure with a hedge may differ."""


def weigh(clauses: Sequence[Clause]) -> dict[str, float]:
    """How much each meaning tells among the clauses of a story: one that half of them hold, little."""
    holders: dict[str, int] = {}
    for clause in clauses:
        for meaning in clause.meanings:
            holders[meaning] = holders.get(meaning, 0) + 1
    every = len(clauses) + 20
    return {meaning: _kind(meaning) * log(every / count) for meaning, count in holders.items()}


def _kind(meaning: str) -> float:
    if meaning in tables().faint:
        return FAINT
    return CONCEPT if meaning[0] == "+" else 1.0


def likeness(one: Clause, other: Clause, weights: Mapping[str, float]) -> float:
    """How much two clauses are about the same thing, 0 to 1 and a little beyond."""
    mine, theirs = set(one.meanings), set(other.meanings)
    both = mine & theirs
    counted = {q.unit for q in one.quantities if q.unit} & {q.unit for q in other.quantities if q.unit}
    units = counted - tables().plain_units
    opposite = [(a, b) for a in mine - theirs for b in theirs - mine if a[0] == b[0] == "+" and opposed(a, b)]
    telling = {meaning for meaning in both - units if meaning[0] != "="}
    acts = any(happens(meaning) and meaning not in tables().aspects for meaning in both)
    if not (opposite or acts or len(telling) >= ENOUGH or (counted and telling)):
        return 0.0
    shared = sum(weights[meaning] for meaning in both)
    shared += OPPOSITE * sum(min(weights[a], weights[b]) for a, b in opposite)
    size, other_size = (sum(weights[meaning] for meaning in each) for each in (mine, theirs))
    within = min(1.0, shared / min(size, other_size))
    overlap = min(1.0, shared / max(size + other_size - shared, 0.1))
    found: float = within**WITHIN * overlap ** (1 - WITHIN)
    if _years(one) and _years(other) and _years(one) != _years(other):
        found *= OTHER_TIME
    for unit in counted:
        values = {quantity.figure.value for quantity in one.quantities if quantity.unit == unit}
        equal = (
            values & {quantity.figure.value for quantity in other.quantities if quantity.unit == unit}
        ) - {None}
        if unit in units:
            return found + (SAME_FIGURE if equal else SAME_UNIT)
        if equal:
            found += SAME_PLAIN
    return found


def relation(one: Clause, other: Clause) -> Agreement:
    """How two clauses about the same thing stand to each other."""
    mine, theirs = set(one.meanings), set(other.meanings)
    if (
        len(mine & theirs) >= max(REPRINTED, ALIKE * min(len(mine), len(theirs)))
        and one.negated == other.negated
    ):
        # The same words, of an agency perhaps: who denies them is a matter of where a claim was cut.
        return "figures-differ" if disputed(one.quantities, other.quantities) else "same"
    turned = any(opposed(a, b) for a in mine - theirs for b in theirs - mine if a[0] == b[0] == "+")
    if (one.denied != other.denied) != turned and _years(one) == _years(other):
        return "contradict"
    return "figures-differ" if disputed(one.quantities, other.quantities) else "same"


def disputed(mine: Sequence[Quantity], theirs: Sequence[Quantity]) -> frozenset[str]:
    """What both count without one figure that agrees."""
    units = {one.unit for one in mine if one.figure.value is not None}
    units &= {one.unit for one in theirs if one.figure.value is not None}
    return frozenset(unit for unit in units if not share_a_figure(mine, theirs, [unit]))


def share_a_figure(mine: Sequence[Quantity], theirs: Sequence[Quantity], units: Container[str]) -> bool:
    """Whether a figure of the one agrees with one of the other that counts the same, one of the `units`."""
    return any(
        one.unit == other.unit and one.unit in units and compatible(one, other)
        for one in mine
        for other in theirs
        if one.figure.value is not None and other.figure.value is not None
    )


def compatible(one: Quantity, other: Quantity) -> bool:
    """Whether two figures can both be right: equal, one the other without its fraction, or within a hedge."""
    whole, exact = sorted((one.figure.value or 0, other.figure.value or 0), key=lambda value: value % 1)
    if not whole % 1 and whole in (exact // 1, round(exact)):
        return True
    (low, high), (other_low, other_high) = _range(one), _range(other)
    return low <= other_high and other_low <= high


def _years(clause: Clause) -> set[float]:
    """The years that a clause names."""
    return {
        value
        for one in clause.quantities
        if one.unit == "+year" and (value := one.figure.value) is not None and value >= FIRST_YEAR
    }


def _range(quantity: Quantity) -> tuple[float, float]:
    """The least and the most that a figure with its hedge says."""
    value, hedge = float(quantity.figure.value or 0), quantity.figure.qualifier
    slack = abs(value) * HEDGED
    hedges = tables().hedges
    if hedge in hedges["at_most"]:
        return value - 2 * slack, value
    if hedge in hedges["at_least"]:
        return value, value + 2 * slack
    if hedge in hedges["about"]:
        return value - slack, value + slack
    return value, value
