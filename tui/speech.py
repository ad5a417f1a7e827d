"""What the command says, in the language that the settings or the locale ask for.

Its sentences stand in the code in English; `sentences.toml` has them in Arabic.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, TextIO

from store.errors import Message
from tui.catalogue import FSI, PDI, Catalogue, catalogue, language_of
from tui.config import Settings, config_path, read_settings
from tui.output import is_terminal, row_width, spelled

if TYPE_CHECKING:
    from tui.rtl.stream import Finish

_NO_ISOLATES = {ord(FSI): None, ord(PDI): None}


class Speech:
    """How one run of the command speaks: found out when something is first said."""

    terminal: str | None = None
    """The mode that the run was given."""

    @cached_property
    def settings(self) -> Settings:
        """What is wrong in them is told where the command reads them."""
        return read_settings(config_path())[0]

    @cached_property
    def words(self) -> Catalogue:
        """The catalogue of the run's language."""
        return catalogue(language_of(self.settings.language, os.environ))

    @cached_property
    def finish(self) -> Finish:
        """What makes a laid-out line ready for the terminal, which is asked what it needs."""
        from tui.rtl.asking import Question
        from tui.rtl.terminal import MODES, chooser, printing

        named = self.terminal or os.environ.get("NEWSREAD_TERMINAL")
        mode = named if named in MODES else self.settings.terminal
        choose = chooser(mode, self.settings.terminals)
        with Question(choose, ask=mode is None, reads_on=False) as question:
            return printing(question.terminal().mode).finish or str


_speech = Speech()


def begin() -> None:
    """Another run of the command: all is found out anew when something is to be said."""
    global _speech
    _speech = Speech()


def use_terminal(mode: str) -> None:
    """The terminal mode that this run was given."""
    _speech.terminal = mode


def words() -> Catalogue:
    """The catalogue of this run."""
    return _speech.words


def say(sentence: str | Message, /, **values: object) -> str:
    """An English sentence in the language of this run, its fields filled."""
    message = sentence if isinstance(sentence, Message) else Message(sentence, values)
    return words().message(message)


def shown(text: str, stream: TextIO | None) -> list[str]:
    """The lines that a sentence takes on `stream`: laid out on a terminal if it is Arabic, else as it is."""
    if not words().rtl:
        return [spelled(text)]
    if not is_terminal(stream):
        return ["".join(_spelled(text)).translate(_NO_ISOLATES)]
    # Imported here: only Arabic on a terminal needs it.
    from tui.rtl.layout import layout

    return [finished(" " + row.text) for row in layout("".join(_spelled(text)), row_width(), base=1)]


def finished(line: str) -> str:
    """A laid-out line as the terminal is sent it; the terminal is asked once a run what it needs."""
    return _speech.finish(line)


def _spelled(text: str) -> Iterator[str]:
    """What is put in may hold anything: all but the isolates around it is spelled."""
    for part in re.split(f"([{FSI}{PDI}])", text):
        yield part if part in (FSI, PDI) else spelled(part)


def title(text: str) -> str:
    """A sentence for a line that something else draws from left to right on a terminal."""
    if not words().rtl:
        return text
    from tui.rtl.layout import layout

    return finished(" ".join(row.text.strip() for row in layout(text, 1000, base=1)))
