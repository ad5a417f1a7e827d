"""What the command says, in the language that the settings or the locale ask for.

Its sentences stand in the code in English; `sentences.toml` has them in Arabic.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING, TextIO

from store.errors import Message
from tui.catalogue import FSI, PDI, Catalogue, catalogue, language_of
from tui.config import config_path, read_settings
from tui.output import is_terminal, spelled

if TYPE_CHECKING:
    from tui.rtl.stream import Finish

_NO_ISOLATES = {ord(FSI): None, ord(PDI): None}

_spoken: Catalogue | None = None
_terminal: str | None = None
_finish: Finish | None = None


def begin() -> None:
    """Another run of the command: the language is found out anew when something is to be said."""
    global _spoken, _terminal, _finish
    _spoken = _terminal = _finish = None


def use_terminal(mode: str) -> None:
    """The terminal mode that this run was given."""
    global _terminal
    _terminal = mode


def words() -> Catalogue:
    """The catalogue of this run. What is wrong in the settings is told where the command reads them."""
    global _spoken
    if _spoken is None:
        settings, _ = read_settings(config_path())
        _spoken = catalogue(language_of(settings.language, os.environ))
    return _spoken


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

    # One padding cell on each side: some terminals lose right-to-left text at the edge.
    width = max(20, shutil.get_terminal_size().columns - 2)
    return [finished(" " + row.text) for row in layout("".join(_spelled(text)), width, base=1)]


def finished(line: str) -> str:
    """A laid-out line as the terminal is sent it; the terminal is asked once a run what it needs."""
    global _finish
    if _finish is None:
        from tui.rtl.asking import Question
        from tui.rtl.terminal import MODES, chooser, printing

        settings, _ = read_settings(config_path())
        named = _terminal or os.environ.get("NEWSREAD_TERMINAL")
        mode = named if named in MODES else settings.terminal
        with Question(chooser(mode, settings.terminals), ask=mode is None, reads_on=False) as question:
            _finish = printing(question.terminal().mode).finish or str
    return _finish(line)


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
