"""What others annotate: shown in the margin or alone, at a key, and as they do it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from store.errors import StoreError
from tui.actions import Action
from tui.catalogue import Catalogue
from tui.screens.annotating import AnnotatingScreen
from tui.screens.desk import WHOSE, Desk

LOOK_EVERY = 1.0
"""Seconds after which it is looked whether somebody else has written to the library.

That reads a counter of SQLite's; nothing is drawn but what has changed.
"""


class OthersScreen(AnnotatingScreen):
    """One's own annotations, then with those of others in the margin, then those of others alone."""

    def __init__(self, desk: Desk, words: Catalogue, actions: Sequence[Action]) -> None:
        super().__init__(desk, words, actions)
        self._seen = desk.library.change_counter()
        """The library's counter of changes up to which all that others have written is on the screen.

        Whatever one does meanwhile shows no more than what that is about.
        """

    def on_mount(self) -> None:
        """Look for changes from now on."""
        self.set_interval(LOOK_EVERY, self.look)

    def action_others(self) -> None:
        """Show whose annotations come next."""
        shown = WHOSE[(WHOSE.index(self.desk.shown) + 1) % len(WHOSE)]
        is_outdated = self.desk.is_outdated
        if not self.attempt(lambda: self.desk.turn_to(shown)):
            return
        if is_outdated:
            self.show_new_text()
        else:
            self.show_annotations()
            self.say_where()
            self.status.say(self.words(f"status.shown-{shown}"))

    def look(self) -> None:
        """Show what others have changed in the library since this was last called, if they have."""
        with suppress(StoreError):
            changes = self.desk.library.change_counter()
            if changes == self._seen:
                return
            if self.desk.is_outdated:
                # What is placed in the new text has no place in the one on the screen.
                self.show_new_text()
            else:
                self.desk.reload()
                self.show_annotations()
                self.say_where()
            self.show_lists_again()
            self._seen = changes

    def show_lists_again(self) -> None:
        """Articles may have come, or their counts have changed: the reader knows how they are listed."""
