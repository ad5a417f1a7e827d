"""Numbers with what they count: digits of three kinds, number words, percentages, dates."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace

from store.claims.dates import (
    DATES,
    DAY,
    FIRST_YEAR,
    LAST_YEAR,
    YEAR,
    Date,
    date_in_digits,
    day_of_month,
    dotted_date,
    hour_in_words,
    named_date,
    ordinal_date,
)
from store.claims.digits import read_digits
from store.claims.hedges import hedge_before, hedge_beside
from store.claims.lexicon import Lexicon, lexicon
from store.claims.numbers import Number, read_number, whole
from store.claims.numerals import NumberWords, number_words
from store.claims.units import PERCENT, is_definite_numeral, is_one_of, unit_before, unit_behind
from store.claims.words import Tokens, fold, without_marks
from store.model import Figure, Offset

_APART = 12
"""Code points between the two ends of a range at most."""
_BETWEEN = 5
"""بين stands so near before the first number of a range, in code points."""
_DIGIT = re.compile(r"\d")
_RANGE = re.compile(r"\s*(?:إلى|الى|حتى|أو|او|[-–—×/])\s*|\s*و")
_DAYS = 31
_SIGNS = ("-", "−")


def find_figures(tokens: Tokens, noted: Sequence[int] | None = None) -> tuple[Figure, ...]:
    """The figures of a text, in order and without overlap.

    The number words are among the tokens at the indices `noted`, if given.
    A figure's text is the number with its unit; its value is None where a word only says that there are
    many, and for names of months and weekdays.
    """
    reader = _Reader(tokens)
    triggers, forms = reader.words.triggers, tokens.forms
    if noted is None:
        noted = tokens.among(triggers)
    spelled = [index for index in noted if forms[index] in triggers]
    for index in sorted([*tokens.beginning(_DIGIT), *spelled]):
        if index >= reader.done:
            reader.read(index)
    return _ranged(tokens.text, reader.found, reader.numbers)


class Figures:
    """The figures of a text, to be asked for by stretches of it."""

    def __init__(self, figures: Sequence[Figure]) -> None:
        """`figures` are in order and without overlap."""
        self._figures = tuple(figures)
        self.starts: Sequence[Offset] = [figure.start for figure in figures]
        """Where each of them begins."""
        self._ends = [figure.end for figure in figures]

    def within(self, start: Offset, end: Offset) -> tuple[Figure, ...]:
        """The figures that lie from `start` to `end`, in order."""
        return self._figures[bisect_left(self.starts, start) : bisect_right(self._ends, end)]


def _ranged(text: str, figures: Sequence[Figure], numbers: Mapping[int, Number]) -> tuple[Figure, ...]:
    """`figures`, where both ends of a range have one unit and one scale.

    بين 10 و15 في المئة, 1430-1434هـ, من 4 إلى 5 ملايين طن. `numbers` are those that have a scale or a
    doubtful full stop, by the figures' places.
    """
    out = list(figures)
    for place in range(len(out) - 1):
        one, other = out[place], out[place + 1]
        if other.start - one.end > _APART or (one.unit is None) == (other.unit is None):
            continue
        joint = _joint(text, one, other)
        if other.unit is None:
            if joint and one.unit == YEAR and _is_year(one) and _is_year(other):
                out[place + 1] = replace(other, unit=YEAR)
        elif not joint or joint == "و" or (joint == "/" and YEAR not in (one.unit, other.unit)):
            continue
        elif one.unit is None and (other.unit not in DATES or _is_dated(one, other)):
            value = _scaled(one, other, numbers.get(place), numbers.get(place + 1))
            out[place] = replace(one, unit=other.unit, value=value)
    return tuple(out)


def _joint(text: str, one: Figure, other: Figure) -> str:
    """What joins two figures to a range, or an empty string; بين where it stands before و, and else و."""
    between = text[one.end : other.start]
    if set(between.strip()) == {"ـ"}:
        return "-"
    between = without_marks(between)
    if not _RANGE.fullmatch(between):
        return ""
    before = without_marks(text[max(0, one.start - 2 * _BETWEEN) : one.start])[-_BETWEEN:]
    return "بين" if between.strip() == "و" and before.rstrip().endswith("بين") else between.strip()


def _scaled(one: Figure, other: Figure, number: Number | None, others: Number | None) -> float | int | None:
    """The value of a figure that begins a range: with the scale of the other, or in thousands like it."""
    if number is not None and number.thousands is not None and other.value == (others or number).thousands:
        return number.thousands
    scale = others.scale if others is not None and (number is None or not number.scale) else 0
    if not scale or one.value is None or other.value is None or one.value * scale >= other.value:
        return one.value
    return whole(one.value * scale)


def _is_year(figure: Figure) -> bool:
    """Whether a figure may be a year, by its value."""
    return isinstance(figure.value, int) and FIRST_YEAR <= figure.value <= LAST_YEAR


def _is_dated(one: Figure, other: Figure) -> bool:
    """Whether a figure without a unit may be a date as that is which ends its range."""
    if other.unit == YEAR:
        return _is_year(one)
    return other.unit == DAY and isinstance(one.value, int) and 1 <= one.value <= _DAYS


class _Reader:
    """Reads the figures of one text, each behind the one before."""

    def __init__(self, tokens: Tokens) -> None:
        self.words: NumberWords = number_words()
        self.found: list[Figure] = []
        self.numbers: dict[int, Number] = {}
        """Those of `found` with a scale or a doubtful full stop, by their places."""
        self.done = 0
        """One past the last token that was read."""
        self._tokens = tokens
        self._other: Lexicon = lexicon()

    def read(self, index: int) -> None:
        """Reads the figure at `index`, if one stands there."""
        tokens, words = self._tokens, self.words
        form = tokens.forms[index]
        kind = words.kinds.get(form)
        if kind is None:
            self._read_digits(index)
        elif index and tokens.forms[index - 1] in words.naming and self._is_name(index):
            return
        elif kind == "date":
            if not self._add_date(named_date(tokens, index, words)):
                self._read_word(index)
        elif kind == "dual":
            self._read_dual(index)
        elif kind == "hour":
            self._add_date(hour_in_words(tokens.forms, index, words))
        elif kind == "ordinal":
            self._add_date(ordinal_date(tokens.forms, index, words))
        elif kind == "one":
            if hedge_before(tokens.forms, index, words)[0]:
                self._add_with_half(index, index + 1, 0, 1, form)
        elif kind == "twice":
            self._read_twice(index)
        elif kind == "half":
            if not self._read_half(index):
                self._read_word(index)
        elif kind == "number" or not self._is_rank(index):
            self._read_word(index)

    def _is_name(self, index: int) -> bool:
        """Whether a word behind one of `naming` is part of a name: سلمان آل رمضان, but not الـ رمضان."""
        tokens = self._tokens
        return tokens.forms[index - 1] != "ال" or tokens.text[tokens.starts[index - 1]] == "آ"

    def _read_digits(self, index: int) -> None:
        """Reads the number, date or time whose digits stand at `index`."""
        tokens, words = self._tokens, self.words
        number = read_digits(tokens, index, words)
        if number is None:
            self._add_date(dotted_date(tokens.forms[index], index))
            return
        date = day_of_month(tokens, number, words)
        if date is None and index + 1 == number.last:
            before = self.found[-1] if self.found else None
            date = date_in_digits(tokens, index, number, words, before)
        if date is None:
            self._add_number(number)
        else:
            self._add_date(date)

    def _read_word(self, index: int) -> None:
        """Reads the number in words at `index`, or the noun before واحد."""
        number = read_number(self._tokens.forms, index, self.words)
        if number is None:
            self._read_one(index)
        elif not self._add_date(day_of_month(self._tokens, number, self.words)):
            self._add_number(number)

    def _add_number(self, number: Number) -> None:
        """Keeps a number with its unit."""
        tokens, words = self._tokens, self.words
        last, unit = number.last, None
        if is_definite_numeral(tokens.forms, number, words):
            number, unit = unit_before(tokens, number, self.done, words)
        if unit is None:
            last, unit = unit_behind(tokens, number, words, self._other)
        if unit is None:
            number, unit = unit_before(tokens, number, self.done, words)
        first, clitic, value = number.first, number.clitic, number.value
        if unit is not None and value is not None and self._is_negative(first) and fold(unit) in words.signed:
            first, value = first - 1, -value
        if number.thousands is not None:
            value = _amount(tokens.forms, number, last, unit, words)
        if number.scale or number.thousands is not None:
            self.numbers[len(self.found)] = number
        if unit is None or unit == PERCENT or number.scale or value is None:
            self._add(first, last, clitic, value, unit)
        else:
            self._add_with_half(first, last, clitic, value, unit)

    def _is_negative(self, first: int) -> bool:
        """Whether a sign stands at the digits at `first`, and ends no range: بنسبة -8%, but not 20 -28%."""
        tokens = self._tokens
        sign = first - 1
        if sign < 1 or tokens.forms[sign] not in _SIGNS or tokens.ends[sign] != tokens.starts[first]:
            return False
        apart = tokens.ends[sign - 1] < tokens.starts[sign] or tokens.forms[sign - 1] == "("
        ranged = self.done == sign or tokens.forms[sign - 1][0].isdecimal()
        return apart and not ranged

    def _read_one(self, index: int) -> None:
        """Reads a noun with واحد behind it: عملية واحدة, أسبوعا واحدا."""
        tokens, words = self._tokens, self.words
        form = tokens.forms[index]
        if form not in words.ones or index <= self.done:
            return
        if tokens.text.startswith("وأ", tokens.starts[index]):
            return
        if not is_one_of(tokens, index - 1, words, self._other):
            return
        noun = without_marks(tokens.text[tokens.starts[index - 1] : tokens.ends[index - 1]])
        if form.endswith("ا") and not noun.endswith("ا"):
            return
        if noun.endswith("ا") and noun not in words.alefs:
            noun = noun[:-1]
        self._add(index - 1, index + 1, 0, 1, noun)

    def _read_dual(self, index: int) -> None:
        """Reads a dual, with the numeral that may stand behind it: يومين, شخصان اثنان."""
        singular, clitic = self.words.duals[self._tokens.forms[index]]
        last = index + 1
        if last < len(self._tokens) and self._tokens.forms[last] in self.words.pairs:
            last += 1
        self._add_with_half(index, last, clitic, 2, singular)

    def _read_half(self, index: int) -> bool:
        """Reads one and a half of the noun before `index`, and says whether it did: ساعة ونصف."""
        words, forms = self.words, self._tokens.forms
        if index <= self.done:
            return False
        noun = forms[index - 1]
        for clitic in (0, 1):
            unit = noun[clitic:]
            if noun[:clitic] in ("", "ب", "ل") and (unit in words.ones_of or unit in words.halved):
                before = len(self.found)
                self._add_with_half(index - 1, index, clitic, 1, unit, needed=True)
                return len(self.found) > before
        return False

    def _read_twice(self, index: int) -> None:
        """Reads twice the figure before: ضعف هذا العدد."""
        words, forms = self.words, self._tokens.forms
        before = self.found[-1] if self.found else None
        if before is None or before.value is None or index + 2 >= len(forms):
            return
        if forms[index + 1] in words.these and forms[index + 2] in words.amounts:
            self._add(index, index + 3, 0, before.value * 2, before.unit)

    def _is_rank(self, index: int) -> bool:
        """Whether a numeral says which it is: القرن العشرين, الحادي والعشرون, الرابعة عشرة."""
        words, form = self.words, self._tokens.forms[index]
        before = self._tokens.forms[index - 1] if index else ""
        if form in words.ten or form[0] == "و":
            return before.removeprefix("و") in words.ordinal_ones
        return before in words.ranked or before[1:] in words.ranked

    def _add_date(self, date: Date | None) -> bool:
        """Keeps a date, if there is one, and says whether there is."""
        if date is None:
            return False
        self._add(date.first, date.last, date.clitic, date.value, date.unit)
        return True

    def _add_with_half(
        self, first: int, last: int, clitic: int, value: float | int, unit: str, needed: bool = False
    ) -> None:
        """Keeps a figure with the half that may stand behind its unit: 6 أشهر ونصف, ساعة ونصف الساعة.

        ونصف السكان is none of it. Where a half is `needed` and none is there, nothing is kept.
        """
        words, forms = self.words, self._tokens.forms
        if last < len(forms) and words.kinds.get(forms[last]) == "half":
            following = forms[last + 1] if last + 1 < len(forms) else ""
            again = following.removeprefix("ال") == fold(unit)
            other = following.startswith("ال") or following in words.ones_of or following in words.halved
            if again or not other:
                value, last, needed = value + 1 / words.parts[forms[last]][0], last + 1 + again, False
        if not needed:
            self._add(first, last, clitic, value, unit)

    def _add(self, first: int, last: int, clitic: int, value: float | int | None, unit: str | None) -> None:
        """Keeps the figure of the tokens from `first` to before `last`, with its hedge."""
        tokens = self._tokens
        start = tokens.behind(first, clitic) if clitic else tokens.starts[first]
        end = tokens.ends[last - 1]
        hedge = hedge_beside(tokens, first, last, self.words)
        self.found.append(Figure(start, end, tokens.text[start:end], value, unit, hedge))
        self.done = last


def _amount(
    forms: Sequence[str], number: Number, last: int, unit: str | None, words: NumberWords
) -> float | int | None:
    """The value of a number in whose digits a full stop may part thousands: 33.288 مشجعا.

    So it does before what is counted, also behind من (14.500 من الرياضيين); not in percentages and in units
    with three decimals; and where only noughts follow, in any but percentages.
    """
    value, thousands = number.value, number.thousands
    if thousands is None or unit == PERCENT:
        return value
    if thousands % 1000 == 0:
        return thousands
    if unit is None:
        return thousands if forms[last : last + 1] == ["من"] else value
    return value if unit in words.measures else thousands
