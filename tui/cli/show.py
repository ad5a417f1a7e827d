"""`newsread show`: an article with its claims marked."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING

import click

from store.errors import Message
from tui.cli.frame import Invocation, options, pass_invocation, shaped
from tui.output import date, emit
from tui.speech import say

if TYPE_CHECKING:
    from store.model import Article, Claim
    from tui.output import Sheet


@click.command()
@click.argument("article")
@shaped
@options()
@pass_invocation
def show(invocation: Invocation, article: str, shaped: bool | None) -> None:
    """Print an article with its claims marked.

    The first claim stands between [1 and ], the next between [2 and ]; below the article, a line says who
    makes each. ARTICLE is an id or the beginning of one.
    """
    with invocation.open() as library:
        found = library.article(library.find_article(article))
    sheet = invocation.sheet(shaped)
    day = sheet.reading(date(found.published, invocation.settings))
    emit([sheet.fields([part for part in (found.source, day, found.id) if part], " · "), ""])
    emit(article_lines(found, sheet))
    claims = found.extraction.claims
    if claims:
        emit(["", *(claim_line(number, claim, sheet) for number, claim in enumerate(claims, 1))])


def article_lines(article: Article, sheet: Sheet) -> list[str]:
    """The text with its claims marked, and the title before it where the text does not hold it."""
    lines = [] if article.outline.title else [*sheet.paragraph(article.title), ""]
    text, marks = marked(article.text, article.extraction.claims)
    start = 0
    for line in text.rstrip("\r\n").split("\n"):
        inside = [(a - start, b - start) for a, b in marks if a < start + len(line) and b > start]
        lines += sheet.paragraph(line.removesuffix("\r"), inside)
        start += len(line) + 1
    return lines


def marked(text: str, claims: Sequence[Claim]) -> tuple[str, list[tuple[int, int]]]:
    """The text with `[number ` before each claim and `]` after it, and where the claims stand in that."""
    # At one offset brackets close before others open; of claims that begin together the longer opens first.
    places = sorted(
        chain(
            ((claim.end, 0, -claim.start, index) for index, claim in enumerate(claims)),
            ((claim.start, 1, -claim.end, index) for index, claim in enumerate(claims)),
        )
    )
    pieces: list[str] = []
    starts: dict[int, int] = {}
    marks: list[tuple[int, int]] = []
    done = length = 0
    for offset, opens, _, index in places:
        pieces.append(text[done:offset])
        length += offset - done
        done = offset
        if not opens:
            marks.append((starts[index], length))
        pieces.append(f"[{index + 1} " if opens else "]")
        length += len(pieces[-1])
        if opens:
            starts[index] = length
    return "".join([*pieces, text[done:]]), marks


def claim_line(number: int, claim: Claim, sheet: Sheet) -> str:
    """Who makes a claim, by which cue and in which form, on one line."""
    medium = say("on {medium}", medium=claim.medium) if claim.medium else ""
    kind = say("{form}, {polarity}", form=Message(claim.form), polarity=Message(claim.polarity))
    parts = [claim.speaker or say("(no speaker)"), claim.cue or "", kind, medium]
    return sheet.fields([sheet.reading(part) for part in (f"[{number}]", *parts) if part], "  ")
