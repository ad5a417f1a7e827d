"""Display settings on the screen: which digits are drawn, whether vowel marks are, and in which ink."""

from __future__ import annotations

from functools import cache

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from tui.config import Settings
from tui.output import drawn, without_vowel_marks
from tui.rtl.terminal import Answers, is_light


def theme_on(settings: Settings, answers: Answers) -> str:
    """The theme that is set, or the terminal's own colours on the ground that it has told."""
    if settings.theme != "auto":
        return settings.theme
    return "ansi-light" if is_light(answers) else "ansi-dark"


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


_INK = {"green": "blue", "cyan": "blue", "yellow": "magenta", "bright_yellow": "magenta"}
"""What is written on white instead of colours that can hardly be read there (a contrast below 3.5 in most
terminals, 2 in xterm)."""


class LightInk(LineFilter):
    """Makes what is written on the ground of a light terminal dark enough to be read."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same cells, in darker ink where the ground is the terminal's own."""
        return [Segment(text, style and _inked(style), control) for text, style, control in segments]


@cache
def _inked(style: Style) -> Style:
    ground, ink = style.bgcolor, style.color
    if ink is None or ink.name not in _INK or not (ground is None or ground.is_default):
        return style
    return style + Style(color=_INK[ink.name])
