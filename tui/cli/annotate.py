"""`newsread annotate`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from tui.cli.frame import Invocation, options, pass_invocation
from tui.output import emit
from tui.speech import say

if TYPE_CHECKING:
    from store.model import Article, Span, Standing, Tag, Target


class Offset(click.IntRange):
    """An offset on the command line, in words for people."""

    name = "whole number"


@click.command()
@click.argument("article")
@click.option("--start", type=Offset(min=0), required=True, metavar="N", help="The first code point.")
@click.option("--end", type=Offset(min=1), required=True, metavar="N", help="The one after the last.")
@click.option("--tag", "tags", multiple=True, metavar="T", help="A tag to set; may be given several times.")
@click.option("--note", default="", metavar="TEXT", help="A note.")
@options()
@pass_invocation
def annotate(
    invocation: Invocation, article: str, start: int, end: int, tags: tuple[str, ...], note: str
) -> None:
    """Tag and annotate a stretch of an article.

    Prints the annotation's id. The stretch is given in code points of the text from its beginning, as
    newsread claims --json gives them. A tag that is not known is made; capitals make no other tag.
    ARTICLE is an id or the beginning of one.
    """
    from store.model import Span

    if not tags and not note.strip():
        raise click.UsageError(say("nothing to say: give --tag or --note"))
    with invocation.open() as library:
        found = library.article(library.find_article(article))
        names = tag_names(tags, library.tags())
        span, target = meant(Span(start, end), found, library.verdicts.standing(found))
        done = library.annotate(found.id, span, target, names, note)
    emit([done.id])


def tag_names(words: Sequence[str], known: Sequence[Tag]) -> list[str]:
    """The tags that `words` name: one of `known` in whatever case it is written, or else a new one.

    Raises click.ClickException where two are of a group with one choice.
    """
    names = {tag.name for tag in known}
    folded = {tag.name.casefold(): tag.name for tag in known}
    named = [word if word in names else folded.get(word.strip().casefold(), word) for word in words]
    chosen: dict[str, str] = {}
    for tag in known:
        if tag.name in named and tag.group is not None and tag.choice == "one":
            other = chosen.setdefault(tag.group, tag.name)
            if other != tag.name:
                raise click.ClickException(
                    say(
                        "{one} and {other} exclude each other: of {group} only one tag can be set",
                        one=other,
                        other=tag.name,
                        group=tag.group,
                    )
                )
    return named


def meant(span: Span, article: Article, standing: Sequence[Standing]) -> tuple[Span, Target]:
    """What is at the span, and where an annotation of it stands.

    It is exactly a claim, as `newsread claims` prints it, exactly a statement, or a span of its own.
    """
    for one in standing:
        if one.claim.span == span:
            return one.span, "claim"
    if any(one.span == span for one in standing):
        return span, "claim"
    return span, "statement" if span in article.outline.statements else "span"
