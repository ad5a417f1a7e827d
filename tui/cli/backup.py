"""`newsread backup` and `newsread restore`."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from tui.cli.frame import Invocation, PathWord, options, pass_invocation
from tui.cli.progress import move, progress_bar
from tui.output import tell
from tui.speech import say


@click.command()
@click.argument("file", type=PathWord())
@click.option("--force", is_flag=True, help="Replace the file if it is there.")
@options()
@pass_invocation
def backup(invocation: Invocation, file: str, force: bool) -> None:
    """Copy the library to a file.

    The copy is of one moment, and others can go on writing meanwhile. It is checked before it gets its name:
    either FILE is a whole library, or nothing has changed. newsread restore FILE puts it back; it can also be
    used as it is, with --library FILE.
    """
    with invocation.open(look=True) as library, progress_bar(say("Copying")) as bar:
        library.upkeep.backup(Path(file), force=force, progress=partial(move, bar))
    tell("copied to {path} and checked", path=file)


@click.command()
@click.argument("file", type=PathWord())
@options()
@pass_invocation
def restore(invocation: Invocation, file: str) -> None:
    """Put a backup in the place of the library.

    FILE is checked first. The library that is there is kept beside it, as NAME.before-restore- and the time.
    While others have it open nothing is done.
    """
    from store.library.upkeep import restore as put_back

    with progress_bar(say("Copying")) as bar:
        before = put_back(Path(file), invocation.library, progress=partial(move, bar))
    # Opened once: an older backup is brought up to this version.
    invocation.open().close()
    tell("{path} is what {file} holds", path=invocation.library, file=file)
    if before is not None:
        tell("what was there before is kept as {path}", path=before)
