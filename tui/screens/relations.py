"""Asks for the relation of a link, by its key."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.strip import Strip

from store.model import Relation
from tui.catalogue import Catalogue
from tui.screens.prompts import BOX
from tui.screens.sparing import SparingModal
from tui.widgets import palette
from tui.widgets.bars import Header
from tui.widgets.items import ItemList
from tui.widgets.painting import beside, line, strip

RELATIONS: dict[str, Relation] = {"s": "supports", "c": "contradicts", "r": "repeats", "a": "answers"}
"""The relations by their keys."""


class RelationList(ItemList):
    """The relations, each with its key."""

    DEFAULT_CSS = "RelationList { height: 4; margin: 1 0; }"

    def __init__(self, words: Catalogue) -> None:
        super().__init__(rtl=words.rtl)
        self._lines = [(key, words(f"link.{relation}")) for key, relation in RELATIONS.items()]

    def on_mount(self) -> None:
        """Show all of them, the cursor on the first."""
        self.set_count(len(self._lines), 0)

    @property
    def relation(self) -> Relation:
        """The one under the cursor."""
        return RELATIONS[self._lines[self.cursor or 0][0]]

    def draw_item(self, index: int, width: int, style: Style) -> list[Strip]:
        """The key, then the relation."""
        key, label = self._lines[index]
        own = style if index == self.cursor else style + palette.KEY
        parts = ([Segment(part, own)] for part in (self.pointer(index), f" {key} "))
        return [
            strip(beside(*parts, line(label, width - 4, style, rtl=self.rtl), rtl=self.rtl), width, style)
        ]


class RelationPrompt(SparingModal[Relation | None]):
    """Gives the relation, or None."""

    BINDINGS = [
        Binding("escape,q,L", "leave"),
        Binding("j,down", "move(1)"),
        Binding("k,up", "move(-1)"),
        Binding("enter", "take"),
        *(Binding(key, f"choose('{relation}')") for key, relation in RELATIONS.items()),
    ]
    DEFAULT_CSS = f"RelationPrompt {{ {BOX} & > Vertical {{ width: 44; height: auto; }} }}"

    def __init__(self, words: Catalogue) -> None:
        super().__init__()
        self._words = words
        self._list = RelationList(words)

    def compose(self) -> ComposeResult:
        """The relations under a header."""
        with Vertical():
            yield Header(self._words("link.title"), rtl=self._words.rtl)
            yield self._list

    def on_mount(self) -> None:
        """Take keys at once."""
        self._list.focus()

    def action_choose(self, relation: Relation) -> None:
        """Close and give the relation."""
        self.dismiss(relation)

    def action_move(self, step: int) -> None:
        """Move the cursor."""
        self._list.move(step)

    @on(ItemList.Pressed)
    def action_take(self) -> None:
        """Close and give the one under the cursor."""
        self.dismiss(self._list.relation)

    def action_leave(self) -> None:
        """Close without one."""
        self.dismiss(None)
