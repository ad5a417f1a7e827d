"""Editors for text in any direction: `LineEditor` for one line, `TextEditor` for many.

They look and behave like Textual's Input and TextArea, with the keys of both. What differs: the arrows and
Home/End follow the reading order of the text, the cursor does not blink, ctrl+w and ctrl+backspace erase the
word before the cursor in both, ctrl+z and ctrl+y work in both, and of pasted text newlines stay in the
`TextEditor` only. As there, ctrl+a is Home; everything is selected by ctrl+shift+a, f7, or ctrl+home and
ctrl+shift+end. What is typed or pasted goes through `tui.rtl.document.clean`.
"""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message

from tui.rtl import document as editing
from tui.widgets.editor_base import Editor
from tui.widgets.editor_keys import ROW_MOVES, move_bindings
from tui.widgets.editor_rows import PADDING, Page

__all__ = ["Editor", "LineEditor", "TextEditor"]


class LineEditor(Editor):
    """One line. What is longer than the pane is scrolled, so that the cursor is always in sight.

    Up, Down, Tab and Escape are left to others.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "submit", show=False, id="editor.submit")]

    DEFAULT_CSS = """
    LineEditor {
        height: 3;
        padding: 0 1;
        overflow: hidden hidden;
    }
    """

    MANY_LINES = False

    class Submitted(Message):
        """Enter was pressed."""

        def __init__(self, editor: LineEditor) -> None:
            super().__init__()
            self.editor = editor
            self.text = editor.text

        @property
        def control(self) -> LineEditor:
            """The editor."""
            return self.editor

    _hidden: int = 0
    """Cells of the beginning of the line that are out of sight."""

    @property
    def _shift(self) -> int:
        return self._hidden if self._page.rows[0].rtl else -self._hidden

    def _keep_in_sight(self) -> None:
        row = self._page.rows[0]
        room = self._pane - 2 * PADDING
        stop = row.stop(self.document.cursor)
        if stop.cell == row.free:
            near = far = row.cells
        else:
            near = row.cells - stop.cell - stop.cells if row.rtl else stop.cell
            far = near + stop.cells
        hidden = max(min(self._hidden, near), far - room)
        self._hidden = max(min(hidden, row.cells - room), 0)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """One row."""
        return 1

    def action_submit(self) -> None:
        """Tell the parents that the line is done."""
        self.post_message(self.Submitted(self))


class TextEditor(Editor):
    """Many lines, wrapped to the pane and scrolled by rows. Enter begins a new line."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *move_bindings(ROW_MOVES),
        Binding("enter", "newline", show=False, id="editor.newline"),
    ]

    DEFAULT_CSS = """
    TextEditor {
        height: 1fr;
        overflow: hidden auto;
        scrollbar-size-vertical: 1;
    }
    """

    def _keep_in_sight(self) -> None:
        page = self._page
        self.virtual_size = Size(page.width, len(page.rows))
        index, top = page.index(self.document.cursor), self.scroll_offset.y
        height = max(self.scrollable_content_region.height, 1)
        y = min(max(top, index - height + 1), index)
        if y != top:
            self.scroll_to(y=y, animate=False, force=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The rows of the text in a pane of `width` cells."""
        return len(Page.of(self.text, max(width, 2 * PADDING + 1), rtl=self._rtl_default).rows)

    def action_move(self, move: str, select: bool = False) -> None:
        """As in every editor; up and down by row, in the column where the moving began."""
        if move not in ROW_MOVES.values():
            super().action_move(move, select)
            return
        page, cursor = self._page, self.document.cursor
        goal = page.column(cursor) if self._goal is None else self._goal
        height = max(self.scrollable_content_region.height, 1)
        steps = {"up": -1, "down": 1, "page_up": -height, "page_down": height}[move]
        index = page.index(cursor)
        if index + steps < 0 and index == 0:
            target = 0
        elif index + steps >= len(page.rows) and index == len(page.rows) - 1:
            target = len(self.text)
        else:
            target = page.at(index + steps, goal)
        self._record(self.document.move(target, select=select))
        self._goal = goal

    def action_newline(self) -> None:
        """Begin a new line."""
        self.insert("\n")

    def action_cut(self) -> None:
        """Send the selected text, or without one the paragraph, to the clipboard and erase it."""
        if not self.selected_text:
            start, end = editing.paragraph(self.text, self.document.cursor)
            self._record(self.document.move(start).move(end + 1, select=True))
        super().action_cut()
