"""The words of furniture.toml, and the spelling in which they are written there."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from store.affixes import by_letter

_VARIANTS = (("أ", "ا"), ("إ", "ا"), ("آ", "ا"), ("ٱ", "ا"), ("ى", "ي"), ("ی", "ي"), ("ک", "ك"), ("ة", "ه"))
_MARKS = re.compile("[\u064b-\u065f\u0670\u0640]")
_TATWEEL_DASH = re.compile(r"\u0640(?<=\s\u0640)\u0640*(?=\s)")
EDGES = (
    " \t\u00a0\"'«»“”‘’()[]{}<>|•·*#_-–—ـ/\\.,،:;؛…!؟?&@+→←»«▶►✔\u200c\u200d\u200e\u200f\u202a-\u202e\ufeff"
)
"""Marks and blanks at the ends of a line that say nothing of what it is."""


@dataclass(frozen=True, slots=True)
class Words:
    """furniture.toml, ready for look-ups; every entry is folded."""

    labels: frozenset[str]
    headings: frozenset[str]
    comments: frozenset[str]
    starts: Mapping[str, tuple[str, ...]]
    """By their first letter."""
    short_starts: tuple[str, ...]
    """Such as begin sentences too; behind a colon they are among the `starts`."""
    inline: tuple[str, ...]
    blocks: tuple[str, ...]
    buttons: frozenset[str]
    tags: tuple[str, ...]
    tagged: tuple[str, ...]
    """The tags, each with its colon."""
    sections: frozenset[str]
    desks: frozenset[str]
    pictures: frozenset[str]
    places: frozenset[str]
    dates: frozenset[str]
    origins: frozenset[str]
    """Desks and places."""
    datelines: frozenset[str]
    """Desks, places and dates."""
    dating: frozenset[str]
    bylines: tuple[str, ...]
    outlets: frozenset[str]
    clauses: tuple[str, ...]
    """Each with the space behind it."""
    saying: frozenset[str]
    that: frozenset[str]


@cache
def known_words() -> Words:
    """The words of furniture.toml."""
    table = tomllib.loads(Path(__file__).with_name("furniture.toml").read_text(encoding="utf-8"))
    sets = {
        key: frozenset(table[key])
        for key in (
            *("labels", "headings", "buttons", "sections", "desks", "pictures", "places", "dates"),
            *("comments", "dating", "outlets", "saying", "that"),
        )
    }
    rows = {
        key: tuple(closed(entry) for entry in table[key])
        for key in ("starts", "short_starts", "inline", "blocks", "tags")
    }
    return Words(
        starts=by_letter(0, [*rows["starts"], *(f"{entry}:" for entry in rows["short_starts"])]),
        short_starts=rows["short_starts"],
        inline=rows["inline"],
        blocks=rows["blocks"],
        bylines=tuple(table["bylines"]),
        tags=rows["tags"],
        tagged=tuple(f"{tag}:" for tag in rows["tags"]),
        clauses=tuple(f"{word} " for word in table["clauses"]),
        origins=sets["desks"] | sets["places"],
        datelines=sets["desks"] | sets["places"] | sets["dates"],
        **sets,
    )


def closed(line: str) -> str:
    """A folded line without the space before a colon."""
    return line.replace(" :", ":")


def fold(line: str) -> str:
    """A line as the entries of furniture.toml are written: bare letters, single spaces, no vowel marks."""
    return fold_spelled(one_spelling(line))


def names() -> frozenset[str]:
    """The places and agencies that are known, as `fold` writes them."""
    return known_words().origins


def places() -> frozenset[str]:
    """The places that are known, as `fold` writes them."""
    return known_words().places


def desks() -> frozenset[str]:
    """The agencies, outlets and desks that are known, as `fold` writes them."""
    return known_words().desks


def labels() -> frozenset[str]:
    """What buttons and labels say, as `fold` writes it."""
    return known_words().labels | known_words().pictures


def date_words() -> frozenset[str]:
    """What stands in dates and beside them, as `fold` writes it."""
    return known_words().dates | known_words().dating


def fold_spelled(line: str) -> str:
    """What `fold` gives, of a line that `one_spelling` gave."""
    line = line.lower()
    if _MARKS.search(line):
        line = _MARKS.sub("", _TATWEEL_DASH.sub("-", line))
    return " ".join(line.split())


def one_spelling(line: str) -> str:
    """A line with one spelling of each letter, code point for code point."""
    for variant, letter in _VARIANTS:
        line = line.replace(variant, letter)
    return line
