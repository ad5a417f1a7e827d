"""Two who blame others for one deed, tell of another cause of one event, or of another who holds a place."""

from __future__ import annotations

from collections.abc import Mapping

from store.claims.propositions.bars import ALIKE, Bar
from store.claims.propositions.clauses import ACCUSE, RESPONSIBILITY, Clause
from store.claims.propositions.concepts import happens, tables

CONTROL = "+control"

SAME_EVENT = Bar(0.6, 0.4, least=1)
"""What two have in common that name the cause of one event."""


def blame_others(one: Clause, other: Clause, weights: Mapping[str, float]) -> bool:
    """Whether two say of one deed that others did it.

    So they do where each of them names the other, where one takes it on, or where those whom they name are on
    two sides.
    """
    mine, theirs = _culprits(one), _culprits(other)
    alone, others = mine - theirs, theirs - mine
    if not (alone and others and one.voice and other.voice):
        # Where it is not known who accuses, they may stand among the accused.
        return False
    each_other = bool(alone & other.voice and others & one.voice)
    blamed = all(_BLAME & {*clause.meanings} for clause in (one, other))
    taken_on = mine == one.voice or theirs == other.voice
    if not (each_other or (blamed and (taken_on or _two_sides(mine, theirs)))):
        return False
    deeds = [
        {*clause.meanings} - _BLAME - (who if who != clause.voice else frozenset())
        for clause, who in ((one, mine), (other, theirs))
    ]
    both = deeds[0] & deeds[1]
    acts = {deed for deed in both if happens(deed)} - tables().kinds.aspects
    return bool(acts) and ALIKE.enough(both) and ALIKE.met(weights, *deeds)


_BLAME = frozenset([ACCUSE, RESPONSIBILITY])


def _culprits(clause: Clause) -> frozenset[str]:
    """Who did it, as a clause has it that accuses somebody, or takes responsibility; else nobody.

    Without a word of accusing, who stands before a deed that is a wrong.
    """
    said = clause.meanings
    if RESPONSIBILITY in said:
        before = frozenset(said[: said.index(RESPONSIBILITY)]) - _BLAME
        return before or (clause.voice if clause.own else frozenset())
    rest = said[said.index(ACCUSE) + 1 :] if ACCUSE in said else said
    deeds = [place for place, one in enumerate(rest) if happens(one)]
    wrong = bool(deeds) and (ACCUSE in said or rest[deeds[0]] in tables().kinds.wrongs)
    return frozenset(rest[: deeds[0]]) if wrong else frozenset()


def _two_sides(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether those whom two name are on two sides, the state's and the rebels'."""
    return {_side(mine), _side(theirs)} == {"state", "rebels"}


def _side(who: frozenset[str]) -> str:
    """The side on which somebody is; "" where that is not known, as of all who are known by name."""
    state, rebels = bool(who & tables().kinds.state), bool(who & tables().kinds.rebels)
    named = any(one[0] == "=" for one in who)
    return "" if named or state == rebels else "state" if state else "rebels"


def hold_alike(one: Clause, other: Clause, weights: Mapping[str, float]) -> bool:
    """Whether two say of one place that it is held, each by another side."""
    mine, theirs = _holders(one), _holders(other)
    if not _two_sides(mine, theirs):
        return False
    places = [{*one.meanings} - mine, {*other.meanings} - theirs]
    both = places[0] & places[1]
    return CONTROL in both and ALIKE.enough(both - {"+continue", "+remain"}) and ALIKE.met(weights, *places)


def _holders(clause: Clause) -> frozenset[str]:
    """Who holds a place, as a clause has it: who stands before the word, or else who says it."""
    if CONTROL not in clause.meanings:
        return frozenset()
    before = frozenset(clause.meanings[: clause.meanings.index(CONTROL)])
    return before if _side(before) else clause.voice if clause.own else frozenset()


def other_causes(one: Clause, other: Clause, weights: Mapping[str, float]) -> bool:
    """Whether two say of one event that it came of two things."""
    if not one.causes or not other.causes:
        return False
    if one.causes & {*other.meanings} or other.causes & {*one.meanings}:
        return False
    effects = [{*one.meanings} - one.causes, {*other.meanings} - other.causes]
    both = effects[0] & effects[1]
    return bool(both & tables().kinds.events) and SAME_EVENT.met(weights, *effects)
