"""A list to choose from: type to narrow it, Enter takes the line under the cursor."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from store.spelling import folded
from tui.catalogue import Catalogue
from tui.screens.narrowing import Narrowing
from tui.widgets import palette
from tui.widgets.items import ItemList
from tui.widgets.painting import beside, cells, line, snug, strip


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


class Chooser(Narrowing[int]):
    """Gives the index of the line that was chosen, or None."""

    def __init__(self, words: Catalogue, title: str, lines: Sequence[tuple[str, str]]) -> None:
        self._lines = lines
        self._found: Sequence[int] = ()
        self._list = Options(words)
        super().__init__(words, title, words("choose.type"), self._list)

    def narrow(self, typed: str) -> None:
        """List the lines that hold what is typed."""
        needle = folded(typed.strip())
        self._found = [i for i, (name, _aside) in enumerate(self._lines) if needle in folded(name)]
        self._list.show([self._lines[i] for i in self._found])

    def take(self) -> None:
        """Close with the line's index."""
        self.dismiss(self._found[self._list.cursor] if self._list.cursor is not None else None)
