"""The index of words, made in the background where a library is of an earlier version."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Protocol, runtime_checkable

from textual import work
from textual.worker import get_current_worker

from store.errors import StoreError
from tui.screens.panes import PaneScreen

TELL_EVERY = 1.0
"""Seconds after which it is said again how far the index is: each time costs a line on the terminal."""


@runtime_checkable
class Indexed(Protocol):
    """A screen that needs the index of words."""

    def index_begins(self) -> None:
        """What is asked for waits for the index."""

    def index_grows(self, done: int, count: int) -> None:
        """So many articles are in the index, of so many."""

    def index_ends(self, error: StoreError | None) -> None:
        """The index is whole, or it cannot be made."""


class IndexingScreen(PaneScreen):
    """Makes the index; what is done stays when the reader is left, and goes on with the next search."""

    _is_indexing = False

    def prepare_index(self) -> bool:
        """Whether the index is whole; otherwise it is being made, and the screens that need it are told."""
        try:
            if self.desk.library.search.is_ready:
                return True
        except StoreError as error:
            self._end_indexing(error)
            return False
        if not self._is_indexing:
            self._is_indexing = True
            self._make_index()
        for screen in self._waiting():
            screen.index_begins()
        return False

    @work(thread=True, exclusive=True, group="index")
    def _make_index(self) -> None:
        """In a thread, with a connection of its own: the screen's is the screen's."""
        worker = get_current_worker()
        library = self.desk.library
        told = 0.0

        def tell(what: Callable[..., object], *values: object) -> None:
            if not worker.is_cancelled:
                self.app.call_from_thread(what, *values)

        def progress(done: int, count: int) -> None:
            nonlocal told
            if time.monotonic() - told >= TELL_EVERY:
                told = time.monotonic()
                tell(self._tell_progress, done, count)

        try:
            with library.another() as own:
                own.search.prepare(progress, lambda: not worker.is_cancelled)
        except StoreError as error:
            tell(self._end_indexing, error)
        else:
            tell(self._end_indexing, None)

    def _tell_progress(self, done: int, count: int) -> None:
        for screen in self._waiting():
            screen.index_grows(done, count)

    def _waiting(self) -> Iterator[Indexed]:
        """The screens that the index is told to."""
        return (screen for screen in self.app.screen_stack if isinstance(screen, Indexed))

    def _end_indexing(self, error: StoreError | None) -> None:
        self._is_indexing = False
        for screen in self._waiting():
            screen.index_ends(error)
