"""Annotations of a text as an evaluation compares them: read from gold, or from what the machine found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from store.errors import InvalidFormat
from store.model import Extraction, Outline, Span

Number: TypeAlias = tuple[int, int, float]
"""A figure by its offsets and its value."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A claim as somebody marked it."""

    span: Span
    speaker: str | None
    cue: Span | None
    form: str | None
    polarity: str | None
    alternatives: tuple[Span, ...] = ()
    """Other extents that are as right."""
    optional: bool = False
    """Neither finding nor missing it counts."""


@dataclass(frozen=True, slots=True)
class Annotated:
    """What somebody marked in one text."""

    claims: tuple[Marked, ...]
    facts: tuple[Span, ...] | None
    """None where nobody looked for facts and figures."""
    figures: frozenset[Number]
    """Those with a value, in claims and facts."""
    furniture: tuple[Span, ...]
    passages: tuple[Span, ...] | None = None
    """Where somebody looked for claims; None for everywhere."""


def found(outline: Outline, extraction: Extraction) -> Annotated:
    """What the machine marked in a text."""
    figures = [f for claim in extraction.claims for f in claim.figures]
    figures += [f for fact in extraction.facts for f in fact.figures]
    return Annotated(
        claims=tuple(
            Marked(
                claim.span,
                claim.speaker,
                None
                if claim.cue_start is None or claim.cue_end is None
                else Span(claim.cue_start, claim.cue_end),
                claim.form,
                claim.polarity,
            )
            for claim in extraction.claims
        ),
        facts=tuple(Span(fact.start, fact.end) for fact in extraction.facts),
        figures=frozenset((f.start, f.end, f.value) for f in figures if f.value is not None),
        furniture=outline.furniture,
    )


def read_annotated(record: Any, text: str) -> Annotated:
    """The gold of `text`, as a JSON document says it: a table with a list "claims" at least.

    A claim has "start" and "end"; "cue_start" and "cue_end"; "speaker", a string, or instead the offsets
    "speaker_start" and "speaker_end"; "form"; "polarity"; "alt_spans"; and "strength", which may be
    "borderline". The lists "facts", "furniture" and "passages" hold spans; claims and facts may hold
    "figures". Raises `InvalidFormat`, which names the place, where an offset lies outside the text.
    """
    if not isinstance(record, Mapping):
        raise InvalidFormat("no table of annotations")
    claims = _list(record, "claims", "the document")
    facts = _list(record, "facts", "the document")
    holders = [("claims", claims), ("facts", facts)]
    return Annotated(
        claims=tuple(_claim(claim, text, f"claims[{n}]") for n, claim in enumerate(claims)),
        facts=_spans(record, "facts", text, "the document") if "facts" in record else None,
        figures=frozenset(
            number
            for name, group in holders
            for n, holder in enumerate(group)
            for number in _figures(holder, text, f"{name}[{n}]")
        ),
        furniture=_spans(record, "furniture", text, "the document"),
        passages=_spans(record, "passages", text, "the document") if "passages" in record else None,
    )


def _claim(value: Any, text: str, place: str) -> Marked:
    """A claim of the gold."""
    span = _span(value, text, place)
    speaker = value.get("speaker")
    if speaker is None:
        named = _optional_span(value, "speaker_", text, place)
        speaker = named.of(text) if named else None
    words = {"speaker": speaker, "form": value.get("form"), "polarity": value.get("polarity")}
    for name, word in words.items():
        if word is not None and not isinstance(word, str):
            raise InvalidFormat("{place}: {name} is no string", place=place, name=name)
    return Marked(
        span,
        cue=_optional_span(value, "cue_", text, place),
        alternatives=_spans(value, "alt_spans", text, place),
        optional=value.get("strength") == "borderline",
        **words,
    )


def _figures(holder: Mapping[str, Any], text: str, place: str) -> list[Number]:
    """The figures with offsets and a value in a claim or a fact."""
    return [
        (span.start, span.end, figure["value"])
        for n, figure in enumerate(_list(holder, "figures", place))
        if isinstance(figure, Mapping)
        and isinstance(figure.get("value"), int | float)
        and (span := _optional_span(figure, "", text, f"{place}.figures[{n}]"))
    ]


def _list(holder: Mapping[str, Any], key: str, place: str) -> list[Any]:
    """The list at `key`, or an empty one."""
    value = holder.get(key, [])
    if not isinstance(value, list):
        raise InvalidFormat("{place}: {key} is no list", place=place, key=key)
    return value


def _spans(holder: Mapping[str, Any], key: str, text: str, place: str) -> tuple[Span, ...]:
    """The spans of the list at `key`."""
    return tuple(_span(value, text, f"{key}[{n}]") for n, value in enumerate(_list(holder, key, place)))


def _optional_span(holder: Mapping[str, Any], prefix: str, text: str, place: str) -> Span | None:
    """The span by the two offsets whose names begin with `prefix`; None where there are none."""
    if holder.get(f"{prefix}start") is None or holder.get(f"{prefix}end") is None:
        return None
    return _span(holder, text, place, prefix)


def _span(value: Any, text: str, place: str, prefix: str = "") -> Span:
    """A span of the gold, within the text."""
    if not isinstance(value, Mapping):
        raise InvalidFormat("{place}: no table", place=place)
    start, end = value.get(f"{prefix}start"), value.get(f"{prefix}end")
    if not (isinstance(start, int) and isinstance(end, int) and 0 <= start <= end <= len(text)):
        raise InvalidFormat(
            "{place}: {prefix}start {start} and {prefix}end {end} are no span"
            " of a text of {length:code point|code points}",
            place=place,
            prefix=prefix,
            start=start,
            end=end,
            length=len(text),
        )
    return Span(start, end)
