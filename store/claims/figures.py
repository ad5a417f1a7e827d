"""Numbers with what they count: digits of three kinds, number words, percentages, dates."""

from __future__ import annotations

import tomllib
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from store.claims.lexicon import Lexicon, lexicon
from store.claims.words import Tokens, fold
from store.model import Figure, Offset

PERCENT = "%"
YEAR = "سنة"
DAY = "يوم (تاريخ)"
MONTH = "شهر (تاريخ)"
WEEKDAY = "يوم (تاريخ نسبي)"
TIME = "وقت"

_LONGEST = 13
"""A run of more digits is a telephone number or a key."""
_CLITICS = ("", "و", "ب", "ل", "ف", "ال", "وال", "بال", "وب", "ول", "لل")


@dataclass(frozen=True, slots=True)
class _Words:
    """numbers.toml, ready for look-ups; every form is folded."""

    values: Mapping[str, tuple[int, int]]
    """Ones, tens and hundreds with their clitics: value and the clitic's length."""
    scales: Mapping[str, tuple[int, int]]
    teens: Mapping[str, tuple[int, int]]
    duals: Mapping[str, tuple[str, int]]
    vague: Mapping[str, int]
    dates: Mapping[str, tuple[str, int]]
    """Months and weekdays: their unit, and the clitic's length."""
    triggers: frozenset[str]
    """Every form that may begin a figure, digits aside."""
    half: frozenset[str]
    percent: frozenset[str]
    hedges: tuple[tuple[str, ...], ...]
    hedges_after: tuple[tuple[str, ...], ...]
    years: frozenset[str]
    second_of_month: Mapping[str, frozenset[str]]
    twice: frozenset[str]
    ones_of: frozenset[str]
    singulars: Mapping[str, str]


@cache
def _words() -> _Words:
    """The words of numbers.toml."""
    table = tomllib.loads(files(__package__).joinpath("numbers.toml").read_text(encoding="utf-8"))
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
    pairs: dict[str, set[str]] = {}
    for month in words["months_of_two"]:
        first, second = (fold(part) for part in month.split())
        pairs.setdefault(first, set()).add(second)
    dates: dict[str, tuple[str, int]] = {}
    for clitic in ("", "و", "ل", "ب"):
        for month in (*words["months"], *pairs):
            dates[clitic + fold(month)] = (MONTH, len(clitic))
        for weekday in words["weekdays"]:
            dates[clitic + fold(weekday)] = (WEEKDAY, len(clitic))
    duals = {
        clitic + fold(form): (singular, len(clitic))
        for clitic in ("", "و", "ب", "ل")
        for singular, forms in table["duals"].items()
        for form in forms
    }
    vague = {clitic + fold(word): len(clitic) for clitic in ("", "و", "ب", "ل") for word in words["vague"]}
    twice = frozenset(fold(word) for word in words["twice"])
    ones_of = frozenset(fold(word) for word in table["ones_of"]["words"])
    return _Words(
        values=values,
        scales=scales,
        teens=teens,
        duals=duals,
        vague=vague,
        dates=dates,
        triggers=frozenset({*values, *scales, *teens, *duals, *vague, *dates, *twice, *ones_of}),
        half=frozenset(fold(word) for word in words["half"]),
        percent=frozenset(fold(word) for word in words["percent"]),
        hedges=tuple(tuple(fold(hedge).split()) for hedge in words["hedges"]),
        hedges_after=tuple(tuple(fold(hedge).split()) for hedge in words["hedges_after"]),
        years=frozenset(fold(word) for word in words["years"]),
        second_of_month={first: frozenset(seconds) for first, seconds in pairs.items()},
        twice=twice,
        ones_of=ones_of,
        singulars={fold(form): singular for singular, forms in table["singulars"].items() for form in forms},
    )


@dataclass(frozen=True, slots=True)
class _Number:
    """A number that was read, by the indices of its tokens."""

    first: int
    last: int
    clitic: int
    """How many code points of the first token stand before it."""
    value: float | int | None
    digits: bool


def find_figures(tokens: Tokens) -> tuple[Figure, ...]:
    """The figures of a text, in order and without overlap.

    A figure's text is the number with its unit; its value is None where a word only says that there are
    many, and for names of months and weekdays.
    """
    words, other = _words(), lexicon()
    triggers = words.triggers
    out: list[Figure] = []
    done = 0
    for index, form in enumerate(tokens.forms):
        if index < done or not (form in triggers or form[0].isdigit()):
            continue
        figure, last = _read(tokens, index, words, other, out[-1] if out else None)
        if figure is not None:
            out.append(figure)
            done = last
    return tuple(out)


def figures_within(figures: Sequence[Figure], start: Offset, end: Offset) -> tuple[Figure, ...]:
    """Those of `figures`, which are in order, that lie from `start` to `end`."""
    place = bisect_left(figures, start, key=lambda figure: figure.start)
    out: list[Figure] = []
    while place < len(figures) and figures[place].end <= end:
        out.append(figures[place])
        place += 1
    return tuple(out)


def _read(
    tokens: Tokens, index: int, words: _Words, other: Lexicon, before: Figure | None
) -> tuple[Figure | None, int]:
    """The figure that begins at `index` and one past its last token; `before` is the figure before it."""
    forms = tokens.forms
    form = forms[index]
    if form in words.dates:
        return _date(tokens, index, words)
    if form in words.twice:
        return _twice(tokens, index, before, words)
    number = _number(forms, index, words)
    if number is None:
        if form in words.ones_of and _hedge_before(forms, index, words):
            return _figure(tokens, index, index + 1, 0, 1, form, words), index + 1
        return None, index
    if form in words.duals:
        singular = words.duals[form][0]
        value = 2.5 if forms[index + 1 : index + 2] and forms[index + 1] in words.half else 2
        last = index + (2 if value == 2.5 else 1)
        return _figure(tokens, index, last, number.clitic, value, singular, words), last
    if number.digits and number.last < len(forms) and index + 1 == number.last:
        date = _around_digits(tokens, index, number, words)
        if date is not None:
            return date
    last, unit = _unit(tokens, number, words, other)
    return _figure(tokens, index, last, number.clitic, number.value, unit, words), last


def _around_digits(tokens: Tokens, index: int, number: _Number, words: _Words) -> tuple[Figure, int] | None:
    """Digits that are a day of a month, a year or a time, with one past their last token."""
    forms = tokens.forms
    after = forms[index + 1]
    value = number.value
    if after in words.dates and words.dates[after] == (MONTH, 0) and isinstance(value, int) and value <= 31:
        last = index + 2
        if (
            after in words.second_of_month
            and last < len(forms)
            and forms[last] in words.second_of_month[after]
        ):
            last += 1
        return _figure(tokens, index, last, 0, value, DAY, words), last
    if after == ":" and index + 2 < len(forms) and forms[index + 2].isdigit() and len(forms[index + 2]) == 2:
        return _figure(tokens, index, index + 3, 0, None, TIME, words), index + 3
    if not isinstance(value, int) or len(forms[index]) != 4:
        return None
    before = forms[index - 1] if index else ""
    hijri = after in ("ه", "هـ")
    named = before in words.years or before in words.dates or hijri or after == "م"
    plain = 1900 <= value <= 2100 and (after[0] not in "%٪" and not _is_noun(after))
    if (1300 <= value <= 2100 and named) or plain:
        return _figure(tokens, index, index + 1, 0, value, YEAR, words), index + 1
    return None


def _is_noun(form: str) -> bool:
    """Whether a word after a number may be what it counts: an indefinite noun in the accusative."""
    return form.endswith("ا") and len(form) > 3 and not form.startswith(("ال", "و"))


def _date(tokens: Tokens, index: int, words: _Words) -> tuple[Figure | None, int]:
    """A month or a weekday."""
    forms = tokens.forms
    form = forms[index]
    unit, clitic = words.dates[form]
    last = index + 1
    bare = form[clitic:]
    if bare in words.second_of_month:
        if last >= len(forms) or forms[last] not in words.second_of_month[bare]:
            return None, index
        last += 1
    if unit == MONTH and last + 1 < len(forms) and forms[last] == "/" and forms[last + 1] in words.dates:
        last += 2
    start, end = tokens.starts[index] + clitic, tokens.ends[last - 1]
    return Figure(start, end, tokens.text[start:end], None, unit, None), last


def _twice(tokens: Tokens, index: int, before: Figure | None, words: _Words) -> tuple[Figure | None, int]:
    """ضعف هذا العدد: twice the figure before it."""
    forms = tokens.forms
    if before is None or before.value is None or forms[index + 1 : index + 2] not in (["هذا"], ["ذلك"]):
        return None, index
    if forms[index + 2 : index + 3] not in (["العدد"], ["الرقم"], ["المبلغ"]):
        return None, index
    figure = _figure(tokens, index, index + 3, 0, before.value * 2, before.unit, words)
    return figure, index + 3


def _figure(
    tokens: Tokens,
    first: int,
    last: int,
    clitic: int,
    value: float | int | None,
    unit: str | None,
    words: _Words,
) -> Figure:
    """The figure of the tokens from `first` to before `last`, with its hedge."""
    start, end = tokens.starts[first] + clitic, tokens.ends[last - 1]
    hedge = _hedge_before(tokens.forms, first, words)
    if hedge:
        qualifier = tokens.text[tokens.starts[first - hedge] : tokens.ends[first - 1]]
        return Figure(start, end, tokens.text[start:end], value, unit, qualifier)
    for after in words.hedges_after:
        if tuple(tokens.forms[last : last + len(after)]) == after:
            qualifier = tokens.text[tokens.starts[last] : tokens.ends[last + len(after) - 1]]
            return Figure(start, end, tokens.text[start:end], value, unit, qualifier)
    return Figure(start, end, tokens.text[start:end], value, unit, None)


def _hedge_before(forms: Sequence[str], index: int, words: _Words) -> int:
    """How many tokens before `index` are a hedge."""
    for hedge in words.hedges:
        size = len(hedge)
        found = tuple(forms[max(0, index - size) : index])
        if found == hedge or (found and (found[0].removeprefix("و"), *found[1:]) == hedge):
            return size
    return 0


def _number(forms: Sequence[str], index: int, words: _Words) -> _Number | None:
    """The number that begins at `index`."""
    form = forms[index]
    if form[0].isdigit():
        if len(form) > _LONGEST or (index and forms[index - 1].isascii() and forms[index - 1][-1].isalpha()):
            return None
        value = _digits(form)
        return None if value is None else _scaled(forms, index, index + 1, 0, value, True, words)
    if form in words.duals:
        return _Number(index, index + 1, words.duals[form][1], 2, False)
    following = forms[index + 1] if index + 1 < len(forms) else ""
    if form in words.teens and following in ("عشر", "عشرة"):
        value, clitic = words.teens[form]
        return _Number(index, index + 2, clitic, value + 10, False)
    if form in words.vague:
        return _Number(index, index + 1, words.vague[form], None, False)
    if form in words.values:
        value, clitic = words.values[form]
        if value == 1 and not _adds(following, words, 2):
            return None
        last = index + 1
        if value < 10 and following in ("عشر", "عشرة"):
            value, last = value + 10, last + 1
        return _scaled(forms, index, last, clitic, value, False, words)
    if form in words.scales:
        value, clitic = words.scales[form]
        return _scaled(forms, index, index + 1, clitic, value, False, words)
    return None


def _scaled(
    forms: Sequence[str], first: int, last: int, clitic: int, value: float | int, digits: bool, words: _Words
) -> _Number:
    """A number with the scales and the smaller numbers after it: 67 ألف, مئة وخمسون ألفا."""
    total: float | int = 0
    current: float | int = value
    while last < len(forms):
        form = forms[last]
        if form in words.scales and words.scales[form][1] == 0:
            scale = words.scales[form][0]
            if scale <= current and not digits and current >= 1000:
                break
            current *= scale
            last += 1
            continue
        joined = form[1:] if form[0] == "و" else ""
        if form == "و" and last + 1 < len(forms):
            joined = forms[last + 1]
        part = words.values.get(joined) or words.scales.get(joined)
        if part is not None and part[1] == 0 and not digits and _smaller(part[0], current):
            if current >= 1000:
                total += current
                current = part[0]
            else:
                current += part[0]
            last += 2 if form == "و" else 1
            continue
        if form in words.half and digits is False and current >= 1_000_000:
            current += current / 2 if current in (1_000_000, 1_000_000_000) else 0
            last += 1
        break
    value = total + current
    return _Number(first, last, clitic, int(value) if float(value).is_integer() else value, digits)


def _smaller(part: int, current: float) -> bool:
    """Whether a number can be added to what is there: ones to tens, tens to hundreds, and so on."""
    if current >= 1000:
        return part < 1000
    if part < 10 or part >= 100:
        return current >= 20 and current % 100 != 0 and part < 10 if current < 100 else part < 100
    return current < 10 or current % 100 == 0


def _adds(form: str, words: _Words, least: int) -> bool:
    """Whether a word is و with tens: واحد وعشرون."""
    return form[:1] == "و" and words.values.get(form[1:], (0, 0))[0] >= 10 * least


def _digits(form: str) -> float | int | None:
    """The value of digits of any kind, with points and commas; None where these make no sense."""
    plain = form.replace("٬", ",").replace("٫", ".")
    groups = plain.replace(",", ".").split(".")
    if len(groups) == 1:
        return int(plain)
    commas = "," in plain
    if all(len(group) == 3 for group in groups[1:]) and (commas or len(groups) > 2):
        if "." in plain and commas:
            return float(plain.replace(",", "")) if plain.rfind(".") > plain.rfind(",") else None
        return int("".join(groups))
    if len(groups) == 2:
        return float(f"{int(groups[0])}.{''.join(str(int(digit)) for digit in groups[1])}")
    head, _, tail = plain.rpartition(".")
    if commas and head and "," in head and "." not in head and tail.isdigit():
        return float(f"{int(head.replace(',', ''))}.{''.join(str(int(digit)) for digit in tail)}")
    return None


def _unit(tokens: Tokens, number: _Number, words: _Words, other: Lexicon) -> tuple[int, str | None]:
    """One past the last token of the number's unit, and the unit in the singular."""
    forms = tokens.forms
    last = number.last
    if last >= len(forms):
        return last, None
    form = forms[last]
    if form in words.percent:
        return last + 1, PERCENT
    if form == "في" and last + 1 < len(forms) and forms[last + 1] in ("المئة", "المائة", "المئه", "المائه"):
        return last + 2, PERCENT
    if form in ("$", "€", "£"):
        return last + 1, form
    if (
        not form[0].isalpha()
        or form.isascii()
        or "\n" in tokens.text[tokens.ends[last - 1] : tokens.starts[last]]
    ):
        return last, None
    if (
        form in other.prepositions
        or form in other.times
        or form in other.connectives
        or form in other.relatives
    ):
        return last, None
    if (
        form[0] == "و"
        or form in other.that
        or form in words.triggers
        or form.startswith(("ال", "بال", "لل", "لا"))
    ):
        return (last + 1, _singular(form[2:], number, words)) if _counted(form, words) else (last, None)
    if form in other.cues and other.cues[form].kind in ("past", "present"):
        return last, None
    return last + 1, _singular(form, number, words)


def _counted(form: str, words: _Words) -> bool:
    """Whether a definite noun is a known unit: الأربعة أشهر aside, المئة دولار."""
    return form.startswith("ال") and form[2:] in words.singulars


def _singular(form: str, number: _Number, words: _Words) -> str:
    """A unit in the singular: by the table, or by the rules of counted nouns."""
    if form in words.singulars:
        return words.singulars[form]
    few = isinstance(number.value, int) and 3 <= number.value <= 10
    if few and form.endswith("ات") and len(form) > 4:
        return form[:-2] + "ة"
    if form.endswith("ا") and len(form) > 3 and not few:
        return form[:-1]
    return form
