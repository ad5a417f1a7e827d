"""What the top of an article says about it: who wrote it, for which agency, and where."""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from pathlib import Path

from store.model import About, Outline
from store.reading import furniture
from store.reading.languages import language

TOP = 5
"""Datelines and bylines stand among so many first paragraphs."""
LINE = 110
"""A line that gives a date or a byline and little else is no longer, nor what begins one, in code points."""

_PARTS = re.compile(r"\s*(?:[-–—/|:،,()]|\sـ\s)\s*")
_SPELLING = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ة": "ه", "ـ": None})
_BY = re.compile(r"^(?:بقلم|كتبت?|تقرير|اعداد|إعداد|حوار|تحرير|by)(?:\s+|\Z)", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_]+\.?(?:\s+[^\W\d_]+){1,4}\Z")
_DATE_TAIL = re.compile(r"\s*[\d٠-٩].*\Z", re.DOTALL)


def read_about(text: str, outline: Outline, author: str | None = None) -> About:
    """Byline, agency and place as the top of `text` and `author` have them; and each paragraph's language.

    `author` is the line that a format gives for one, "دمشق - نور خوام" or "رويترز". Else they are read from
    what `outline` calls furniture among the first paragraphs. What is not there is None.
    """
    top = outline.paragraphs[:TOP]
    lines = [span.of(text) for span in outline.furniture if any(own.overlaps(span) for own in top)]
    author = unescape(author or "").strip()
    byline = agency = place = None
    for line in (author, *lines):
        if not 0 < len(line) <= LINE:
            continue
        parts = [part for part in (one.strip(" .*") for one in _PARTS.split(line)) if part]
        for number, part in enumerate(parts):
            bare = _DATE_TAIL.sub("", part)
            words = part.split()
            named = next((word for word in (part, words[-1]) if _is_agency(word)), None)
            if named is not None:
                agency = agency or named
            if named == part:
                continue
            person = _BY.sub("", part)
            known = furniture.fold(bare)
            if person != part or (
                _NAME.match(part)
                and (number or line == author)
                and byline is None
                and known not in furniture.names()
            ):
                byline = byline or person or None
            elif (
                place is None
                and len(line) > len(bare)
                and (known in furniture.places() or (number == 0 and _may_be_place(known)))
            ):
                place = bare
    languages = tuple(language(paragraph.of(text)) for paragraph in outline.paragraphs)
    return About(byline, agency, place, languages)


def _may_be_place(part: str) -> bool:
    """Whether what stands first in a dateline may be a place, folded: no outlet, nor a date."""
    words = part.split()
    return (
        0 < len(words) < 3 and part not in furniture.names() and not furniture.date_words().issuperset(words)
    )


def _is_agency(part: str) -> bool:
    return part.translate(_SPELLING).strip(" .").lower() in _agencies()


@cache
def _agencies() -> frozenset[str]:
    """The agencies of metadata.toml."""
    # Imported here: few articles name anybody.
    import tomllib

    table = tomllib.loads(Path(__file__).with_name("metadata.toml").read_text(encoding="utf-8"))
    return frozenset(table["agencies"])
