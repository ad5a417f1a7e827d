"""Display settings on the screen: which digits are drawn, and whether vowel marks are."""

from __future__ import annotations

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from tui.config import Settings
from tui.output import drawn, without_vowel_marks


class DisplayFilter(LineFilter):
    """Applies the settings to finished rows, where they change no cell: stored text never sees them."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(enabled=settings.digits != "as-written" or not settings.vowel_marks)
        self._settings = settings

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same cells with the digits and marks that the settings ask for."""
        return [Segment(self._shown(text), style, control) for text, style, control in segments]

    def _shown(self, text: str) -> str:
        text = drawn(text, self._settings)
        return text if self._settings.vowel_marks else without_vowel_marks(text)
