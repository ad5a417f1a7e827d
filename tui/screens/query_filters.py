"""Filters that a key adds to a query, or takes out of it again. Pure."""

from __future__ import annotations

import re

_PHRASE = re.compile(r'(?<![A-Za-z]:)["“”„«»][^"“”„«»]*["“”„«»]')
"""A phrase; what is quoted behind a field is its value."""
_HIDDEN = "\0"
"""Stands for a phrase; no query has one."""


def toggled(query: str, filter: str) -> str:
    """The query with the filter behind it, or without it if it is there."""
    rest = without(query, re.escape(filter))
    return f"{query.strip()} {filter}".strip() if rest == query.strip() else rest


def toggled_name(query: str, field: str, name: str | None) -> str:
    """The query without its filter of that field, or where there is none with one of that name."""
    rest = without(query, rf'{field}:(?:"[^"]*"|[^\s"]+)')
    if rest != query.strip() or name is None:
        return rest
    # Between right-to-left words a quotation mark ends up on the other side: only where it is needed.
    quoted = name if re.fullmatch(r"[\w.-]+", name) else f'"{name.replace(chr(34), " ")}"'
    return f"{query.strip()} {field}:{quoted}".strip()


def without(query: str, filter: str) -> str:
    """`query` without what the pattern `filter` matches, and without the OR, AND or NOT that joined it.

    What stands in a phrase is a word of it, and stays.
    """
    phrases = _PHRASE.findall(query)
    one = rf"(?<!\S)(?:NOT\s+)?-?{filter}(?!\S)"
    rest = re.sub(rf"{one}\s+OR\s+", "", _PHRASE.sub(_HIDDEN, query))
    rest = re.sub(rf"^\s*{one}\s+AND\s+|(?:\s+(?:OR|AND))?\s*{one}", "", rest).strip()
    return re.sub(_HIDDEN, lambda _hidden: phrases.pop(0), rest)
