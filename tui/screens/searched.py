"""What the search screen asks and finds, and what it gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from store.model import ArticleSummary, Excerpt

if TYPE_CHECKING:
    from store.library import Library

MOST = 200
"""Results that are listed; who wants more asks more narrowly."""
FIRST = 12
"""Results that are shown with their excerpts from the first: as many as a screen holds."""


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


def look(library: Library, asked: Asked, is_wanted: Callable[[], bool]) -> Searched | None:
    """What the query finds, with the excerpts of the first; None once `is_wanted` says no.

    Raises StoreError where the library cannot be read.
    """
    query = asked.query
    page = library.search.find(query, length=MOST)
    full = len(page.articles) == MOST
    count = library.search.count(query) if full else len(page.articles)
    excerpts: dict[str, Sequence[Excerpt]] = {}
    for one in page.articles[:FIRST]:
        if not is_wanted():
            return None
        excerpts[one.id] = library.search.excerpts(library.article(one.id), query)
    if not is_wanted():
        return None
    return Searched(*asked, page.articles, 0 if page.articles else None, count, page.hint, excerpts)
