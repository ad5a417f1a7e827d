"""What the one-line and the many-line editor share: the document, its keys, the mouse, and the drawing."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.actions import SkipAction
from textual.binding import BindingType
from textual.geometry import Offset as Point
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.clipboard import send_at_once
from tui.rtl import document as editing
from tui.rtl.bidi import Offset
from tui.rtl.document import Document, History, Kind, clean
from tui.rtl.layout import Cell
from tui.widgets.editor_keys import EDITING, ERASURES, written
from tui.widgets.editor_rows import PADDING, Page, Picture, picture

_PLAIN = Style(bold=False, italic=False)
"""Some terminals shape bold or italic Arabic apart from the rest of its word."""


class Editor(ScrollView, can_focus=True, inherit_bindings=False):
    """What both editors share: the document, its keys, the mouse, and drawing rows that have changed."""

    ALLOW_SELECT = False

    takes_text = True
    """Letters typed here are letters, whatever the keyboard's layout."""

    BINDINGS: ClassVar[list[BindingType]] = EDITING

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "editor--text",
        "editor--placeholder",
        "editor--selection",
        "editor--cursor",
        "editor--inside",
    }
    """One for each role of a picture; `editor--inside` is the cursor within a ligature."""

    # The cursor and the selection can be told from the text, and from each other, without any colour.
    DEFAULT_CSS = """
    Editor {
        width: 100%;
        color: $foreground;
        background: $surface;
        border: tall $border-blurred;
        pointer: text;
        &:focus { border: tall $border; }
        & > .editor--placeholder { color: $text-disabled; }
        & > .editor--selection {
            background: $input-selection-background;
            color: $input-selection-foreground;
            text-style: underline;
        }
        & > .editor--cursor { text-style: reverse; }
        & > .editor--inside { text-style: reverse underline; }
        &:ansi {
            background: ansi_default;
            color: ansi_default;
            & > .editor--placeholder { color: ansi_default; text-style: dim; }
        }
    }
    """

    MANY_LINES: ClassVar[bool] = True
    """Whether the text may have more than one line."""

    class Changed(Message):
        """The text is another one."""

        def __init__(self, editor: Editor) -> None:
            super().__init__()
            self.editor = editor
            self.text = editor.text

        @property
        def control(self) -> Editor:
            """The editor."""
            return self.editor

    def __init__(
        self,
        text: str = "",
        *,
        placeholder: str = "",
        max_length: int | None = None,
        rtl_default: bool = True,
        name: str | None = None,
        id: str | None = None,
        classes: str | None = None,
        disabled: bool = False,
    ) -> None:
        """An editor with `text`, which is cleaned, and the cursor at its end.

        `max_length` counts code points; `rtl_default` is the direction of a text without letters.
        """
        super().__init__(name=name, id=id, classes=classes, disabled=disabled)
        self._max_length = max_length
        self._placeholder = clean(placeholder, lines=False)
        self._rtl_default = rtl_default
        self._history = self._begin(text)
        self._laid_out: Page | None = None
        self._goal: Cell | None = None
        self._dragging = False
        self._drawn: dict[int, Picture] = {}

    # The text

    @property
    def document(self) -> Document:
        """The text with its cursor and selection."""
        return self._history.document

    @property
    def text(self) -> str:
        """The text, in logical order. Set, it is cleaned, has the cursor at its end, and no history."""
        return self.document.text

    @text.setter
    def text(self, text: str) -> None:
        last = self.text
        self._history = self._begin(text)
        self._show(self.text != last)

    @property
    def selected_text(self) -> str:
        """The selected text, in logical order."""
        return self.document.selected

    def insert(self, text: str) -> None:
        """Put `text`, cleaned, in place of the selection; the bell says that not all of it has room."""
        self._insert(clean(text, lines=self.MANY_LINES), "other")

    def _begin(self, text: str) -> History:
        return History(Document.of(clean(text, lines=self.MANY_LINES), self._max_length))

    def _insert(self, text: str, kind: Kind) -> None:
        last = self.document
        now = last.insert(text)
        if len(now.text) < len(last.text) - len(last.selected) + len(text):
            self.app.bell()
        self._record(now, kind)

    def _record(self, document: Document, kind: Kind = "other") -> None:
        """Make a new document the present one, and show it."""
        self._goal = None
        self._show(self._history.record(document, kind))

    # What is seen

    @property
    def _pane(self) -> int:
        """The cells of a row."""
        return max(self.scrollable_content_region.width, 2 * PADDING + 1)

    @property
    def _page(self) -> Page:
        """The rows of the text."""
        if self._laid_out is None:
            self._laid_out = Page.of(self.text, self._pane, wrap=self.MANY_LINES, rtl=self._rtl_default)
        return self._laid_out

    @property
    def _shift(self) -> int:
        """How far to the right of their place the rows stand."""
        return 0

    def _show(self, changed: bool) -> None:
        """Show the present document; `changed` if its text is another one."""
        if changed:
            self._laid_out = None
            self.post_message(self.Changed(self))
        self._keep_in_sight()
        self._repaint()

    def _keep_in_sight(self) -> None:
        """Scroll to the cursor."""

    def _repaint(self) -> None:
        """Draw those rows anew, each as a whole, that do not look as they did."""
        top = self.scroll_offset.y
        for index in range(top, top + self.scrollable_content_region.height):
            if self._drawn.get(index) != self._picture(index):
                self.refresh_line(index)
        if self.has_focus:
            self.app.cursor_position = self.cursor_screen_offset

    @property
    def cursor_screen_offset(self) -> Point:
        """The cell of the screen that the cursor stands on; an input method opens its window there."""
        cursor = self.document.cursor
        x, y, _, _ = self.content_region
        return Point(
            x + self._page.column(cursor) + self._shift, y + self._page.index(cursor) - self.scroll_offset.y
        )

    def _picture(self, index: int) -> Picture:
        """What the row of that index looks like; rows behind the last are blank."""
        page, document = self._page, self.document
        if index >= len(page.rows):
            return picture((), page.width)
        row = page.rows[index]
        here = self.has_focus and page.index(document.cursor) == index
        cursor = document.cursor if here else None
        if self._placeholder and not self.text:
            shown = Page.of(self._placeholder, page.width, wrap=False, rtl=self._rtl_default).rows[0]
            left = shown.left(page.width)
            if shown.rtl == row.rtl:
                return picture(shown.pieces(left, page.width, cursor, role="placeholder"), page.width)
            behind = shown.pieces(left, page.width, role="placeholder")
            return picture(row.pieces(row.left(page.width), page.width, cursor) + behind, page.width)
        selection = document.selection if self.has_focus else (0, 0)
        return picture(
            row.pieces(row.left(page.width) + self._shift, page.width, cursor, selection), page.width
        )

    def render_line(self, y: int) -> Strip:
        """The strip of a line of the pane."""
        index = y + self.scroll_offset.y
        shown = self._drawn[index] = self._picture(index)
        segments = [
            Segment(text, self.get_component_rich_style(f"editor--{role}") + _PLAIN) for text, role in shown
        ]
        return Strip(segments, self._pane)

    def watch_has_focus(self, has_focus: bool) -> None:
        """The cursor and the selection are shown in the focused editor only."""
        super().watch_has_focus(has_focus)
        self._repaint()

    def _on_resize(self, event: events.Resize) -> None:
        self._laid_out = None
        self._goal = None
        self._drawn.clear()
        self._keep_in_sight()
        self._repaint()

    # Keys

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Whether a key writes, so that it means nothing else while the editor has the focus."""
        return written(key, character)

    async def _on_key(self, event: events.Key) -> None:
        if event.character is not None and written(event.key, event.character):
            event.stop()
            event.prevent_default()
            self._insert(event.character, "type")

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        self.insert(event.text)

    def action_move(self, move: str, select: bool = False) -> None:
        """Move the cursor; `move` is one of the values of `MOVES` and `ROW_MOVES`."""
        document, page = self.document, self._page
        if document.selected and not select and move in {"left", "right"}:
            forward = page.row(document.cursor).rtl == (move == "left")
            target = document.selection[forward]
        else:
            target = self._target(move)
        self._record(document.move(target, select=select))

    def _target(self, move: str) -> Offset:
        """The offset that a move leads to."""
        page, text, cursor = self._page, self.text, self.document.cursor
        index = page.index(cursor)
        forward = page.rows[index].rtl == (move == "word_left")
        match move:
            case "left":
                return page.beside(cursor, -1)
            case "right":
                return page.beside(cursor, 1)
            case "word_left" | "word_right":
                return (editing.word_after if forward else editing.word_before)(text, cursor)
            case "row_start":
                return page.row_start(index)
            case "row_end":
                return page.row_end(index)
            case "text_end":
                return len(text)
        return 0

    def action_erase(self, target: str) -> None:
        """Erase the selection or what lies up to `target`, the name of a move of `tui.rtl.document`."""
        single = target in {"before", "after"} and not self.selected_text
        self._record(self.document.erase(ERASURES[target]), "erase" if single else "other")

    def action_select_all(self) -> None:
        """Select all of the text."""
        self._record(self.document.select_all())

    def action_undo(self) -> None:
        """Take the last step back."""
        self._goal = None
        self._show(self._history.undo())

    def action_redo(self) -> None:
        """Do again what was taken back."""
        self._goal = None
        self._show(self._history.redo())

    def action_copy(self) -> None:
        """Send the selected text to the clipboard; without a selection the key is left to others."""
        if not self.selected_text:
            raise SkipAction
        send_at_once(self.app, self.selected_text)

    def action_cut(self) -> None:
        """Send the selected text to the clipboard and erase it."""
        if self.selected_text:
            send_at_once(self.app, self.selected_text)
            self.insert("")

    def action_paste(self) -> None:
        """Put in what the application copied last."""
        self.insert(self.app.clipboard)

    # The mouse

    def _point(self, event: events.MouseEvent, *, select: bool) -> None:
        """Move the cursor to where the mouse is."""
        x, y = event.get_content_offset_capture(self)
        offset = self._page.at(y + self.scroll_offset.y, x - self._shift)
        self._record(self.document.move(offset, select=select))

    async def _on_mouse_down(self, event: events.MouseDown) -> None:
        if event.button == 1:
            self._point(event, select=event.shift)
            self._dragging = True
            self.capture_mouse()

    def _on_mouse_move(self, event: events.MouseMove) -> None:
        if self._dragging:
            self._point(event, select=True)

    async def _on_mouse_up(self, event: events.MouseUp) -> None:
        self._dragging = False
        self.release_mouse()

    def _on_mouse_release(self, event: events.MouseRelease) -> None:
        self._dragging = False
