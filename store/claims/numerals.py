"""The words of numbers: numbers.toml, read once and expanded into tables of folded forms."""

from __future__ import annotations

import tomllib
from collections.abc import Container, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, TypeAlias

from store.claims.words import fold

_CLITICS = ("", "و", "ب", "ل", "ف", "ال", "وال", "بال", "وب", "ول", "لل")
"""What a numeral may carry."""
_LIGHT_CLITICS = ("", "و", "ب", "ل")
"""What a month, a weekday or a dual may carry,"""
_DEFINITE = ("ال", "وال", "بال", "لل")
"""and what the dual of a time besides: اليومين الماضيين."""
_HEDGE_CLITICS = ("", "و", "ب", "ل", "ف", "وب", "ول")
"""What the first word of a hedge may carry."""

_OF_DATES = ("twins", "doubtful", "seldom", "in_months", "of_months")
"""Lists among the dates."""

Calendar: TypeAlias = Literal["month", "weekday"]
Kind: TypeAlias = Literal["date", "twice", "dual", "ordinal", "hour", "one", "half", "rank", "number"]
"""What may begin at a word. A rank is a number that may say which instead of how many: القرن العشرين."""


@dataclass(frozen=True, slots=True)
class NumberWords:
    """numbers.toml, ready for look-ups; every form is folded.

    Where a form may carry a clitic, what it says comes with the clitic's length. What is not explained here
    is the list of its name in numbers.toml, explained there.
    """

    values: Mapping[str, tuple[int, int]]
    """Ones, tens and hundreds."""
    scales: Mapping[str, tuple[int, int]]
    teens: Mapping[str, tuple[int, int]]
    """Only the first words of eleven and twelve, which are none of `values`."""
    ten: frozenset[str]
    bounds: frozenset[str]
    ordinals: Mapping[str, tuple[int, int]]
    parts: Mapping[str, tuple[int, int]]
    quarters: frozenset[str]
    vague: Mapping[str, int]
    hours_of_day: Mapping[str, int]
    duals: Mapping[str, tuple[str, int]]
    """The singular of each."""
    dates: Mapping[str, tuple[Calendar, int]]
    second_of_month: Mapping[str, frozenset[str]]
    """By the first word of a month of two words."""
    twins: frozenset[str]
    doubtful: frozenset[str]
    seldom: frozenset[str]
    in_months: frozenset[str]
    of_months: frozenset[str]
    kinds: Mapping[str, Kind]
    """What may begin at each form that may begin a figure, digits aside."""
    triggers: frozenset[str]
    """These forms."""
    west: frozenset[str]
    ones: frozenset[str]
    most: frozenset[str]
    pairs: frozenset[str]
    ones_of: frozenset[str]
    not_one_of: frozenset[str]
    halved: frozenset[str]
    twice: frozenset[str]
    these: frozenset[str]
    amounts: frozenset[str]
    ranked: frozenset[str]
    ordinal_ones: frozenset[str]
    percent: frozenset[str]
    percent_in: frozenset[str]
    percent_of: frozenset[str]
    years: frozenset[str]
    year_tails: frozenset[str]
    since: frozenset[str]
    not_years: frozenset[str]
    """`labels` among them."""
    labels: frozenset[str]
    naming: frozenset[str]
    to: frozenset[str]
    dated: frozenset[str]
    start: frozenset[str]
    """`from` of numbers.toml."""
    until: frozenset[str]
    signed: frozenset[str]
    scaled_units: frozenset[str]
    """Times, measures and money in every form, which may stand behind a range in brackets."""
    hijri: frozenset[str]
    anno: frozenset[str]
    powers: frozenset[str]
    hours: frozenset[str]
    of_day: frozenset[str]
    and_more: frozenset[str]
    before_day: frozenset[str]
    """What may stand between an hour and its time of day, besides `of_day`, which are among them."""
    before_time: frozenset[str]
    """What may stand right before a time of day in digits: `hours`, and the article."""
    beside_digits: frozenset[str]
    """What behind digits may make a date or a time of them."""
    of_month: frozenset[str]
    month_nouns: frozenset[str]
    that_month: frozenset[str]
    before_month: frozenset[str]
    """What may stand between a day and its month, or be its month, besides the names of months."""
    hedges: Mapping[str, Mapping[int, Mapping[tuple[str, ...], int]]]
    """By their last word and then their length, the longest first: how long the clitic of the first is."""
    hedges_after: Mapping[str, tuple[tuple[str, ...], ...]]
    """By their first word."""
    nouns: frozenset[str]
    """Nouns that are known to be counted, in every form that is listed."""
    not_counted: frozenset[str]
    prefixed: frozenset[str]
    not_verbs: frozenset[str]
    alefs: frozenset[str]
    measures: frozenset[str]
    """As they are spelt, in the singular."""
    currencies: Mapping[str, str]
    compounds: Mapping[str, Mapping[str, str]]
    """By the first word and then the second."""
    singulars: Mapping[str, str]
    """By the folded plural: the singular as it is spelt."""
    masculine: frozenset[str]


@cache
def number_words() -> NumberWords:
    """The words of numbers.toml, read when they are first needed."""
    table = tomllib.loads(Path(__file__).with_name("numbers.toml").read_text(encoding="utf-8"))
    lists = {name: frozenset(map(fold, group)) for name, group in table["words"].items()}
    nouns, no_nouns, unread = lists.pop("nouns"), lists.pop("also_verbs"), lists.pop("no_numbers")
    many, some, start = lists.pop("vague"), lists.pop("some"), lists.pop("from")
    values = _valued(table["ones"], table["tens"], table["hundreds"])
    for form in unread:
        del values[form]
    numerals = {name: _valued(table[name]) for name in ("scales", "teens", "parts", "ordinals")}
    numerals["values"] = values
    singulars = {fold(form): one for one, forms in table["singulars"].items() for form in forms}
    duals = _duals(table["duals"], table["dual_nouns"]["words"], lists["ones_of"], singulars)
    dates, second_of_month = _dates(table["dates"])
    vague = {clitic + word: len(clitic) for clitic in _CLITICS for word in many}
    vague |= {clitic + word: len(clitic) for clitic in _LIGHT_CLITICS for word in some}
    hours = {fold(form): int(hour) for hour, forms in table["hours_of_day"].items() for form in forms}
    kinds = _kinds(numerals, vague, duals, dates, lists) | dict.fromkeys(hours, "hour")
    lists["before_day"] |= lists["of_day"]
    lists["not_years"] |= lists["labels"]
    lists |= {name: frozenset(map(fold, table["dates"][name])) for name in _OF_DATES}
    return NumberWords(
        values=numerals["values"],
        scales=numerals["scales"],
        teens=numerals["teens"],
        parts=numerals["parts"],
        ordinals=numerals["ordinals"],
        duals=duals,
        dates=dates,
        second_of_month=second_of_month,
        hours_of_day=hours,
        before_time=lists["hours"] | {"ال"},
        beside_digits=lists["of_day"] | lists["hijri"] | {"/", "-", ":"},
        quarters=frozenset(map(fold, table["quarters"]["words"])),
        start=start,
        scaled_units=_with_plurals(lists["ones_of"] | lists["halved"], singulars),
        before_month=lists["of_month"] | lists["month_nouns"] | lists["twins"],
        vague=vague,
        kinds=kinds,
        triggers=frozenset(kinds),
        hedges=_hedges(table["hedges"]),
        hedges_after=_by_first(table["hedges"]["after"]),
        measures=frozenset(table["measures"]["words"]),
        currencies=table["currencies"],
        compounds={
            fold(first): {fold(second): one for second, one in group.items()}
            for first, group in table["compounds"].items()
        },
        singulars=singulars,
        masculine=frozenset(map(fold, table["masculine"]["words"])),
        nouns=nouns.union(map(fold, table["singulars"]), singulars, (fold(one) for one, _ in duals.values()))
        - no_nouns,
        **lists,
    )


def _valued(*groups: Mapping[str, Sequence[str]]) -> dict[str, tuple[int, int]]:
    """Numerals with every clitic that they may carry; what ends in ة is also written with ه."""
    out: dict[str, tuple[int, int]] = {}
    for clitic in _CLITICS:
        for group in groups:
            for value, spellings in group.items():
                for spelling in map(fold, spellings):
                    entry = int(value), len(clitic)
                    out.setdefault(clitic + spelling, entry)
                    if spelling.endswith("ة"):
                        out.setdefault(clitic + spelling[:-1] + "ه", entry)
    return out


def _with_plurals(nouns: Set[str], singulars: Mapping[str, str]) -> frozenset[str]:
    """Folded nouns in the singular, in the accusative and in their plurals."""
    plurals = (plural for plural, singular in singulars.items() if fold(singular) in nouns)
    return frozenset([*nouns, *(noun + "ا" for noun in nouns), *plurals])


def _kinds(
    numerals: Mapping[str, Mapping[str, tuple[int, int]]],
    vague: Iterable[str],
    duals: Iterable[str],
    dates: Iterable[str],
    lists: Mapping[str, frozenset[str]],
) -> dict[str, Kind]:
    """What may begin at each form; where it may be several things, what is put last here."""
    kinds: dict[str, Kind] = dict.fromkeys(vague, "number")
    for name in ("parts", "scales", "teens", "values"):
        kinds |= dict.fromkeys(numerals[name], "number")
    for form, (value, clitic) in numerals["values"].items():
        if form in lists["ten"] or (value >= 20 and is_definite(form, clitic)):
            kinds[form] = "rank"
    for form, (_, clitic) in numerals["parts"].items():
        if form[:clitic] in ("و", "وال"):
            kinds[form] = "half"
    kinds |= dict.fromkeys(lists["ones_of"], "one")
    kinds |= dict.fromkeys(numerals["ordinals"], "ordinal")
    kinds |= dict.fromkeys(duals, "dual")
    kinds |= dict.fromkeys(lists["twice"], "twice")
    kinds |= dict.fromkeys(dates, "date")
    return kinds


def is_plural(noun: str, words: NumberWords) -> bool:
    """Whether a noun is a plural, by the table or by its end."""
    return noun in words.singulars or (len(noun) > 3 and noun.endswith(("ات", "ين", "ون")))


def is_definite(form: str, clitic: int) -> bool:
    """Whether a numeral has its article among so many letters of a clitic."""
    return clitic > 1 and form[clitic - 2 : clitic] in ("ال", "لل")


def _duals(
    listed: Mapping[str, Sequence[str]],
    formed: Iterable[str],
    times: Container[str],
    plurals: Container[str],
) -> dict[str, tuple[str, int]]:
    """Duals that are listed, those of times also definite, and those that are formed by rule, but plurals."""
    out: dict[str, tuple[str, int]] = {}
    for singular, forms in listed.items():
        definite = _DEFINITE if fold(singular) in times else ()
        for clitic in (*_LIGHT_CLITICS, *definite):
            for form in forms:
                out[clitic + fold(form)] = singular, len(clitic)
    for singular in formed:
        for clitic in _LIGHT_CLITICS:
            for form in _dual(fold(singular)):
                if form not in plurals:
                    out.setdefault(clitic + form, (singular, len(clitic)))
    return out


def _dual(noun: str) -> tuple[str, str]:
    """The two cases of a noun's dual."""
    if noun.endswith("ة"):
        stem = noun[:-1] + "ت"
    elif noun.endswith(("ى", "ا")):
        stem = noun[:-1] + "ي"
    else:
        stem = noun
    return stem + "ان", stem + "ين"


def _dates(
    table: Mapping[str, Sequence[str]],
) -> tuple[dict[str, tuple[Calendar, int]], dict[str, frozenset[str]]]:
    """Months and weekdays with their clitics, and the second words of months by their first."""
    pairs: dict[str, set[str]] = {}
    for month in table["of_two"]:
        first, second = fold(month).split()
        pairs.setdefault(first, set()).add(second)
    dates: dict[str, tuple[Calendar, int]] = {}
    for clitic in _LIGHT_CLITICS:
        for month in (*map(fold, table["months"]), *pairs):
            dates[clitic + month] = "month", len(clitic)
        for weekday in map(fold, table["weekdays"]):
            dates[clitic + weekday] = "weekday", len(clitic)
    return dates, {first: frozenset(seconds) for first, seconds in pairs.items()}


def _hedges(table: Mapping[str, Sequence[str]]) -> dict[str, dict[int, dict[tuple[str, ...], int]]]:
    """Hedges before a number by their last word and their length, with the clitics of their first."""
    hedges: list[tuple[tuple[str, ...], int]] = []
    for name, clitics in (("before", _HEDGE_CLITICS), ("plain", ("", "و"))):
        for hedge in table[name]:
            first, *others = fold(hedge).split()
            hedges += [((clitic + first, *others), len(clitic)) for clitic in clitics]
    out: dict[str, dict[int, dict[tuple[str, ...], int]]] = {}
    for words, clitic in sorted(hedges, key=lambda hedge: -len(hedge[0])):
        out.setdefault(words[-1], {}).setdefault(len(words), {}).setdefault(words, clitic)
    return out


def _by_first(phrases: Iterable[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Phrases of words by the first of them."""
    out: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in phrases:
        words = tuple(fold(phrase).split())
        out[words[0]] = (*out.get(words[0], ()), words)
    return out
