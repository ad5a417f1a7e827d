"""A list over the reader that typing narrows; Enter or a click takes the line under the cursor."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ScreenResultType

from tui.catalogue import Catalogue
from tui.screens.sparing import SparingModal
from tui.widgets.bars import Header
from tui.widgets.editor import LineEditor
from tui.widgets.items import ItemList

LONGEST = 80
"""Code points that can be typed."""


class Narrowing(SparingModal[ScreenResultType | None]):
    """A line to type on over `items`; gives what a subclass takes, or None."""

    BINDINGS = [
        Binding("escape", "leave"),
        Binding("down,ctrl+n,tab", "move(1)"),
        Binding("up,ctrl+p,shift+tab", "move(-1)"),
        Binding("pagedown", "page(1)"),
        Binding("pageup", "page(-1)"),
    ]

    DEFAULT_CSS = """
    Narrowing {
        align: center middle;
        background: transparent;
        & > Vertical {
            width: 56; max-width: 90%; height: 16; max-height: 80%;
            border: round ansi_blue; background: ansi_default; padding: 0 1;
        }
        & Editor, & Editor:focus { border: none; height: 1; margin: 1 0; }
        & ItemList { height: 1fr; }
    }
    """

    def __init__(self, words: Catalogue, title: str, placeholder: str, items: ItemList) -> None:
        super().__init__()
        self._words = words
        self._header = Header(title, rtl=words.rtl)
        self._editor = LineEditor(placeholder=placeholder, max_length=LONGEST)
        self._items = items

    def narrow(self, typed: str) -> None:
        """List what `typed` may mean."""
        raise NotImplementedError

    def take(self) -> None:
        """Close with what the cursor is on."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """The line to type on, and the list."""
        with Vertical():
            yield self._header
            yield self._editor
            yield self._items

    def on_mount(self) -> None:
        """List everything, and type at once."""
        self._items.can_focus = False
        self.narrow("")
        self._editor.focus()

    @on(LineEditor.Changed)
    def _typed(self) -> None:
        self.narrow(self._editor.text)

    @on(LineEditor.Submitted)
    @on(ItemList.Pressed)
    def _taken(self) -> None:
        self.take()

    def action_move(self, step: int) -> None:
        """Move the cursor in the list."""
        self._items.move(step)

    def action_page(self, direction: int) -> None:
        """Move it by a screenful."""
        self._items.page(direction)

    def action_leave(self) -> None:
        """Close without a choice."""
        self.dismiss(None)
