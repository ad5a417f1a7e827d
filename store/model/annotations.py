"""What people say of a text: tags, notes, links, verdicts on claims."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from store.model.texts import Claim, Form, Offset, Polarity, Span

Target: TypeAlias = Literal["statement", "claim", "span"]


State: TypeAlias = Literal["active", "orphaned", "deleted"]


Layer: TypeAlias = Literal["own", "adjudicated"]


Choice: TypeAlias = Literal["one", "many"]


Verdict: TypeAlias = Literal["accepted", "rejected", "corrected", "added"]


Relation: TypeAlias = Literal["supports", "contradicts", "repeats", "answers"]


TAG_KEYS = "123456789"
"""The digits that set tags."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag of the scheme."""

    name: str
    group: str | None = None
    choice: Choice = "many"
    """Whether a target has one tag of the group or many."""
    key: str | None = None
    """The one of `TAG_KEYS` that sets it."""
    colour: str = "default"
    description: str = ""
    aliases: tuple[str, ...] = ()
    """Names that it had, or that were merged into it; annotations keep the one that was set."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A text quote selector: the words, and up to 32 code points on each side of them."""

    exact: str
    prefix: str
    suffix: str


@dataclass(frozen=True, slots=True)
class Link:
    """A directed relation from one annotation to another."""

    to: str
    relation: Relation


@dataclass(frozen=True, slots=True)
class ClaimVerdict:
    """What a person says of a claim that the machine found or missed."""

    verdict: Verdict
    speaker: str | None = None
    cue: str | None = None
    form: Form | None = None
    polarity: Polarity | None = None


@dataclass(frozen=True, slots=True)
class Annotation:
    """What one annotator says of one stretch of an article.

    `start`, `end` and `quote` are of the text `text_sha256`, for good, unless an import moves them. `placed`
    is where the annotation stands in the article's current text.
    """

    id: str
    article: str
    target: Target
    state: State
    start: Offset
    end: Offset
    quote: Quote
    text_sha256: str
    tags: tuple[str, ...]
    note: str
    annotator: str
    created: str
    updated: str
    claim: ClaimVerdict | None = None
    links: tuple[Link, ...] = ()
    layer: Layer = "own"
    placed: Span | None = None
    """None where it is orphaned."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What an annotation is about, whether there is one or not."""

    article: str
    span: Span
    """Of the text `text_sha256`."""
    target: Target
    text_sha256: str | None = None
    """None for the article's current text."""


@dataclass(frozen=True, slots=True)
class Linked:
    """A link with the annotations at both its ends."""

    source: Annotation
    link: Link
    other: Annotation | None
    """None where the library has none of that id."""

    @property
    def relation(self) -> Relation:
        """What the source is to the other."""
        return self.link.relation


@dataclass(frozen=True, slots=True)
class Standing:
    """A claim as it stands when a person has said something of it: the machine's, or theirs in its place."""

    claim: Claim
    """What is shown."""
    span: Span
    """What an annotation of it is about: the annotation's own span, or the machine's where there is none."""
    annotation: Annotation | None
    found: Claim | None
    """What the machine found there; None where it finds nothing (any more)."""

    @property
    def verdict(self) -> Verdict | None:
        """What was said of it, if anything."""
        judged = None if self.annotation is None else self.annotation.claim
        return None if judged is None else judged.verdict


@dataclass(frozen=True, slots=True)
class Draft:
    """A note that somebody began and did not finish."""

    article: str
    target: Target
    span: Span
    """Of the text `text_sha256`."""
    text_sha256: str
    note: str
    updated: str


@dataclass(frozen=True, slots=True)
class ReadMarks:
    """That articles were marked as read, or as not read."""

    count: int
    """Of how many the mark changed."""
    read: bool


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo or redo changed: annotations, or what is read."""

    article: str | None
    """None where none of the annotations is of an article that is there."""
    annotations: tuple[str, ...]
    """Without those that say something else by now, which it left as they are."""
    span: Span | None = None
    """Where the first of them stands in the article's current text; None where it is orphaned."""
    marked: ReadMarks | None = None
    """None where it changed annotations."""
