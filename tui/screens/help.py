"""The help: every key, made from the table of actions."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.actions import Action, shown_keys
from tui.widgets import palette
from tui.widgets.bars import Header
from tui.widgets.painting import strip


def help_lines(actions: Sequence[Action]) -> list[tuple[str, str]]:
    """(keys, what they do) line by line; a group's name has no keys, an empty line neither."""
    lines: list[tuple[str, str]] = []
    for group in dict.fromkeys(action.group for action in actions):
        lines += [("", ""), ("", group)] if lines else [("", group)]
        lines += [(shown_keys(action), action.label) for action in actions if action.group == group]
        if group == "Annotating":
            lines.append(("1–9", "set or clear the first nine tags"))
    lines += [
        ("", ""),
        ("", "On an Arabic or Persian keyboard, letters and digits"),
        ("", "act as the keys they stand on."),
    ]
    return lines


class HelpText(ScrollView, can_focus=True):
    """The lines of the help, scrolled with the keys of the reader."""

    def __init__(self, actions: Sequence[Action]) -> None:
        super().__init__()
        self._lines = help_lines(actions)

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

    def on_mount(self) -> None:
        """Lay the lines out."""
        self.virtual_size = Size(40, len(self._lines))

    def render_line(self, y: int) -> Strip:
        """Keys in a column of their own."""
        width, plain = self.size.width, self.rich_style
        index = y + round(self.scroll_y)
        if index >= len(self._lines):
            return Strip.blank(width, plain)
        keys, label = self._lines[index]
        if not keys:
            return strip([Segment(f" {label}", plain + palette.TITLE)], width, plain)
        key = Segment(f"   {keys:<14}", plain + palette.KEY)
        return strip([key, Segment(label, plain)], width, plain)


class HelpScreen(ModalScreen[None]):
    """The keys, over the reader; Esc, q or ? closes it."""

    BINDINGS = [Binding("escape,q,question_mark", "leave", "close")]

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

    def __init__(self, actions: Sequence[Action]) -> None:
        super().__init__()
        self._actions = actions

    def compose(self) -> ComposeResult:
        """The lines under a header."""
        with Vertical():
            yield Header("Keys (Esc closes)")
            yield HelpText(self._actions)

    def action_leave(self) -> None:
        """Close."""
        self.dismiss()
