"""The reader's actions: one table from which the bindings, the help, the hints and the palette are made."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Action:
    """Something the reader does at a key."""

    id: str
    """Names the action in `config.toml`; the screen's method is `action_` and the id with underscores."""
    keys: str
    """Textual's key names, parted by commas."""
    label: str
    group: str
    hint: str = ""
    """The words in the hint bar, or "" to leave it out there."""
    always: bool = False
    """Whether its hint stays where there is little room."""
    shown: str = ""
    """How the help writes the keys, where that is not what `keys` says."""


ACTIONS: tuple[Action, ...] = (
    Action(
        "next-statement", "j,down", "next statement or line of a list", "Moving", "statement", shown="j ↓"
    ),
    Action("previous-statement", "k,up", "previous statement or line of a list", "Moving", shown="k ↑"),
    Action("next-claim", "n", "next claim", "Moving", "claim"),
    Action("previous-claim", "N", "previous claim", "Moving"),
    Action("page-down", "space,pagedown", "a page on", "Moving", shown="Space PgDn"),
    Action("page-up", "pageup,shift+space", "a page back", "Moving", shown="PgUp"),
    Action("first", "g,home", "the beginning", "Moving", shown="g Home"),
    Action("last", "G,end", "the end", "Moving", shown="G End"),
    Action("next-article", "right_square_bracket", "next article of the list", "Moving", shown="]"),
    Action("previous-article", "left_square_bracket", "previous article of the list", "Moving", shown="["),
    Action("next-open", "full_stop", "next statement without an annotation of yours", "Moving", shown="."),
    Action("next-pane", "tab", "next pane", "Panes", "pane", shown="Tab"),
    Action("previous-pane", "shift+tab", "previous pane", "Panes", shown="Shift+Tab"),
    Action("zoom", "z", "the pane alone, and back", "Panes"),
    Action("open", "enter", "open the article, or jump to the claim", "Panes", shown="Enter"),
    Action("back", "escape", "back to the pane before", "Panes", shown="Esc"),
    Action("tag", "t", "tag palette: type to filter, Enter sets or clears", "Annotating", "tag"),
    Action("note", "a", "note on the statement or claim", "Annotating", "note"),
    Action("undo", "u", "undo your last annotation step", "Annotating", "undo"),
    Action("redo", "ctrl+r", "redo it", "Annotating"),
    Action("copy", "y", "send the statement or claim to the clipboard", "Annotating"),
    Action("export", "e", "export annotations to a file", "Library", "export"),
    Action("toggle-read", "M", "mark the article read or unread", "Library"),
    Action("read-all", "ctrl+a", "mark every article of the list read", "Library"),
    Action("help", "question_mark", "this help", "Library", "help", always=True, shown="?"),
    Action("command-palette", "ctrl+p", "every action by name", "Library"),
    Action("quit", "q", "quit", "Library", "quit", always=True),
)

DIGITS = tuple(Action(f"tag-{n}", str(n), f"set or clear tag {n}", "Annotating") for n in range(1, 10))


def remapped(keys: Mapping[str, str]) -> tuple[Action, ...]:
    """The actions with the keys that they really have: `keys` holds those that the settings change, by id."""
    return tuple(
        replace(action, keys=keys[action.id], shown=" ".join(map(_sign, keys[action.id].split(","))))
        if action.id in keys
        else action
        for action in ACTIONS
    )


def _sign(key: str) -> str:
    """A key as a person writes it: `?` for Textual's `question_mark`."""
    *modifiers, name = key.split("+")
    try:
        name = unicodedata.lookup(name.replace("_", " "))
    except KeyError:
        # A name that is no character's stands for itself: `enter`, `a`.
        return key
    return "+".join([*modifiers, name])


def shown_keys(action: Action) -> str:
    """The keys of `action` as the help and the hint bar write them."""
    return action.shown or action.keys.replace(",", " ")
