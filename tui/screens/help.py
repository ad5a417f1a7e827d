"""The help: the keys of a screen and what they do; those of the reader are made from the table of actions."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui import search_keys
from tui.actions import Action, shown_keys
from tui.catalogue import Catalogue
from tui.rtl.layout import layout
from tui.screens.sparing import SparingModal
from tui.widgets import palette
from tui.widgets.bars import Header
from tui.widgets.painting import beside, line, strip

KEYS_WIDTH = 14
"""Cells of the column of keys."""


def help_lines(words: Catalogue, actions: Sequence[Action]) -> list[tuple[str, str]]:
    """Of the reader (keys, what they do) line by line; a group's name has no keys, an empty line neither."""
    lines: list[tuple[str, str]] = []
    for group in dict.fromkeys(action.group for action in actions):
        heading = ("", words(f"group.{group}"))
        lines += [("", ""), heading] if lines else [heading]
        lines += [(shown_keys(one), words(f"action.{one.id}")) for one in actions if one.group == group]
        if group == "annotating":
            lines.append(("1–9", words("help.digits")))
    return [*lines, ("", ""), *(("", one) for one in words("help.keyboard").split("\n"))]


def search_lines(words: Catalogue) -> list[tuple[str, str]]:
    """The same of the search screen, with what can be asked there."""
    lines: list[tuple[str, str]] = []
    for heading, keys in search_keys.HELP.items():
        lines.append(("", words(f"search.help.{heading}")))
        lines += [(key, words(f"search.help.{name}")) for key, name in keys]
        lines.append(("", ""))
    asked = (words("search.help.asked"), *words("search.how").split("\n"))
    return [*lines, *(("", one) for one in (*asked, "", *words("help.keyboard").split("\n")))]


class HelpText(ScrollView, can_focus=True):
    """The lines of the help, scrolled with the keys of the reader."""

    def __init__(self, lines: Sequence[tuple[str, str]], *, rtl: bool) -> None:
        super().__init__()
        self._lines = lines
        self._rows: list[tuple[str, str, bool]] = []
        self._rtl = rtl

    BINDINGS = [
        Binding("j", "scroll_down"),
        Binding("k", "scroll_up"),
        Binding("space", "page_down"),
        Binding("g", "scroll_home"),
        Binding("G", "scroll_end"),
    ]
    DEFAULT_CSS = """
    HelpText {
        height: 1fr;
        scrollbar-size-vertical: 1;
    }
    """

    def on_resize(self) -> None:
        """Lay the lines out: keys, a row of what they do, and whether it is of a line without keys."""
        width = self.size.width - self.styles.scrollbar_size_vertical  # which may not be there yet
        self._rows = []
        for keys, label in self._lines:
            room = max(1, width - (len(self._column(keys)) if keys else 1))
            labels = [label[row.start : row.end].strip() for row in layout(label, room, base=int(self._rtl))]
            self._rows += [(keys if index == 0 else "", one, not keys) for index, one in enumerate(labels)]
        self.virtual_size = Size(40, len(self._rows))

    def _column(self, keys: str) -> str:
        """The column of keys. They are written from left to right in every language."""
        return f"{keys:>{KEYS_WIDTH}}   " if self._rtl else f"   {keys:<{KEYS_WIDTH}}"

    def render_line(self, y: int) -> Strip:
        """Keys in a column of their own."""
        width, plain, rtl = self.scrollable_content_region.width, self.rich_style, self._rtl
        index = y + round(self.scroll_y)
        if index >= len(self._rows):
            return Strip.blank(width, plain)
        keys, label, apart = self._rows[index]
        if apart:
            return strip(line(f" {label}", width, plain + palette.TITLE, rtl=rtl), width, plain)
        key = self._column(keys)
        text = line(label, width - len(key), plain, rtl=rtl)
        return strip(beside([Segment(key, plain + palette.KEY)], text, rtl=rtl), width, plain)


class HelpScreen(SparingModal[None]):
    """The keys, over the screen that has them; Esc, q or ? closes it."""

    BINDINGS = [Binding("escape,q,question_mark", "leave")]

    DEFAULT_CSS = """
    HelpScreen {
        align: center middle;
        background: transparent;
        & > Vertical {
            width: 76; max-width: 95%; height: 90%;
            border: round ansi_blue; background: ansi_default; padding: 0 1;
        }
    }
    """

    def __init__(self, words: Catalogue, lines: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._words = words
        self._lines = lines

    def compose(self) -> ComposeResult:
        """The lines under a header."""
        with Vertical():
            yield Header(self._words("help.title"), rtl=self._words.rtl)
            yield HelpText(self._lines, rtl=self._words.rtl)

    def action_leave(self) -> None:
        """Close."""
        self.dismiss()
