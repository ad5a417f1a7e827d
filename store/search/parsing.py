"""From what a person types to a query: words, "phrases", -not, OR, prefix*, (brackets), and fields.

OR binds its two neighbours more closely than AND, which says only what holds anyhow. What is no query is
taken as plain words, with a hint that says why.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from store.cleaning import clean
from store.model import QUOTED, QUOTES, SearchField, SearchFilter
from store.search.folding import letters, written_words
from store.search.parted import beside, either
from store.search.query import Operand, Query, Term, join, leaves, negation, operands_of

FIELDS: tuple[SearchField, ...] = ("source", "speaker", "tag", "annotator", "before", "after", "has", "is")
_VALUES: dict[str, tuple[str, ...]] = {"has": ("note",), "is": ("claim",)}

_PIECE = re.compile(
    r"(?P<close>\))|(?P<sign>-?)(?:(?P<open>\()"
    rf"|(?:(?P<field>[A-Za-z]+):)?(?:(?P<quoted>{QUOTED})|(?P<bare>[^\s(){QUOTES}]+)))"
)
_TWICE = re.compile(rf"([{QUOTES}])\1")
"""A quotation mark within what is quoted."""
_UNSAID = frozenset(f"{name}:" for name in FIELDS)
"""Fields with nothing behind them, or a space: what is behind that is not their value."""
MOST_FIELDS = 100
"""Fields in a query at most: each is a condition of one statement, of which SQLite takes no thousand."""
DEEPEST = 20
"""Brackets within brackets at most: a statement of SQLite can be nested so deep a few times over."""
_ORDERING = "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
"""What says only in which order copied text is shown."""
_MISPLACED = {"AND": "and-needs-two-sides", "OR": "or-needs-two-sides", "NOT": "not-needs-a-word"}
"""The operators, and the hint for one that does not stand where it can mean something."""


class _NotUnderstood(Exception):
    """What is wrong with a query."""


def parse(query: str) -> Query:
    """The query taken apart; never an error, but a hint."""
    text = clean(query).translate(dict.fromkeys(map(ord, _ORDERING)))
    try:
        return Query(_parse(text))
    except _NotUnderstood as reason:
        plain = dict.fromkeys(Term((word,)) for word in written_words(text))
        return Query(tuple(plain), str(reason))


def _parse(text: str) -> tuple[Operand, ...]:
    if sum(map(text.count, QUOTES)) % 2:
        raise _NotUnderstood("unclosed-quote")
    said = [_Said()]
    for match in _PIECE.finditer(text):
        if match[0] in _MISPLACED:
            said[-1].operator(match[0])
        elif match["open"]:
            said.append(_Said(minus=bool(match["sign"])))
            if len(said) > DEEPEST + 1:
                raise _NotUnderstood("brackets-too-deep")
        elif match["close"]:
            group = said.pop()
            if not said:
                raise _NotUnderstood("unclosed-bracket")
            said[-1].operand(group.whole(), group.minus)
        else:
            said[-1].operand(_leaf(match), bool(match["sign"]))
    if len(said) > 1:
        raise _NotUnderstood("unclosed-bracket")
    whole = said[0].whole()
    parts = () if whole is None else operands_of(whole, "AND")
    if sum(isinstance(one, SearchFilter) for one in leaves(parts)) > MOST_FIELDS:
        raise _NotUnderstood("too-many-fields")
    return parts


@dataclass
class _Said:
    """What has been read between two brackets, or of the whole query."""

    minus: bool = False
    """Whether a minus stands before the bracket."""
    groups: list[list[Operand]] = field(default_factory=list)
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

    def operand(self, one: Operand | None, minus: bool) -> None:
        """Read what may stand beside an operator; None, which has no letter in it, changes nothing."""
        if one is None:
            return
        if minus != self.is_not:
            one = negation(one)
        if self.binary == "OR":
            self.groups[-1].append(one)
        else:
            self.groups.append([one])
        self.binary, self.is_not = "", False

    def whole(self) -> Operand | None:
        """All of it as one; _NotUnderstood where an operator waits."""
        if self.is_not or self.binary:
            raise _NotUnderstood(_MISPLACED["NOT" if self.is_not else self.binary])
        return join("AND", [join("OR", group) for group in beside(self.groups)]) if self.groups else None


def _leaf(match: re.Match[str]) -> Operand | None:
    """A term or a field, or None where no letter is; a word with a colon before a phrase is two terms."""
    bare, name = match["bare"], match["field"] or ""
    quoted = match["quoted"] and _TWICE.sub(r"\1", match["quoted"][1:-1])
    if not name and (bare or "").lower() in _UNSAID:
        raise _NotUnderstood("field-needs-a-value")
    for known in FIELDS:
        if known == name.lower():
            return _filter(known, bare if quoted is None else quoted)
    if quoted is None:
        # A word with a colon in it that is no field's: 12:30, http://...
        written = match[0].removeprefix("-")
        words = tuple(written_words(written))
        return either(Term(words, is_prefix=written.endswith("*"))) if words else None
    found = [either(Term(words)) for words in ((name,) * bool(name), tuple(written_words(quoted))) if words]
    return join("AND", found) if found else None


def _filter(field: SearchField, value: str) -> SearchFilter:
    if not letters(value).strip():
        raise _NotUnderstood("field-needs-a-value")
    if field in _VALUES and value not in _VALUES[field]:
        raise _NotUnderstood("no-such-value")
    if field in ("before", "after"):
        value = _day(value)
    return SearchFilter(field, value)


def _day(written: str) -> str:
    """A year, month or day as the day it begins with, ISO 8601."""
    parts = [int(part) for part in re.findall(r"\d+", written)]
    if not re.fullmatch(r"\d{4}(-\d{1,2}){0,2}", written):
        raise _NotUnderstood("no-date")
    try:
        return date(*([*parts, 1, 1][:3])).isoformat()
    except ValueError:
        raise _NotUnderstood("no-date") from None
