"""Articles, and what lists them: sources, and searches that are kept."""

from __future__ import annotations

from dataclasses import dataclass, field

from store.model.texts import Extraction, Offset, Outline


@dataclass(frozen=True, slots=True)
class Source:
    """An outlet with its counts, for one annotator."""

    name: str
    articles: int
    unread: int


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search that an annotator keeps under a name."""

    name: str
    query: str


@dataclass(frozen=True, slots=True)
class ArticleSummary:
    """An article as a list shows it, for one annotator."""

    id: str
    source: str
    title: str
    published: str | None
    read: bool
    claims: int
    annotations: int
    """Active annotations, of all annotators."""
    copies: int = 0
    """Other articles that have the same text, or nearly the same."""


@dataclass(frozen=True, slots=True)
class About:
    """What the top of an article says about it; None for what it does not."""

    byline: str | None = None
    agency: str | None = None
    place: str | None = None
    """Of the dateline."""
    languages: tuple[str, ...] = ()
    """Of each paragraph, as `Article.language`."""


@dataclass(frozen=True, slots=True)
class Article:
    """An article with its current text and everything the machine knows of it."""

    id: str
    source: str
    address: str
    url: str | None
    title: str
    published: str | None
    sha256: str
    """Of the text's UTF-8."""
    version: int
    """1 for the first text of the article."""
    text: str
    language: str
    """ISO 639-1 code of most of the text: "ar", "fa", "en" ... or "und"."""
    outline: Outline
    extraction: Extraction
    about: About = field(default_factory=About)
    """What its format says about it; `store.about` reads the rest from its text."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an annotator is with an article or a source."""

    annotated: int
    """Statements with an annotation of theirs."""
    statements: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where an annotator was: an article and an offset in it."""

    article: str
    offset: Offset
