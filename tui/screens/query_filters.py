"""Filters that a key adds to a query, or takes out of it again. Pure."""

from __future__ import annotations

import re

from store.model import QUOTED, QUOTES

_WHOLE = re.compile(rf"(?P<field>[A-Za-z]+:{QUOTED})|{QUOTED}|\((?:[^(){QUOTES}]|{QUOTED})*\)")
"""A phrase, or brackets without others in them; what is quoted behind a field is its value."""
_QUOTE, _TWICE = re.compile(f"[{QUOTES}]"), r"\g<0>\g<0>"
"""A quotation mark, and how it is said in what is quoted."""
_HIDDEN = re.compile("\0([0-9]+)\0")
"""Stands for one of those, by its number; no query has a NUL."""


def toggled(query: str, filter: str) -> str:
    """The query with the filter behind it, or without it if it is there."""
    rest = without(query, re.escape(filter))
    return f"{query.strip()} {filter}".strip() if rest == query.strip() else rest


def toggled_name(query: str, field: str, name: str | None) -> str:
    """The query without its filter of that field, or where there is none with one of that name."""
    rest = without(query, rf"{field}:(?:{QUOTED}|[^\s{QUOTES}]+)")
    if rest != query.strip() or not name:
        return rest
    # Between right-to-left words a quotation mark ends up on the other side: only where it is needed.
    said = name if re.fullmatch(r"[\w.-]+", name) else f'"{_QUOTE.sub(_TWICE, name)}"'
    return f"{query.strip()} {field}:{said}".strip()


def without(query: str, filter: str) -> str:
    """`query` without what the pattern `filter` matches, and without the OR, AND or NOT that joined it.

    What stands in a phrase is a word of it, and what is in brackets belongs to its neighbours: both stay.
    """
    hidden: list[str] = []

    def hide(match: re.Match[str]) -> str:
        if match["field"]:
            return match[0]
        hidden.append(match[0])
        return f"\0{len(hidden) - 1}\0"

    before, rest = "", query
    while rest != before:
        before, rest = rest, _WHOLE.sub(hide, rest)
    one = rf"(?<!\S)(?:NOT\s+)?-?{filter}(?!\S)"
    rest = re.sub(rf"{one}\s+OR\s+", "", rest)
    rest = re.sub(rf"^\s*{one}\s+AND\s+|(?:\s+(?:OR|AND))?\s*{one}", "", rest).strip()
    while "\0" in rest:
        rest = _HIDDEN.sub(lambda match: hidden[int(match[1])], rest)
    return rest
