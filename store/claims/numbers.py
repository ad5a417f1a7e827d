"""Numbers: digits of three kinds and number words, with their values, wherever they begin."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from store.claims.words import fold

_LONGEST = 18
"""Digits and separators of more code points are a telephone number or a key."""
_LARGEST = 10**15
_ENCLOSING = {"(": ")", "«": "»", "“": "”", "[": "]"}
_CLITICS = ("", "و", "ب", "ل", "ف", "ال", "وال", "بال", "وب", "ول", "لل")


@dataclass(frozen=True, slots=True)
class NumberWords:
    """numbers.toml, ready for look-ups; every form is folded."""

    values: Mapping[str, tuple[int, int]]
    """Ones, tens and hundreds with their clitics: value and the clitic's length."""
    scales: Mapping[str, tuple[int, int]]
    teens: Mapping[str, tuple[int, int]]
    duals: Mapping[str, tuple[str, int]]
    vague: Mapping[str, int]
    dates: Mapping[str, tuple[str, int]]
    """Months and weekdays: which it is, and the clitic's length."""
    triggers: frozenset[str]
    """Every form that may begin a figure, digits aside."""
    half: frozenset[str]
    parts: Mapping[str, tuple[int, int]]
    """Fractions of a scale with their clitics: in how many parts, and the clitic's length."""
    no_units: frozenset[str]
    percent: frozenset[str]
    hedges: Mapping[str, tuple[tuple[str, ...], ...]]
    """By their last word, with or without و before it; the longest first."""
    hedges_after: Mapping[str, tuple[tuple[str, ...], ...]]
    """By their first word."""
    years: frozenset[str]
    second_of_month: Mapping[str, frozenset[str]]
    twice: frozenset[str]
    ones_of: frozenset[str]
    measures: frozenset[str]
    """Units that are counted in fractions, in the singular."""
    singulars: Mapping[str, str]


@cache
def number_words() -> NumberWords:
    """The words of numbers.toml, read when they are first needed."""
    table = tomllib.loads(Path(__file__).with_name("numbers.toml").read_text(encoding="utf-8"))
    words = table["words"]

    def with_clitics(*groups: Mapping[str, Sequence[str]]) -> dict[str, tuple[int, int]]:
        out: dict[str, tuple[int, int]] = {}
        for clitic in _CLITICS:
            for group in groups:
                for value, spellings in group.items():
                    for spelling in spellings:
                        out.setdefault(clitic + fold(spelling), (int(value), len(clitic)))
        return out

    values = with_clitics(table["ones"], table["tens"], table["hundreds"])
    for spelling in ("الاثنين", "والاثنين", "الخمس", "السبع", "الست", "بست"):
        values.pop(spelling, None)
    scales, teens = with_clitics(table["scales"]), with_clitics(table["teens"])
    fractions = with_clitics(table["parts"])
    pairs: dict[str, set[str]] = {}
    for month in words["months_of_two"]:
        first, second = (fold(part) for part in month.split())
        pairs.setdefault(first, set()).add(second)
    dates: dict[str, tuple[str, int]] = {}
    for clitic in ("", "و", "ل", "ب"):
        for month in (*words["months"], *pairs):
            dates[clitic + fold(month)] = ("month", len(clitic))
        for weekday in words["weekdays"]:
            dates[clitic + fold(weekday)] = ("weekday", len(clitic))
    duals = {
        clitic + fold(form): (singular, len(clitic))
        for clitic in ("", "و", "ب", "ل")
        for singular, forms in table["duals"].items()
        for form in forms
    }
    for clitic in ("", "و", "ب", "ل"):
        for singular in table["dual_nouns"]["words"]:
            for form in _duals(fold(singular)):
                duals.setdefault(clitic + form, (singular, len(clitic)))
    vague = {clitic + fold(word): len(clitic) for clitic in ("", "و", "ب", "ل") for word in words["vague"]}
    hedges: dict[str, list[tuple[str, ...]]] = {}
    for hedge in words["hedges"]:
        parts = tuple(fold(hedge).split())
        hedges.setdefault(parts[-1], []).append(parts)
        if len(parts) == 1:
            hedges.setdefault("و" + parts[0], []).append(("و" + parts[0],))
    hedges_after: dict[str, list[tuple[str, ...]]] = {}
    for hedge in words["hedges_after"]:
        parts = tuple(fold(hedge).split())
        hedges_after.setdefault(parts[0], []).append(parts)
    twice = frozenset(fold(word) for word in words["twice"])
    ones_of = frozenset(fold(word) for word in table["ones_of"]["words"])
    return NumberWords(
        values=values,
        scales=scales,
        teens=teens,
        duals=duals,
        vague=vague,
        dates=dates,
        triggers=frozenset({*values, *scales, *teens, *duals, *vague, *dates, *twice, *ones_of, *fractions}),
        half=frozenset(fold(word) for word in words["half"]),
        parts=fractions,
        no_units=frozenset(fold(word) for word in words["no_units"]),
        percent=frozenset(fold(word) for word in words["percent"]),
        hedges={last: tuple(group) for last, group in hedges.items()},
        hedges_after={first: tuple(group) for first, group in hedges_after.items()},
        years=frozenset(fold(word) for word in words["years"]),
        second_of_month={first: frozenset(seconds) for first, seconds in pairs.items()},
        twice=twice,
        ones_of=ones_of,
        measures=frozenset(words["measures"]),
        singulars={fold(form): singular for singular, forms in table["singulars"].items() for form in forms},
    )


def _duals(noun: str) -> tuple[str, str]:
    """The two cases of a noun's dual."""
    if noun.endswith("ة"):
        stem = noun[:-1] + "ت"
    elif noun.endswith(("ى", "ا")):
        stem = noun[:-1] + "ي"
    else:
        stem = noun
    return stem + "ان", stem + "ين"


class Number(NamedTuple):
    """A number that was read, by the indices of its tokens."""

    first: int
    last: int
    clitic: int
    """How many code points of the first token stand before it."""
    value: float | int | None
    digits: bool


def read_number(forms: Sequence[str], index: int, words: NumberWords) -> Number | None:
    """The number that begins at `index`."""
    form = forms[index]
    if form[0].isdecimal():
        return _in_digits(forms, index, words)
    if form in words.duals:
        return Number(index, index + 1, words.duals[form][1], 2, False)
    following = forms[index + 1] if index + 1 < len(forms) else ""
    if form in words.teens and following in ("عشر", "عشرة"):
        value, clitic = words.teens[form]
        return Number(index, index + 2, clitic, value + 10, False)
    if form in words.vague:
        return Number(index, index + 1, words.vague[form], None, False)
    if form in words.parts:
        value, clitic = words.parts[form]
        scale = _scale(following, words)
        return Number(index, index + 2, clitic, _whole(scale / value), False) if scale else None
    if form in words.scales and (form not in words.values or not _is_counted(forms, index + 1)):
        value, clitic = words.scales[form]
        return _scaled(forms, index, index + 1, clitic, value, False, words)
    if form in words.values:
        value, clitic = words.values[form]
        if value == 1 and not _adds(following, words, 2):
            return None
        last = index + 1
        if value < 10 and following in ("عشر", "عشرة"):
            value, last = value + 10, last + 1
        return _scaled(forms, index, last, clitic, value, False, words)
    return None


def _in_digits(forms: Sequence[str], index: int, words: NumberWords) -> Number | None:
    """The number whose digits stand at `index`."""
    form, before = forms[index], forms[index - 1] if index else ""
    if len(form) > _LONGEST or (before.isascii() and before[-1:].isalpha()):
        return None
    value, first, last = _digits(form), index, index + 1
    if last + 1 < len(forms) and forms[last] == "ر" and forms[last + 1].isdecimal():
        # 8ر15 is written from the right: the fraction stands first.
        value = float(f"{int(forms[last + 1])}.{_plain(form)}") if form.isdecimal() else None
        last += 2
    if value is None:
        return None
    enclosed = before in _ENCLOSING and forms[last : last + 1] == [_ENCLOSING[before]]
    if enclosed and words.scales.get("".join(forms[last + 1 : last + 2]), (0, 1))[1] == 0:
        # (150) ألف: the scale stands outside.
        first, last = index - 1, last + 1
    return _scaled(forms, first, last, 0, value, True, words)


def _is_counted(forms: Sequence[str], index: int) -> bool:
    """Whether a word stands at `index` that may be what ألفا counts: two thousand, as in ألفا جندي."""
    form = forms[index] if index < len(forms) else ""
    return form[:1].isalpha() and form[0] != "و" and not form.startswith("ال")


def _scale(form: str, words: NumberWords) -> int:
    """The value of a scale of a thousand or more, with its article or without; 0 for other words."""
    bare = form.removeprefix("ال")
    value, clitic = words.scales.get(bare, (0, 1))
    return value if value >= 1000 and not clitic else 0


def _whole(value: float) -> float | int:
    """A value, as a whole number where it is one."""
    return int(value) if float(value).is_integer() else value


def _scaled(
    forms: Sequence[str],
    first: int,
    last: int,
    clitic: int,
    value: float | int,
    digits: bool,
    words: NumberWords,
) -> Number:
    """A number with the scales and the smaller numbers after it: 67 ألف, مئة وخمسون ألفا."""
    total: float | int = 0
    current: float | int = value
    unit = 0 if digits else next((scale for scale in (10**12, 10**9, 10**6) if value >= scale), 0)
    while last < len(forms):
        form = forms[last]
        scale, written = words.scales.get(form, (0, 1))
        if not written and current < _LARGEST:
            if scale <= current and not digits and current >= 1000:
                break
            current *= scale
            unit = scale
            last += 1
            continue
        if form[0] != "و":
            break
        joined = forms[last + 1] if form == "و" and last + 1 < len(forms) else form[1:]
        part = words.values.get(joined) or words.scales.get(joined)
        if part is not None and part[1] == 0 and not digits and _smaller(part[0], current):
            if current >= 1000:
                total += current
                current = part[0]
            else:
                current += part[0]
            last += 2 if form == "و" else 1
            continue
        if (
            digits
            and form == "و"
            and 1000 <= current < _LARGEST
            and _below_a_thousand(forms, last + 1, words)
        ):
            # 17 ألفا و966: the scale in words, the rest in digits.
            current += int(forms[last + 1])
            last += 2
            break
        fraction, past = _fraction(forms, last, unit, words)
        current += fraction
        last = past
        break
    return Number(first, last, clitic, _whole(total + current), digits)


def _fraction(forms: Sequence[str], index: int, unit: int, words: NumberWords) -> tuple[float, int]:
    """What a fraction with و at `index` adds to a number whose last scale is `unit`; one past its last token.

    مليون ونصف, ثلاثة ملايين ونصف المليون, مليار وربع مليار: the scale may stand again. ونصف السكان adds
    nothing.
    """
    form = forms[index]
    parts = words.parts.get(form.removeprefix("وال") if form.startswith("وال") else form[1:], (0, 1))
    if parts[1] or not parts[0] or unit < 1000:
        return 0, index
    following = forms[index + 1] if index + 1 < len(forms) else ""
    scale = _scale(following, words)
    if scale == unit:
        return scale / parts[0], index + 2
    if scale or following.startswith("ال") or unit < 1_000_000:
        return 0, index
    return unit / parts[0], index + 1


def _below_a_thousand(forms: Sequence[str], index: int, words: NumberWords) -> bool:
    """Whether digits of a number below a thousand stand there, and no scale behind them."""
    return (
        index < len(forms)
        and forms[index].isdecimal()
        and len(forms[index]) <= 3
        and not (index + 1 < len(forms) and forms[index + 1] in (*words.scales, *words.percent, *words.dates))
    )


def _smaller(part: int, current: float) -> bool:
    """Whether a number can be added to what is there: ones to tens, tens to hundreds, and so on."""
    if current >= 1000:
        return part < 1000
    if part < 10 or part >= 100:
        return current >= 20 and current % 100 != 0 and part < 10 if current < 100 else part < 100
    return current < 10 or current % 100 == 0


def _adds(form: str, words: NumberWords, least: int) -> bool:
    """Whether a word is و with tens: واحد وعشرون."""
    return form[:1] == "و" and words.values.get(form[1:], (0, 0))[0] >= 10 * least


def _plain(digits: str) -> str:
    """Digits of any kind as ASCII, with their noughts."""
    return "".join(str(int(digit)) for digit in digits)


def _digits(form: str) -> float | int | None:
    """The value of digits of any kind, with points and commas; None where these make no sense."""
    if form.isdecimal():
        return int(form)
    plain = form.replace("٬", ",").replace("٫", ".")
    groups = plain.replace(",", ".").split(".")
    commas = "," in plain
    if all(len(group) == 3 for group in groups[1:]) and (commas or len(groups) > 2):
        if "." in plain and commas:
            return float(plain.replace(",", "")) if plain.rfind(".") > plain.rfind(",") else None
        return int("".join(groups))
    if len(groups) == 2:
        return float(f"{int(groups[0])}.{_plain(groups[1])}")
    head, _, tail = plain.rpartition(".")
    if commas and head and "," in head and "." not in head and tail.isdecimal():
        return float(f"{int(head.replace(',', ''))}.{_plain(tail)}")
    return None
