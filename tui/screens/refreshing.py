"""The key that refreshes the feeds, in the background: reading goes on meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import work
from textual.worker import get_current_worker

from store.errors import StoreError
from tui.screens.panes import PaneScreen

if TYPE_CHECKING:
    from store.model import Refreshed


class RefreshingScreen(PaneScreen):
    """Fetches what is new in the feeds; `refreshed` is what the screen does about it."""

    offline = False
    """Whether the settings forbid the network."""
    _is_refreshing = False

    def refreshed(self) -> None:
        """Show that the lists have changed."""

    def action_refresh(self) -> None:
        """Fetch what is new in the feeds that are followed."""
        if self._is_refreshing:
            self.status.say(self.words("status.refreshing-already"))
        elif self.offline:
            self.status.say(self.words("status.offline"), error=True)
        elif not self.desk.library.feeds.every():
            self.status.say(self.words("status.no-feeds"))
        else:
            self._is_refreshing = True
            self.status.say(self.words("status.refreshing", done=0, count="…", name=""))
            self._refresh_feeds()

    @work(thread=True, exclusive=True, group="refresh")
    def _refresh_feeds(self) -> None:
        """In a thread, with a connection of its own: the screen's is the screen's."""
        worker = get_current_worker()

        def tell(what: Callable[..., object], *values: object) -> None:
            if not worker.is_cancelled:
                self.app.call_from_thread(what, *values)

        done: list[Refreshed] = []
        library = self.desk.library
        try:
            with library.another() as own:
                for one in own.feeds.refresh(
                    None,
                    lambda *where: tell(self._say_progress, *where),
                    is_wanted=lambda: not worker.is_cancelled,
                ):
                    done.append(one)
                    if one.new or one.updated:
                        tell(self.refreshed)
        except StoreError as error:
            tell(self._say_done, done, error)
        else:
            tell(self._say_done, done, None)

    def _say_progress(self, done: int, count: int, name: str) -> None:
        self.status.say(self.words("status.refreshing", done=done + 1, count=count, name=name))

    def _say_done(self, done: list[Refreshed], error: StoreError | None) -> None:
        self._is_refreshing = False
        self.refreshed()
        failures = [one for one in done if one.failure is not None]
        new = sum(one.new for one in done)
        if error is not None:
            self.status.say(self.words.error(error), error=True)
        elif failures and failures[0].failure is not None:
            reason = self.words.message(failures[0].failure)
            said = self.words("status.refreshed-failed", new=new, failed=len(failures), reason=reason)
            self.status.say(said, error=True)
        else:
            self.status.say(self.words("status.refreshed", new=new, count=len(done)))
