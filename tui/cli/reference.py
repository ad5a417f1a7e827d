"""What README.md and docs/commands.md take from the code: `python -m tui.cli.reference` writes it again.

In README.md each part stands between `<!-- name -->` and `<!-- /name -->`; docs/commands.md is written whole.
A test holds both against the code.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import click

from tui.cli.commands import newsread

WIDTH = 78
"""What click makes of a terminal of 80 columns."""


def contexts(parent: click.Context | None = None) -> Iterator[click.Context]:
    """The command, and every subcommand under those above it; those below `parent`, where that is given."""
    if parent is None:
        parent = click.Context(newsread, info_name="newsread", terminal_width=WIDTH)
        yield parent
    if isinstance(parent.command, click.Group):
        for name in parent.command.list_commands(parent):
            command = parent.command.get_command(parent, name)
            assert command is not None
            below = click.Context(command, parent, name, terminal_width=WIDTH)
            yield below
            yield from contexts(below)


def help_block(context: click.Context) -> str:
    """What `--help` says of a command, in a fenced block."""
    return f"```text\n$ {context.command_path} --help\n{context.get_help()}\n```\n"


def commands_page() -> str:
    """All of docs/commands.md: a section a command, with what its `--help` says."""
    sections = (f"\n## {context.command_path}\n\n{help_block(context)}" for context in contexts())
    return "# The commands\n\nWhat `--help` says, of `newsread` and of each of its commands.\n" + "".join(
        sections
    )


def settings_block() -> str:
    """The example of a settings file, in a fenced block."""
    return f"```toml\n{files('tui').joinpath('settings.toml').read_text(encoding='utf-8')}```\n"


def filled(readme: str) -> str:
    """The README with these parts as they have to be. Raises ValueError where a marker is missing."""
    for name, block in (("help", help_block(next(contexts()))), ("settings", settings_block())):
        before, begin, rest = readme.partition(f"<!-- {name} -->\n")
        _, end, after = rest.partition(f"<!-- /{name} -->\n")
        if not end:
            raise ValueError(f"README.md needs a line <!-- {name} --> and after it <!-- /{name} -->")
        readme = before + begin + block + end + after
    return readme


if __name__ == "__main__":
    path = Path("README.md")
    path.write_text(filled(path.read_text(encoding="utf-8")), encoding="utf-8")
    Path("docs/commands.md").write_text(commands_page(), encoding="utf-8")
