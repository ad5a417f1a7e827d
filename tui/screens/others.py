"""What others annotate: shown in the margin or alone, at a key, and as they do it."""

from __future__ import annotations

from contextlib import suppress

from store.errors import StoreError
from tui.screens.annotating import AnnotatingScreen
from tui.screens.desk import WHOSE

LOOK_EVERY = 1.0
"""Seconds after which it is looked whether somebody else has written to the library.

That reads a counter of SQLite's; nothing is drawn but what has changed.
"""


class OthersScreen(AnnotatingScreen):
    """One's own annotations, then with those of others in the margin, then those of others alone."""

    def on_mount(self) -> None:
        """Look for changes from now on."""
        self.set_interval(LOOK_EVERY, self.look)

    def action_others(self) -> None:
        """Show whose annotations come next."""
        shown = WHOSE[(WHOSE.index(self.desk.shown) + 1) % len(WHOSE)]
        if self.attempt(lambda: self.desk.turn_to(shown)):
            self.show_annotations()
            self.say_where()
            self.status.say(self.words(f"status.shown-{shown}"))

    def look(self) -> None:
        """Show what others have changed in the library since it was read, if they have."""
        with suppress(StoreError):
            if not self.desk.is_changed:
                return
            if self.desk.is_outdated:
                # What is placed in the new text has no place in the one on the screen.
                self.desk.overlook()
                self.show_new_text()
            else:
                self.desk.reload()
                self.show_annotations()
                self.say_where()
            self.show_lists_again()

    def show_lists_again(self) -> None:
        """Articles may have come, or their counts have changed: the reader knows how they are listed."""
