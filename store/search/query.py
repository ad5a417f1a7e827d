"""What a person asks for: words, "phrases", -not, OR, prefix*, and fields such as source: and before:.

A query is parts that all have to hold; a part is alternatives of which one has to. OR binds its two
neighbours more closely than AND, which says only what holds anyhow. What is no query is taken as plain words,
with a hint that says why.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from store.cleaning import clean
from store.model import SearchField, SearchFilter
from store.search.folding import letters, stem_of_written, variants, written_words

FIELDS: tuple[SearchField, ...] = ("source", "speaker", "tag", "annotator", "before", "after", "has", "is")
_VALUES: dict[str, tuple[str, ...]] = {"has": ("note",), "is": ("claim",)}

_PIECE = re.compile(r'(?P<sign>-?)(?:(?P<field>[A-Za-z]+):)?(?:"(?P<quoted>[^"]*)"?|(?P<bare>[^\s"]+))')
_UNSAID = frozenset(f"{name}:" for name in FIELDS)
"""Fields with nothing behind them, or a space: what is behind that is not their value."""
MOST_FILTERS = 100
"""Fields in a query at most: each is a condition of one statement, of which SQLite takes no thousand."""
_PLAIN = str.maketrans(
    "“”„«»", '"""""', "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
)
"""Quotation marks to one kind; and away with what says only in which order copied text is shown."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word, a phrase, or the beginning of a word."""

    words: tuple[str, ...]
    """As they were written; several are a phrase."""
    is_prefix: bool = False
    """Whether the last word is only the beginning of one."""

    def stems(self) -> tuple[tuple[str, ...], ...]:
        """For each of the words the stems of which one has to stand there: a clitic only before the first."""
        return tuple(
            variants(word) if nth == 0 else (stem_of_written(word),) for nth, word in enumerate(self.words)
        )

    def beginnings(self) -> tuple[str, ...]:
        """What the last word may begin with, if it is a prefix: its letters, also without the article."""
        if not self.is_prefix:
            return ()
        whole = letters(self.words[-1])
        bare = whole.removeprefix("ال")
        return (whole,) if bare == whole or not bare else (whole, bare)


@dataclass(frozen=True, slots=True)
class Part:
    """Terms of which one has to be in the article, or (negated) must not."""

    alternatives: tuple[Term, ...]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """A query taken apart."""

    parts: tuple[Part, ...] = ()
    filters: tuple[tuple[SearchFilter, ...], ...] = ()
    """Alternatives of which one has to hold, and so for each of them."""
    hint: str | None = None
    """What of it was not understood, and so is searched as plain words."""

    @property
    def wanted(self) -> tuple[Term, ...]:
        """The terms to be marked where they stand."""
        return tuple(term for part in self.parts if not part.negated for term in part.alternatives)

    def __bool__(self) -> bool:
        """Whether it asks for anything."""
        return bool(self.parts or self.filters)


class _NotUnderstood(Exception):
    """What is wrong with a query."""


def parse(query: str) -> Query:
    """The query taken apart; never an error, but a hint."""
    text = clean(query).translate(_PLAIN)
    try:
        return _parse(text)
    except _NotUnderstood as reason:
        plain = tuple(Part((Term((word,)),)) for word in written_words(text))
        return Query(plain, hint=str(reason))


def _parse(text: str) -> Query:
    if text.count('"') % 2:
        raise _NotUnderstood("unclosed-quote")
    said = _Said()
    for match in _PIECE.finditer(text):
        if match[0] in _MISPLACED:
            said.operator(match[0])
            continue
        negated = bool(match["sign"]) != said.is_not
        found = (match["field"] or "").lower()
        if not found and (match["bare"] or "").lower() in _UNSAID:
            raise _NotUnderstood("field-needs-a-value")
        if found in FIELDS:
            value = match["quoted"] if match["quoted"] is not None else match["bare"]
            said.operand(_filter(found, value, negated))
            continue
        # A word with a colon in it that is no field's: 12:30, http://...
        for term in _terms(match):
            said.operand(Part((term,), negated))
    return said.query()


_Operand: TypeAlias = Part | SearchFilter
_MISPLACED = {"AND": "and-needs-two-sides", "OR": "or-needs-two-sides", "NOT": "not-needs-a-word"}
"""The operators, and the hint for one that does not stand where it can mean something."""


@dataclass
class _Said:
    """What of a query has been read."""

    groups: list[list[_Operand]] = field(default_factory=list)
    """Alternatives, and all of these."""
    binary: str = ""
    """AND or OR, while it waits for its right side."""
    is_not: bool = False
    """Whether a NOT waits for what it negates."""

    def operator(self, name: str) -> None:
        """Read AND, OR or NOT."""
        if self.is_not or (name != "NOT" and (self.binary or not self.groups)):
            raise _NotUnderstood(_MISPLACED[name])
        if name == "NOT":
            self.is_not = True
        else:
            self.binary = name

    def operand(self, one: _Operand) -> None:
        """Read what may stand beside an operator."""
        if self.binary == "OR":
            self.groups[-1].append(one)
        else:
            self.groups.append([one])
        self.binary, self.is_not = "", False

    def query(self) -> Query:
        """All of it; _NotUnderstood where an operator waits, or has sides that it cannot join."""
        if self.is_not or self.binary:
            raise _NotUnderstood(_MISPLACED["NOT" if self.is_not else self.binary])
        parts: list[Part] = []
        filters: list[tuple[SearchFilter, ...]] = []
        for group in self.groups:
            words = [one for one in group if isinstance(one, Part)]
            fields = [one for one in group if isinstance(one, SearchFilter)]
            if words and fields:
                raise _NotUnderstood("or-of-word-and-field")
            if fields:
                filters.append(tuple(dict.fromkeys(fields)))
            elif len(words) == 1:
                parts += words
            elif any(one.negated for one in words):
                raise _NotUnderstood("or-needs-two-sides")
            else:
                parts.append(Part(tuple(term for one in words for term in one.alternatives)))
        distinct = tuple(dict.fromkeys(filters))
        if sum(map(len, distinct)) > MOST_FILTERS:
            raise _NotUnderstood("too-many-fields")
        return Query(tuple(parts), distinct)


def _terms(match: re.Match[str]) -> Iterator[Term]:
    if match["quoted"] is not None:
        words = tuple(written_words(match["quoted"]))
        if match["field"]:
            yield Term((match["field"],))
        if words:
            yield Term(words)
        return
    written = match[0].removeprefix("-")
    words = tuple(written_words(written))
    if words:
        yield Term(words, is_prefix=written.endswith("*"))


def _filter(field: SearchField, value: str, negated: bool) -> SearchFilter:
    if not letters(value).strip():
        raise _NotUnderstood("field-needs-a-value")
    if field in _VALUES and value not in _VALUES[field]:
        raise _NotUnderstood("no-such-value")
    if field in ("before", "after"):
        value = _day(value)
    return SearchFilter(field, value, negated)


def _day(written: str) -> str:
    """A year, month or day as the day it begins with, ISO 8601."""
    parts = [int(part) for part in re.findall(r"\d+", written)]
    if not re.fullmatch(r"\d{4}(-\d{1,2}){0,2}", written):
        raise _NotUnderstood("no-date")
    try:
        return date(*([*parts, 1, 1][:3])).isoformat()
    except ValueError:
        raise _NotUnderstood("no-date") from None
