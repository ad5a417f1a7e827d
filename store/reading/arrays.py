"""The elements of a JSON array, one after the other: however large it is, no more than one is in memory."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterable, Iterator

_BLANK = " \t\r\n"
_CUT = 16
"""So near the end of what has been read a fault may only be that it has not been read on: code points."""

_UNFINISHED = 2
"""So much of a number may stand behind what can be read of it: its point, or an exponent and its sign."""


def elements(pieces: Iterable[bytes], longest: int) -> Iterator[object]:
    """The elements of the array that `pieces` of UTF-8 are together, `longest` code points at most each.

    Raises ValueError where it is no array, UnicodeDecodeError (which is one) where it is not UTF-8, and
    RecursionError for what is nested too deep; what came before has been given by then.
    """
    text = _Text(pieces)
    if text.next() != "[":
        raise ValueError("no array")
    text.at += 1
    closes = text.next() == "]"
    if closes:
        text.at += 1
    while not closes:
        yield text.value(longest)
        mark = text.next()
        if mark not in (",", "]"):
            raise ValueError("an element is not followed by a comma")
        text.at += 1
        closes = mark == "]"
    if text.next():
        raise ValueError("something stands behind the array")


class _Text:
    """A text that is read as far as it is needed; `at` is how far it has been taken apart."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)
        self._decode = codecs.getincrementaldecoder("utf-8-sig")().decode
        self._text = ""
        self._ends = False
        self._fault: UnicodeDecodeError | None = None
        self.at = 0

    def _more(self) -> bool:
        """Read on; False at the end."""
        if self._fault is not None:
            raise self._fault
        if self._ends:
            return False
        piece = next(self._pieces, b"")
        self._ends = not piece
        try:
            read = self._decode(piece, final=self._ends)
        except UnicodeDecodeError as fault:
            # What stands before it is read first.
            read, self._fault = fault.object[: fault.start].decode("utf-8-sig"), fault
        self._text = self._text[self.at :] + read
        self.at = 0
        return True

    def _read_on(self, length: int) -> None:
        """Read until so many characters are known, or all."""
        goes_on = True
        while goes_on and len(self._text) < length:
            goes_on = self._more()

    def next(self) -> str:
        """The character behind the blanks, to which `at` moves; "" at the end."""
        while True:
            while self.at < len(self._text) and self._text[self.at] in _BLANK:
                self.at += 1
            if self.at < len(self._text):
                return self._text[self.at]
            if not self._more():
                return ""

    def value(self, longest: int) -> object:
        """The JSON value at the next character, behind which `at` moves."""
        self.next()
        while True:
            try:
                value, end = json.JSONDecoder().raw_decode(self._text, self.at)
            except json.JSONDecodeError as error:
                # It may go on in the next piece; twice as much is read each time, so that the work is linear.
                known = len(self._text) - self.at
                is_cut = error.msg.startswith("Unterminated") or error.pos > len(self._text) - _CUT
                if not is_cut or known > longest or not self._more():
                    raise
                self._read_on(2 * known)
                continue
            # A number can go on in the next piece, behind its point or exponent too.
            if len(self._text) - end <= _UNFINISHED and not self._text[end:].strip(".eE+-") and self._more():
                continue
            self.at = end
            return value
