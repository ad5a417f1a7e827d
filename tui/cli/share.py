"""`newsread share`: a library for the members of a Unix group."""

from __future__ import annotations

import sys

import click

from tui.cli.frame import Invocation, Word, options, pass_invocation
from tui.output import emit, tell
from tui.speech import say, shown


@click.command()
@click.argument("group", required=False, type=Word())
@click.option("--none", "nobody", is_flag=True, help="Make the library its owner's alone again.")
@options()
@pass_invocation
def share(invocation: Invocation, group: str | None, nobody: bool) -> None:
    """Let the members of a Unix group use the library.

    Opens the library's file and its folder to GROUP, for reading and writing, and to nobody else but their
    owner. Without GROUP, says who may use it. Annotator names keep people's work apart; they are no access
    control: who can write to the file can write under any name.
    """
    if group is not None and nobody:
        raise click.UsageError(say("give GROUP or --none, not both"))
    with invocation.open() as library:
        if nobody:
            library.team.unshare()
        elif group is not None:
            shared = library.team.share(group)
            for folder in shared.closed:
                tell(
                    "{folder} does not let the group {group} pass; chmod o+x opens the way",
                    folder=folder,
                    group=group,
                )
            if shared.others:
                tell(
                    "the group can also replace and delete what else is in {folder}",
                    folder=library.path.parent,
                )
        path, open_to = library.path, library.team.group
    if open_to is None:
        line = say("{path}: its owner alone", path=path)
    else:
        line = say("{path}: its owner and the group {group}", path=path, group=open_to)
    emit(shown(line, sys.stdout))
