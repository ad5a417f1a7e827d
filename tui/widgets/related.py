"""What stands beside a statement or claim in the sidebar: its links both ways, and what others say of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.style import Style
from textual.strip import Strip

from store.model import Linked
from tui.rtl.bidi import level_of_part
from tui.widgets import palette
from tui.widgets.items import ItemList
from tui.widgets.painting import beside, cells, line, snug, strip


class Related(NamedTuple):
    """A line of it."""

    label: str
    """What it is: a relation, an annotator."""
    text: str
    """The words at the other end of a link, or what somebody says."""
    linked: Linked | None = None
    leads_away: bool = True
    """Whether a link begins here."""


class RelatedList(ItemList):
    """A line each; shown only for articles that can have any.

    It does not come and go from statement to statement: each time the whole sidebar would be drawn again.
    """

    LEAST_ROWS = 4
    """All that it has inside its border."""

    DEFAULT_CSS = """
    RelatedList {
        height: 5;
        display: none;
        border-top: solid ansi_bright_black;
    }
    """

    def __init__(self, *, rtl: bool, id: str | None = None) -> None:
        super().__init__(rtl=rtl, id=id)
        self._lines: Sequence[Related] = ()

    def show(self, lines: Sequence[Related]) -> None:
        """Show these lines; says nothing to anyone."""
        if lines != self._lines:
            self._lines = lines
            self.set_count(len(lines), min(self.cursor or 0, len(lines) - 1) if lines else None)

    def line_at_cursor(self) -> Related | None:
        """The line under the cursor."""
        return self._lines[self.cursor] if self.cursor is not None else None

    def draw_item(self, index: int, width: int, style: Style) -> list[Strip]:
        """An arrow that tells the way, the label, the words."""
        one = self._lines[index]
        chosen = index == self.cursor and self.has_focus
        arrow = " " if one.linked is None else self.ARROWS[one.leads_away is not self.rtl]
        label = snug(
            f"{self.pointer(index) if self.has_focus else ' '}{arrow} {one.label}  ",
            max(1, width * 2 // 3),
            style if chosen else style + palette.SPEAKER,
            rtl=self.rtl,
        )
        words = " ".join(one.text.split())
        text = line(words, max(0, width - cells(label) - 1), style, rtl=bool(level_of_part(words)))
        return [strip(beside(label, text, rtl=self.rtl), width, style)]

    ARROWS = "←", "→"
    """By whether the link leads to the right of the screen, which is away where one reads from the left."""
