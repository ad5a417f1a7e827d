"""The lines around the panes: a pane's header, the status line, the hints."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from tui.widgets import palette
from tui.widgets.painting import line, strip


class Bar(Widget):
    """A widget of one row."""

    DEFAULT_CSS = "Bar { height: 1; }"


class Header(Bar):
    """The line above a pane: a rule with the pane's name at its left and a detail at its right."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.title = title
        self.detail = ""
        self.focused = False

    def show(self, detail: str | None = None, *, focused: bool | None = None) -> None:
        """Change the detail, or whether the pane below has the focus."""
        detail = self.detail if detail is None else detail
        focused = self.focused if focused is None else focused
        if (detail, focused) != (self.detail, self.focused):
            self.detail, self.focused = detail, focused
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The header's one line."""
        width, plain = self.size.width, self.rich_style + palette.RULE
        style = self.rich_style + palette.FOCUS if self.focused else plain
        name = f" {self.title} "[: max(0, width - 1)]
        room = max(0, min(len(self.detail) + 2, width - len(name) - 3))
        detail = line(f" {self.detail} ", room, plain, rtl=False) if self.detail and room > 4 else []
        used = 1 + len(name) + sum(segment.cell_length for segment in detail)
        rule = Segment("─" * max(0, width - used), plain)
        return strip([Segment("─", plain), Segment(name, style), rule, *detail], width, plain)


class StatusBar(Bar):
    """One line: what just happened, or where the cursor is and what is annotated there."""

    def __init__(self) -> None:
        super().__init__()
        self._place = ""
        self._about = ""
        self._message = ""
        self._error = False

    def show(self, place: str, about: str) -> None:
        """Say where the cursor is and, behind it, what is annotated there.

        A message gives way when the cursor has moved.
        """
        if place != self._place:
            self._message = ""
        elif about == self._about:
            return
        self._place, self._about = place, about
        self.refresh()

    def say(self, message: str, *, error: bool = False) -> None:
        """Show a message until the cursor moves."""
        self._message, self._error = message, error
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The status line."""
        width, plain = self.size.width, self.rich_style
        if self._message:
            style = plain + (palette.ERROR if self._error else palette.MESSAGE)
            return strip(line(f" {self._message} ", width, style, rtl=False), width, plain)
        place = line(f" {self._place}", min(width, len(self._place) + 3), plain, rtl=False)
        used = sum(segment.cell_length for segment in place)
        return strip([*place, *line(self._about, max(0, width - used - 1), plain)], width, plain)


class HintBar(Bar):
    """The keys that one needs most, as many as there is room for.

    A hint is a key, a word, and whether it stays where there is little room.
    """

    def __init__(self, hints: Sequence[tuple[str, str, bool]]) -> None:
        super().__init__()
        self._hints = hints

    def render_line(self, y: int) -> Strip:
        """Key and word, pair after pair."""
        width, plain = self.size.width, self.rich_style
        key_style = plain + palette.KEY
        free = width - sum(_cells(key, word) for key, word, always in self._hints if always)
        segments = []
        for key, word, always in self._hints:
            free -= 0 if always else _cells(key, word)
            if always or free >= 0:
                segments += [Segment(f" {key}", key_style), Segment(f" {word}  ", plain)]
        return strip(segments, width, plain)


def _cells(key: str, word: str) -> int:
    return len(key) + len(word) + 4
