"""Searches and what they find."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from store.model.articles import ArticleSummary
from store.model.texts import Offset, Span

SearchField: TypeAlias = Literal["source", "speaker", "tag", "annotator", "before", "after", "has", "is"]

QUOTES = '"“”„«»'
"""Quotation marks: any of them begins and ends what is quoted in a query."""

QUOTED = rf"[{QUOTES}](?:[^{QUOTES}]|{'|'.join(2 * one for one in QUOTES)})*[{QUOTES}]"
"""A pattern for what is quoted; a mark that stands twice in it is one that does not end it."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A line of an article around what a search found in it."""

    start: Offset
    """Of the line in the article's text."""
    line: str
    marks: tuple[Span, ...]
    """What was found, as offsets in `line`."""


@dataclass(frozen=True, slots=True)
class SearchPage:
    """Some of the articles that a search finds, the best first."""

    articles: tuple[ArticleSummary, ...]
    hint: str | None = None
    """Why the query was searched as plain words; one of the ids of `store.search.query`, or None."""


@dataclass(frozen=True, slots=True)
class SearchFilter:
    """What has to be so of an article that a search finds, or (negated) must not."""

    field: SearchField
    value: str
    negated: bool = False
