"""What a text holds: spans over it, claims with their figures, facts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from store.making import quickly

Offset: TypeAlias = int
"""A position in a text: code points from its beginning, in logical order."""


Form: TypeAlias = Literal["direct", "indirect", "mixed"]


Polarity: TypeAlias = Literal["asserts", "denies", "predicts", "accuses"]


@quickly
@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a text, `start` inclusive, `end` exclusive."""

    start: Offset
    end: Offset

    def of(self, text: str) -> str:
        """The stretch of `text` that this span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end

    def share(self, other: Span) -> float:
        """How much the two have in common: intersection over union, in code points, 0 to 1."""
        shared = min(self.end, other.end) - max(self.start, other.start)
        return shared / (max(self.end, other.end) - min(self.start, other.start)) if shared > 0 else 0.0

    def part_in(self, other: Span) -> float:
        """How much of it the other has, in code points, 0 to 1."""
        shared = min(self.end, other.end) - max(self.start, other.start)
        return shared / (self.end - self.start) if shared > 0 else 0.0


@quickly
@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a claim or a fact, with the words that give it its meaning."""

    start: Offset
    end: Offset
    text: str
    """The number with its unit, as it stands in the text."""
    value: float | int | None
    """None for relative dates and other figures without a number."""
    unit: str | None
    """The unit in the singular."""
    qualifier: str | None
    """The hedge before it (أكثر من), or None."""


@quickly
@dataclass(frozen=True, slots=True)
class Claim:
    """What a source is reported to have said: content, speaker and cue, each a span."""

    start: Offset
    end: Offset
    content: str
    speaker: str | None
    speaker_start: Offset | None
    speaker_end: Offset | None
    speaker_implicit: bool
    """Whether the speaker is named elsewhere than beside the cue."""
    cue: str | None
    cue_start: Offset | None
    cue_end: Offset | None
    form: Form
    polarity: Polarity
    medium: str | None
    figures: tuple[Figure, ...] = ()
    why: str = ""
    """The cue's entry and the pattern by which the claim was found."""

    @property
    def span(self) -> Span:
        """The extent of the content."""
        return Span(self.start, self.end)


@quickly
@dataclass(frozen=True, slots=True)
class Fact:
    """A statement in the outlet's own voice that holds a figure or a date."""

    start: Offset
    end: Offset
    content: str
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class Outline:
    """The parts of a text, each a span over it, in order."""

    title: Span | None
    paragraphs: tuple[Span, ...]
    """Every line of the text that holds more than white space, the title's among them."""
    furniture: tuple[Span, ...] = ()
    """What belongs to the web page and not to the article."""
    statements: tuple[Span, ...] = ()
    """Sentences; a tweet or a quotation of several sentences is one."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """What the machine found in a text, and which version of it looked."""

    claims: tuple[Claim, ...]
    facts: tuple[Fact, ...]
    extractor: str
