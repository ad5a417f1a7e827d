"""What comes from a terminal while an app has it: keys and pastes to pass on, and answers to learn from."""

from __future__ import annotations

from tui.rtl.pasting import Pastes
from tui.rtl.terminal import Answers, is_key, understood

PAUSES = 20
"""So often a terminal may be silent amid an answer; what has come of it is dropped then."""


class Hearing:
    """Goes along with what a terminal sends, in any pieces.

    An answer that comes late is no key, and what is pasted is neither an answer nor a key.
    """

    def __init__(self, answers: Answers) -> None:
        self.answers = answers
        """What is known of the terminal by now."""
        self._pastes = Pastes()
        self._begun = ""
        self._pauses = 0

    def feed(self, received: str) -> str:
        """What was typed or pasted of `received`; what may begin an answer waits."""
        text = self._begun + self._pastes.feed(received)
        self.answers, typed, self._begun = understood(text, self.answers)
        if not self._begun:
            self._pauses = 0
        return typed

    def pause(self) -> str:
        """What waited and turns out to be a key, now that nothing has come for a moment."""
        self._pauses += 1
        if not is_key(self._begun) and self._pauses < PAUSES:
            return ""
        begun, self._begun, self._pauses = self._begun, "", 0
        return begun if is_key(begun) else ""
