"""What became of annotations: the steps by which they came, and those whose words are gone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from store.model.annotations import Annotation, ClaimVerdict, Link
from store.model.texts import Span


@dataclass(frozen=True, slots=True)
class Orphan:
    """An annotation whose words are not in its article's text any more."""

    annotation: Annotation
    source: str
    title: str


@dataclass(frozen=True, slots=True)
class Said:
    """What an annotation says at some time; nothing where it is not there or deleted."""

    tags: tuple[str, ...]
    note: str
    links: tuple[Link, ...]
    claim: ClaimVerdict | None


@dataclass(frozen=True, slots=True)
class Change:
    """What a step made of one annotation."""

    annotation: str
    annotator: str
    """Whose annotation it is."""
    article: str | None
    """None where it was removed."""
    span: Span
    quote: str
    before: Said
    after: Said
    moved: bool = False
    """Whether it stands elsewhere in the text since, as an import can say."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that somebody did, as the log has it."""

    step: int | None
    """The number of the step; None for what cannot be undone."""
    moment: str
    annotator: str
    action: str
    of: int | None
    """The step that an undo took back, or a redo did again."""
    changes: tuple[Change, ...] = ()
    detail: Mapping[str, Any] = field(default_factory=dict)
    """Of an import the file and the counts; of a removal the articles and the file that was written; of
    articles that were marked read or not read the ids of those of which the mark changed."""
    versions: tuple[str, ...] = ()
    """Versions of annotations that are not current, as canonical JSON."""


@dataclass(frozen=True, slots=True)
class SchemeChange:
    """A change of the scheme of tags, as the log has it."""

    action: str
    annotator: str
    """Who made it."""
    tag: str | None
    """The tag that was changed; None where it was a whole file of tags."""
    into: str | None
    """Its new name, or the tag that it became another name of."""
