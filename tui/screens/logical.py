"""A text as it is: in logical order and unshaped, on a screen of its own, to be saved to a file."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from rich.cells import chop_cells
from rich.segment import Segment
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from store.errors import reason_of
from tui.catalogue import Catalogue
from tui.output import paragraphs_of
from tui.saving import save, typed_path
from tui.screens.sparing import SparingScreen
from tui.widgets.bars import Header, StatusBar
from tui.widgets.painting import strip

OFFERED = "newsread.txt"
"""The name that is offered for the file, in the current folder."""


class LogicalText(ScrollView, can_focus=True):
    """The code points of a text from left to right as they follow each other, neither joined nor ordered."""

    BINDINGS = [
        Binding("j", "scroll_down"),
        Binding("k", "scroll_up"),
        Binding("space", "page_down"),
        Binding("g", "scroll_home"),
        Binding("G", "scroll_end"),
    ]
    DEFAULT_CSS = "LogicalText { height: 1fr; scrollbar-size-vertical: 1; overflow-x: hidden; }"

    def __init__(self, text: str) -> None:
        super().__init__()
        self._paragraphs = [one.expandtabs(8) for one in paragraphs_of(text)]
        self._lines: list[str] = []

    def on_resize(self, _event: events.Resize) -> None:
        """Break the text for the new width."""
        width = max(2, self.scrollable_content_region.width - 2)
        self._lines = [row for one in self._paragraphs for row in (chop_cells(one, width) or [""])]
        self.virtual_size = Size(1, len(self._lines))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One row, with a padding cell on each side."""
        width, plain = self.scrollable_content_region.width, self.rich_style
        index = y + round(self.scroll_y)
        shown = self._lines[index] if index < len(self._lines) else ""
        return strip([Segment(f" {shown}", plain)], width, plain)


class LogicalScreen(SparingScreen[None]):
    """Shows a text for terminals that take it neither by OSC 52 nor from tmux; s saves it, Esc closes."""

    BINDINGS = [Binding("escape,q,Y", "leave"), Binding("s,enter", "save")]

    DEFAULT_CSS = "LogicalScreen { background: ansi_default; color: ansi_default; }"

    def __init__(self, words: Catalogue, text: str) -> None:
        super().__init__()
        self._words = words
        self._text = text
        self._status = StatusBar(rtl=words.rtl)

    def compose(self) -> ComposeResult:
        """The text under its header."""
        header = Header(self._words("logical.title"), rtl=self._words.rtl)
        header.show(self._words("status.selected", count=len(self._text)))
        yield header
        yield LogicalText(self._text)
        yield self._status

    def on_mount(self) -> None:
        """Say what can be done."""
        self.query_one(LogicalText).focus()
        self._status.show(self._words("logical.keys"), "")

    def action_save(self) -> None:
        """Ask for a path and save the text there."""
        from tui.screens.prompts import LinePrompt

        def done(answer: str | None) -> None:
            if answer is not None and answer.strip():
                self._save(typed_path(answer))

        offered = str(typed_path(OFFERED))
        self.app.push_screen(LinePrompt(self._words, offered, "logical.path"), done)

    def _save(self, path: Path, *, replace: bool = False) -> None:
        try:
            save(path, self._text, replace=replace)
        except FileExistsError:
            from tui.screens.prompts import ask_to_replace

            ask_to_replace(self.app, self._words, path, partial(self._save, replace=True))
        except (OSError, ValueError) as error:
            said = self._words.message(reason_of(error))
            self._status.say(self._words("logical.failed", path=str(path), reason=said), error=True)
        else:
            self._status.say(self._words("logical.saved", path=str(path)))

    def action_leave(self) -> None:
        """Close."""
        self.dismiss()
