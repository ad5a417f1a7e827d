"""The date of an article by its top: that of its dateline, never one that the news are about."""

from __future__ import annotations

import re

from store.reading import furniture, furniture_words
from store.reading.dates import WrittenDate, find_date
from store.reading.metadata import LINE, TOP

_NAME = 3
"""A place or a person that is not known has so many words at most."""
_NAMES = 2
"""So many of those stand before a date at most."""
_TOKEN = re.compile(r"[^\W\d_]+|\d+(?:[:.]\d+)*|[^\w\s]|_")
_PARTING = frozenset("-–—ـ/|:()[]")
"""What stands between the parts of a dateline, and behind it."""
_NEVER = frozenset(["منذ", "حتي", "قبل", "بعد"])
"""A date behind one of these is no day on which something was published."""
_WITHIN = _PARTING | frozenset("،,._")


def top_date(text: str) -> WrittenDate | None:
    """The date of a dateline near the top of `text`: a line of its own, or what begins the first paragraph.

    القاهرة - 12 مايو 2024; بيروت (رويترز) - 12 أيار/مايو 2024 - ...; نشر في: 5/12/2024. The first line may be
    a headline, which is about something: before its date only places and agencies that are known may stand.
    """
    lines = [line for line in text[:2000].split("\n") if line.strip()]
    for number, line in enumerate(lines[:TOP]):
        found = find_date(line[:LINE])
        if found is not None and _is_dateline(line, found, number == 0):
            return found
    return None


def _is_dateline(line: str, found: WrittenDate, first: bool) -> bool:
    """Whether the date in `line` is where a dateline has it."""
    if len(line) <= LINE and not first and furniture.is_dateline(line):
        return True
    return _begins(line[: found.span.start], first) and _ends(line[found.span.end :])


def _begins(before: str, first: bool) -> bool:
    """Whether what stands before a date is a place, an agency, a person, a weekday, or "published on"."""
    unknown = 0
    part: list[str] = []
    for token in [*_TOKEN.findall(furniture_words.fold(before)), ""]:
        if token in _WITHIN or not token:
            if part and not _is_known(part):
                unknown += 1
                # Words that run on into the date are a sentence; a name is parted from it.
                named = (
                    token in _PARTING and len(part) <= _NAME and furniture_words.date_words().isdisjoint(part)
                )
                if first or not named or unknown > _NAMES:
                    return False
            part = []
        elif token in _NEVER or not token[0].isalnum():
            return False
        elif not token[0].isdigit():
            part.append(token)
    return True


def _ends(after: str) -> bool:
    """Whether the dateline is over behind its date, but for times, weekdays and agencies."""
    for token in _TOKEN.findall(furniture_words.fold(after)):
        if token in _PARTING:
            return True
        if not (token in _WITHIN or token[0].isdigit() or _is_known([token])):
            return False
    return True


def _is_known(part: list[str]) -> bool:
    """Whether words are a place or an agency that is known, or such as stand beside dates."""
    names = furniture_words.names()
    return " ".join(part) in names or all(
        token in names or token in furniture_words.date_words() for token in part
    )
