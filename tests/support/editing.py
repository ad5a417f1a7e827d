"""An editor alone in an application, and how its rows are read."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import ClassVar
from unicodedata import normalize

from textual import events
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.keys import _character_to_key
from textual.message import Message
from textual.pilot import Pilot

from tui.widgets.editor import Editor, LineEditor

MARKED = {"cursor": "<{}>", "inside": "<<{}>>", "selection": "[{}]", "placeholder": "({})", "text": "{}"}


class Bench(App[None]):
    """One editor, and a log of what it leaves to others."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(key, f"log('{key}')")
        for key in ("escape", "ctrl+s", "ctrl+c", "up", "down", "pageup", "alt+b", "q", "ج")
    ]

    def __init__(self, editor: Editor) -> None:
        super().__init__()
        self.editor = editor
        self.left: list[str] = []
        self.heard: list[Message] = []
        self.bells = 0

    def compose(self) -> ComposeResult:
        yield self.editor

    def on_mount(self) -> None:
        self.theme = "ansi-dark"

    def action_log(self, key: str) -> None:
        self.left.append(key)

    def bell(self) -> None:
        self.bells += 1

    def on_editor_changed(self, message: Editor.Changed) -> None:
        self.heard.append(message)

    def on_line_editor_submitted(self, message: LineEditor.Submitted) -> None:
        self.heard.append(message)


@asynccontextmanager
async def open_editor(editor: Editor, width: int = 24, height: int = 10) -> AsyncIterator[Pilot[None]]:
    """An application with that one editor, focused. The width is that of the screen."""
    async with Bench(editor).run_test(size=(width, height)) as pilot:
        editor.focus()
        await pilot.pause()
        yield pilot


def bench(pilot: Pilot[None]) -> Bench:
    """The application that `open_editor` opened."""
    assert isinstance(pilot.app, Bench)
    return pilot.app


async def write(pilot: Pilot[None], text: str) -> None:
    """Type `text` as a terminal sends it, marks and joiners too."""
    for character in text:
        pilot.app.post_message(events.Key(_character_to_key(character), character))
        await pilot.pause()


def look(editor: Editor, y: int = 0) -> str:
    """A line as drawn, from left to right, letters without their forms: <cursor>, [selected]."""
    shown = editor._picture(y + editor.scroll_offset.y)
    return normalize("NFKC", "".join(MARKED[role].format(text) for text, role in shown)).strip()


def cells(editor: Editor, y: int = 0) -> str:
    """A line as it is sent to the terminal."""
    return "".join(segment.text for segment in editor.render_line(y))


def back(text: str) -> str:
    """`text` as it stands from left to right."""
    return text[::-1]
