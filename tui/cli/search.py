"""`newsread search`."""

from __future__ import annotations

import sys
import time
from dataclasses import asdict
from itertools import chain, islice
from typing import TYPE_CHECKING

import click

from store.errors import NotFound
from tui.cli.frame import Invocation, Word, as_json, options, pass_invocation, shaped
from tui.cli.lists import short_length
from tui.cli.progress import move, progress_bar
from tui.output import date, emit, is_terminal, json_line, tell
from tui.speech import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from store.library import Library
    from store.model import Article, Excerpt
    from tui.output import Sheet

FIRST_TOLD, TOLD_EVERY = 2.0, 30.0
"""Seconds after which it is said, where there is no terminal, how far the index is; and said again."""

FEW = 50
"""Articles that are asked of the library all at once; of more it finds all, in the order of the best."""

HINTS = {
    "unclosed-quote": "searched as plain words: a quotation mark is not closed",
    "unclosed-bracket": "searched as plain words: a bracket is not closed, or not opened",
    "brackets-too-deep": "searched as plain words: fewer brackets within brackets, please",
    "or-needs-two-sides": "searched as plain words: OR stands between two words, fields or groups",
    "and-needs-two-sides": "searched as plain words: AND stands between what has to be there",
    "not-needs-a-word": "searched as plain words: NOT stands before one word, field or group",
    "field-needs-a-value": "searched as plain words: a field needs a value, as in source:NAME",
    "too-many-fields": "searched as plain words: fewer fields, please",
    "no-such-value": "searched as plain words: has: takes note, and is: takes claim",
    "no-date": "searched as plain words: before: and after: take a date such as 2019, 2019-03 or 2019-03-23",
}


@click.command()
@click.argument("query", nargs=-1, required=True, type=Word())
@click.option("--limit", metavar="N", type=click.IntRange(1), default=20, help="Articles at most; 20.")
@as_json
@shaped
@options()
@pass_invocation
def search(
    invocation: Invocation, query: tuple[str, ...], limit: int, json: bool, shaped: bool | None
) -> int:
    """Find articles, the best first.

    All words have to be there, in any of their forms. There are "phrases", -not, OR, prefix* and
    source:NAME speaker:NAME tag:NAME annotator:NAME before:DATE after:DATE has:note is:claim. AND and NOT are
    understood too. OR joins its two neighbours, and brackets make one of several: (a OR b) -(c d); a shell
    wants them between quotation marks. Write -- before a query that begins with a minus. Exit 1 where nothing
    is found.
    """
    asked = " ".join(query)
    sheet = invocation.sheet(shaped)
    count = 0
    with invocation.open(look=True) as library:
        make_index(library)
        hint = library.search.hint(asked)
        if hint is not None:
            tell(HINTS[hint])
        for article, excerpts in _found(library, asked, limit):
            count += 1
            emit([_as_json(article, excerpts)] if json else _lines(article, excerpts, sheet, invocation))
    if not count:
        tell("nothing found")
    return 0 if count else 1


def make_index(library: Library) -> None:
    """Make the index of words where it is not there, and say on stderr how far that is.

    On a terminal with a bar, elsewhere with a line now and then. KeyboardInterrupt comes through; what is
    done is kept.
    """
    if library.search.is_ready:
        return
    hidden = not is_terminal(sys.stderr)
    told = time.monotonic() + FIRST_TOLD - TOLD_EVERY
    with progress_bar(say("Making the index of words, once")) as bar:

        def progress(done: int, count: int) -> None:
            nonlocal told
            if hidden and time.monotonic() - told >= TOLD_EVERY:
                told = time.monotonic()
                told_how_far = "making the index of words, once: {done} of {count:article|articles}"
                tell(told_how_far, done=done, count=count)
            move(bar, done, count)

        library.search.prepare(progress)


def _found(library: Library, query: str, limit: int) -> Iterator[tuple[Article, tuple[Excerpt, ...]]]:
    """The articles that the query finds, each with the lines around what was found."""
    if limit <= FEW:
        ids: Iterable[str] = [one.id for one in library.search.find(query, length=limit).articles]
    else:
        ids = islice(chain.from_iterable(library.search.listing(query)), limit)
    for article_id in ids:
        try:
            article = library.article(article_id)
        except NotFound:
            continue  # Somebody has removed it meanwhile.
        yield article, library.search.excerpts(article, query)


def _as_json(article: Article, excerpts: tuple[Excerpt, ...]) -> str:
    found = {name: getattr(article, name) for name in ("id", "source", "title", "published", "url")}
    return json_line(found | {"excerpts": [asdict(one) for one in excerpts]})


def _lines(
    article: Article, excerpts: tuple[Excerpt, ...], sheet: Sheet, invocation: Invocation
) -> list[str]:
    """The article on a line, and each excerpt, what was found in it underlined, or between brackets."""
    identity = article.id[: short_length([article.id])] if sheet.shaped else article.id
    about = [identity, sheet.reading(date(article.published, invocation.settings)), article.source]
    lines = [sheet.fields([one for one in about if one], "  "), *sheet.paragraph(article.title)]
    for excerpt in excerpts:
        line, marks = excerpt.line, [(mark.start, mark.end) for mark in excerpt.marks]
        cut = "… " if article.text[: excerpt.start].rpartition("\n")[2].strip() else ""
        if not sheet.underlines:
            for start, end in reversed(marks):
                line = f"{line[:start]}[{line[start:end]}]{line[end:]}"
        placed = [(start + len(cut), end + len(cut)) for start, end in marks]
        lines += sheet.paragraph(cut + line, placed, part=True)
    return [*lines, ""]
