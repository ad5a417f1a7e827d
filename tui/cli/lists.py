"""`newsread sources` and `newsread articles`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar

import click

from tui.cli.frame import Invocation, Word, as_json, options, pass_invocation, shaped
from tui.config import nearest
from tui.output import date, emit, json_line, tell
from tui.signs import ALIKE, UNREAD
from tui.speech import say

if TYPE_CHECKING:
    from store.library import Library
    from store.model import About, Article

_Listed = TypeVar("_Listed")

PAGE = 500
"""How many articles or stories are asked of the library at once."""

SHORT_ID = 8
"""Characters of an id that a list for people shows at least."""

EMPTY = "the library is empty; newsread index PATH fills it"


@click.command()
@as_json
@shaped
@options()
@pass_invocation
def sources(invocation: Invocation, json: bool, shaped: bool | None) -> None:
    """List the outlets with their articles, all and unread."""
    with invocation.open(look=True) as library:
        found = library.sources()
    if json:
        emit(json_line({"id": source.name, **asdict(source)}) for source in found)
        return
    rows = [[str(source.articles), str(source.unread), source.name] for source in found]
    emit(invocation.sheet(shaped).table(["articles", "unread", "source"], rows, numbers=2))
    if not found:
        tell(EMPTY)


@click.command()
@click.option("--source", metavar="NAME", type=Word(), help="Of this outlet alone.")
@click.option(
    "--about",
    is_flag=True,
    help="With --json: also byline, agency, place and languages, for which texts are read.",
)
@as_json
@shaped
@options()
@pass_invocation
def articles(
    invocation: Invocation, source: str | None, about: bool, json: bool, shaped: bool | None
) -> None:
    """List the articles, the latest first.

    ● marks those that you have not read, ≈ and a number those of which there are so many others that are
    alike. Other commands take an id, or the beginning of one, for ARTICLE.
    """
    if about and not json:
        raise click.UsageError(say("--about goes with --json"))
    with invocation.open(look=True) as library:
        require_source(library, source)
        listed = every(partial(library.article_page, source))
        if json:
            emit(
                json_line(asdict(article) | (_told(library, article.id) if about else {}))
                for article in listed
            )
            return
        found = list(listed)
    sheet = invocation.sheet(shaped)
    length = short_length([article.id for article in found]) if sheet.shaped else None
    rows = [
        [
            article.id[:length],
            (" " if article.read else UNREAD) + (f"{ALIKE}{article.copies}" if article.copies else ""),
            sheet.reading(date(article.published, invocation.settings)),
            article.source,
            sheet.reading(article.title),
        ]
        for article in found
    ]
    emit(sheet.table(["id", "", "date", "source", "title"], rows))
    if not found:
        tell(EMPTY)


def _told(library: Library, article_id: str) -> dict[str, object]:
    # Imported here: only this reads texts.
    from store.about import about_of

    article = library.article(article_id)
    return told_by(article, about_of(article))


def told_by(article: Article, about: About) -> dict[str, object]:
    """What the top of the article says about it, and the languages of its paragraphs, for JSON."""
    return {
        "byline": about.byline,
        "agency": about.agency,
        "place": about.place,
        "language": article.language,
        "languages": list(dict.fromkeys(about.languages)),
    }


def require_source(library: Library, name: str | None) -> None:
    """A click.ClickException, with the nearest name, where there is no source of that name; None is all."""
    known = [each.name for each in library.sources()]
    if name is not None and name not in known:
        hint = nearest(name, known, "; newsread sources lists them")
        raise click.ClickException(say("no source {source!r}{hint}", source=name, hint=hint))


def every(page: Callable[[int, int], Sequence[_Listed]]) -> Iterator[_Listed]:
    """All of a list in its order; `page` gives so many of it from an index on."""
    start = 0
    while found := page(start, PAGE):
        yield from found
        start += len(found)


def short_length(ids: list[str]) -> int:
    """How many characters tell the ids apart, `SHORT_ID` at least."""
    ids = sorted(ids)
    longest = SHORT_ID
    for one, other in pairwise(ids):
        while one[:longest] == other[:longest] and longest < len(one):
            longest += 1
    return longest
