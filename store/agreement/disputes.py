"""Where annotators differ: the statements and claims of which they do not all say the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from store.model import Annotation, Article, ClaimVerdict, Span, Target
from store.overlay import HALF, STATED


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one annotator says of a statement or a claim, which may be nothing at all."""

    annotator: str
    tags: tuple[str, ...] = ()
    verdict: ClaimVerdict | None = None
    span: Span | None = None
    """Where they say that the claim stands; None where they say nothing."""
    note: str = ""

    @property
    def said(self) -> tuple[object, ...]:
        """What is compared: two opinions with the same are one. Notes and links say nothing that can be."""
        verdict = None if self.verdict is None else self.verdict.verdict
        corrected = (self.verdict, self.span) if verdict in STATED and verdict != "accepted" else None
        return frozenset(self.tags), verdict, corrected


@dataclass(frozen=True, slots=True)
class Dispute:
    """A statement or a claim of which the annotators do not all say the same."""

    article: str
    target: Target
    span: Span
    opinions: tuple[Opinion, ...]
    """Of everybody who has judged the article, by name."""
    decision: Annotation | None = None
    """What was decided last, by whomever."""


@dataclass(frozen=True, slots=True)
class Disputed:
    """An article with all that its annotators do not agree on, of which there is something."""

    article: Article
    disputes: tuple[Dispute, ...]


def disputes(
    article: Article, said: Mapping[str, Sequence[Annotation]], decided: Iterable[Annotation] = ()
) -> tuple[Dispute, ...]:
    """The disputes of the article, in the order of the text, a statement before its claims.

    `said` is by annotator, for everybody who has judged the article. Annotations of claims are of one where
    they have half or more in common with it (see `overlay`). `decided` are the decisions, in any order.
    """
    anchors: tuple[tuple[Target, Iterable[Span]], ...] = (
        ("statement", article.outline.statements),
        ("claim", (claim.span for claim in article.extraction.claims)),
    )
    decisions = list(decided)
    found: list[Dispute] = []
    for target, spans in anchors:
        groups = _grouped(spans, ((name, one) for name, own in said.items() for one in own), target)
        for span, group in groups.items():
            opinions = tuple(_opinion(name, group.get(name, ())) for name in sorted(said))
            if len({opinion.said for opinion in opinions}) > 1:
                found.append(
                    Dispute(article.id, target, span, opinions, _last(decisions, target, group, span))
                )
    return tuple(sorted(found, key=lambda one: (one.span.start, -one.span.end, one.target == "claim")))


def _grouped(
    spans: Iterable[Span], said: Iterable[tuple[str, Annotation]], target: Target
) -> dict[Span, dict[str, list[Annotation]]]:
    """By statement or claim, and by annotator, the annotations of it; those of none make one of their own."""
    groups: dict[Span, dict[str, list[Annotation]]] = {span: {} for span in spans}
    for name, one in said:
        placed = one.placed
        if one.target != target or placed is None:
            continue
        near = [span for span in groups if span.overlaps(placed)]
        best = max(near, key=placed.share, default=placed)
        span = best if best.share(placed) >= HALF else placed
        groups.setdefault(span, {}).setdefault(name, []).append(one)
    return {span: group for span, group in groups.items() if group}


def _opinion(annotator: str, said: Sequence[Annotation]) -> Opinion:
    """What the annotator says, all annotations of theirs together; the latest verdict counts."""
    if not said:
        return Opinion(annotator)
    judged = [one for one in said if one.claim is not None]
    chosen = max(judged or said, key=lambda one: one.updated)
    tags = tuple(dict.fromkeys(tag for one in said for tag in one.tags))
    note = "\n".join(one.note for one in said if one.note)
    return Opinion(annotator, tags, chosen.claim, chosen.placed, note)


def _last(
    decided: Sequence[Annotation], target: Target, group: Mapping[str, Sequence[Annotation]], span: Span
) -> Annotation | None:
    """The latest decision at the place of the dispute, or where one of the annotators has put it."""
    places = {span, *(one.placed for own in group.values() for one in own)}
    found = [one for one in decided if one.target == target and one.placed in places]
    return max(found, key=lambda one: one.updated, default=None)
