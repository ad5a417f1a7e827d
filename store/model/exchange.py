"""Annotations on their way out of a library and into one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from store.model.annotations import Annotation, Tag
from store.model.texts import Extraction


@dataclass(frozen=True, slots=True)
class ExportedArticle:
    """An article with the annotations that an export holds of it."""

    id: str
    sha256: str
    source: str
    title: str
    url: str | None
    published: str | None
    annotations: Sequence[Annotation] = field(default_factory=tuple)


Format: TypeAlias = Literal["newsread", "web-annotation", "label-studio", "brat", "csv"]
"""What annotations are exported as; each of them can be imported again."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Which annotations are meant: those to which all of this applies."""

    annotators: tuple[str, ...] = ()
    """One of these; empty for all, as below."""
    tags: tuple[str, ...] = ()
    """At least one of these."""
    articles: frozenset[str] = frozenset()
    """Ids of articles."""
    since: str | None = None
    """Changed at that time (ISO 8601, UTC, with Z) or later."""
    deleted: bool = False
    """Deleted ones too."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """What a file brings into a library."""

    articles: tuple[ExportedArticle, ...]
    tags: tuple[Tag, ...] = ()
    places: Mapping[str, str] = field(default_factory=dict)
    """Where in the file each annotation stands, by its id: for messages."""
    rewritten: bool = False
    """Whether another program may have changed annotations and left the time of their last change."""
    timeless: frozenset[str] = frozenset()
    """Annotations of which the file does not say when they were made: one that is there stays as it is."""
    moved: frozenset[str] = frozenset()
    """Annotations that were given another stretch; of the others the library knows better where they are."""
    written: Mapping[str, Annotation] = field(default_factory=dict)
    """What newsread wrote into the file, where it has that whole beside what another program says."""
    closed: int = 0
    """Annotations in several pieces, with other words between them, that came as one stretch."""


@dataclass(frozen=True, slots=True)
class Merged:
    """What became of the annotations that a file brought."""

    added: int = 0
    changed: int = 0
    deleted: int = 0
    unchanged: int = 0
    older: int = 0
    """The library's own version is newer; the file's is in the log."""
    conflicts: tuple[str, ...] = ()
    """Changed in the library and in another program's file: their places in it. The library's stays, and the
    file's is in the log."""
    waiting: int = 0
    """Of those that came in: of articles that are not there yet."""
    orphaned: int = 0
    """Of those that came in: their words are not in the article's text."""
    closed: int = 0
    """Of all: in several pieces in the file, and here one stretch with what stands between them."""
    tags: tuple[str, ...] = ()
    """Tags that are new to the scheme, or different there now."""


@dataclass(frozen=True, slots=True)
class Exported:
    """An article of an export with its text, for formats that show one."""

    article: ExportedArticle
    text: str
    extraction: Extraction


@dataclass(frozen=True, slots=True)
class Written:
    """What an export came to."""

    text: str | None = None
    """The document, where it was not written to a file."""
    annotations: int = 0
    left_out: int = 0
    """Annotations that have no place in the format: orphaned, deleted, or of an article that is not there."""
