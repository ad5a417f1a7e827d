"""The lines around the panes: a pane's header, the status line, the hints."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from tui.rtl.layout import Cell
from tui.widgets import palette
from tui.widgets.painting import beside, cells, line, snug, strip


class Bar(Widget):
    """A widget of one row."""

    DEFAULT_CSS = "Bar { height: 1; }"


class Header(Bar):
    """The line above a pane: a rule with the pane's name where it begins and a detail where it ends.

    It begins at the left, and with `rtl` at the right.
    """

    def __init__(self, title: str, *, rtl: bool = False) -> None:
        super().__init__()
        self.title = title
        self.detail = ""
        self.focused = False
        self._rtl = rtl

    def show(self, detail: str | None = None, *, focused: bool | None = None) -> None:
        """Change the detail, or whether the pane below has the focus."""
        detail = self.detail if detail is None else detail
        focused = self.focused if focused is None else focused
        if (detail, focused) != (self.detail, self.focused):
            self.detail, self.focused = detail, focused
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The header's one line."""
        width, plain, rtl = self.size.width, self.visual_style.rich_style + palette.RULE, self._rtl
        style = self.visual_style.rich_style + palette.FOCUS if self.focused else plain
        name = snug(f" {self.title} ", width - 1, style, rtl=rtl) if self.title else []
        room = width - cells(name) - 3
        detail = snug(f" {self.detail} ", room, plain, rtl=rtl) if self.detail and room > 4 else []
        rule = Segment("─" * max(0, width - 1 - cells(name) - cells(detail)), plain)
        return strip(beside([Segment("─", plain)], name, [rule], detail, rtl=rtl), width, plain)


class StatusBar(Bar):
    """One line: what just happened, or where the cursor is and what is annotated there.

    It begins at the left, and with `rtl` at the right.
    """

    def __init__(self, *, rtl: bool = False) -> None:
        super().__init__()
        self._rtl = rtl
        self._at: tuple[str, object] = "", None
        self._about = ""
        self._message = ""
        self._error = False

    def show(self, place: str, about: str, at: object = None) -> None:
        """Say where the cursor is and, behind it, what is annotated there.

        A message gives way once the cursor has moved: when `place` changes, or `at`, which is what the cursor
        is on, for "statement 1/7" can be said of two articles.
        """
        if (place, at) != self._at:
            self._message = ""
        elif about == self._about:
            return
        self._at, self._about = (place, at), about
        self.refresh()

    @property
    def message(self) -> str:
        """What is said at present; "" where the cursor has moved since, or nothing was."""
        return self._message

    def say(self, message: str, *, error: bool = False) -> None:
        """Show a message until the cursor moves."""
        if (message, error) != (self._message, self._error):
            self._message, self._error = message, error
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The status line."""
        width, plain, rtl = self.size.width, self.visual_style.rich_style, self._rtl
        if self._message:
            style = plain + (palette.ERROR if self._error else palette.MESSAGE)
            return strip(line(f" {self._message} ", width, style, rtl=rtl), width, plain)
        place = snug(f" {self._at[0]}  ", width, plain, rtl=rtl)
        # In an Arabic interface all of the line is read from the right, also what begins with an isolate.
        about = line(self._about, max(0, width - cells(place) - 1), plain, rtl=rtl or None)
        return strip(beside(place, about, [Segment(" ", plain)], rtl=rtl), width, plain)


class HintBar(Bar):
    """The keys that one needs most, as many as there is room for, from the left or with `rtl` the right.

    A hint is a key, a word, and whether it stays where there is little room.
    """

    def __init__(self, hints: Sequence[tuple[str, str, bool]], *, rtl: bool = False) -> None:
        super().__init__()
        self._hints = hints
        self._rtl = rtl

    def show(self, hints: Sequence[tuple[str, str, bool]]) -> None:
        """Show other hints: the keys do something else now."""
        if hints != self._hints:
            self._hints = hints
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Key and word, pair after pair; closer together where there is no room for all."""
        width, plain, rtl = self.size.width, self.visual_style.rich_style, self._rtl
        drawn = self._pairs("  ", width, plain)
        if sum(cells(pair) for pair, _always in drawn) > width:
            drawn = self._pairs(" ", width, plain)
        free = width - sum(cells(pair) for pair, always in drawn if always)
        shown = []
        for pair, always in drawn:
            free -= 0 if always else cells(pair)
            if always or free >= 0:
                shown.append(pair)
        blank = Segment(" " * max(0, width - sum(map(cells, shown))), plain)
        return strip(beside(*shown, [blank], rtl=rtl), width, plain)

    def _pairs(self, gap: str, width: Cell, plain: Style) -> list[tuple[list[Segment], bool]]:
        """Each key with its word and the gap behind it, and whether it stays where there is little room."""
        return [
            (
                beside(
                    [Segment(" ", plain)],
                    [Segment(key, plain + palette.KEY)],
                    snug(f" {word}{gap}", width, plain, rtl=self._rtl),
                    rtl=self._rtl,
                ),
                always,
            )
            for key, word, always in self._hints
        ]
