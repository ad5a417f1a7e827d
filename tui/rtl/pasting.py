"""What is pasted, told from what is typed: an escape sequence in it is text, and no key."""

from __future__ import annotations

START, END = "\x1b[200~", "\x1b[201~"
"""What a terminal sends around a paste (bracketed paste)."""
ESCAPE = "\u241b"
"""The picture that stands for an escape character in a paste."""


class Pastes:
    """Goes along with what a terminal sends, in any pieces.

    Textual's parser looks for keys inside a paste too, so that an escape character in copied text would close
    an editor and have the rest act as keys. Many terminals take such characters out; tmux and others do not.
    """

    def __init__(self) -> None:
        self._inside = False
        self._end = ""

    def feed(self, received: str) -> str:
        """`received` with pictures for the escape characters of pastes; what may begin `END` waits."""
        text = self._end + received
        sent = 0 if self._inside else len(self._end)
        parts: list[str] = []
        while True:
            mark = END if self._inside else START
            at = text.find(mark)
            if at < 0:
                break
            within = text[sent:at]
            parts += (_pictured(within) if self._inside else within), mark[max(0, sent - at) :]
            text, sent, self._inside = text[at + len(mark) :], 0, not self._inside
        begun = len(text) - _begun(text, mark)
        self._end = text[begun:]
        # Outside a paste nothing waits: the escape may be the key of that name.
        parts.append(_pictured(text[:begun]) if self._inside else text[sent:])
        return "".join(parts)


def _pictured(text: str) -> str:
    return text.replace("\x1b", ESCAPE)


def _begun(text: str, mark: str) -> int:
    """How many characters at the end of `text` may be the beginning of `mark`."""
    return next((length for length in range(len(mark) - 1, 0, -1) if text.endswith(mark[:length])), 0)
