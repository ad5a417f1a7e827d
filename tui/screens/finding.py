"""Finding: the search screen, a string in the open article, and going through what was found."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from store.model import Span, Subject
from tui.screens.annotating import AnnotatingScreen
from tui.screens.desk import Selection
from tui.screens.indexing import IndexingScreen

if TYPE_CHECKING:
    from tui.screens.searched import Chosen, Searched
    from tui.screens.searching import SearchScreen

MOST_FOUND = 10_000
"""Places that are marked in an article at most; in a megabyte a letter stands at more than anybody wants."""


class FindingScreen(AnnotatingScreen, IndexingScreen):
    """What was found in the open article, until Esc, and the search that it comes from."""

    _found: Sequence[Span] = ()
    _here = 0
    _sought = ""
    _searched: Searched | None = None
    """How the search screen was left."""

    # In the article

    def action_find(self) -> None:
        """Find a string in the article."""
        if self.desk.article is None:
            self.status.say(self.words("status.nothing-to-find"))
            return

        span = self.view.statement_span
        origin = None if span is None else self.desk.subject(Selection("statement", span))

        def done(answer: str | None) -> None:
            if answer is None:
                self.drop_found()
                self._return(origin)
            elif answer.strip():
                self._sought = answer
                self._seek(answer, origin)
                self._say_found()

        # Prompts and screens are imported when they are first opened: reading does without them.
        from tui.screens.prompts import FindPrompt

        self.focus_pane(self.view)
        self.app.push_screen(
            FindPrompt(self.words, self._sought, lambda typed: self._seek(typed, origin)), done
        )

    def _seek(self, string: str, origin: Subject | None) -> None:
        """Show where the string is found from the statement on from which one began to look."""
        article = self.desk.article
        if article is None:
            return
        found = self.desk.library.find_in(article.text, string, MOST_FOUND)
        self._show_found(found, origin.span if origin is not None and self.desk.shows(origin) else None)
        if not found:
            self._return(origin)

    def _return(self, origin: Subject | None) -> None:
        """Go back there, unless another text is shown by now."""
        if origin is not None and self.desk.shows(origin):
            self.go_to_statement(self.view.statement_at(origin.span.start))

    def _show_found(self, found: Sequence[Span], after: Span | None = None) -> None:
        """Mark what was found; the cursor goes to the first behind `after`, by default the statement that it
        is on, or to the first of all."""
        statement = after or self.view.statement_span
        start = statement.start if statement is not None else 0
        self._found = found
        # Of thousands of places only those are worked out that are asked for.
        behind = bisect_left(found, start, key=lambda span: span.start)
        self._here = behind if behind < len(found) else 0
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
            # The cursor stays, and so would the message.
            self.status.say("")
            self.say_where()
        return had

    def forget_found(self) -> None:
        """Another article is shown, in which nothing has been looked for."""
        self._found = ()

    def _go_to_found(self) -> None:
        here = self._found[self._here] if self._found else None
        if here is not None:
            self.go_to_statement(self.view.statement_at(here.start))
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
        from tui.screens.searched import Searched
        from tui.screens.searching import SearchScreen

        self._searched = self._searched or Searched()
        screen = SearchScreen(
            self.desk.library, self.words, self.show_date, self.prepare_index, self._searched
        )
        self.app.push_screen(screen, partial(self._chosen, screen))

    def _chosen(self, screen: SearchScreen, chosen: Chosen | None) -> None:
        self._searched = screen.state
        self.show_lists()
        if chosen is not None and self.open_article(chosen.article, 0):
            self.focus_pane(self.view)
            article = self.desk.article
            if article is not None:
                hits = self.desk.library.search.hits(article, chosen.query)
                self._show_found(hits)
                # A tag, an outlet or a title is found elsewhere than in the text.
                if hits:
                    self._say_found()

    def show_date(self, published: str | None) -> str:
        """A date as the settings ask for."""
        return published or ""

    def show_lists(self) -> None:
        """The sources or their articles have changed."""
