"""What the command says, in the language that the settings or the locale ask for.

Its sentences stand in the code in English; `sentences.toml` has them in Arabic.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from typing import TextIO

from store.errors import Message
from tui.catalogue import FSI, PDI, Catalogue, catalogue, language_of
from tui.config import config_path, read_settings
from tui.output import is_terminal, spelled

_NO_ISOLATES = {ord(FSI): None, ord(PDI): None}

_spoken: Catalogue | None = None


def begin() -> None:
    """Another run of the command: the language is found out anew when something is to be said."""
    global _spoken
    _spoken = None


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
    return [" " + row.text for row in layout("".join(_spelled(text)), width, base=1)]


def _spelled(text: str) -> Iterator[str]:
    """What is put in may hold anything: all but the isolates around it is spelled."""
    for part in re.split(f"([{FSI}{PDI}])", text):
        yield part if part in (FSI, PDI) else spelled(part)


def title(text: str) -> str:
    """A sentence for a line that something else draws from left to right on a terminal."""
    if not words().rtl:
        return text
    from tui.rtl.layout import layout

    return " ".join(row.text.strip() for row in layout(text, 1000, base=1))
