"""`newsread export`, and which annotations are meant."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from store.ids import kept
from tui.cli.frame import Invocation, PathWord, Word, options, pass_invocation
from tui.output import emit, escaped, is_terminal, paragraphs_of, referenced, tell
from tui.speech import say

if TYPE_CHECKING:
    from store.library import Library
    from store.model import Format

_Wrapped = TypeVar("_Wrapped", bound=Callable[..., Any])


class Moment(click.types.StringParamType):
    """A day or a time, as newsread keeps times: UTC, with Z."""

    name = "day or time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The time in UTC; one without a zone is taken for UTC."""
        try:
            return kept(str(value))
        except ValueError:
            told = say("{value} is no day or time like 2026-01-31 or 2026-01-31T18:00Z", value=value)
            self.fail(told, param, ctx)


annotators = click.option(
    "--annotator",
    "annotators",
    metavar="NAME",
    type=Word(),
    multiple=True,
    help="By this annotator; may be given several times.",
)

since = click.option(
    "--since", type=Moment(), metavar="TIME", help="Of this day (2026-01-31) or time (UTC) or later."
)


def selection(function: _Wrapped) -> _Wrapped:
    """The options that say which annotations are meant."""
    for option in (
        click.option("--all", "everything", is_flag=True, help="Deleted annotations too."),
        since,
        click.option(
            "--story",
            "stories",
            metavar="STORY",
            type=Word(),
            multiple=True,
            help="Of the articles of this story; may be given several times.",
        ),
        annotators,
        click.option(
            "--tag",
            "tags",
            metavar="T",
            type=Word(),
            multiple=True,
            help="With this tag; may be given several times.",
        ),
    ):
        function = option(function)
    return function


@click.command()
@click.option(
    "--format",
    "format_",
    type=click.Choice(["newsread", "web-annotation", "label-studio", "brat", "csv"]),
    default="newsread",
    show_default=True,
    help="The format of the file.",
)
@click.option(
    "--output",
    type=PathWord(),
    metavar="FILE",
    help="Where to write; by default stdout. brat's files need a folder that is there, or a .zip.",
)
@click.option(
    "--interface", is_flag=True, help="Print Label Studio's labelling interface for the tags instead."
)
@selection
@options(annotator=False)
@pass_invocation
def export(
    invocation: Invocation,
    format_: Format,
    output: str | None,
    interface: bool,
    tags: tuple[str, ...],
    annotators: tuple[str, ...],
    stories: tuple[str, ...],
    since: str | None,
    everything: bool,
) -> None:
    """Write annotations in a format that others read.

    All of them, or those that the options ask for. STORY is an id or the beginning of one. newsread loses
    nothing; web-annotation is the W3C's JSON-LD; label-studio holds what the machine found as predictions;
    csv is for spreadsheets. A file is written whole or not at all: where that fails, the one that was there
    is left.
    """
    from store.model import Selection

    path = None if output in (None, "-", "/dev/stdout") else Path(str(output))
    with invocation.open(look=True) as library:
        if interface:
            emit([referenced(library.exchange.interface()).rstrip()])
            return
        articles = frozenset(uuid for story in stories for uuid in articles_of(library, story))
        wanted = Selection(annotators, tags, articles, since, everything)
        written = library.exchange.export(path, format_, wanted)
    if written.left_out:
        left = written.left_out
        tell("left out, as orphaned, deleted or of no text here: {count:annotation|annotations}", count=left)
    if not written.annotations and wanted != Selection(deleted=everything):
        tell("no annotation is what the options ask for")
    if written.text is not None and sys.stdout is not None:
        sys.stdout.write(_printed(written.text, format_))


def articles_of(library: Library, story: str) -> tuple[str, ...]:
    """The ids of the articles of the story whose id begins with `story`. Raises `store.errors.NotFound`."""
    return library.stories.story(library.stories.find(story)).articles


def _printed(text: str, format_: str) -> str:
    """The document as stdout takes it: JSON without control characters; a table as it is, in a pipe."""
    if format_ != "csv":
        return escaped(text)
    return "\n".join(paragraphs_of(text)) if is_terminal(sys.stdout) else text
