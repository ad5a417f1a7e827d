"""`newsread claims`: who claims what, in files or in articles of the library."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from tui.cli.frame import Invocation, PathWord, as_json, options, pass_invocation, shaped
from tui.cli.named import articles_at, is_id
from tui.cli.show import claim_line, kept
from tui.output import INDENT, emit, json_line, tell
from tui.speech import say

if TYPE_CHECKING:
    from store.errors import Message
    from store.model import Article, Figure, Standing
    from tui.output import Sheet


@click.command()
@click.argument("words", metavar="ARTICLE|PATH...", nargs=-1, required=True, type=PathWord())
@as_json
@click.option("--why", is_flag=True, help="Say by which cue and pattern each was found.")
@shaped
@options()
@pass_invocation
def claims(invocation: Invocation, words: tuple[str, ...], json: bool, why: bool, shaped: bool | None) -> int:
    """List who claims what, by which cue, and with which figures.

    A PATH, a file, a folder, an address or - (standard input), needs no library. ARTICLE is an id or the
    beginning of one. With --json, one object a file.

    Claims of an ARTICLE stand as the annotator left them: without those that were rejected, with those that
    were corrected or added. Those of a PATH are the machine's.
    """
    from store.analysis import claims_json
    from store.errors import Message, StoreError

    sheet = invocation.sheet(shaped)
    failed = 0
    for word in words:
        try:
            for name, found, stood in _articles(word, invocation):
                if isinstance(found, Message):
                    tell(found)
                    failed += 1
                elif json:
                    told = claims_json(name, found, [one.claim for one in stood], why=why)
                    emit([json_line(told)])
                else:
                    emit(claim_lines(name, found, stood, sheet, why))
        except StoreError as error:
            tell(error.message)
            failed += 1
    return 1 if failed else 0


def claim_lines(name: str, article: Article, stood: Sequence[Standing], sheet: Sheet, why: bool) -> list[str]:
    """The article's name and title, then each claim: who, what, with which figures, and why it is one."""
    # Imported here: only reasons that are asked for need it.
    from store.reasons import explained

    lines = [sheet.fields([name, sheet.reading(article.title)], " · ")]
    narrow = sheet.narrower()
    for number, one in enumerate(stood, 1):
        claim = one.claim
        lines += [claim_line(number, one, sheet)]
        lines += [INDENT + line for line in narrow.paragraph(claim.content, part=True)]
        if claim.figures:
            figures = [narrow.reading(_figure(figure)) for figure in claim.figures]
            lines += [INDENT + narrow.fields([say("figures:"), *figures], "  ")]
        if why and claim.why:
            lines += [INDENT + narrow.fields([say("why:"), say(explained(claim.why))], " ")]
    return [*lines, ""]


def _figure(figure: Figure) -> str:
    """A figure as it stands in the text, and what number it is."""
    return figure.text if figure.value is None else f"{figure.text} = {figure.value}"


def _articles(
    word: str, invocation: Invocation
) -> Iterator[tuple[str, Article | Message, Sequence[Standing]]]:
    """The articles that a word names, each with its path and claims; or, instead, why one cannot be read."""
    if is_id(word):
        with invocation.open(look=True) as library:
            found = library.article(library.find_article(word))
            stood = kept(library.verdicts.standing(found))
        yield found.address, found, stood
        return
    # Imported here: articles of the library have their claims laid over by it.
    from store.errors import Message
    from store.overlay import standing

    for path, item in articles_at(word, invocation):
        yield path, item, () if isinstance(item, Message) else standing(item.text, item.extraction, ())
