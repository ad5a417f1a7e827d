"""What an annotator has read, and where they were: kept while they read."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from textual.timer import Timer

from store.model import Place
from tui.screens.annotating import AnnotatingScreen

READ_AFTER = 5.0
"""Seconds after which an open article counts as read."""
SAVE_AFTER = 0.5
"""Seconds of rest after which the reading position is kept."""


class PlaceScreen(AnnotatingScreen):
    """Read marks, and the place in the open article."""

    _reading: Timer | None = None
    _saving: Timer | None = None

    def index_of(self, article_id: str) -> int | None:
        """Where the article stands in the list; None where it does not."""
        return None

    def start_reading(self) -> None:
        """The article counts as read after a while; the place is kept."""
        self._stop_reading()
        self.save_place()
        article = self.desk.article
        if article is not None and not self.is_read(article.id):
            self._reading = self.set_timer(READ_AFTER, partial(self.mark_read, article.id))

    def _stop_reading(self) -> bool:
        """The article is not about to count as read any more; False where none was."""
        reading, self._reading = self._reading, None
        if reading is not None:
            reading.stop()
        return reading is not None

    def is_read(self, article_id: str) -> bool:
        """Whether the list shows the article as read; one that is not at its cursor is taken as unread."""
        summary = self.articles.article
        return summary is not None and summary.id == article_id and summary.read

    def mark_read(self, article_id: str) -> None:
        """Mark the article read, if it is being read."""
        if self._stop_reading():
            self.attempt(partial(self.desk.library.mark_read, [article_id], True))
            self.refresh_lists()

    def save_place(self) -> None:
        """Keep the place once the cursor has come to rest, not at every step."""
        if self._saving is not None:
            self._saving.stop()
        self._saving = self.set_timer(SAVE_AFTER, self.save_place_now)

    def save_place_now(self) -> None:
        """Keep the place, unless it is kept already."""
        article, span = self.desk.article, self.view.statement_span
        if article is not None and self._saving is not None:
            self._saving = None
            self.attempt(partial(self.desk.library.save_place, Place(article.id, span.start if span else 0)))

    def keep(self) -> None:
        """Keep the place where the reader was left."""
        self.save_place_now()

    def on_unmount(self) -> None:
        """As above."""
        self.keep()

    def action_toggle_read(self) -> None:
        """Mark the article read, or unread."""
        article = self.articles.article if self.focused in (self.articles, self.sources) else None
        if article is None and self.desk.article is not None:
            where = self.index_of(self.desk.article.id)
            article = self.articles.at(where) if where is not None else None
        if article is None:
            self.status.say(self.words("status.not-in-list"))
            return
        self._stop_reading()
        if self.attempt(partial(self.desk.library.mark_read, [article.id], not article.read, step=True)):
            self.refresh_lists()
            self.status.say(self.words("status.marked-unread" if article.read else "status.marked-read"))

    def action_read_all(self) -> None:
        """Mark every article of the list read, those too that are folded under another."""
        self.read_all(partial(self.desk.library.mark_all_read, self.source))

    def read_all(self, mark: Callable[[], int]) -> None:
        """Let `mark` mark what is listed, and say how many articles it changed."""
        if not self.articles.count:
            self.status.say(self.words("status.empty-list"))
            return
        counts: list[int] = []
        if self.attempt(lambda: counts.append(mark())):
            self.refresh_lists()
            key = "status.all-read" if counts[0] else "status.all-were-read"
            self.status.say(self.words(key, count=counts[0]))
