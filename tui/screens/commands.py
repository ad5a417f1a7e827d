"""The command palette: every action of the reader by name, filtered as one types."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from store.spelling import folded
from tui.actions import Action, shown_keys
from tui.catalogue import Catalogue
from tui.screens.narrowing import Narrowing
from tui.widgets import palette
from tui.widgets.items import ItemList
from tui.widgets.painting import beside, cells, line, snug, strip


def matching(actions: Sequence[Action], words: Catalogue, typed: str) -> list[Action]:
    """The actions that `typed` may mean, by the label in this language or by the id, the nearest first.

    Every word of it has to be in one of the two, in whatever spelling. A label or an id that begins with it
    comes before one in which a word does, and that before one that only holds it.
    """
    needles = folded(typed).replace("-", " ").split()

    def nearness(action: Action) -> int:
        names = [folded(words(f"action.{action.id}")), folded(action.id).replace("-", " ")]
        near = 3
        for name in names:
            if all(needle in name for needle in needles):
                begun = all(any(word.startswith(needle) for word in name.split()) for needle in needles)
                near = min(near, 0 if name.startswith(" ".join(needles)) else 1 if begun else 2)
        return near

    found = [(nearness(action), place, action) for place, action in enumerate(actions)]
    return [action for near, _, action in sorted(found, key=lambda one: one[:2]) if near < 3]


class ActionList(ItemList):
    """The actions that match: what each does, its key, and its id, which names it in the settings."""

    ITEM_HEIGHT = 2

    def __init__(self, words: Catalogue) -> None:
        super().__init__(words("palette.nothing"), rtl=words.rtl)
        self._words = words
        self._actions: Sequence[Action] = ()

    def show(self, actions: Sequence[Action]) -> None:
        """Show these actions, the cursor on the first."""
        self._actions = actions
        self.scroll_to(y=0, animate=False, immediate=True)
        self.set_count(len(actions), 0)

    def action(self) -> Action | None:
        """The action under the cursor."""
        return self._actions[self.cursor] if self.cursor is not None else None

    def draw_item(self, index: int, width: int, style: Style) -> list[Strip]:
        """The label, with the keys at the other edge; below it the id."""
        action = self._actions[index]
        aside = style if index == self.cursor else style + palette.DIM
        keys = snug(f" {shown_keys(action)} ", width // 3, aside + palette.KEY, rtl=False)
        pointer = Segment(f"{self.pointer(index)} " if not self.rtl else f" {self.pointer(index)}", style)
        label = self._words(f"action.{action.id}")
        name = line(label[:1].upper() + label[1:], width - cells(keys) - 2, style, rtl=self.rtl)
        first = strip(beside([pointer], name, keys, rtl=self.rtl), width, style)
        id_ = line(action.id, width - 2, aside, rtl=self.rtl)
        return [first, strip(beside([Segment("  ", style)], id_, rtl=self.rtl), width, style)]


class CommandPalette(Narrowing[Action]):
    """Gives the action to run, or None."""

    DEFAULT_CSS = """
    CommandPalette {
        align: center top;
        & > Vertical { margin-top: 2; width: 76; max-width: 95%; height: 80%; }
    }
    """

    def __init__(self, words: Catalogue, actions: Sequence[Action]) -> None:
        self._actions = [one for one in actions if one.id != "command-palette"]
        self._list = ActionList(words)
        super().__init__(words, words("palette.title"), words("palette.search"), self._list)

    def narrow(self, typed: str) -> None:
        """List the actions that match."""
        self._list.show(matching(self._actions, self._words, typed))

    def take(self) -> None:
        """Close with the action, if there is one."""
        action = self._list.action()
        if action is not None:
            self.dismiss(action)
