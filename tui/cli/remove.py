"""`newsread remove`."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui.cli.frame import Invocation, PathWord, Word, options, pass_invocation
from tui.output import INDENT, emit, is_terminal, tell
from tui.speech import say, title

if TYPE_CHECKING:
    from store.library import Library
    from store.model import ExportedArticle


@click.command()
@click.argument("articles", metavar="[ARTICLE]...", nargs=-1)
@click.option("--source", metavar="NAME", type=Word(), help="All articles of this outlet.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option(
    "--output",
    type=PathWord(),
    metavar="FILE",
    help="Where to write what was annotated; by default beside the library.",
)
@options()
@pass_invocation
def remove(
    invocation: Invocation, articles: tuple[str, ...], source: str | None, yes: bool, output: str | None
) -> None:
    """Remove articles, their texts, and what was found in them.

    Lists what is annotated first, and asks. Before annotations go they are written to a file that newsread
    import takes back; the log keeps them too. ARTICLE is an id or the beginning of one.
    """
    if not articles and source is None:
        raise click.UsageError(say("name an article, or give --source"))
    with invocation.open() as library:
        chosen = dict.fromkeys(library.find_article(article) for article in articles)
        if source is not None:
            chosen |= dict.fromkeys(library.upkeep.articles_of(source))
        emit(_listed(library, list(chosen), library.upkeep.said_of(list(chosen)), invocation))
        if not yes:
            if not is_terminal(sys.stdin):
                raise click.UsageError(say("nobody can be asked here; --yes removes without asking"))
            question = title(say("Remove {count:article|articles}?", count=len(chosen)))
            if not click.confirm(question, default=False, err=True):
                tell("nothing was removed")
                return
        path = library.upkeep.remove(list(chosen), None if output is None else Path(output))
    tell("{count:article|articles} removed", count=len(chosen))
    if path is not None:
        tell("what was annotated is in {path}; newsread import takes it back", path=path)


def _listed(
    library: Library, chosen: Sequence[str], said: Sequence[ExportedArticle], invocation: Invocation
) -> list[str]:
    """A line for each article, and one for what each annotator has said of it."""
    sheet = invocation.sheet()
    by_article = {one.id: one for one in said}
    lines: list[str] = []
    for uuid in chosen:
        article = library.article(uuid)
        lines.append(sheet.fields([uuid[:8], article.source, sheet.reading(article.title)], "  "))
        annotations = by_article[uuid].annotations if uuid in by_article else ()
        counts = Counter(one.annotator for one in annotations if one.state != "deleted")
        for name, count in sorted(counts.items()):
            told = say("annotations by {name}: {count}", count=count, name=name)
            lines.append(INDENT + sheet.narrower().fields([told], " "))
    return lines
