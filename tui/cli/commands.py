"""All of `newsread`: the outermost command, and the subcommands that it knows."""

from __future__ import annotations

import os
import sys
from dataclasses import replace

import click

from tui.cli.frame import Invocation, Newsread, PathWord, is_input, options, pass_invocation, unknown_word
from tui.output import is_terminal, tell
from tui.speech import say, title

EPILOG = """
\b
A file that is named like a command is written ./export. In pipes text comes
out in logical order and unshaped. Settings: config.toml in the user's config
folder (NEWSREAD_CONFIG names another file). NO_COLOR is honoured.
Completion: eval "$(_NEWSREAD_COMPLETE=bash_source newsread)" in ~/.bashrc;
zsh_source or fish_source for the other shells.
Exit codes: 0 done, 1 failed, 2 wrong usage, 130 interrupted.
"""


@click.group(
    cls=Newsread,
    invoke_without_command=True,
    epilog=EPILOG,
)
@options(with_environment=True)
@click.pass_context
def newsread(ctx: click.Context) -> int:
    """Read, compare and annotate Arabic-language news in the terminal.

    Indexes each PATH, a file, a folder or an address (text, HTML, feeds, JSON Lines, JSON, CSV), and opens
    the reader. The options stand before or after a command.
    """
    return int(ctx.invoke(reader, paths=())) if ctx.invoked_subcommand is None else 0


class _Reader(click.Command):
    """The command for paths alone, whose help is that of the whole."""

    def get_help(self, ctx: click.Context) -> str:
        """The help of `newsread`."""
        return ctx.parent.get_help() if ctx.parent else super().get_help(ctx)


@click.command("", cls=_Reader)
@click.argument("paths", nargs=-1, type=PathWord())
@options()
@pass_invocation
@click.pass_context
def reader(ctx: click.Context, invocation: Invocation, paths: tuple[str, ...]) -> int:
    """Index the paths and open the reader; offer the samples where the library is empty."""
    for path in paths:
        if not is_input(path):
            raise unknown_word(path, ctx)
    if not (is_terminal(sys.stdin) and is_terminal(sys.stdout)):
        raise click.UsageError(say("the reader needs a terminal; the other commands work in pipes"))
    if os.environ.get("TERM", "") in ("", "dumb"):
        raise click.UsageError(
            say("the reader needs a terminal that can move the cursor, and TERM says that this one cannot")
        )
    with invocation.open(create=True, look=not paths) as library:
        if (
            not paths
            and not library.article_count()
            and click.confirm(
                title(say("The library is empty. Index the sample articles?")), default=True, err=True
            )
        ):
            from tui.cli.samples import samples_folder

            paths = (str(samples_folder()),)
        if paths:
            from tui.cli.index import add_paths

            line, failed = add_paths(library, paths, offline=invocation.settings.offline)
            tell(line)
            if failed and not library.article_count():
                return 1
        with invocation.question() as question:
            # Imported here: the screen takes longer to load than all else, and than the terminal to answer.
            from tui.app import run

            terminal = question.terminal()
        return run(library, replace(invocation.settings, terminal=invocation.terminal), terminal)


newsread.reader = reader
newsread.subcommands = {
    "index": "index.index",
    "sources": "lists.sources",
    "articles": "lists.articles",
    "stories": "stories.stories",
    "show": "show.show",
    "search": "search.search",
    "claims": "claims.claims",
    "compare": "compare.compare",
    "annotate": "annotate.annotate",
    "tags": "tags.tags",
    "export": "export.export",
    "import": "import_.import_",
    "agreement": "agreement.agreement",
    "log": "log.log",
    "orphans": "log.orphans",
    "backup": "backup.backup",
    "restore": "backup.restore",
    "remove": "remove.remove",
    "subscribe": "feeds.subscribe",
    "refresh": "feeds.refresh",
    "share": "share.share",
    "evaluate": "evaluate.evaluate",
    "doctor": "doctor.doctor",
}
