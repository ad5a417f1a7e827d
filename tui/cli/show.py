"""`newsread show`: an article with its claims marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import TYPE_CHECKING

import click

from store.errors import Message
from tui.cli.frame import Invocation, options, pass_invocation, shaped
from tui.cli.lists import told_by
from tui.output import date, emit, json_line
from tui.speech import say

if TYPE_CHECKING:
    from store.model import About, Article, Claim, Standing
    from tui.output import Sheet


@click.command()
@click.argument("article")
@click.option("--json", is_flag=True, help="The article and all that is known of it as one JSON object.")
@shaped
@options()
@pass_invocation
def show(invocation: Invocation, article: str, json: bool, shaped: bool | None) -> None:
    """Print an article with its claims marked.

    The first claim stands between [1 and ], the next between [2 and ]; below the article, a line says who
    makes each. Claims stand as the annotator left them: without those that were rejected, with those that
    were corrected or added. ARTICLE is an id or the beginning of one.
    """
    from store.about import about_of

    with invocation.open(look=True) as library:
        found = library.article(library.find_article(article))
        stood = kept(library.verdicts.standing(found))
    about = about_of(found)
    if json:
        emit([json_line(as_object(found, about))])
        return
    sheet = invocation.sheet(shaped)
    day = sheet.reading(date(found.published, invocation.settings))
    parts = (found.source, day, about.place, about.byline, about.agency, found.id)
    emit([sheet.fields([part for part in parts if part], " · "), ""])
    emit(article_lines(found, [one.claim for one in stood], sheet))
    if stood:
        emit(["", *(claim_line(number, one, sheet) for number, one in enumerate(stood, 1))])


def as_object(article: Article, about: About) -> dict[str, object]:
    """The article for JSON: its text, what it says about itself, the languages of its paragraphs."""
    names = ("id", "source", "address", "url", "title", "published", "sha256", "version")
    paragraphs = zip(article.outline.paragraphs, about.languages, strict=True)
    return {
        **{name: getattr(article, name) for name in names},
        **told_by(article, about),
        "paragraphs": [
            {"start": span.start, "end": span.end, "language": language} for span, language in paragraphs
        ],
        "text": article.text,
    }


def kept(stood: Iterable[Standing]) -> list[Standing]:
    """The claims that were not rejected."""
    return [one for one in stood if one.verdict != "rejected"]


def article_lines(article: Article, claims: Sequence[Claim], sheet: Sheet) -> list[str]:
    """The text with `claims` marked, and the title before it where the text does not hold it."""
    lines = [] if article.outline.title else [*sheet.paragraph(article.title), ""]
    text, marks = marked(article.text, claims)
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


def claim_line(number: int, stands: Standing, sheet: Sheet) -> str:
    """Who makes a claim, by which cue and in which form, and what was said of that, on one line."""
    # Imported here: help does without it.
    from store.overlay import STATED

    claim = stands.claim
    medium = say("on {medium}", medium=claim.medium) if claim.medium else ""
    kind = say("{form}, {polarity}", form=Message(claim.form), polarity=Message(claim.polarity))
    verdict = say(stands.verdict) if stands.verdict in STATED else ""
    parts = [claim.speaker or say("(no speaker)"), claim.cue or "", kind, medium, verdict]
    return sheet.fields([sheet.reading(part) for part in (f"[{number}]", *parts) if part], "  ")
