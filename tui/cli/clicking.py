"""Click's help and its messages in the language of the run.

Click speaks English. What it writes of a command goes through `SpokenFormatter`, and its messages through
`translated`, which knows them by the sentences under `click` in `sentences.toml`.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from inspect import cleandoc
from string import Formatter

import click

from tui.catalogue import FSI, PDI, isolated, parts
from tui.output import cells, is_terminal
from tui.speech import finished, say, words

_LITERAL = "\b"
"""Stands before a paragraph whose lines click leaves as they are."""
_EXTRA = re.compile(r"(.*?)(?:  \[(.*)\])?", re.DOTALL)
"""An option's help, and what click adds to it in brackets."""


class SpokenFormatter(click.HelpFormatter):
    """Writes help in the language of the run; in Arabic from the right on a terminal."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """One way to call a command."""
        if not words().rtl:
            super().write_usage(prog, args, prefix)
            return
        before = f"{say('Usage:')} " if prefix is None else " " * (len(say("Usage:")) + 1)
        self.write(f"{before}{isolated(f'{prog} {args}'.strip())}\n")

    def write_heading(self, heading: str) -> None:
        """The name of a part."""
        super().write_heading(say(heading))

    def write_text(self, text: str) -> None:
        """Paragraphs, each a sentence of the catalogue."""
        super().write_text("\n\n".join(map(_paragraph, text.split("\n\n"))))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Terms, each with what it means."""
        if not words().rtl:
            super().write_dl(rows, col_max, col_spacing)
            return
        said = [(term, _meaning(text)) for term, text in rows]
        column = min(col_max, max((cells(term) for term, _ in said), default=0)) + col_spacing
        indent = " " * self.current_indent
        for term, text in said:
            lines = click.wrap_text(text, max(10, self.width - column - self.current_indent)).split("\n")
            # An option on a row of its own, where it is longer than its column.
            if cells(term) > column - col_spacing:
                self.write(f"{indent}{isolated(term)}\n{indent}{' ' * column}{lines[0]}\n")
            else:
                self.write(f"{indent}{isolated(term)}{' ' * (column - cells(term))}{lines[0]}\n")
            for line in lines[1:]:
                self.write(f"{indent}{' ' * column}{line}\n")

    def getvalue(self) -> str:
        """The help as stdout takes it."""
        text = super().getvalue()
        if not words().rtl:
            return text
        if not is_terminal(sys.stdout):
            return text.replace(FSI, "").replace(PDI, "")
        # Imported here: only Arabic on a terminal needs it.
        from tui.rtl.layout import cut

        return "\n".join(
            finished(" " + cut(line, self.width, base=1).text) if line else "" for line in text.split("\n")
        )


class SpokenContext(click.Context):
    """A run of a command whose help is in the language of the run."""

    formatter_class = SpokenFormatter


class SpokenGroup(click.Group):
    """A command with subcommands: its help lists each with the first paragraph of that one's own."""

    context_class = SpokenContext

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The subcommands, whatever room they take: a sentence that is cut short cannot be translated."""
        commands = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        rows = [(name, paragraphs(command.help)[0]) for name, command in commands if command is not None]
        with formatter.section("Commands"):
            formatter.write_dl(rows)


def speak(command: click.Command) -> None:
    """Let a command, and those below it, give help in the language of the run."""
    command.context_class = SpokenContext
    if isinstance(command, click.Group):
        for one in command.commands.values():
            speak(one)


def paragraphs(help: str | None) -> list[str]:
    """The paragraphs of a help text, each on one line, as `sentences.toml` has them."""
    return [" ".join(part.replace(_LITERAL, "").split()) for part in cleandoc(help or "").split("\n\n")]


def translated(message: str) -> str:
    """A message of click's own in the language of the run; another stays as it is."""
    if not words().rtl:
        return message
    for pattern, arabic in _patterns():
        found = pattern.fullmatch(message)
        if found is not None:
            values = {name: isolated(translated(value)) for name, value in found.groupdict().items()}
            return arabic.format(**values)
    return say(message)


def _paragraph(text: str) -> str:
    english = " ".join(text.replace(_LITERAL, "").split())
    said = say(english)
    return text if said == english else said


def _meaning(text: str) -> str:
    """The help of an option or a command, and what click says in brackets after it."""
    found = _EXTRA.fullmatch(text)
    head, extra = found.groups() if found else (text, None)
    shown = say(" ".join(head.split()))
    return f"{shown}  [{say('; ').join(map(translated, extra.split('; ')))}]" if extra else shown


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Click's messages as patterns, each field a group, with what they are in Arabic."""
    return tuple(
        (re.compile("".join(_pattern(english)), re.DOTALL), arabic)
        for english, arabic in parts()["click"].items()
    )


def _pattern(english: str) -> Iterator[str]:
    for literal, name, _, _ in Formatter().parse(english):
        yield re.escape(literal)
        if name is not None:
            yield f"(?P<{name}>.+)"
