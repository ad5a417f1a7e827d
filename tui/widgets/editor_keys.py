"""The keys of the editors: Textual's for its Input and TextArea, and what it means that a key writes."""

from __future__ import annotations

from textual.binding import Binding, BindingType

from tui.rtl import document as editing
from tui.rtl.document import clean

MOVES = {
    "left": "left",
    "right": "right",
    "ctrl+left": "word_left",
    "ctrl+right": "word_right",
    "home": "row_start",
    "end": "row_end",
    "ctrl+home": "text_start",
    "ctrl+end": "text_end",
}
ROW_MOVES = {"up": "up", "down": "down", "pageup": "page_up", "pagedown": "page_down"}


def move_bindings(moves: dict[str, str]) -> list[BindingType]:
    """Bindings for the keys of `moves`, and with shift for selecting."""
    bindings: list[BindingType] = []
    for key, move in moves.items():
        shifted = key.replace("ctrl+", "ctrl+shift+") if "+" in key else f"shift+{key}"
        bindings.append(Binding(key, f"move('{move}')", show=False, id=f"editor.{move}"))
        bindings.append(Binding(shifted, f"move('{move}', True)", show=False, id=f"editor.select_{move}"))
    return bindings


EDITING: list[BindingType] = [
    *move_bindings(MOVES),
    Binding("ctrl+a", "move('row_start')", show=False),
    Binding("ctrl+e", "move('row_end')", show=False),
    Binding("ctrl+shift+a,f7", "select_all", show=False, id="editor.select_all"),
    Binding("backspace", "erase('before')", show=False, id="editor.erase_before"),
    Binding("delete,ctrl+d", "erase('after')", show=False, id="editor.erase_after"),
    Binding(
        "ctrl+w,ctrl+backspace,alt+backspace",
        "erase('word_before')",
        show=False,
        id="editor.erase_word_before",
    ),
    Binding("ctrl+delete,alt+delete", "erase('word_end')", show=False, id="editor.erase_word_after"),
    Binding("ctrl+u,super+backspace", "erase('line_before')", show=False, id="editor.erase_line_before"),
    Binding("ctrl+k", "erase('line_after')", show=False, id="editor.erase_line_after"),
    Binding("ctrl+z,super+z", "undo", show=False, id="editor.undo"),
    Binding("ctrl+y,super+y", "redo", show=False, id="editor.redo"),
    Binding("ctrl+x,super+x", "cut", show=False, id="editor.cut"),
    Binding("ctrl+c,super+c", "copy", show=False, id="editor.copy"),
    Binding("ctrl+v,super+v", "paste", show=False, id="editor.paste"),
]

ERASURES = {
    move.__name__: move
    for move in (
        editing.before,
        editing.after,
        editing.word_before,
        editing.word_end,
        editing.line_before,
        editing.line_after,
    )
}


def written(key: str, character: str | None) -> bool:
    """Whether a key writes its character: printable ones, spaces of any kind and the zero-width joiners."""
    if character is None or key.startswith(("alt+", "ctrl+", "super+")):
        return False
    return len(character) == 1 and character != "\n" and clean(character) == character
