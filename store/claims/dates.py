"""Dates and times of day: months, weekdays, days of a month, years, 17:23."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from store.claims.hedges import hedge_before
from store.claims.numbers import Number, are_tens
from store.claims.numerals import NumberWords, is_plural
from store.claims.words import Tokens
from store.model import Figure

YEAR = "سنة"
DAY = "يوم (تاريخ)"
MONTH = "شهر (تاريخ)"
WEEKDAY = "يوم (تاريخ نسبي)"
TIME = "وقت"
DATES = frozenset([YEAR, DAY, MONTH, WEEKDAY, TIME])

_LESS = "الا"
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_SEPARATORS = ("/", "-")
_DAYS, _MONTHS, _HOURS, _HALF_DAY = 31, 12, 24, 12
_HIJRI = 100, 1500
"""Years that هـ stands behind,"""
FIRST_YEAR, LAST_YEAR = 1300, 2100
"""Years, Hijri ones among them, where something says that they are,"""
_MODERN = 1900
"""and from here on where nothing says that they are not."""


class Date(NamedTuple):
    """A date or a time that was read, by the indices of its tokens."""

    first: int
    last: int
    clitic: int
    """How many letters of the first token stand before it."""
    value: int | None
    unit: str


def named_date(tokens: Tokens, index: int, words: NumberWords) -> Date | None:
    """The month or weekday at `index`; a month with its other name is one: سبتمبر/أيلول."""
    forms = tokens.forms
    kind, clitic = words.dates[forms[index]]
    if kind == "weekday":
        return Date(index, index + 1, clitic, None, WEEKDAY)
    last = _month_end(forms, index, words)
    if not last or (forms[index][clitic:] in words.doubtful and not _is_surely_month(forms, index, words)):
        return None
    if forms[index][clitic:] in words.seldom and not _is_likely_month(forms, index, last, words):
        return None
    if index > 1 and forms[index - 1] == "/" and forms[index - 2] in words.twins:
        return Date(index - 2, last, 0, None, MONTH)
    return Date(index, last, clitic, None, MONTH)


def hour_in_words(forms: Sequence[str], index: int, words: NumberWords) -> Date | None:
    """The hour that the ordinal at `index` is: الساعة الثامنة, الحادية عشرة مساء.

    It has no value where minutes stand behind it. 84 ألفا في الساعة الواحدة are those of one hour.
    """
    value, last = words.hours_of_day[forms[index]], index + 1
    more = forms[last] if last < len(forms) else ""
    if more in words.ten:
        value, last = value + 10, last + 1
        more = forms[last] if last < len(forms) else ""
    end = last + (more in words.and_more)
    behind = forms[end] if end < len(forms) else ""
    before = forms[max(0, index - 2) : index]
    if (not before or before[-1] not in words.hours) and behind not in words.of_day:
        return None
    if value > _HALF_DAY or (value == 1 and before[0] == "في" and more == behind not in words.before_day):
        return None
    exact = end == last and more != _LESS and not (more[:1] == "و" and more in words.values)
    return Date(index, end, 0, value if exact else None, TIME)


def ordinal_date(forms: Sequence[str], index: int, words: NumberWords) -> Date | None:
    """The day of a month that begins with an ordinal at `index`: الخامس والعشرين من مايو."""
    value, clitic = words.ordinals[forms[index]]
    last = index + 1
    following = forms[last] if last < len(forms) else ""
    if following in words.ten:
        value, last = value + 10, last + 1
    elif are_tens(following, words):
        value, last = value + words.values[following][0], last + 1
    end = _of_month(forms, last, words)
    return Date(index, end, clitic, value, DAY) if end and value <= _DAYS else None


def day_of_month(tokens: Tokens, number: Number, words: NumberWords) -> Date | None:
    """The day of a month that a number is: 23 مارس, 29 من تموز, العشرين من شهر شوال."""
    forms, last, value = tokens.forms, number.last, number.value
    after = forms[last] if last < len(forms) else ""
    if after not in words.dates and after not in words.before_month:
        return None
    if not isinstance(value, int) or value > _DAYS:
        return None
    if number.digits and words.dates.get(after) == ("month", 0):
        end = _month_end(forms, last, words) or last + 1
    elif number.digits and after in words.twins and _is_august(tokens, last, words):
        end = _month_end(forms, last, words, twin=True)
    else:
        end = _of_month(forms, last, words)
    return Date(number.first, end, number.clitic, value, DAY) if end else None


def dotted_date(form: str, index: int) -> Date | None:
    """The day that digits with full stops are, which are no number: 01.10.2015."""
    parts = _DOTTED.fullmatch(form)
    if parts is None or int(parts[1]) > _DAYS or int(parts[2]) > _MONTHS:
        return None
    return Date(index, index + 1, 0, int(parts[1]), DAY) if FIRST_YEAR <= int(parts[3]) <= LAST_YEAR else None


def date_in_digits(
    tokens: Tokens, index: int, number: Number, words: NumberWords, before: Figure | None
) -> Date | None:
    """The date or time that plain digits at `index` are; `before` is the figure before them.

    A number of four digits is a year where a year's name, a month or هـ stands beside it, or else where no
    counted noun stands behind it and no hedge before it.
    """
    forms, value = tokens.forms, number.value
    after = forms[index + 1] if index + 1 < len(forms) else ""
    previous = forms[index - 1] if index else ""
    four = len(forms[index]) == 4
    if not four and previous not in words.before_time and after not in words.beside_digits:
        return None
    if after in words.hijri and isinstance(value, int) and _HIJRI[0] <= value <= _HIJRI[1]:
        return Date(index, index + 1, 0, value, YEAR)
    if after in _SEPARATORS:
        found = _day_and_month(tokens, index, words, before)
        if found:
            return found
    if _is_time(forms, index, after, words):
        last = index + 3 if after == ":" else index + 1
        exact = isinstance(value, int) and value <= _HOURS and after != ":"
        return Date(index, last, 0, value if exact and isinstance(value, int) else None, TIME)
    if not four or not isinstance(value, int) or not FIRST_YEAR <= value <= LAST_YEAR:
        return None
    if previous in words.year_tails and index > 1:
        previous = forms[index - 2]
    named = previous in words.years or _is_anno(forms, index, value, words)
    if named or _follows_date(tokens, index, before):
        return Date(index, index + 1, 0, value, YEAR)
    if value < _MODERN or after in words.percent or after in words.currencies or previous in words.not_years:
        return None
    counted = _is_counted(tokens, index, value, words) or _begins_range(forms, index, value, words)
    if counted or hedge_before(forms, index, words)[0]:
        return None
    return Date(index, index + 1, 0, value, YEAR)


def _day_and_month(tokens: Tokens, index: int, words: NumberWords, before: Figure | None) -> Date | None:
    """The day of a date in digits: 22/07/2015, or that of 2015/07/22 behind its year, and this year."""
    forms = tokens.forms
    numbers = [form for form in forms[index : index + 5 : 2] if form.isdecimal()]
    parted = forms[index + 3 : index + 4] == [forms[index + 1]]
    if len(numbers) == 3 and parted:
        one, two, three = map(int, numbers)
        if one <= _DAYS and two <= _MONTHS and FIRST_YEAR <= three <= LAST_YEAR:
            return Date(index, index + 3, 0, one, DAY)
        if FIRST_YEAR <= one <= LAST_YEAR and two <= _MONTHS and three <= _DAYS:
            return Date(index, index + 1, 0, one, YEAR)
    if len(numbers) > 1 and before is not None and before.unit == YEAR and index > 1:
        year = tokens.ends[index - 2] == before.end and forms[index - 1] == forms[index + 1]
        one, two = map(int, numbers[:2])
        if year and one <= _MONTHS and two <= _DAYS:
            return Date(index, index + 3, 0, two, DAY)
    if forms[index + 1] == "/" and len(numbers) > 1:
        one, two = map(int, numbers[:2])
        day, month = (one, two) if two <= _MONTHS else (two, one)
        if 0 < month <= _MONTHS and 0 < day <= _DAYS and _is_dated(forms, index, words, before):
            return Date(index, index + 3, 0, day, DAY)
    return None


def _is_dated(forms: Sequence[str], index: int, words: NumberWords, before: Figure | None) -> bool:
    """Whether two numbers with / between are a day and its month: الأحد 16/12, من 30/10 إلى 4/11."""
    previous = forms[index - 1] if index else ""
    named = words.dates.get(previous)
    if previous in words.dated or (named is not None and named[0] == "weekday"):
        return True
    if previous in words.until:
        return before is not None and before.unit == DAY
    other = forms[index + 5 : index + 6] == ["/"] and forms[index + 3] in words.until
    return previous in words.start and other


def _is_time(forms: Sequence[str], index: int, after: str, words: NumberWords) -> bool:
    """Whether digits are a time of day: 17:23, الساعة 4, 4 عصرا, 0400 بتوقيت غرينتش."""
    if after == ":":
        minutes = forms[index + 2] if index + 2 < len(forms) else ""
        return len(minutes) == 2 and minutes.isdecimal()
    if after not in words.of_day:
        place = index - 2 if index and forms[index - 1] == "ال" else index - 1
        if place < 0 or forms[place] not in words.hours:
            return False
    form = forms[index]
    return len(form) in (1, 2, 4, 5) and int("0" + form[:2].strip(".,٫٬")) <= _HOURS


def _is_anno(forms: Sequence[str], index: int, value: int, words: NumberWords) -> bool:
    """Whether هـ or م makes digits a year; round ones before م are metres, and any before م2."""
    after = forms[index + 1] if index + 1 < len(forms) else ""
    if after not in words.anno or after == "ه":
        return after in words.anno
    power = forms[index + 2] if index + 2 < len(forms) else ""
    return value % 100 != 0 and power not in words.powers


def _follows_date(tokens: Tokens, index: int, before: Figure | None) -> bool:
    """Whether digits stand right behind a day or a month: 17 نوفمبر (تشرين الثاني) 1977, 22/07/2015."""
    if before is None or before.unit not in (DAY, MONTH):
        return False
    return not tokens.text[before.end : tokens.starts[index]].strip(" /-،,")


def _is_counted(tokens: Tokens, index: int, value: int, words: NumberWords) -> bool:
    """Whether digits of hundreds count what stands behind them: 1950 قتيلا, 2000 قتيل, 2000 من القتلى."""
    forms = tokens.forms
    if index + 1 >= len(forms) or tokens.begins_line(index + 1):
        return False
    form, previous = forms[index + 1], forms[index - 1] if index else ""
    if previous in words.since:
        # في 2007 قرار, but not في 2000 متر.
        return form in words.halved
    if form in words.of_month and index + 2 < len(forms):
        return forms[index + 2].startswith("ال") and is_plural(forms[index + 2][2:], words)
    return _is_noun(form, value, words)


def _begins_range(forms: Sequence[str], index: int, value: int, words: NumberWords) -> bool:
    """Whether digits begin a range that a larger number ends with what it counts: بين 2000 و3000 دولار."""
    if index + 3 >= len(forms) or not forms[index + 2].isdecimal() or int(forms[index + 2]) <= value:
        return False
    previous, joint, unit = forms[index - 1] if index else "", forms[index + 1], forms[index + 3]
    joins = joint in words.to or (joint == "و" and previous.endswith("بين"))
    counted = _is_noun(unit, int(forms[index + 2]), words) or unit in words.currencies or unit in words.scales
    return joins and counted and previous not in words.since


def _is_noun(form: str, value: int, words: NumberWords) -> bool:
    """Whether a word after a number of hundreds may be what it counts, by its form."""
    rest = value % 100
    if form in words.singulars:
        return 3 <= rest <= 10
    if form in words.nouns:
        return True
    return rest > 10 and form.endswith("ا") and len(form) > 3 and not form.startswith(("ال", "و"))


def _of_month(forms: Sequence[str], index: int, words: NumberWords) -> int:
    """One past the month behind من, شهر or both at `index`, or من الشهر; 0 without one."""
    place = index
    for between in (words.of_month, words.month_nouns):
        if place < len(forms) and forms[place] in between:
            place += 1
    if place == index + 1 < len(forms) and forms[place] in words.that_month:
        return place + 1
    if not index < place < len(forms):
        return 0
    if words.dates.get(forms[place]) == ("month", 0):
        return _month_end(forms, place, words)
    return _month_end(forms, place, words, twin=True) if forms[place] in words.twins else 0


def _month_end(forms: Sequence[str], index: int, words: NumberWords, twin: bool = False) -> int:
    """One past the month at `index`, with its other name if that follows; 0 where it wants its second word.

    سبتمبر/أيلول, يونيو (حزيران), مايو أيار. A `twin` is a month without any other sign that it is.
    """
    last = index + 1 if twin else _name_end(forms, index, words)
    if not last or last >= len(forms):
        return last
    place = last + 1 if forms[last] in ("/", "(") else last
    other = forms[place] if place < len(forms) else ""
    if words.dates.get(other) == ("month", 0):
        end = _name_end(forms, place, words)
    elif other in words.twins and place > last:
        end = place + 1
    else:
        return last
    if forms[last] == "(":
        end = end + 1 if end and forms[end : end + 1] == [")"] else 0
    return end or last


def _is_august(tokens: Tokens, index: int, words: NumberWords) -> bool:
    """Whether what may be آب or "father" is the month, by its spelling or what stands behind it."""
    following = tokens.forms[index + 1] if index + 1 < len(tokens) else ""
    if following == "/" and index + 2 < len(tokens):
        return words.dates.get(tokens.forms[index + 2]) == ("month", 0)
    dated = tokens.forms[index - 2] if index > 1 else ""
    if dated == "في" or words.dates.get(dated, "")[:1] == ("weekday",):
        return True
    return tokens.text[tokens.starts[index]] == "آ" or (len(following) == 4 and following.isdecimal())


def _is_surely_month(forms: Sequence[str], index: int, words: NumberWords) -> bool:
    """Whether what stands beside the word at `index` says that it is a month: شهر صفر, صفر 1436."""
    following = forms[index + 1] if index + 1 < len(forms) else ""
    dated = following.isdecimal() and len(following) == 4
    return dated or (index > 0 and forms[index - 1] in words.month_nouns)


def _is_likely_month(forms: Sequence[str], index: int, last: int, words: NumberWords) -> bool:
    """Whether what stands beside a word up to `last` that is also a verb or a name says: a month."""
    if last > index + 1:
        return True
    before = forms[index - 1] if index else ""
    behind = forms[last] if last < len(forms) else ""
    if before in words.in_months or words.dates.get(before, "")[:1] == ("month",):
        return True
    return behind in words.of_months or (len(behind) == 4 and behind.isdecimal())


def _name_end(forms: Sequence[str], index: int, words: NumberWords) -> int:
    """One past the words of the month at `index`; 0 where it wants its second word."""
    form = forms[index]
    seconds = words.second_of_month.get(form[words.dates[form][1] :])
    if seconds is None:
        return index + 1
    return index + 2 if index + 1 < len(forms) and forms[index + 1] in seconds else 0
