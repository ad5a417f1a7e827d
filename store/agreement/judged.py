"""What annotators judge, and what each says of it: the units over which agreement is measured."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from store.model import Annotation, Span
from store.overlay import STATED

CLAIM = "claim"
"""The label of a claim that somebody accepted, corrected or added, and gave no tag."""


@dataclass(frozen=True, slots=True)
class Judged:
    """An article as its annotators judged it; each of them has a place here, also with nothing to say."""

    statements: int
    tags: Mapping[str, Sequence[frozenset[str]]]
    """By annotator, the tags of each statement."""
    spans: Mapping[str, Mapping[str, frozenset[Span]]]
    """By annotator and label, the free spans and claims that they marked."""


def judged(statements: Sequence[Span], said: Mapping[str, Sequence[Annotation]]) -> Judged:
    """An article with these statements, and what each annotator says of it.

    A statement has a tag where it was set on the statement, or on a claim or span that shares a code point
    with it. Orphaned annotations stand nowhere and say nothing.
    """
    return Judged(
        len(statements),
        {name: _tags(statements, own) for name, own in said.items()},
        {name: _spans(own) for name, own in said.items()},
    )


def _tags(statements: Sequence[Span], said: Iterable[Annotation]) -> list[frozenset[str]]:
    tagged = [(one.placed, one.tags) for one in said if one.placed is not None and one.tags]
    return [
        frozenset(tag for placed, tags in tagged if statement.overlaps(placed) for tag in tags)
        for statement in statements
    ]


def _spans(said: Iterable[Annotation]) -> dict[str, frozenset[Span]]:
    """By label; a claim that was rejected is none."""
    found: dict[str, set[Span]] = {}
    for one in said:
        verdict = None if one.claim is None else one.claim.verdict
        if one.target == "statement" or one.placed is None or verdict == "rejected":
            continue
        for label in one.tags or ((CLAIM,) if verdict in STATED else ()):
            found.setdefault(label, set()).add(one.placed)
    return {label: frozenset(spans) for label, spans in found.items()}
