"""Facts: what the outlet says in its own voice, where it holds a figure or a date."""

from __future__ import annotations

from collections.abc import Container, Sequence

from store.claims.dates import WEEKDAY
from store.claims.figures import Figures
from store.claims.words import Tokens
from store.model import Claim, Fact, Offset, Span

_LEAST = 3
"""A fact has at least so many words."""


def find_facts(
    tokens: Tokens,
    statements: Sequence[Span],
    tweets: Container[Offset],
    claims: Sequence[Claim],
    figures: Figures,
) -> list[Fact]:
    """Of each statement what no claim covers, where it holds a figure; all arguments are in order.

    A weekday alone makes no fact. Where the figure stands between a cue and its content ("announced in 2014
    that") the fact reaches to the content's end. `tweets` are where statements begin that are tweets.
    """
    facts: list[Fact] = []
    number = upcoming = 0
    starts = [*figures.starts, statements[-1].end if statements else 0]
    for statement in statements:
        while starts[upcoming] < statement.start:
            upcoming += 1
        if starts[upcoming] >= statement.end:
            continue
        here = figures.within(statement.start, statement.end)
        while number < len(claims) and claims[number].end <= statement.start:
            number += 1
        if not here or statement.start in tweets or all(figure.unit == WEEKDAY for figure in here):
            continue
        ahead = number
        start = statement.start
        while ahead < len(claims) and claims[ahead].start < statement.end:
            claim = claims[ahead]
            ahead += 1
            if claim.start > start:
                cue = claim.cue_end if claim.cue_end and start <= claim.cue_end <= claim.start else None
                end = claim.end if cue is not None and claim.form == "indirect" else claim.start
                facts.extend(_fact(tokens, start, claim.start, end, figures, cue))
            start = max(start, claim.end, claim.cue_end or 0)
            if claim.speaker_end is not None and claim.speaker_end < statement.end:
                start = max(start, claim.speaker_end)
        if here[-1].end > start:
            facts.extend(_fact(tokens, start, statement.end, statement.end, figures, None))
    return facts


def _fact(
    tokens: Tokens, start: Offset, until: Offset, end: Offset, figures: Figures, cue: Offset | None
) -> list[Fact]:
    """The fact from `start` to `end`, if a figure stands in it before `until` and, if given, after `cue`."""
    held = [f for f in figures.within(start if cue is None else cue, until) if f.unit != WEEKDAY]
    if not held or (cue is not None and end == until):
        return []
    first, last = tokens.at(start), tokens.at(end)
    while first < last and not tokens.firsts[first].isalnum() and tokens.starts[first] < held[0].start:
        first += 1
    while last > first + 1 and tokens.forms[last - 1] in (".", "،", ",", "؛", "و", ":"):
        last -= 1
    if not tokens.has_words(_LEAST, first, last):
        return []
    start, end = tokens.starts[first], tokens.ends[last - 1]
    return [Fact(start, end, tokens.text[start:end], figures.within(start, end))]
