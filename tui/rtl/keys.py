"""What a terminal sends for keys, read as people mean it where Textual reads it as another key."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._xterm_parser import XTermParser
from textual.events import Key
from textual.keys import Keys
from textual.message import Message

ESC = "\x1b"

_WHOLE = re.compile(r"\x1b\[[0-?]*[ -/]*[@-LN-Z\\-ln-~](?<!\$y)")
"""A control sequence that has come to its end. Those that report the mouse (m, M) or a mode ($y) are told
apart later."""

_STRING = re.compile(r"\x1b(?:\]\d+;|P[\d!>])[^\x07\x1b]*(?:\x07|\x1b\\)")
"""A string of control, such as what a colour is."""


class KeyParser(XTermParser):
    """Textual's parser for keys, of which `bound` are the names of those that start something.

    Esc and the key after it are the two keys, though they come at once, as they do from quick fingers and
    over slow lines. Alt with that key sends the same, and is meant only where it starts something. A key that
    Textual does not know is none, nor is what a terminal answers another program that asked it: there each
    character would be a key.
    """

    def __init__(self, bound: Collection[str] = (), *, debug: bool = False) -> None:
        super().__init__(debug)
        self._bound = bound

    def feed(self, data: str) -> Iterable[Message]:
        """The messages that `data` stands for; "" says that there is no more to come."""
        keys = _STRING.sub("", data)
        return super().feed(keys) if keys or not data else ()

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[Key]:
        if len(sequence) == 2 and isinstance(ANSI_SEQUENCES_KEYS.get(sequence), str):
            # One terminal's Alt and a digit writes another sign, here too if Textual had its way.
            sequence, alt = sequence[1], True
        keys = list(super()._sequence_to_key_events(sequence, alt))
        if alt and not any(key.key.startswith("alt+") and key.key in self._bound for key in keys):
            return [Key("escape", ESC), *super()._sequence_to_key_events(sequence)]
        if not keys and _WHOLE.fullmatch(sequence):
            return [Key(Keys.Ignore, sequence)]
        return keys
