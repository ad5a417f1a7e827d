"""`newsread doctor`: what this terminal does with Arabic, the mode it needs, and where data lie."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from store.errors import Message
from tui.catalogue import FSI, PDI, Catalogue, catalogue, language_of
from tui.cli.frame import Invocation, options, pass_invocation
from tui.config import config_path
from tui.output import Sheet, emit, is_terminal, spelled, tell
from tui.settings_file import CannotKeep, keep_terminal

if TYPE_CHECKING:
    from tui.rtl.asking import Terminal


@click.command()
@options()
@pass_invocation
def doctor(invocation: Invocation) -> int:
    """Find out what this terminal does with Arabic, and say where data lie.

    On a terminal a test card shows each mode. The one that you pick is kept for this terminal in config.toml;
    q and Ctrl-C leave everything as it was. In a pipe there is only the report.
    """
    # Imported here: other commands do without it.
    from tui.rtl.terminal import MODES, called

    settings = invocation.settings
    words = catalogue(language_of(settings.language, os.environ))
    asked = is_terminal(sys.stdout)
    terminal, picked, code = ask(invocation, words, asked=asked)
    if code:
        return code
    mode = picked or terminal.mode.name
    sheet = Sheet.of_stdout(settings)
    if sheet.shaped:
        sheet = sheet.for_mode(MODES[mode])
    path, name = config_path(), called(terminal.answers)
    failure: Message | None = None
    if picked is not None:
        try:
            keep_terminal(path, name, picked)
        except CannotKeep as error:
            failure = error.message
        else:
            invocation.settings = replace(settings, terminals={**settings.terminals, name: picked})
    for text in report(words, invocation, terminal, path, asked=asked):
        emit(lines(text, sheet))
    if picked is not None and failure is None:
        emit(lines(words("doctor.kept", mode=picked, terminal=name), sheet))
        if invocation.terminal not in (None, picked):
            emit(lines(words("doctor.overruled", mode=invocation.terminal or ""), sheet))
    if failure is not None:
        tell(failure)
    return int(failure is not None)


def ask(invocation: Invocation, words: Catalogue, *, asked: bool) -> tuple[Terminal, str | None, int]:
    """The terminal, the mode that was picked on the test card, if one was, and how the card ended.

    With `asked` the terminal is asked what it is. The card is shown where keys can be pressed as well.
    """
    from tui.rtl.asking import Question
    from tui.rtl.terminal import chooser

    settings = invocation.settings
    shows_card = asked and is_terminal(sys.stdin) and os.environ.get("TERM", "") not in ("", "dumb")
    choose = chooser(invocation.terminal, settings.terminals)
    with Question(choose, ask=asked, reads_on=shows_card) as question:
        if shows_card:
            # What it imports takes as long as the terminal's answer.
            from tui.screens.card import CardApp
        terminal = question.terminal()
    if not shows_card:
        return terminal, None, 0
    app = CardApp(words, settings, terminal)
    return terminal, app.run(), app.return_code or 0


def report(
    words: Catalogue, invocation: Invocation, terminal: Terminal, config: Path, *, asked: bool
) -> Iterator[str]:
    """What is known of the terminal, what it needs and who says so, and where data lie, line by line."""
    from tui.rtl.terminal import called, known_by, recognise

    answers, name = terminal.answers, called(terminal.answers)
    yield words("doctor.terminal", name=spelled(answers.version or name))
    if asked and not answers.complete:
        yield words("doctor.silent")
    evidence = known_by(answers) if asked else "environment"
    client = answers.client_type or answers.client_name
    mode = recognise(answers)
    about = words(f"doctor.mode.{mode}")
    yield words("doctor.needs", mode=mode, about=about)
    yield words(f"doctor.by.{evidence}", term=spelled(answers.term), client=spelled(client))
    if invocation.terminal is not None:
        yield words("doctor.asked-for", mode=invocation.terminal)
    elif name in invocation.settings.terminals:
        yield words("doctor.kept-mode", mode=invocation.settings.terminals[name], terminal=name)
    for key, place in (
        ("settings", config),
        ("library", invocation.library),
        ("cues", config.with_name("cues.toml")),
    ):
        there = "there" if place.exists() else "not-there"
        yield words(f"doctor.{key}", path=spelled(str(place)), there=words(f"doctor.{there}"))


def lines(text: str, sheet: Sheet) -> list[str]:
    """The lines of a text of the interface; a pipe gets it without what keeps directions apart."""
    return sheet.paragraph(text if sheet.shaped else text.replace(FSI, "").replace(PDI, ""))
