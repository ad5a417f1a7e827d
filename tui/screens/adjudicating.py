"""The key that opens what annotators do not agree on."""

from __future__ import annotations

from tui.screens.annotating import AnnotatingScreen


class AdjudicatingScreen(AnnotatingScreen):
    """Decides between annotators."""

    def action_adjudicate(self) -> None:
        """Step through what annotators do not agree on, from the open article on."""
        from tui.screens.adjudication import Adjudication

        screen = Adjudication(self.words, self.desk.library, self.desk.article_id)
        screen.begin(self.app)
        if screen.is_looking or screen.dispute is not None:
            self.app.push_screen(screen, self._adjudicated)
        else:
            self._adjudicated(screen.reason)

    def _adjudicated(self, reason: str | None) -> None:
        """Show what was decided, or why there is nothing to decide."""
        if self.desk.is_outdated:
            self.show_new_text()
            return
        if self.attempt(self.desk.reload):
            self.show_annotations()
            self.articles.renew()
            self.say_where()
        # What was said before is no longer what an undo takes back.
        self.status.say(reason or "")
