"""A list to choose from: type to narrow it, Enter takes the line under the cursor."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.strip import Strip

from store.spelling import folded
from tui.catalogue import Catalogue
from tui.screens.sparing import SparingModal
from tui.widgets import palette
from tui.widgets.bars import Header
from tui.widgets.editor import LineEditor
from tui.widgets.items import ItemList
from tui.widgets.painting import beside, cells, line, snug, strip

BOX = """
    align: center middle;
    background: transparent;
    & > Vertical {
        width: 56; max-width: 90%; height: 16; max-height: 80%;
        border: round ansi_blue; background: ansi_default; padding: 0 1;
    }
    & Editor, & Editor:focus { border: none; height: 1; margin: 1 0; }
    & ItemList { height: 1fr; }
"""


class Options(ItemList):
    """Lines with a word beside each."""

    def __init__(self, words: Catalogue) -> None:
        super().__init__(words("choose.none"), rtl=words.rtl)
        self._lines: Sequence[tuple[str, str]] = ()

    def show(self, lines: Sequence[tuple[str, str]]) -> None:
        """Show these lines, the cursor on the first."""
        self._lines = lines
        self.scroll_to(y=0, animate=False, immediate=True)
        self.set_count(len(lines), 0)

    def draw_item(self, index: int, width: int, style: Style) -> list[Strip]:
        """The line where one begins to read, and the word at the other edge."""
        name, aside = self._lines[index]
        own = style if index == self.cursor else style + palette.DIM
        beside_it = snug(f" {aside} ", width // 3, own, rtl=self.rtl)
        pointer = [Segment(f"{self.pointer(index)} "[:: -1 if self.rtl else 1], style)]
        text = line(name, max(1, width - 2 - cells(beside_it)), style, rtl=self.rtl)
        return [strip(beside(pointer, text, beside_it, rtl=self.rtl), width, style)]


class Chooser(SparingModal[int | None]):
    """Gives the index of the line that was chosen, or None."""

    BINDINGS = [
        Binding("escape", "leave"),
        Binding("down,ctrl+n,tab", "move(1)"),
        Binding("up,ctrl+p,shift+tab", "move(-1)"),
    ]
    DEFAULT_CSS = f"Chooser {{ {BOX} }}"

    def __init__(self, words: Catalogue, title: str, lines: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._header = Header(title, rtl=words.rtl)
        self._lines = lines
        self._found = list(range(len(lines)))
        self._editor = LineEditor(placeholder=words("choose.type"), max_length=80)
        self._list = Options(words)

    def compose(self) -> ComposeResult:
        """The line to type on, and the list."""
        with Vertical():
            yield self._header
            yield self._editor
            yield self._list

    def on_mount(self) -> None:
        """Show all of it."""
        self._list.can_focus = False
        self._list.show(self._lines)
        self._editor.focus()

    @on(LineEditor.Changed)
    def _narrow(self) -> None:
        needle = folded(self._editor.text.strip())
        self._found = [i for i, (name, _aside) in enumerate(self._lines) if needle in folded(name)]
        self._list.show([self._lines[i] for i in self._found])

    @on(LineEditor.Submitted)
    @on(ItemList.Pressed)
    def _take(self) -> None:
        self.dismiss(self._found[self._list.cursor] if self._list.cursor is not None else None)

    def action_move(self, step: int) -> None:
        """Move the cursor in the list."""
        self._list.move(step)

    def action_leave(self) -> None:
        """Close without a choice."""
        self.dismiss(None)
