"""`newsread claims`: who claims what, in files or in articles of the library."""

from __future__ import annotations

import click

from tui.cli.frame import Invocation, as_json, options, pass_invocation, shaped


@click.command()
@click.argument("articles", metavar="ARTICLE|PATH...", nargs=-1, required=True)
@as_json
@click.option("--why", is_flag=True, help="By which cue and pattern each was found.")
@shaped
@options()
@pass_invocation
def claims(
    invocation: Invocation, articles: tuple[str, ...], json: bool, why: bool, shaped: bool | None
) -> int:
    """List who claims what, by which cue, and with which figures.

    A PATH, a text file or a folder of them, needs no library. With --json, one object a file.
    """
    return 0
