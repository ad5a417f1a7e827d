"""`newsread export`, and which annotations are meant."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from tui.cli.frame import Invocation, PathWord, Word, options, pass_invocation
from tui.output import escaped
from tui.speech import say

if TYPE_CHECKING:
    pass

_Wrapped = TypeVar("_Wrapped", bound=Callable[..., Any])


class Moment(click.types.StringParamType):
    """A day or a time, as newsread keeps times: UTC, with Z."""

    name = "day or time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The time in UTC; one without a zone is taken for UTC."""
        try:
            time = datetime.fromisoformat(str(value))
            time = time.astimezone(UTC) if time.tzinfo else time.replace(tzinfo=UTC)
        except (ValueError, OverflowError):
            told = say("{value} is no day or time like 2026-01-31 or 2026-01-31T18:00Z", value=value)
            self.fail(told, param, ctx)
        return time.isoformat(timespec="milliseconds").replace("+00:00", "Z")


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
    type=click.Choice(["newsread"]),
    default="newsread",
    show_default=True,
    help="The format of the file.",
)
@click.option("--output", type=PathWord(), metavar="FILE", help="Where to write; by default stdout.")
@selection
@options(annotator=False)
@pass_invocation
def export(
    invocation: Invocation,
    format_: str,
    output: str | None,
    tags: tuple[str, ...],
    annotators: tuple[str, ...],
    since: str | None,
    everything: bool,
) -> None:
    """Write annotations in a format that others read.

    All of them, or those that the options ask for. A file is written whole or not at all: where that fails,
    the one that was there is left.
    """
    from store.model import Selection

    wanted = Selection(annotators=annotators, tags=tags, since=since, deleted=everything)
    with invocation.open() as library:
        path = None if output in (None, "-", "/dev/stdout") else Path(str(output))
        text = library.exchange.export(path, "newsread", wanted)
    if text is not None and sys.stdout is not None:
        sys.stdout.write(escaped(text))
