"""The reader's actions: one table from which the bindings, the help, the hints and the palette are made."""

from __future__ import annotations

import string
import unicodedata
from collections.abc import Mapping, Sequence
from typing import NamedTuple


class Action(NamedTuple):
    """Something the reader does at a key; `tui.catalogue` says what, under `action.` and the id."""

    id: str
    """Names the action in `config.toml`; the screen's method is `action_` and the id with underscores."""
    keys: str
    """Textual's key names, parted by commas."""
    group: str
    """Where the help lists it: under the catalogue's `group.` and this."""
    hinted: bool = False
    """Whether it stands in the hint bar, with the catalogue's `hint.` and the id."""
    always: bool = False
    """Whether its hint stays where there is little room."""
    shown: str = ""
    """How the help writes the keys, where that is not what `keys` says."""


ACTIONS: tuple[Action, ...] = (
    Action("next-statement", "j,down", "moving", hinted=True, shown="j ↓"),
    Action("previous-statement", "k,up", "moving", shown="k ↑"),
    Action("next-claim", "n", "moving", hinted=True),
    Action("previous-claim", "N", "moving"),
    Action("page-down", "space,pagedown", "moving", shown="Space PgDn"),
    Action("page-up", "pageup,shift+space", "moving", shown="PgUp"),
    Action("first", "g,home", "moving", shown="g Home"),
    Action("last", "G,end", "moving", shown="G End"),
    Action("next-article", "right_square_bracket", "moving", shown="]"),
    Action("previous-article", "left_square_bracket", "moving", shown="["),
    Action("next-open", "full_stop", "moving", shown="."),
    Action("next-pane", "tab", "panes", hinted=True, shown="Tab"),
    Action("previous-pane", "shift+tab", "panes", shown="Shift+Tab"),
    Action("zoom", "z", "panes"),
    Action("open", "enter", "panes", shown="Enter"),
    Action("back", "escape", "panes", shown="Esc"),
    Action("compare", "c", "library", hinted=True),
    Action("tag", "t", "annotating", hinted=True),
    Action("note", "a", "annotating", hinted=True),
    Action("link", "L", "annotating"),
    Action("span", "v", "annotating", hinted=True),
    Action("span-left", "h", "annotating"),
    Action("span-right", "l", "annotating"),
    Action("span-word", "w", "annotating"),
    Action("span-word-back", "b", "annotating"),
    Action("span-swap", "o", "annotating"),
    Action("accept", "plus", "annotating", hinted=True, shown="+"),
    Action("reject", "x", "annotating"),
    Action("correct", "E", "annotating"),
    Action("add-claim", "m", "annotating"),
    Action("adjudicate", "A", "annotating"),
    Action("undo", "u", "annotating", hinted=True),
    Action("redo", "ctrl+r", "annotating"),
    Action("repeat", "comma", "annotating", shown=","),
    Action("tag-and-go", "T", "annotating"),
    Action("filter", "f", "annotating", hinted=True),
    Action("copy", "y", "annotating"),
    Action("others", "O", "annotating"),
    Action("show-text", "Y", "annotating"),
    Action("find", "slash", "library", hinted=True, shown="/"),
    Action("search", "s", "library", hinted=True),
    Action("refresh", "R", "library"),
    Action("fold", "F", "library"),
    Action("forget-search", "delete", "library", shown="Del"),
    Action("export", "e", "library", hinted=True),
    Action("toggle-read", "M", "library"),
    Action("read-all", "ctrl+a", "library"),
    Action("help", "question_mark", "library", hinted=True, always=True, shown="?"),
    Action("command-palette", "ctrl+p", "library"),
    Action("suspend", "ctrl+z", "library"),
    Action("redraw", "ctrl+l", "library"),
    Action("quit", "q", "library", hinted=True, always=True),
)

DIGITS = tuple(Action(f"tag-{n}", str(n), "annotating") for n in range(1, 10))


def remapped(keys: Mapping[str, str]) -> tuple[Action, ...]:
    """The actions with the keys that they really have: `keys` holds those that the settings change, by id."""
    return tuple(
        action._replace(keys=keys[action.id], shown=" ".join(map(_sign, keys[action.id].split(","))))
        if action.id in keys
        else action
        for action in ACTIONS
    )


def key_name(key: str) -> str:
    """Textual's name of a key that is written as its character, as in `?` or `ctrl+]`."""
    start, character = key[:-1], key[-1]
    if character.isalnum() or (start and not start.endswith("+")):
        return key
    name = unicodedata.name(character).lower().replace("-", "_").replace(" ", "_")
    return start + _SHORT_NAMES.get(name, name)


_SHORT_NAMES = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}
"""Where Textual's name of a key is not the name of its character."""

_CHARACTERS = {key_name(character): character for character in string.punctuation}
"""By Textual's name of a key the character that people know it by."""


def _sign(key: str) -> str:
    """A key as a person writes it: `?` for Textual's `question_mark`."""
    *modifiers, name = key.split("+")
    return "+".join([*modifiers, _CHARACTERS.get(name, name)])


def first_keys(actions: Sequence[Action]) -> dict[str, str]:
    """By the id of each action the first of its keys, as the hint bar writes it."""
    return {one.id: shown_keys(one).split(" ")[0] for one in actions}


def shown_keys(action: Action) -> str:
    """The keys of `action` as the help and the hint bar write them."""
    return action.shown or action.keys.replace(",", " ")
