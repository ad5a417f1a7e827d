"""What the machine found in a text, as compressed JSON, and back. Pure.

Strings that only repeat their span of the text are left out, and the spans of an outline are written
as distances: from the end of the one before to the start, and from there to the end. So what
was found in the press corpus takes less than a tenth of its texts' size, which leaves room for an index of
their words; uncompressed it would take a quarter.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Sequence
from typing import Any

from store.db.connection import DamagedRow
from store.db.packed import deflated
from store.model import Claim, Extraction, Fact, Figure, Outline, Span

_encode = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode
_SPAN = 0
"""Stands for words that only repeat their span."""


def pack(outline: Outline, extraction: Extraction, text: str) -> bytes:
    """Outline, claims and facts of `text`; which extractor found them is kept elsewhere."""
    title = (outline.title,) if outline.title is not None else ()
    parts = (title, outline.paragraphs, outline.furniture, outline.statements)
    value = [
        [_distances(part) for part in parts],
        [_claim(claim, text) for claim in extraction.claims],
        [_fact(fact, text) for fact in extraction.facts],
    ]
    return deflated(_encode(value))


def unpack(packed: bytes, text: str, extractor: str) -> tuple[Outline, Extraction]:
    """What `pack` was given. Raises DamagedRow for anything else."""
    try:
        parts, claims, facts = json.loads(zlib.decompress(packed))
        title, paragraphs, furniture, statements = map(_spans, parts)
        return (
            Outline(title[0] if title else None, paragraphs, furniture, statements),
            Extraction(
                tuple(_claim_of(row, text) for row in claims),
                tuple(_fact_of(row, text) for row in facts),
                extractor,
            ),
        )
    except (zlib.error, ValueError, TypeError, LookupError) as error:
        raise DamagedRow("what was found in a text") from error


def statements(packed: bytes) -> tuple[Span, ...]:
    """The statements alone of what `pack` was given. Raises DamagedRow for anything else."""
    try:
        parts, _claims, _facts = json.loads(zlib.decompress(packed))
        return _spans(parts[3])
    except (zlib.error, ValueError, TypeError, LookupError) as error:
        raise DamagedRow("what was found in a text") from error


def _distances(spans: Iterable[Span]) -> list[int]:
    numbers: list[int] = []
    at = 0
    for span in spans:
        numbers += (span.start - at, span.end - span.start)
        at = span.end
    return numbers


def _spans(numbers: Sequence[int]) -> tuple[Span, ...]:
    spans: list[Span] = []
    at = 0
    for skipped, length in zip(numbers[::2], numbers[1::2], strict=True):
        start = at + skipped
        at = start + length
        spans.append(Span(start, at))
    return tuple(spans)


def _unless_span(words: str | None, start: int | None, end: int | None, text: str) -> str | int | None:
    """The words, or `_SPAN` where they are the span's own."""
    return _SPAN if start is not None and words == text[start:end] else words


def _or_span(words: str | int | None, start: int | None, end: int | None, text: str) -> str | None:
    """The opposite of `_unless_span`."""
    return text[start:end] if isinstance(words, int) else words


def _claim(claim: Claim, text: str) -> list[object]:
    return [
        claim.start,
        claim.end,
        _unless_span(claim.content, claim.start, claim.end, text),
        claim.speaker_start,
        claim.speaker_end,
        _unless_span(claim.speaker, claim.speaker_start, claim.speaker_end, text),
        int(claim.speaker_implicit),
        claim.cue_start,
        claim.cue_end,
        _unless_span(claim.cue, claim.cue_start, claim.cue_end, text),
        claim.form,
        claim.polarity,
        claim.medium,
        [_figure(figure, text) for figure in claim.figures],
        claim.why,
    ]


def _claim_of(row: list[Any], text: str) -> Claim:
    start, end, content, s_start, s_end, speaker, implicit, c_start, c_end, cue, form, polarity, *rest = row
    medium, figures, why = rest
    return Claim(
        start=start,
        end=end,
        content=_or_span(content, start, end, text) or "",
        speaker=_or_span(speaker, s_start, s_end, text),
        speaker_start=s_start,
        speaker_end=s_end,
        speaker_implicit=bool(implicit),
        cue=_or_span(cue, c_start, c_end, text),
        cue_start=c_start,
        cue_end=c_end,
        form=form,
        polarity=polarity,
        medium=medium,
        figures=tuple(_figure_of(figure, text) for figure in figures),
        why=why,
    )


def _fact(fact: Fact, text: str) -> list[object]:
    content = _unless_span(fact.content, fact.start, fact.end, text)
    return [fact.start, fact.end, content, [_figure(figure, text) for figure in fact.figures]]


def _fact_of(row: list[Any], text: str) -> Fact:
    start, end, content, figures = row
    words = _or_span(content, start, end, text) or ""
    return Fact(start, end, words, tuple(_figure_of(figure, text) for figure in figures))


def _figure(figure: Figure, text: str) -> list[object]:
    words = _unless_span(figure.text, figure.start, figure.end, text)
    return [figure.start, figure.end, words, figure.value, figure.unit, figure.qualifier]


def _figure_of(row: list[Any], text: str) -> Figure:
    start, end, words, value, unit, qualifier = row
    return Figure(start, end, _or_span(words, start, end, text) or "", value, unit, qualifier)
