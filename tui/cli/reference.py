"""The parts of README.md that follow from the code: `python -m tui.cli.reference` writes them again.

Each stands between `<!-- name -->` and `<!-- /name -->`. A test holds the README against them.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import click

from tui.cli.commands import newsread

WIDTH = 78
"""What click makes of a terminal of 80 columns."""


def help_block() -> str:
    """What `--help` says, of the command and of every subcommand, in one fenced block each."""
    outermost = click.Context(newsread, info_name="newsread", terminal_width=WIDTH)
    contexts = [outermost]
    for name in newsread.list_commands(outermost):
        command = newsread.get_command(outermost, name)
        assert command is not None
        contexts.append(click.Context(command, outermost, name, terminal_width=WIDTH))
    return "\n".join(
        f"```text\n$ {context.command_path} --help\n{context.get_help()}\n```\n" for context in contexts
    )


def settings_block() -> str:
    """The example of a settings file, in a fenced block."""
    return f"```toml\n{files('tui').joinpath('settings.toml').read_text(encoding='utf-8')}```\n"


def filled(readme: str) -> str:
    """The README with these parts as they have to be. Raises ValueError where a marker is missing."""
    for name, block in (("help", help_block()), ("settings", settings_block())):
        before, begin, rest = readme.partition(f"<!-- {name} -->\n")
        _, end, after = rest.partition(f"<!-- /{name} -->\n")
        if not end:
            raise ValueError(f"README.md needs a line <!-- {name} --> and after it <!-- /{name} -->")
        readme = before + begin + block + end + after
    return readme


if __name__ == "__main__":
    path = Path("README.md")
    path.write_text(filled(path.read_text(encoding="utf-8")), encoding="utf-8")
