"""Finding: the search screen, a string in the open article, and going through what was found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.screen import ModalScreen

from store.model import Span
from tui.catalogue import Catalogue
from tui.screens.annotating import AnnotatingScreen
from tui.screens.indexing import IndexingScreen
from tui.screens.searching import Chosen, Searched, SearchScreen
from tui.widgets.editor import LineEditor

MOST_FOUND = 10_000
"""Places that are marked in an article at most; in a megabyte a letter stands at more than anybody wants."""


class FindPrompt(ModalScreen[str | None]):
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


class FindingScreen(AnnotatingScreen, IndexingScreen):
    """What was found in the open article, until Esc, and the search that it comes from."""

    _found: Sequence[Span] = ()
    _here = 0
    _sought = ""
    _searched = Searched()

    # In the article

    def action_find(self) -> None:
        """Find a string in the article."""
        if self.desk.article is None:
            self.status.say(self.words("status.nothing-to-find"))
            return

        def done(answer: str | None) -> None:
            if answer is None:
                self.drop_found()
            elif answer.strip():
                self._sought = answer
                self._seek(answer)
                self._say_found()

        self.focus_pane(self.view)
        self.app.push_screen(FindPrompt(self.words, self._sought, self._seek), done)

    def _seek(self, string: str) -> None:
        article = self.desk.article
        if article is not None:
            self._show_found(self.desk.library.search.find_in(article.text, string, MOST_FOUND))

    def _show_found(self, found: Sequence[Span]) -> None:
        """Mark what was found; the cursor goes to the first behind it, or to the first of all."""
        statement = self.view.statement_span
        start = statement.start if statement is not None else 0
        self._found = found
        self._here = next((index for index, span in enumerate(found) if span.start >= start), 0)
        self._go_to_found()

    def next_found(self, step: int) -> bool:
        """Go on (1) or back (-1) in what was found; False where nothing is."""
        if not self._found:
            return False
        target = self._here + step
        if not 0 <= target < len(self._found):
            self.status.say(self.words("find.last" if step > 0 else "find.first", count=len(self._found)))
            return True
        self._here = target
        self._go_to_found()
        self._say_found()
        return True

    def drop_found(self) -> bool:
        """Show nothing as found any more; False where nothing was."""
        had, self._found = bool(self._found), ()
        if had:
            self.view.show_found(())
            self.say_where()
        return had

    def forget_found(self) -> None:
        """Another article is shown, in which nothing has been looked for."""
        self._found = ()

    def action_back(self) -> None:
        """Drop what was found, before all else."""
        if not self.drop_found():
            super().action_back()

    def _go_to_found(self) -> None:
        here = self._found[self._here] if self._found else None
        if here is not None:
            statement = self.view.statement_at(here.start)
            if statement is not None and statement != self.view.statement:
                self.view.go(statement)
                self.follow_statement()
                self.say_where()
        self.view.show_found(self._found, here)

    def _say_found(self) -> None:
        if self._found:
            count = len(self._found)
            more = "+" if count == MOST_FOUND else ""
            message = self.words("find.place", number=self._here + 1, count=f"{count}{more}")
        else:
            message = self.words("find.nothing")
        self.status.say(message)

    # In the library

    def action_search(self) -> None:
        """Search the library; the screen comes back as it was left."""
        screen = SearchScreen(
            self.desk.library, self.words, self.show_date, self.prepare_index, self._searched
        )
        self.app.push_screen(screen, partial(self._chosen, screen))

    def _chosen(self, screen: SearchScreen, chosen: Chosen | None) -> None:
        self._searched = screen.state
        self.show_lists()
        if chosen is not None:
            self.open_article(chosen.article, 0)
            self.focus_pane(self.view)
            article = self.desk.article
            if article is not None and article.id == chosen.article:
                self._show_found(self.desk.library.search.hits(article, chosen.query))
                self._say_found()

    def show_date(self, published: str | None) -> str:
        """A date as the settings ask for."""
        return published or ""

    def show_lists(self) -> None:
        """The sources or their articles have changed."""
