"""Figures as they are compared: what is counted, what befell it, and whether it is all there is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from store.claims.dates import TIME
from store.claims.propositions.concepts import DURATION, Word, meaning, tables
from store.claims.units import PERCENT
from store.claims.words import fold
from store.model import Figure

FIRST_YEAR = 1300
"""A smaller number of years is a time and no date, Hijri or Gregorian."""

NEXT_TO = 5
"""Code points between two figures of a range at most."""

BEHIND = 3
"""Words behind a figure among which those stand that make it a part of another."""

_OF = "من"
SIDES = frozenset(["قبل", "بعد"])
"""Of one event: two months before it is no other time than a day after it."""
PEOPLE = "+people"
PERSONS = frozenset([PEOPLE, "+fighter", "+civilian", "+child", "+woman"])
_SOME = frozenset(["+child", "+woman"])
"""Persons who are counted for themselves, and not as the dead or injured that they are among."""
_LEFT_OVER = frozenset(["", "+kill"])
"""Others are besides those counted before: 14 killed and 32 others injured are all who were injured."""
FATES = frozenset(["+kill", "+injure", "+missing", "+arrest", "+surrender", "+release", "+rescue"])


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure as it is compared."""

    figure: Figure
    unit: str
    """What is counted, as a meaning; "" where nothing is. Spans of time have one unit."""
    value: float | None
    """How many of it; a span of time in hours."""
    fate: str = ""
    """What befell them, by the nearest word before the figure or else after it: killed, injured, both, ..."""
    total: bool = True
    """Whether it is a number of all there are: no date or ordinal, no part (among them 5), no others
    besides, and not what another figure is compared with."""
    of: tuple[str, ...] = ()
    """What is measured: the meanings that lead to the figure, or that follow it where none does."""
    side: str = ""
    """Before or after, the one of these words that leads to it: قبل شهرين، قبل انهياره بشهرين."""


def meaning_of(unit: str | None) -> str:
    """What a unit means, by its first word; that of a date or time of day is kept whole."""
    if not unit or not unit.strip():
        return ""
    if unit == PERCENT:
        return unit
    return unit if "(" in unit else meaning(unit.split()[0])


def is_date(figure: Figure) -> bool:
    """Whether a figure is a day, month, year or time of day."""
    unit = meaning_of(figure.unit)
    year = unit == "+year" and figure.value is not None and figure.value >= FIRST_YEAR
    return "(" in unit or figure.unit == TIME or year


def quantity(figure: Figure, part: Sequence[Word], figures: Sequence[Figure]) -> Quantity:
    """A figure of a clause, whose words are `part`, with what it counts.

    14 killed, or 14 persons in a clause about a death. `figures` are all of the clause.
    """
    unit, value = meaning_of(figure.unit), figure.value
    fate = unit if unit in FATES else _fate(figure, part)
    total = _is_total(figure, part, figures, fate)
    hours = _hours(figure)
    if hours is not None:
        unit, value = DURATION, hours
    counts_fate = fate and (unit in PERSONS - _SOME or not (figure.unit or "").strip())
    of = _measured(figure, part, figures)
    sides = [word.form for word in part if word.start < figure.start and word.form in SIDES]
    return Quantity(figure, fate if counts_fate else unit, value, fate, total, of, sides[-1] if sides else "")


def _hours(figure: Figure) -> float | None:
    """How long a span of time is; None for any other figure, and for a date."""
    unit = fold(figure.unit or "")
    length = tables().hours.get(unit)
    if length is None or figure.value is None or (meaning(unit) == "+year" and figure.value >= FIRST_YEAR):
        return None
    return figure.value * length


def _measured(figure: Figure, part: Sequence[Word], figures: Sequence[Figure]) -> tuple[str, ...]:
    """The meanings between the figure before, or the beginning, and a figure; else those behind it."""
    others = [one for one in figures if not is_date(one)]
    before = max((one.end for one in others if one.end <= figure.start), default=0)
    after = min((one.start for one in others if one.start >= figure.end), default=part[-1].end)
    leading = [word.meaning for word in part if before <= word.start and word.end <= figure.start]
    found = dict.fromkeys(filter(None, leading)) or dict.fromkeys(
        word.meaning for word in part if word.meaning and figure.end <= word.start < after
    )
    return tuple(found)


def _fate(figure: Figure, part: Sequence[Word]) -> str:
    """What befell those whom a figure counts: the nearest word before it that tells, or else after it.

    Of two that stand side by side before the figure (مصرع وإصابة خمسة), both.
    """
    before = [place for place, word in enumerate(part) if word.start < figure.start]
    for place in reversed(before):
        if part[place].meaning in FATES:
            second = part[place].meaning
            first = part[place - 1].meaning if place else ""
            return f"{first}{second}" if first in FATES and first != second else second
    return next((word.meaning for word in part[len(before) :] if word.meaning in FATES), "")


def _is_total(figure: Figure, part: Sequence[Word], figures: Sequence[Figure], fate: str) -> bool:
    """Whether a figure is a number of all there are, by the words of its clause."""
    known = tables()
    if figure.value is None or is_date(figure):
        return False
    before = [word for word in part if word.start < figure.start]
    inside = [word for word in part if figure.start <= word.start < figure.end]
    after = [word for word in part if word.start >= figure.end]
    return not (
        not (known.forms.partial | known.forms.compared).isdisjoint(word.form for word in before)
        # As it is spelt: folded, ألفي would begin so too.
        or figure.text.startswith("ال")
        or [word.form for word in before[-1:]] == ["ال"]
        or (fate in _LEFT_OVER and any(word.form in known.forms.besides for word in [*inside, *after[:2]]))
        or _is_some_of(before, meaning_of(figure.unit), after)
        or _in_a_range(figure, figures)
    )


def _is_some_of(before: Sequence[Word], unit: str, after: Sequence[Word]) -> bool:
    """Whether a figure counts some of those who are counted elsewhere: بين القتلى سبعة، عشرة من الجرحى."""
    known = tables()
    if any(one.form in known.forms.among and two.meaning in FATES for one, two in pairwise(before)):
        return True
    for place, word in enumerate(after[:BEHIND]):
        following = after[place + 1] if place + 1 < len(after) else None
        if word.form in known.forms.partial or word.form in known.forms.among:
            return True
        if word.form == _OF and following is not None and following.form.startswith("ال"):
            # Ten of the injured; sixty dead of the civilians.
            return following.meaning in FATES or (after[place - 1].meaning if place else unit) in FATES
    return False


def _in_a_range(figure: Figure, figures: Sequence[Figure]) -> bool:
    """Whether a figure is an end of a range (18 - 38): another one of its unit stands right beside it."""
    return any(
        other is not figure
        and (not figure.unit or not other.unit or figure.unit == other.unit)
        and min(abs(figure.start - other.end), abs(other.start - figure.end)) <= NEXT_TO
        for other in figures
    )
