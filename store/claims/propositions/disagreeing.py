"""Whether two clauses about the same thing disagree: by a denial, by opposites, by figures.

Clauses that are grouped need only be about one thing. To disagree they must say it of the same: what the one
has and the other has not is little, the denial falls on what both speak of, the figures count alike. In
doubt they do not disagree: a mark that is wrong costs more trust than one that is missing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from math import floor, fsum

from store.claims.dates import DAY
from store.claims.propositions.bars import ALIKE, CHANGES, LEAST, Bar
from store.claims.propositions.blaming import blame_others, hold_alike, other_causes
from store.claims.propositions.clauses import Clause, core
from store.claims.propositions.concepts import DURATION, happens, opposed, tables
from store.claims.propositions.quantities import FATES, PEOPLE, SIDES, Quantity, meaning_of
from store.claims.units import PERCENT
from store.claims.words import fold

_FIRST = "+first"
"""Of several, where only one says so: the first incident, the first half."""


WHOLE = Bar(0.85, 0.6)
"""The same where the figures are money, per cent or spans of time, which tell nothing of what is counted, and
all else that they say is the same."""

DAYS = Bar(0.6, 0.3)
"""The same where they name days."""

OPPOSED = Bar(0.85, 0.4)
"""The same where they say opposites."""

UNDONE = Bar(0.4, 0.2, least=1)
"""The same where a verb undoes it: lost control of it."""

TOLL = Bar(0.55, 0.15)
"""The same where figures count killed or injured: one outlet tells of them in a word, another at length."""

COVERED_DENIED, COMMON_DENIED = 0.6, 0.15
"""The share of what is denied, and of the clause that says it, that both have in common."""

RUN, LONG_RUN = 3, 6
"""So many meanings in the same order, if they are all that the shorter clause has, are the same words: where
only a cue denies them, and in long ones even where a negation stands in one alone."""

HEDGED = 0.1
"""The share by which a figure with a hedge may differ."""

LISTED = 3
"""Figures of a unit in a list, at least, of which one differs."""

SHORT = 3
"""A clause of no more things leaves out what all the articles speak of."""

LINK = "+link"
"""What a denial says that there is none of, between somebody and what it denies."""

BEHIND = 2
"""So many meanings stand behind what is denied, of which the other clause has one."""

BESIDES = 1
"""So many things may stand beside a tally that is compared with a bare one."""

_COUNTING = frozenset([PEOPLE, "+toll", "+more", "+less", "+rise"])
"""What stands beside any number of persons."""

THOUSAND = 1000
"""What a full stop makes of thousands where it is taken for a decimal point: 2.464."""

_POINTED = re.compile(r"\d{1,3}\.\d{3}(?!\d)")


def contradict(
    one: Clause, other: Clause, weights: Mapping[str, float], known: Set[str] = frozenset()
) -> bool:
    """Whether the one denies what the other says, or says the opposite of the same thing.

    `weights` are of `weigh`; `known` is what all the articles speak of: it is understood where a clause
    leaves it out.
    """
    if _one_voice(one, other) or _apart_in_time(one, other):
        return False
    if _reprint(one, other, LONG_RUN) and not (one.refers or other.refers):
        return False
    if one.denied != other.denied:
        no, yes = (one, other) if one.denied else (other, one)
        if yes.targets or not _falls_on_what_is_said(no, yes):
            return False
        # The same words, of an agency perhaps: who denies them is a matter of where a claim was cut.
        cut = not no.negated and not (no.speaker and yes.speaker) and _reprint(one, other, RUN)
        return not cut and _is_denied(no, yes, weights)
    if not one.denied and any(
        apart(one, other, weights) for apart in (blame_others, hold_alike, other_causes)
    ):
        return not (one.targets or other.targets)
    mine, theirs = set(one.meanings), set(other.meanings)
    turned = {
        meaning
        for a in mine - theirs
        for b in theirs - mine
        if a[0] == b[0] == "+" and opposed(a, b)
        if not (_beside(one, a).isdisjoint(theirs) or _beside(other, b).isdisjoint(mine))
        for meaning in (a, b)
    }
    if not turned or one.targets or other.targets or differing(one, other):
        return False
    return _close(one, other, weights, OPPOSED, turned)


def _is_denied(no: Clause, yes: Clause, weights: Mapping[str, float]) -> bool:
    """Whether what the one denies, an act with its object, is what the other says."""
    if other_actors(no, yes):
        return False
    if no.undone:
        return _close(no, yes, weights, UNDONE, {*no.targets})
    denied = {*core(no, yes.meanings)} - {LINK}
    if len(denied & {*yes.meanings}) >= LEAST and {*yes.meanings} <= denied | no.voice:
        # Who denies it is whom the other says it of.
        return True
    both = denied & {*yes.meanings, *yes.voice}
    if both & {*no.targets} & {quantity.unit for quantity in yes.quantities}:
        # Nobody was arrested, says one; and the other, five were.
        return len(denied) <= SHORT
    if len(both) < LEAST:
        return False
    shared, whole, said = (
        fsum(weights[meaning] for meaning in each) for each in (both, denied, {*yes.meanings})
    )
    return shared >= COVERED_DENIED * whole and shared >= COMMON_DENIED * said


def other_actors(no: Clause, yes: Clause) -> bool:
    """Whether two known bodies are named right beside what is denied, each as the one that does it."""
    actors = {_actor(clause, target) for target in no.targets for clause in (no, yes)} - {""}
    return len(actors) > 1


def _actor(clause: Clause, act: str) -> str:
    """The known name right before an act, or else right behind it; "" where there is none."""
    if act not in clause.meanings:
        return ""
    place = clause.meanings.index(act)
    beside = [*clause.meanings[max(0, place - 1) : place], *clause.meanings[place + 1 : place + 2]]
    return next((one for one in beside if one[0] == "="), "")


def disputed(
    one: Clause, other: Clause, weights: Mapping[str, float], known: Set[str] = frozenset()
) -> frozenset[str]:
    """The units of which the two clauses have figures that cannot both be right; `known` as above."""
    if one.denied != other.denied:
        return frozenset()
    if _other_days(one, other) and _close(one, other, weights, DAYS):
        return frozenset([DAY])
    units = differing(one, other)
    if not units or _apart_in_time(one, other) or (_FIRST in one.meanings) != (_FIRST in other.meanings):
        return frozenset()
    plain = units & tables().plain_units
    loose = units - plain
    found: frozenset[str] = frozenset()
    tolls = frozenset(q.unit for q in one.quantities if q.fate and q.unit in loose)
    later = max(one, other, key=lambda clause: clause.start)
    apart = one.article != other.article or later.contrasts
    if apart and tolls and _close(one, other, weights, TOLL):
        found |= tolls
    if tolls and (_close(one, other, weights, ALIKE, loose, known) or _tallies(one, other, tolls, known)):
        found |= tolls
    if loose and _close(one, other, weights, ALIKE, loose):
        found |= loose
    if plain and _close(one, other, weights, WHOLE, plain):
        both = {*one.meanings} & {*other.meanings} - tables().kinds.aspects
        found |= plain if any(map(happens, both)) else plain - {PERCENT}
    return found | {unit for unit in plain if _measured_alike(one, other, unit, weights)}


def _other_days(one: Clause, other: Clause) -> bool:
    """Whether each names one day, of the same month, and not the same, and none speaks of its own day."""
    days = [[q for q in clause.quantities if q.unit == DAY] for clause in (one, other)]
    if one.day or other.day or not all(len(each) == 1 for each in days):
        return False
    ((mine,), (theirs,)) = days
    return mine.value != theirs.value and mine.figure.text.split()[1:] == theirs.figure.text.split()[1:]


def _measured_alike(one: Clause, other: Clause, unit: str, weights: Mapping[str, float]) -> bool:
    """Whether what two clauses give a share, a sum or a span of time of is the same thing."""
    mine, theirs = (
        {
            meaning
            for q in clause.quantities
            if q.unit == unit
            for meaning in q.of
            if meaning in clause.meanings
        }
        - tables().spans
        - tables().faint
        for clause in (one, other)
    )
    both = mine & theirs
    if not both - tables().kinds.aspects - CHANGES or (
        unit == PERCENT and not any(one[0] == "+" for one in both)
    ):
        # A share of what? Lines of a list (oil 36 per cent, plastics 35) do not say.
        return False
    acts = {one for one in both if happens(one)} - tables().kinds.aspects - CHANGES
    if len(both) == 1 and not (mine == both or theirs == both) and not (unit == DURATION and acts):
        return False
    return ALIKE.met(weights, mine, theirs)


def _tallies(one: Clause, other: Clause, units: Set[str], known: Set[str]) -> bool:
    """Whether both say how many were killed, or injured, the one nothing else and the other little."""
    if not units <= FATES:
        return False
    counted = {
        meaning_of(quantity.figure.unit)
        for clause in (one, other)
        for quantity in clause.quantities
        if quantity.unit in units
    }
    if not counted <= units | {"", PEOPLE}:
        return False
    aside = {*FATES, *known, *tables().faint, *tables().spans, *tables().kinds.aspects, *_COUNTING}
    less, more = sorted(len(set(clause.meanings) - aside) for clause in (one, other))
    return less == 0 and more <= BESIDES


def differing(one: Clause, other: Clause) -> frozenset[str]:
    """The units of which each clause counts one total, and not the same.

    A clause with several figures of a unit sets one against another itself (last year, the part of a
    whole): which of them answers to which is told only by the others, where all but one are the same.
    """
    units = {q.unit for q in one.quantities} & {q.unit for q in other.quantities}
    found = set()
    for unit in units:
        mine, theirs = ([q for q in clause.quantities if q.unit == unit] for clause in (one, other))
        if unit and len(mine) == len(theirs) == 1 and _answers(mine[0], theirs[0]):
            found.add(unit)
        if unit and len(mine) == len(theirs) >= LISTED:
            others = [pair for pair in zip(mine, theirs, strict=True) if pair[0].value != pair[1].value]
            if len(others) == 1 and not compatible(*others[0]):
                found.add(unit)
    return frozenset(found)


def _answers(one: Quantity, other: Quantity) -> bool:
    """Whether two figures of one unit are totals of the same fate that cannot both be right."""
    if not (one.total and other.total) or one.fate != other.fate or {one.side, other.side} == SIDES:
        return False
    return not compatible(one, other)


def compatible(one: Quantity, other: Quantity) -> bool:
    """Whether two figures can both be right.

    Equal, one the other rounded or without its fraction, or within a hedge.
    """
    if equal(one, other):
        return True
    (low, high), (other_low, other_high) = _range(one), _range(other)
    return low <= other_high and other_low <= high


def equal(one: Quantity, other: Quantity) -> bool:
    """Whether two figures are one number, or the one is the other rounded or without its fraction."""
    less, more = sorted((one, other), key=lambda quantity: float(quantity.value or 0))
    first, second = float(less.value or 0), float(more.value or 0)
    if _POINTED.match(less.figure.text) and second == round(first * THOUSAND):
        return True
    if first == second or floor(second) == first or round(second) == first:
        return True
    if not second % 1 and round(first) == second:
        return True
    return _rounded(first, second) or _rounded(second, first)


def _rounded(rough: float, exact: float) -> bool:
    """Whether a number that ends in noughts (18 000) is a finer one (17 966), rounded or cut."""
    if rough < THOUSAND or rough % 10:
        return False
    step = 10.0
    while not rough % (step * 10):
        step *= 10
    return bool(exact % step) and abs(rough - exact) < step


def _range(quantity: Quantity) -> tuple[float, float]:
    """The least and the most that a figure with its hedge says."""
    value, hedge = float(quantity.value or 0), fold(quantity.figure.qualifier or "")
    slack = abs(value) * HEDGED
    hedges = tables().hedges
    if hedge in hedges["at_most"]:
        return value - 2 * slack, value
    if hedge in hedges["at_least"]:
        return value, value + 2 * slack
    if hedge in hedges["about"]:
        return value - slack, value + slack
    return value, value


def _one_voice(one: Clause, other: Clause) -> bool:
    """Whether the same one says both, or an outlet tells both in one article.

    Unless an outlet has that person deny what another outlet has them say: then the outlets disagree.
    """
    if one.speaker and one.speaker == other.speaker:
        no = one if one.denied else other
        return one.article == other.article or not no.denied or no.negated
    if one.refers or other.refers:
        return False
    return one.article == other.article and not (one.speaker and other.speaker)


def _apart_in_time(one: Clause, other: Clause) -> bool:
    """Whether each clause names days, months or years, and none the same, or speaks of another today."""
    if one.day and other.day and one.day != other.day:
        return True
    return bool(one.times and other.times and not one.times & other.times)


def _close(
    one: Clause,
    other: Clause,
    weights: Mapping[str, float],
    bar: Bar,
    aside: Set[str] = frozenset(),
    known: Set[str] = frozenset(),
) -> bool:
    """Whether two clauses say nearly the same, apart from what they disagree on (`aside`)."""
    mine, theirs = set(one.meanings) - aside, set(other.meanings) - aside
    both = mine & theirs
    if not both - tables().faint - tables().spans:
        return False
    if min(len(mine), len(theirs)) <= SHORT:
        mine, theirs = mine | (theirs & known), theirs | (mine & known)
    both = mine & theirs
    return bar.enough(both) and bar.met(weights, mine, theirs)


def _falls_on_what_is_said(no: Clause, yes: Clause) -> bool:
    """Whether all that a clause denies, and what stands right behind each, is in the other one too."""
    said = {*yes.meanings, *yes.voice}
    found = [target in said and _follows(no.meanings, target, said) for target in no.targets]
    # Neither floods nor fate: who says that it was fate is contradicted.
    return any(found) if no.negated else bool(found) and all(found)


def _follows(meanings: Sequence[str], target: str, said: Set[str]) -> bool:
    """Whether what stands right behind a meaning, or behind that, is said; or nothing stands there."""
    place = meanings.index(target) + 1 if target in meanings else len(meanings)
    behind = meanings[place : place + BEHIND]
    return not behind or not said.isdisjoint(behind)


def _beside(clause: Clause, act: str) -> frozenset[str]:
    """What stands right behind an act in its clause, or behind that, or before it where it comes last."""
    place = clause.meanings.index(act)
    behind = clause.meanings[place + 1 : place + 1 + BEHIND]
    return frozenset(behind or clause.meanings[max(0, place - 1) : place])


def _reprint(one: Clause, other: Clause, least: int) -> bool:
    """Whether one clause has all the meanings of the other, `least` or more, in their order."""
    short, long = sorted((one.meanings, other.meanings), key=len)
    return len(short) >= least and _holds(long, short)


def _holds(whole: Sequence[str], part: Sequence[str]) -> bool:
    """Whether a stretch of `whole` is `part`."""
    return any(whole[at : at + len(part)] == part for at in range(len(whole) - len(part) + 1))
