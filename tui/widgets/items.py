"""A list drawn by the line: any number of items of one height, of which only those in sight are made."""

from __future__ import annotations

from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.widgets import palette
from tui.widgets.painting import hint


class ItemList(ScrollView, can_focus=True, inherit_bindings=False):
    """Items of `ITEM_HEIGHT` rows each, with a cursor; subclasses draw one item.

    `count` items exist; the cursor is the index of one of them, or None in an empty list.
    """

    ITEM_HEIGHT = 1
    LEAST_ROWS = 0
    """Rows that count as filled at least: going between counts that fit in them costs no layout."""
    CURSOR = palette.CURSOR
    RESTING = palette.RESTING
    POINTERS = "›", "‹"
    """Stand, by `rtl`, before the item under the cursor, so that it shows without colour."""

    DEFAULT_CSS = """
    ItemList {
        scrollbar-size-vertical: 1;
        overflow-x: hidden;
    }
    """

    class Pressed(Message):
        """An item was clicked; the cursor is on it."""

        def __init__(self, items: ItemList) -> None:
            super().__init__()
            self.items = items

        @property
        def control(self) -> ItemList:
            """The list."""
            return self.items

    def __init__(self, empty: str = "", *, rtl: bool = False, id: str | None = None) -> None:
        super().__init__(id=id)
        self.empty = empty
        """What an empty list says."""
        self.rtl = rtl
        """Whether an item is read from right to left."""
        self.count = 0
        self.cursor: int | None = None
        self._drawn: list[Strip] = []
        self._drawn_for: tuple[int, int, int, Style] | None = None

    def set_count(self, count: int, cursor: int | None = None) -> None:
        """Show `count` items, the cursor at `cursor`; says nothing to anyone."""
        self.count = count
        self._drawn_for = None
        self.cursor = None if cursor is None or not count else min(cursor, count - 1)
        # The width does not matter, as nothing scrolls sideways; left alone, it costs no layout.
        self.virtual_size = Size(1, max(self.LEAST_ROWS, count * self.ITEM_HEIGHT))
        self.refresh()
        self._reveal()

    def on_resize(self, _event: events.Resize) -> None:
        """Keep the cursor in sight."""
        self._reveal()

    def draw_item(self, index: int, width: int, style: Style) -> list[Strip]:
        """The `ITEM_HEIGHT` strips of item `index`, `width` cells each, on the ground `style`; blank here."""
        return [Strip.blank(width, style)] * self.ITEM_HEIGHT

    def render_line(self, y: int) -> Strip:
        """The strip at row `y` of the widget."""
        # Without the scrollbar, which `size` leaves in.
        width = self.scrollable_content_region.width
        plain = self.visual_style.rich_style
        if not self.count:
            return hint(self.empty, y, width, plain + palette.DIM, rtl=self.rtl)
        index, part = divmod(y + round(self.scroll_y), self.ITEM_HEIGHT)
        if index >= self.count:
            return Strip.blank(width, plain)
        style = plain
        if index == self.cursor:
            style += self.CURSOR if self.has_focus else self.RESTING
        # The rows of an item are asked for one after the other, and drawn together.
        if self._drawn_for != (index, part - 1, width, style):
            self._drawn = self.draw_item(index, width, style)
        self._drawn_for = (index, part, width, style)
        return self._drawn[part]

    def pointer(self, index: int) -> str:
        """The cell before item `index`: the pointer, or a blank."""
        return self.POINTERS[self.rtl] if index == self.cursor else " "

    def move(self, step: int) -> None:
        """Move the cursor by `step` items, as far as there are any."""
        if self.count:
            self.go(0 if self.cursor is None else max(0, min(self.count - 1, self.cursor + step)))

    def page(self, direction: int) -> None:
        """Move the cursor by a screenful, `direction` 1 or -1."""
        self.move(direction * max(1, self.size.height // self.ITEM_HEIGHT - 1))

    def go(self, index: int | None) -> None:
        """Put the cursor on item `index`; -1 is the last, None no item."""
        if index is not None and index < 0:
            index += self.count
        if index == self.cursor or (index is not None and not 0 <= index < self.count):
            return
        before, self.cursor = self.cursor, index
        for changed in (before, index):
            self.refresh_item(changed)
        self._reveal()

    def refresh_item(self, index: int | None) -> None:
        """Repaint item `index` if it is in sight."""
        if index is not None:
            self._drawn_for = None
            y = index * self.ITEM_HEIGHT - round(self.scroll_y)
            if -self.ITEM_HEIGHT < y < self.size.height:
                self.refresh(Region(0, y, self.size.width, self.ITEM_HEIGHT))

    def _reveal(self) -> None:
        if self.cursor is None or not self.size.height:
            return
        top, height = round(self.scroll_y), self.size.height
        first = self.cursor * self.ITEM_HEIGHT
        last = first + self.ITEM_HEIGHT
        if first < top or last > top + height:
            # Half a screen at once: one repaint where a line at a time costs many, over SSH.
            target = max(0, min(first - height // 2, self.count * self.ITEM_HEIGHT - height))
            self.scroll_to(y=target, animate=False, immediate=True)

    def on_focus(self) -> None:
        """The item under the cursor looks otherwise now."""
        self.refresh_item(self.cursor)

    def on_blur(self) -> None:
        """As on focus."""
        self.refresh_item(self.cursor)

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse is and tell of it."""
        at = event.get_content_offset(self)  # None on a border.
        index = self.count if at is None else (at.y + round(self.scroll_y)) // self.ITEM_HEIGHT
        if index < self.count:
            self.go(index)
            self.post_message(self.Pressed(self))
