"""Numbers with what they count: digits of three kinds, number words, percentages, dates."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from store.claims.lexicon import Lexicon, lexicon
from store.claims.numbers import Number, NumberWords, number_words, read_number
from store.claims.words import Tokens, fold, without_marks
from store.model import Figure, Offset

PERCENT = "%"
YEAR = "سنة"
DAY = "يوم (تاريخ)"
MONTH = "شهر (تاريخ)"
WEEKDAY = "يوم (تاريخ نسبي)"
TIME = "وقت"

_ONE = frozenset(["واحد", "واحدة", "واحدا"])
_NOT_COUNTED = frozenset(
    ["كل", "وقت", "ان", "صف", "شيء", "راي", "قلب", "جسد", "صوت", "سقف", "خندق", "عدد", "رقم", "فقط"]
)
_NOUN = 3
_BETWEEN = 5
"""بين stands so near before the first number of a range, in code points."""
_DIGIT = re.compile(r"\d")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}\.\d{3}", re.ASCII)


def find_figures(tokens: Tokens, noted: Sequence[int] | None = None) -> tuple[Figure, ...]:
    """The figures of a text, in order and without overlap.

    The number words are among the tokens at the indices `noted`, if given.
    A figure's text is the number with its unit; its value is None where a word only says that there are
    many, and for names of months and weekdays.
    """
    words, other = number_words(), lexicon()
    out: list[Figure] = []
    done = 0
    triggers = words.triggers
    if noted is None:
        noted = tokens.among(triggers)
    spelled = [index for index in noted if tokens.forms[index] in triggers]
    for index in sorted([*tokens.beginning(_DIGIT), *spelled]):
        if index < done:
            continue
        figure, last = _read(tokens, index, words, other, out[-1] if out else None)
        if figure is not None:
            out.append(figure)
            done = last
    return _ranged(tokens.text, out)


_RANGE = re.compile(r"\s*(?:إلى|الى|حتى|أو|او|[-–—])\s*|\s*و")
_DATES = frozenset([YEAR, DAY, MONTH, WEEKDAY, TIME])


def _ranged(text: str, figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """`figures`, where the first of a range has the unit of the second: بين 10 و15 في المئة."""
    out = list(figures)
    for place in range(len(out) - 1):
        one, other = out[place], out[place + 1]
        if one.unit or not other.unit or other.unit in _DATES:
            continue
        between = without_marks(text[one.end : other.start])
        if not _RANGE.fullmatch(between):
            continue
        before = without_marks(text[max(0, one.start - 2 * _BETWEEN) : one.start])[-_BETWEEN:]
        if between.strip() != "و" or before.rstrip().endswith("بين"):
            out[place] = replace(one, unit=other.unit)
    return tuple(out)


class Figures:
    """The figures of a text, to be asked for by stretches of it."""

    def __init__(self, figures: Sequence[Figure]) -> None:
        """`figures` are in order and without overlap."""
        self._figures = tuple(figures)
        self._starts = [figure.start for figure in figures]
        self._ends = [figure.end for figure in figures]

    def within(self, start: Offset, end: Offset) -> tuple[Figure, ...]:
        """The figures that lie from `start` to `end`, in order."""
        return self._figures[bisect_left(self._starts, start) : bisect_right(self._ends, end)]


def _read(
    tokens: Tokens, index: int, words: NumberWords, other: Lexicon, before: Figure | None
) -> tuple[Figure | None, int]:
    """The figure that begins at `index` and one past its last token; `before` is the figure before it."""
    forms = tokens.forms
    form = forms[index]
    if form in words.dates:
        return _date(tokens, index, words)
    if form in words.twice:
        return _twice(tokens, index, before, words)
    number = read_number(forms, index, words)
    if number is None:
        if form in words.ones_of and _hedge_before(forms, index, words):
            return _figure(tokens, index, index + 1, 0, 1, form, words), index + 1
        if form in _ONE and index and _is_counted(tokens, index - 1, words, other):
            noun = without_marks(tokens.text[tokens.starts[index - 1] : tokens.ends[index - 1]])
            return _figure(tokens, index - 1, index + 1, 0, 1, noun, words), index + 1
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
    amount = number.value
    if unit is not None and number.last == index + 1 and _THOUSANDS.fullmatch(form):
        amount = _thousands(form, unit, words)
    return _figure(tokens, number.first, last, number.clitic, amount, unit, words), last


def _thousands(form: str, unit: str, words: NumberWords) -> float | int:
    """Digits with one full stop and three digits behind it: thousands of what is counted one by one."""
    whole = unit not in words.measures and unit != PERCENT and unit not in ("$", "€", "£")
    return int(form.replace(".", "")) if whole else float(form)


def _is_counted(tokens: Tokens, index: int, words: NumberWords, other: Lexicon) -> bool:
    """Whether the word at `index`, before واحد, is a noun that is counted: هدف واحد, not آن واحد."""
    form = tokens.forms[index]
    if len(form) < _NOUN or not form[0].isalpha() or form.isascii() or _between_lines(tokens, index + 1):
        return False
    return form not in _NOT_COUNTED and form[0] not in "ولب" and not _is_no_noun(form, words, other)


def _around_digits(
    tokens: Tokens, index: int, number: Number, words: NumberWords
) -> tuple[Figure, int] | None:
    """Digits that are a day of a month, a year or a time, with one past their last token."""
    forms = tokens.forms
    after = forms[index + 1]
    value = number.value
    if after in words.dates and words.dates[after] == ("month", 0) and isinstance(value, int) and value <= 31:
        last = index + 2
        if (
            after in words.second_of_month
            and last < len(forms)
            and forms[last] in words.second_of_month[after]
        ):
            last += 1
        return _figure(tokens, index, last, 0, value, DAY, words), last
    if (
        after == ":"
        and index + 2 < len(forms)
        and forms[index + 2].isdecimal()
        and len(forms[index + 2]) == 2
    ):
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


def _date(tokens: Tokens, index: int, words: NumberWords) -> tuple[Figure | None, int]:
    """A month or a weekday."""
    forms = tokens.forms
    form = forms[index]
    kind, clitic = words.dates[form]
    last = index + 1
    bare = form[clitic:]
    if bare in words.second_of_month:
        if last >= len(forms) or forms[last] not in words.second_of_month[bare]:
            return None, index
        last += 1
    if kind == "month" and last + 1 < len(forms) and forms[last] == "/" and forms[last + 1] in words.dates:
        last += 2
    start, end = tokens.starts[index] + clitic, tokens.ends[last - 1]
    return Figure(start, end, tokens.text[start:end], None, MONTH if kind == "month" else WEEKDAY, None), last


def _twice(
    tokens: Tokens, index: int, before: Figure | None, words: NumberWords
) -> tuple[Figure | None, int]:
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
    words: NumberWords,
) -> Figure:
    """The figure of the tokens from `first` to before `last`, with its hedge."""
    start, end = tokens.starts[first] + clitic, tokens.ends[last - 1]
    forms = tokens.forms
    hedge = _hedge_before(forms, first, words)
    if hedge:
        qualifier = tokens.text[tokens.starts[first - hedge] : tokens.ends[first - 1]]
        qualifier = qualifier.removeprefix("و")
        return Figure(start, end, tokens.text[start:end], value, unit, qualifier)
    for after in words.hedges_after.get(forms[last], ()) if last < len(forms) else ():
        if tuple(forms[last : last + len(after)]) == after:
            qualifier = tokens.text[tokens.starts[last] : tokens.ends[last + len(after) - 1]]
            return Figure(start, end, tokens.text[start:end], value, unit, qualifier)
    return Figure(start, end, tokens.text[start:end], value, unit, None)


def _hedge_before(forms: Sequence[str], index: int, words: NumberWords) -> int:
    """How many tokens before `index` are a hedge."""
    for hedge in words.hedges.get(forms[index - 1], ()) if index else ():
        found = tuple(forms[max(0, index - len(hedge)) : index])
        if found == hedge or (found[0].removeprefix("و"), *found[1:]) == hedge:
            return len(hedge)
    return 0


def _unit(tokens: Tokens, number: Number, words: NumberWords, other: Lexicon) -> tuple[int, str | None]:
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
    if not form[0].isalpha() or form.isascii() or _between_lines(tokens, last):
        return last, None
    if form.startswith("ال") and form[2:] in words.singulars:
        return last + 1, words.singulars[form[2:]]
    if _is_no_noun(form, words, other):
        return last, None
    return last + 1, _singular(
        without_marks(tokens.text[tokens.starts[last] : tokens.ends[last]]), number, words
    )


def _between_lines(tokens: Tokens, index: int) -> bool:
    """Whether the token at `index` begins a line."""
    return "\n" in tokens.text[tokens.ends[index - 1] : tokens.starts[index]]


def _is_no_noun(form: str, words: NumberWords, other: Lexicon) -> bool:
    """Whether a word after a number cannot be what it counts."""
    if form in other.no_names or form in other.prepositions or form in other.that or form in words.no_units:
        return True
    if form[0] == "و" or form == "لا" or form.startswith(("ال", "بال", "لل")):
        return True
    if form in words.triggers and form not in words.ones_of:
        return True
    cue = other.cues.get(form)
    return cue is not None and cue.kind in ("past", "present")


def _singular(form: str, number: Number, words: NumberWords) -> str:
    """A unit, given as it is spelt, in the singular: by the table, or by the rules of counted nouns."""
    if fold(form) in words.singulars:
        return words.singulars[fold(form)]
    few = isinstance(number.value, int) and 3 <= number.value <= 10
    if few and form.endswith("ات") and len(form) > 4:
        return form[:-2] + "ة"
    if form.endswith("ا") and len(form) > 3 and not few:
        return form[:-1]
    return form
