"""What is tried with the library from a screen that has a status line."""

from __future__ import annotations

from collections.abc import Callable

from store.errors import StoreError
from tui.catalogue import Catalogue
from tui.widgets.bars import StatusBar


class Attempting:
    """A screen that says on its status line what went wrong."""

    words: Catalogue
    """The texts in the reader's language."""
    status: StatusBar

    def attempt(self, action: Callable[[], object]) -> bool:
        """Do something with the library; an error of it is shown, and False given."""
        try:
            action()
        except StoreError as error:
            self.status.say(self.words.error(error), error=True)
            return False
        return True
