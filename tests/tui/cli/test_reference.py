"""README.md and docs/commands.md say what the command says of itself."""

from __future__ import annotations

import re

import click
import pytest

from tests.support.places import ROOT
from tui.actions import ACTIONS, shown_keys
from tui.cli.commands import newsread
from tui.cli.reference import commands_page, contexts, filled, help_block, settings_block

README = (ROOT / "README.md").read_text(encoding="utf-8")

EMPTY = "<!-- help -->\n<!-- /help -->\n<!-- settings -->\n<!-- /settings -->\n"


def test_the_readme_holds_the_help_and_the_settings_of_this_version() -> None:
    """`python -m tui.cli.reference` brings it up to date."""
    assert filled(README) == README


def test_the_page_of_the_commands_is_that_of_this_version() -> None:
    assert (ROOT / "docs" / "commands.md").read_text(encoding="utf-8") == commands_page()
    assert "(docs/commands.md)" in README


def test_the_page_has_every_command_those_of_tags_too() -> None:
    page = commands_page()
    nested = ("tags set", "tags rename", "tags merge", "tags undo", "tags export", "tags import")
    for name in (*newsread.subcommands, *nested):
        assert f"\n## newsread {name}\n" in page
        assert f"$ newsread {name} --help\nUsage: newsread {name} " in page
    assert page.count("\n## ") == 1 + len(newsread.subcommands) + len(nested)


def test_filling_again_changes_nothing() -> None:
    once = filled(EMPTY)
    assert settings_block() in once
    assert help_block(next(contexts())) in once
    assert filled(once) == once


def test_a_readme_without_the_markers_is_told() -> None:
    with pytest.raises(ValueError, match="help"):
        filled("# newsread\n")


def test_every_command_and_option_says_what_it_does() -> None:
    for context in contexts():
        command = context.command
        assert command.name == context.info_name
        assert command.help
        for parameter in command.params:
            if isinstance(parameter, click.Option) and not parameter.hidden:
                assert parameter.help, (context.command_path, parameter.name)


def test_the_readme_has_every_key_of_the_reader() -> None:
    table = README.partition("| keys | what they do |\n")[2].partition("\n\n")[0]
    keys = " ".join(row.split(" | ")[0] for row in table.splitlines())
    named = set(re.sub(r"`,`|[`|]|,(?= |$)", lambda found: "," if found[0] == "`,`" else " ", keys).split())
    missing = [(one.id, key) for one in ACTIONS for key in shown_keys(one).split() if key not in named]
    assert missing == []
