"""What the top of an article says about it: who wrote it, for which agency, and where."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from html import unescape
from pathlib import Path

from store.model import About, Outline
from store.reading import furniture, furniture_words
from store.reading.languages import language

TOP = 5
"""Datelines and bylines stand among so many first paragraphs."""
LINE = 110
"""A line that gives a date or a byline and little else is no longer, nor what begins one, in code points."""

_PARTS = re.compile(r"\s*(?:[-–—/|:،,()]|\sـ\s)\s*")
_FROM = re.compile(r"(?P<who>\S.*?)\s+من\s+(?P<where>\S+(?:\s+\S+)?)[\s:.]*\Z")
_EDGES = " .*_#\u00a0«»“”‘’\"'\u200b\u200e\u200f\u202a\u202b\u202c\ufeff"
_SPELLING = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ة": "ه", "ـ": None})
_BY = re.compile(r"^(?:بقلم|كتبت?|تقرير|اعداد|إعداد|حوار|تحرير|by)(?:\s+|\Z)", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_]+\.?(?:\s+[^\W\d_]+){1,4}\Z")
_DATE_TAIL = re.compile(r"\s*[\d٠-٩].*\Z", re.DOTALL)


def read_about(text: str, outline: Outline, author: str | None = None, source: str | None = None) -> About:
    """Byline, agency and place as the top of `text` and `author` have them; and each paragraph's language.

    `author` is the line that a format gives for one, "دمشق - نور خوام" or "رويترز". Else they are read from
    what `outline` calls furniture among the first paragraphs. What is not there is None. Neither a person nor
    a place are `source`, the article's outlet, and the outlets, sections and desks of metadata.toml; an
    outlet that is named like a known place is the place.
    """
    top = outline.paragraphs[:TOP]
    lines = [span.of(text) for span in outline.furniture if any(own.overlaps(span) for own in top)]
    author = unescape(author or "").strip()
    byline = agency = place = guess = None
    for line in (author, *map(furniture.after_buttons, lines)):
        if not 0 < len(line) <= LINE:
            continue
        parts = _parts(line, line == author)
        begun = furniture_words.fold(parts[0]) if parts else ""
        if begun in _words().credits or begun in furniture_words.known_words().headings:
            continue
        # Beside an outlet or a place, what stands first in a line of the text is a name too.
        is_known = any(furniture_words.fold(part) in furniture_words.names() for part in parts)
        for number, part in enumerate(parts):
            named = next((word for word in (part, part.split()[-1]) if _is_agency(word)), None)
            agency = agency or named
            if named == part:
                continue
            if named is not None:
                part = part.removesuffix(named).strip(_EDGES)
            bare = _DATE_TAIL.sub("", part).strip(_EDGES)
            known = furniture_words.fold(bare)
            stands_alone = len(line.strip(_EDGES)) <= len(bare)
            if known in furniture_words.places() | _words().places:
                place = place or (None if stands_alone else bare)
                continue
            person = _BY.sub("", part)
            if not person or not bare or _is_nobody(furniture_words.fold(person), source):
                continue
            if person == part and _is_ground(known):
                guess = guess or (None if stands_alone else bare)
            elif person != part or (_NAME.match(part) and (number or line == author or is_known)):
                byline = byline or person
            elif number == 0 and not stands_alone and _may_be_place(known):
                guess = guess or bare
    languages = tuple(language(paragraph.of(text)) for paragraph in outline.paragraphs)
    return About(byline, agency, place or guess, languages)


def _parts(line: str, is_author: bool) -> list[str]:
    """What stands between the marks of a line; a line of authors may say "... من جدة"."""
    parts = [part for part in (one.strip(_EDGES) for one in _PARTS.split(line)) if part]
    if is_author and parts and (sent := _FROM.match(parts[-1])):
        parts[-1:] = [sent["who"].strip(_EDGES), sent["where"].strip(_EDGES)]
    return [name for part in parts for name in _place_apart(part)] if is_author else parts


def _place_apart(part: str) -> list[str]:
    """A name and the known place before or behind it that no mark parts from it, or `part` alone."""
    words = part.split()
    places = furniture_words.places() - _words().sections
    for count in (2, 1):
        first, last = (" ".join(some) for some in (words[:count], words[-count:]))
        if len(words) > count + 1 and furniture_words.fold(first) in places:
            return [first, " ".join(words[count:])]
        if len(words) > count + 1 and furniture_words.fold(last) in places:
            return [" ".join(words[:-count]), last]
    return [part]


def _may_be_place(part: str) -> bool:
    """Whether the one word that stands first in a dateline may be a place, folded: no label, no date."""
    taken = (
        part in furniture_words.names()
        or part in furniture_words.labels()
        or part in furniture_words.date_words()
    )
    return part.isalpha() and not part.isascii() and not taken


def _is_ground(part: str) -> bool:
    """Whether what is folded in `part` is named as places are: وادي الدواسر."""
    first, _, rest = part.partition(" ")
    return bool(rest) and len(rest.split()) < 3 and first in _words().grounds


def _is_nobody(part: str, source: str | None) -> bool:
    """Whether what is folded in `part` is the source, an outlet, a section or a desk."""
    words = _words()
    held = f" {part} "
    return (
        part in words.sections
        or part in furniture_words.desks()
        or not words.words.isdisjoint(part.split())
        or held in words.outlets
        or (source is not None and held in f" {furniture_words.fold(source)} ")
    )


def _is_agency(part: str) -> bool:
    return part.translate(_SPELLING).strip(" .").lower() in _words().agencies


@dataclass(frozen=True, slots=True)
class _Words:
    """metadata.toml, ready for look-ups."""

    agencies: frozenset[str]
    sections: frozenset[str]
    words: frozenset[str]
    grounds: frozenset[str]
    places: frozenset[str]
    credits: frozenset[str]
    outlets: str
    """All of them, one behind the other, with bars between: what lies within one lies within this."""


@cache
def _words() -> _Words:
    # Imported here: few articles name anybody.
    import tomllib

    table = tomllib.loads(Path(__file__).with_name("metadata.toml").read_text(encoding="utf-8"))
    outlets = " | ".join(table.pop("outlets"))
    return _Words(outlets=f" {outlets} ", **{name: frozenset(entries) for name, entries in table.items()})
