"""The reader's actions: one table from which the bindings, the help, the hints and the palette are made."""

from __future__ import annotations

from dataclasses import dataclass


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
    shown: str = ""
    """How the help writes the keys, where that is not what `keys` says."""


ACTIONS: tuple[Action, ...] = (
    Action("next-statement", "j,down", "next statement or line of a list", "Moving", "statement", "j ↓"),
    Action("previous-statement", "k,up", "previous statement or line of a list", "Moving", "", "k ↑"),
    Action("next-claim", "n", "next claim", "Moving", "claim"),
    Action("previous-claim", "N", "previous claim", "Moving"),
    Action("page-down", "space,pagedown", "a page on", "Moving", "", "Space PgDn"),
    Action("page-up", "pageup,shift+space", "a page back", "Moving", "", "PgUp"),
    Action("first", "g,home", "the beginning", "Moving", "", "g Home"),
    Action("last", "G,end", "the end", "Moving", "", "G End"),
    Action("next-article", "right_square_bracket", "next article of the list", "Moving", "", "]"),
    Action("previous-article", "left_square_bracket", "previous article of the list", "Moving", "", "["),
    Action("next-open", "full_stop", "next statement without an annotation of yours", "Moving", "", "."),
    Action("next-pane", "tab", "next pane", "Panes", "pane", "Tab"),
    Action("previous-pane", "shift+tab", "previous pane", "Panes", "", "Shift+Tab"),
    Action("zoom", "z", "the pane alone, and back", "Panes"),
    Action("open", "enter", "open the article, or jump to the claim", "Panes", "", "Enter"),
    Action("back", "escape", "back to the pane before", "Panes", "", "Esc"),
    Action("tag", "t", "tag palette: type to filter, Enter sets or clears", "Annotating", "tag"),
    Action("note", "a", "note on the statement or claim", "Annotating", "note"),
    Action("undo", "u", "undo your last annotation step", "Annotating", "undo"),
    Action("redo", "ctrl+r", "redo it", "Annotating", "", "ctrl+r"),
    Action("copy", "y", "send the statement or claim to the clipboard", "Annotating"),
    Action("export", "e", "export annotations to a file", "Library", "export"),
    Action("toggle-read", "M", "mark the article read or unread", "Library"),
    Action("read-all", "ctrl+a", "mark every article of the list read", "Library", "", "ctrl+a"),
    Action("help", "question_mark", "this help", "Library", "help", "?"),
    Action("command-palette", "ctrl+p", "every action by name", "Library", "", "ctrl+p"),
    Action("quit", "q", "quit", "Library", "quit"),
)

DIGITS = tuple(
    Action(f"tag-{n}", str(n), f"set or clear tag {n}", "Annotating", "", str(n)) for n in range(1, 10)
)


def shown_keys(action: Action) -> str:
    """The keys of `action` as the help and the hint bar write them."""
    return action.shown or action.keys.replace(",", " ")
