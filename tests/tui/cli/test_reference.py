"""README.md says what the command says of itself."""

from __future__ import annotations

import click
import pytest

from tests.support.places import ROOT
from tui.cli.commands import newsread
from tui.cli.reference import filled, help_block, settings_block

README = ROOT / "README.md"

EMPTY = "<!-- help -->\n<!-- /help -->\n<!-- settings -->\n<!-- /settings -->\n"


def test_the_readme_holds_the_help_and_the_settings_of_this_version() -> None:
    """`python -m tui.cli.reference` brings it up to date."""
    readme = README.read_text(encoding="utf-8")
    assert filled(readme) == readme


def test_the_block_holds_every_command() -> None:
    block = help_block()
    assert all(f"$ newsread {name} --help\nUsage: newsread {name} " in block for name in newsread.subcommands)
    assert "$ newsread --help\n" in block


def test_filling_again_changes_nothing() -> None:
    once = filled(EMPTY)
    assert settings_block() in once
    assert filled(once) == once


def test_a_readme_without_the_markers_is_told() -> None:
    with pytest.raises(ValueError, match="help"):
        filled("# newsread\n")


def test_every_command_and_option_says_what_it_does() -> None:
    context = click.Context(newsread)
    for name in newsread.subcommands:
        command = newsread.get_command(context, name)
        assert command is not None
        assert command.name == name
        assert command.help
        for parameter in command.params:
            if parameter.param_type_name == "option" and not getattr(parameter, "hidden", False):
                assert getattr(parameter, "help", None), (command.name, parameter.name)
