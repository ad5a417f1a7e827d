"""Dates as Arabic news write them: both kinds of month names, three kinds of digits, the Hijri calendar.

A Hijri date is converted by the tabular calendar (30 years of 10,631 days, leap years 2, 5, 7, 10, 13, 16,
18, 21, 24, 26 and 29; E. M. Reingold and N. Dershowitz, Calendrical Calculations, "The Islamic Calendar").
What a country's own calendar says can be a day apart from it; a day of the week beside the date settles that.
"""

from __future__ import annotations

import re
import tomllib
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

from store.model import Span

_FIRST_YEAR, _LAST_YEAR = 1900, 2099
_FIRST_HIJRI, _LAST_HIJRI = 1318, 1523
"""The years of the Hijri calendar that begin in those of the other."""
_HIJRI_EPOCH = date(622, 7, 19).toordinal()
"""1 Muharram of the year 1: 16 July 622 by the calendar of that time."""
_DIGITS = {chr(first + n): str(n) for first in (0x660, 0x6F0) for n in range(10)}
_SPELLING = {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ة": "ه", "ی": "ي", "ک": "ك"} | _DIGITS
_UNSEEN = re.compile("[\u061c\u064b-\u0652\u0670\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
"""Marks of direction and joiners, which show nothing, and vowel marks, which say nothing here: أيّار."""
_ISO = re.compile(
    r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})"
    r"(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?(?!\d)"
)
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T|(?=\d{6}))(\d\d)(\d\d)(\d\d)?(?!\d)")
"""A time of ISO 8601 without its marks: 20240512T103000Z."""
_ZONE = re.compile(r"(?<=:\d\d)(?:\.\d+)?\s*(GMT|UTC)?\s*(?:([+-])(\d{1,2})(?::?(\d\d))?)?\Z")
"""A zone behind a time as programs write it: +03, GMT+3, UTC."""
_HALF = re.compile(
    r"(?<!\d)(\d{1,2})(:\d\d(?::\d\d)?)\s?(?:(a\.?m\b\.?|ص\b|صباحا)|(?:p\.?m\b\.?|م\b|مساء))", re.IGNORECASE
)
"""A time of a clock of twelve hours, and whether it is before noon."""
_NUMERIC = re.compile(
    r"(?<![\d/.-])(\d{1,4})\s?([/.-])\s?(\d{1,2})\s?\2\s?(\d{1,4})(?![\d/-])\s?(ه(?:ـ|\b)|م\b)?"
)

_AGO = {"اليوم": 0, "امس": 1, "امس الاول": 2, "اول امس": 2, "اول من امس": 2}
"""Days since the one that an article calls so."""
_SAID = ("اليوم", "الیوم", *(f"{alef}مس" for alef in "اأإآٱ"))
"""One of them stands in each of those, in any spelling."""
_BEGINNING = 700
"""News say so early, in code points, of which day they are."""
_LATE = 4
"""Days at most between an article and its fetching: what seems longer may be of the day after that."""


_YEAR = re.compile(rf"(?:\d{_UNSEEN.pattern}*){{4}}")
"""Every form has one; most lines do not."""


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date in a text."""

    iso: str
    """ISO 8601, in the Gregorian calendar."""
    text: str
    """As it is written."""
    span: Span
    """Where, as offsets of the text that was looked at."""
    hijri: bool = False
    """Whether it is written in the Hijri calendar."""


def _marked(found: re.Match[str]) -> str:
    """A time without marks, with them."""
    return "-".join(found.group(1, 2, 3)) + "T" + ":".join(filter(None, found.group(4, 5, 6)))


def parse_date(text: str) -> str | None:
    """A date or a time in any of the forms of formats and of news, as ISO 8601; None where it is none.

    A time keeps its zone. RFC 822 (RSS), ISO 8601 (Atom, HTML), seconds or milliseconds since 1970 (JSON).
    """
    if text.isascii() and (exact := _ISO.fullmatch(text)) and (parsed := _iso_time(exact)):
        return parsed
    text = _spelled(" ".join(_UNSEEN.sub("", text).split())[:100])
    text = _ZONE.sub(_zone, _HALF.sub(_of_day, _COMPACT.sub(_marked, text, count=1)))
    exact = _ISO.fullmatch(text)
    if exact is not None and not _FIRST_HIJRI <= int(exact[1]) <= _LAST_HIJRI:
        return _iso_time(exact)
    if re.fullmatch(r"\d{9,10}(?:\.\d+)?|\d{12,13}", text):
        seconds = float(text) / (1000 if len(text.partition(".")[0]) > 10 else 1)
        return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")
    if re.fullmatch(r"\d{8}", text):
        return _checked(int(text[:4]), int(text[4:6]), int(text[6:]))
    if text.isascii() and (parsed := _rfc822(text)):
        return parsed
    found = find_date(text)
    return found.iso if found else None


def _zone(match: re.Match[str]) -> str:
    """A match of `_ZONE` as both RFC 822 and ISO 8601 have it: hours and minutes behind a space."""
    name, sign, hours, minutes = match.groups()
    if sign is None:
        return " +0000" if name else ""
    return f" {sign}{int(hours):02}{minutes or '00'}"


def _of_day(match: re.Match[str]) -> str:
    """A match of `_HALF` as a time of a clock of 24 hours."""
    hour, rest, before_noon = match.groups()
    if int(hour) <= 12:
        hour = f"{int(hour) % 12 + (0 if before_noon else 12):02}"
    return f"{hour}{rest}"


def told_day(text: str, latest: date) -> date:
    """The day on which a text came out that was there on the day `latest`.

    That is the last one for which it is true what the text calls today or yesterday (أمس الثلاثاء): a few
    days before `latest` at most, or in the year before it where a date stands behind the weekday (اليوم
    الجمعة 10 يوليو). Where the text says nothing of the kind it is `latest`.
    """
    beginning = text[:_BEGINNING]
    # Most texts have none of the words, and it takes a tenth of the time to see that.
    if not any(word in beginning for word in _SAID):
        return latest
    told = _told().search(_spelled(_UNSEEN.sub("", beginning)))
    if told is None:
        return latest
    weekday = _weekday(told["weekday"])
    assert weekday is not None
    ago = _AGO[" ".join(told["day"].split())]
    dated = _last(latest - timedelta(days=ago), told["month"], int(told["number"] or 0))
    if dated is not None and dated.weekday() == weekday:
        return dated + timedelta(days=ago)
    late = (latest.weekday() - ago - weekday) % 7
    return latest - timedelta(days=late) if late <= _LATE else latest


def _last(latest: date, name: str | None, day: int) -> date | None:
    """The last such day of the month of that name up to `latest`; None where there is none, or no name."""
    month = _month(name, hijri=False) if name else None
    if month is None:
        return None
    for year in (latest.year, latest.year - 1):
        with suppress(ValueError):
            if (found := date(year, month, day)) <= latest:
                return found
    return None


def find_date(text: str) -> WrittenDate | None:
    """The first date in `text`; one of the common calendar before a Hijri one that stands beside it.

    A month without a year is none, nor is a year alone.
    """
    if not _YEAR.search(text):
        return None
    if _UNSEEN.search(text):
        return _seen(text)
    plain = _spelled(text)
    common = sorted(
        filter(None, (*_named(plain, text), *_numeric(plain, text), *_iso(plain, text))),
        key=lambda found: found.span,
    )
    hijri = next((found for found in common if found.hijri), None)
    other = next((found for found in common if not found.hijri), None)
    if other is not None and (hijri is None or other.span.start < hijri.span.end + _BESIDE):
        return other
    return hijri


def _spelled(text: str) -> str:
    """`text` in one spelling, code point for code point; replacing is far faster than translating."""
    for character, plain in _SPELLING.items():
        text = text.replace(character, plain)
    return text


def _seen(text: str) -> WrittenDate | None:
    """As `find_date`, for a text with marks that show nothing, also within dates: 12\u200f/5/2019."""
    kept = [place for place, character in enumerate(text) if not _UNSEEN.match(character)]
    found = find_date("".join(text[place] for place in kept))
    if found is None:
        return None
    span = Span(kept[found.span.start], kept[found.span.end - 1] + 1)
    return replace(found, text=span.of(text), span=span)


_BESIDE = 40
"""Code points between a date and the same date in the other calendar, at most."""


def gregorian(year: int, month: int, day: int) -> date | None:
    """The day of a date of the tabular Hijri calendar; None where it is none."""
    if not (1 <= month <= 12 and 1 <= day <= 30 and year >= 1):
        return None
    before = (year - 1) * 354 + (3 + 11 * year) // 30
    months = 29 * (month - 1) + month // 2
    return date.fromordinal(_HIJRI_EPOCH + before + months + day - 1)


def _iso(plain: str, text: str) -> list[WrittenDate]:
    """The dates of ISO 8601 in a text."""
    found = []
    for match in _ISO.finditer(plain):
        if iso := _iso_time(match):
            found.append(
                WrittenDate(iso, text[match.start() : match.end()], Span(match.start(), match.end()))
            )
    return found


def _iso_time(match: re.Match[str]) -> str | None:
    """A match of `_ISO` as ISO 8601; None where there is no such day."""
    day = _checked(int(match[1]), int(match[2]), int(match[3]))
    if day is None or match[4] is None:
        return day
    hour, minute, second = int(match[4]), int(match[5]), int(match[6] or 0)
    if hour > 23 or minute > 59 or second > 59:
        return day
    zone = (match[7] or "").replace("Z", "+00:00")
    if zone and ":" not in zone:
        zone = zone[:3] + ":" + zone[3:]
    if zone and (int(zone[1:3]) > 23 or int(zone[4:]) > 59):
        zone = ""
    return f"{day}T{hour:02}:{minute:02}:{second:02}{zone}"


def _rfc822(text: str) -> str | None:
    """A date of RFC 822 as ISO 8601, or None."""
    # Imported here: only feeds and servers write it.
    from email.utils import parsedate_to_datetime

    try:
        parsed = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return parsed.isoformat() if _FIRST_YEAR <= parsed.year <= _LAST_YEAR else None


def _named(plain: str, text: str) -> list[WrittenDate | None]:
    """The dates with the name of a month: 23 اذار/مارس 2019, 17 رجب 1440 ه, اب 4, 2020."""
    found: list[WrittenDate | None] = []
    for pattern, hijri in _patterns():
        for match in pattern.finditer(plain):
            month = _month(match["month"] or match["month2"], hijri)
            day = int(match["day"] or match["day2"])
            year = int(match["year"])
            place = Span(match.start("from"), match.end())
            weekday = _weekday(match["weekday"])
            found.append(_written(text, place, year, month, day, hijri, weekday))
    return found


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], bool], ...]:
    """How dates with month names are written, and whether in the Hijri calendar."""
    table = _table()
    weekdays = "|".join(name for names in table["weekdays"].values() for name in names)
    patterns = []
    for calendar, tail in (("months", r"(?:\s?م\b)?"), ("hijri", r"(?:\s?ه(?:ـ|\b))?")):
        names = sorted((name for names in table[calendar].values() for name in names), key=len, reverse=True)
        month = "|".join(name.replace(" ", r"\s?") for name in names)
        # A pair of names: اذار/مارس, كانون الثاني (يناير).
        pair = rf"(?P<month>{month})(?:\s?[/\-(]\s?(?:{month})\)?)?"
        patterns.append(
            (
                re.compile(
                    rf"(?:(?<!\w)(?P<weekday>{weekdays})\s?[،,:]?\s?)?(?P<from>)(?<![\d/.])"
                    rf"(?:(?P<day>\d{{1,2}})\s?(?:من\s)?(?:شهر\s)?[-/]?\s?{pair}|"
                    rf"(?<!\w){pair.replace('?P<month>', '?P<month2>')}\s(?P<day2>\d{{1,2}}))"
                    rf"\s?[،,/\-]?\s?(?:من\s)?(?:عام\s|سنه\s|لعام\s)?(?P<year>\d{{4}})(?!\d){tail}",
                    re.IGNORECASE,
                ),
                calendar == "hijri",
            )
        )
    return tuple(patterns)


def _numeric(plain: str, text: str) -> list[WrittenDate | None]:
    """The dates in numbers: 23/3/2019, 2019/3/23, 17-7-1440 ه; the day stands before the month."""
    found: list[WrittenDate | None] = []
    for match in _NUMERIC.finditer(plain):
        first, month, last = int(match[1]), int(match[3]), int(match[4])
        if len(match[1]) == 4 and len(match[4]) <= 2:
            year, day = first, last
        elif len(match[1]) <= 2 and len(match[4]) == 4:
            year, day = last, first
        else:
            continue
        hijri = (match[5] or "").startswith("ه") or _FIRST_HIJRI <= year <= _LAST_HIJRI
        if not hijri and month > 12 >= day:
            month, day = day, month
        place = Span(match.start(), match.end() if match[5] else match.end(4))
        weekday = _weekday(plain[: match.start()].rstrip(" ،,:").rpartition(" ")[2])
        found.append(_written(text, place, year, month, day, hijri, weekday))
    return found


def _written(
    text: str, place: Span, year: int, month: int | None, day: int, hijri: bool, weekday: int | None
) -> WrittenDate | None:
    """The date at `place`; None where there is no such day, or none that news are about."""
    if month is None:
        return None
    iso = _hijri_iso(year, month, day, weekday) if hijri else _checked(year, month, day)
    return None if iso is None else WrittenDate(iso, place.of(text).strip(), place, hijri)


def _hijri_iso(year: int, month: int, day: int, weekday: int | None) -> str | None:
    if not _FIRST_HIJRI <= year <= _LAST_HIJRI:
        return None
    found = gregorian(year, month, day)
    if found is None:
        return None
    if weekday is not None:
        near = (found + timedelta(days=n) for n in (0, 1, -1))
        found = next((one for one in near if one.weekday() == weekday), found)
    return found.isoformat()


def _checked(year: int, month: int, day: int) -> str | None:
    """The day as ISO 8601, or None where the calendar has none such."""
    try:
        return date(year, month, day).isoformat() if _FIRST_YEAR <= year <= _LAST_YEAR else None
    except ValueError:
        return None


def _month(name: str, hijri: bool) -> int | None:
    """The number of the month of that name."""
    squeezed = "".join(name.lower().split())
    for number, names in _table()["hijri" if hijri else "months"].items():
        if squeezed in ("".join(each.split()) for each in names):
            return int(number)
    return None


def _weekday(name: str | None) -> int | None:
    """The number of the day of the week of that name."""
    for number, names in _table()["weekdays"].items():
        if name in names:
            return int(number)
    return None


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    """dates.toml."""
    path = Path(__file__).with_name("dates.toml")
    table: dict[str, dict[str, list[str]]] = tomllib.loads(path.read_text(encoding="utf-8"))
    return table


@cache
def _told() -> re.Pattern[str]:
    """What is called today or yesterday, and the day of the week that it is."""
    days = "|".join(sorted(_AGO, key=len, reverse=True)).replace(" ", r"\s+")
    names = (name for names in _table()["weekdays"].values() for name in names)
    # Without its article it may be a number: اليوم اثنين من ...
    weekdays = "|".join(name for name in names if name.startswith("ال"))
    months = "|".join(name.replace(" ", r"\s") for held in _table()["months"].values() for name in held)
    return re.compile(
        rf"(?<!\w)(?P<day>{days})[\s،,]*[\s(]\s?(?P<weekday>{weekdays})(?!\w)"
        rf"(?:[)،,]?\s(?:الموافق\s)?(?P<number>\d{{1,2}})\s(?:من\s)?(?P<month>{months})(?!\w))?"
    )
