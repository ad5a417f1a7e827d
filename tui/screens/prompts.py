"""Questions over the reader: the note of a selection, a line of text, whether something may be lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from textual import events, on
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.timer import Timer

from tui.catalogue import Catalogue
from tui.screens.sparing import SparingModal
from tui.widgets.bars import Header
from tui.widgets.editor import LineEditor, TextEditor
from tui.widgets.sentence import Sentence

DRAFT_AFTER = 0.5
"""Seconds without a key after which what was typed is kept as a draft."""

TITLE_FROM, KEYS_FROM = 5, 6
"""Rows of a terminal from which on a note has its title, and its line of keys."""

BOX = """
    align: center middle;
    background: transparent;
    & > Vertical {
        width: 72; max-width: 95%;
        border: round ansi_blue; background: ansi_default; padding: 0 1;
    }
    & Editor { border: none; }
    & Editor:focus { border: none; }
    & LineEditor { height: 1; margin: 1 0; }
"""


class NotePrompt(SparingModal[str | None]):
    """A note of any length: ctrl+s or Esc saves it, ctrl+g leaves it as it was.

    `save` is called with the text and says whether it is kept; where it is not, the prompt stays, with all
    that was typed. Gives the text, or None. `keep` is called with what is typed so far whenever typing
    pauses, and when the reader has to end; it says whether that is kept, or is to be tried again.
    """

    BINDINGS = [
        Binding("ctrl+s,escape", "save"),
        Binding("ctrl+g", "leave"),
    ]

    DEFAULT_CSS = f"""
    NotePrompt {{ {BOX} & > Vertical {{ height: 14; max-height: 90%; }} & TextEditor {{ height: 1fr; }} }}
    """

    def __init__(
        self,
        words: Catalogue,
        text: str,
        saved: str,
        keep: Callable[[str], bool],
        save: Callable[[str], bool],
    ) -> None:
        super().__init__()
        self._words = words
        self._editor = TextEditor(text)
        self._title = Header(words("note.title" if text == saved else "note.draft"), rtl=words.rtl)
        self._keys = Header(words("note.keys"), rtl=words.rtl)
        self._kept = text
        self._keep = keep
        self._save = save
        self._answered = False
        self._typing: Timer | None = None

    def compose(self) -> ComposeResult:
        """The editor under its header."""
        with Vertical():
            yield self._title
            yield self._editor
            yield self._keys

    def on_mount(self) -> None:
        """Write at once."""
        self._editor.focus()

    def on_resize(self, event: events.Resize) -> None:
        """Where there is little room, it is for what is written."""
        self._keys.display = event.size.height >= KEYS_FROM
        self._title.display = event.size.height >= TITLE_FROM

    @on(TextEditor.Changed)
    def _typed(self) -> None:
        if self._typing is not None:
            self._typing.stop()
        self._typing = self.set_timer(DRAFT_AFTER, self.keep)

    def keep(self) -> None:
        """Keep what is typed so far as a draft."""
        text = self._editor.text
        if text != self._kept and not self._answered and self._keep(text):
            self._kept = text

    def on_unmount(self) -> None:
        """The reader may end with the prompt open."""
        self.keep()

    def action_save(self) -> None:
        """Save, and close if that could be done."""
        self._answered = self._save(self._editor.text)
        if self._answered:
            self.dismiss(self._editor.text)

    def action_leave(self) -> None:
        """Close without a change."""
        self._answered = True
        self.dismiss(None)


class LinePrompt(SparingModal[str | None]):
    """A line of text, such as a path or a name; gives it, or None. `title` is the key of what it asks."""

    BINDINGS = [Binding("escape", "leave")]

    DEFAULT_CSS = f"LinePrompt {{ {BOX} & > Vertical {{ height: auto; }} }}"

    def __init__(self, words: Catalogue, offered: str, title: str) -> None:
        super().__init__()
        self._words = words
        self._title = title
        self._editor = LineEditor(offered)

    def compose(self) -> ComposeResult:
        """The question and the line to answer on."""
        with Vertical():
            yield Header(self._words(self._title), rtl=self._words.rtl)
            yield self._editor

    def on_mount(self) -> None:
        """Type at once."""
        self._editor.focus()

    @on(LineEditor.Submitted)
    def _done(self) -> None:
        self.dismiss(self._editor.text)

    def action_leave(self) -> None:
        """Close without an answer."""
        self.dismiss(None)


class _Asked(Sentence, can_focus=True):
    """The text of a question; it has the focus, so that the keys are known to be for it."""


class Question(SparingModal[bool]):
    """Asks before something is lost; gives whether it may be: y or Enter, else n or Esc."""

    BINDINGS = [Binding("y,enter", "answer(True)"), Binding("n,escape", "answer(False)")]

    DEFAULT_CSS = f"Question {{ {BOX} & > Vertical {{ height: auto; }} & _Asked {{ margin: 1 0; }} }}"

    def __init__(self, words: Catalogue, question: str) -> None:
        super().__init__()
        self._words = words
        self._question = question

    def compose(self) -> ComposeResult:
        """The question, and the keys that answer it."""
        with Vertical():
            yield Header(self._words("question.keys"), rtl=self._words.rtl)
            yield _Asked(self._question)

    def on_mount(self) -> None:
        """Take the keys at once."""
        self.query_one(_Asked).focus()

    def action_answer(self, yes: bool) -> None:
        """Close with the answer."""
        self.dismiss(yes)


def ask_to_replace(app: App[object], words: Catalogue, path: Path, save: Callable[[Path], object]) -> None:
    """Ask whether the file at `path` may be lost, and call `save` with the path where it may."""

    def answered(yes: bool | None) -> None:
        if yes:
            save(path)

    app.push_screen(Question(words, words("question.replace", path=str(path))), answered)


class FindPrompt(SparingModal[str | None]):
    """A line at the bottom; what is typed is shown in the article at once. Gives it, or None."""

    BINDINGS = [Binding("escape", "leave")]

    DEFAULT_CSS = """
    FindPrompt {
        align: left bottom;
        background: transparent;
        & > Horizontal { height: 1; width: 100%; background: ansi_default; }
        & LineEditor { border: none; width: 1fr; height: 1; }
        & LineEditor:focus { border: none; }
    }
    """

    def __init__(self, words: Catalogue, offered: str, show: Callable[[str], None]) -> None:
        super().__init__()
        self._editor = LineEditor(offered, placeholder=words("find.placeholder"))
        self._show = show

    def compose(self) -> ComposeResult:
        """The line."""
        with Horizontal():
            yield self._editor

    def on_mount(self) -> None:
        """Type at once: the first letter takes the place of what was sought before."""
        self._editor.action_select_all()
        self._editor.focus()

    @on(LineEditor.Changed)
    def _typed(self) -> None:
        self._show(self._editor.text)

    @on(LineEditor.Submitted)
    def _done(self) -> None:
        self.dismiss(self._editor.text)

    def action_leave(self) -> None:
        """Close, and show nothing as found."""
        self.dismiss(None)
