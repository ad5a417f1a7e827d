"""What the search screen asks and finds, and what it gives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from store.model import ArticleSummary, Excerpt


@dataclass(frozen=True, slots=True)
class Searched:
    """What the screen shows; with it the screen comes back as it was."""

    query: str = ""
    stamp: object = None
    """That of the library when this was found; see `Search.stamp`."""
    articles: tuple[ArticleSummary, ...] = ()
    cursor: int | None = None
    count: int = 0
    hint: str | None = None
    excerpts: Mapping[str, Sequence[Excerpt]] = field(default_factory=dict)
    """The lines around what was found, by the articles' ids, as far as they have been looked for."""
    typed: str = ""
    """What stood on the line when the screen was left; that need not have been searched."""


class Asked(NamedTuple):
    """A query, and the library's stamp when it is searched."""

    query: str
    stamp: object


@dataclass(frozen=True, slots=True)
class Chosen:
    """An article to be opened where the query was found in it."""

    article: str
    query: str
