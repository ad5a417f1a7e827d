"""The key that opens what annotators do not agree on."""

from __future__ import annotations

from tui.screens.annotating import AnnotatingScreen


class AdjudicatingScreen(AnnotatingScreen):
    """Decides between annotators."""

    def action_adjudicate(self) -> None:
        """Step through what annotators do not agree on, from the open article on."""
        from tui.screens.adjudication import Adjudication

        shared: list[str] = []
        library = self.desk.library
        if not self.attempt(lambda: shared.extend(library.adjudication.articles())):
            return
        if not shared:
            self.status.say(self.words("adjudicate.alone"))
            return
        here = None if self.desk.article is None else self.desk.article.id
        screen = Adjudication(self.words, library, shared, here)
        if not self.attempt(screen.begin):
            return
        if screen.dispute is None:
            self.status.say(self.words("adjudicate.agreed"))
            return
        self.app.push_screen(screen, lambda _done: self._adjudicated())

    def _adjudicated(self) -> None:
        """Show what was decided."""
        if self.attempt(self.desk.reload):
            self.show_annotations()
            self.articles.renew()
            self.say_where()
