"""Work on the library beside the screen: what may take long does not hold up the keys."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from typing import Generic, TypeAlias, TypeVar

from textual.message_pump import MessagePump

from store.errors import StoreError
from store.library import Library

Result = TypeVar("Result")

Wanted: TypeAlias = Callable[[], bool]
"""Whether the work is still wanted; it is asked between its parts."""

WAIT = 0.15
"""Seconds that a key waits for what it asks for; what takes longer comes when it is there."""


class Beside(Generic[Result]):
    """One piece of work, in a thread and with a connection of its own.

    `then` is called with what it gives, `failed` with the error of the library that ended it, both from the
    queue of `pump`, and neither once it has been stopped.
    """

    def __init__(
        self,
        pump: MessagePump,
        library: Library,
        work: Callable[[Library, Wanted], Result],
        then: Callable[[Result], object],
        failed: Callable[[StoreError], object],
    ) -> None:
        self.is_busy = True
        """Whether its end has not been told."""
        self._pump = pump
        self._library = library
        self._work = work
        self._then = then
        self._failed = failed
        self._tell: Callable[[], object] | None = None
        self._done = threading.Event()
        # A daemon: the end of the reader waits for no search.
        threading.Thread(target=self._run, daemon=True).start()

    def wait(self, seconds: float = WAIT) -> None:
        """Wait so long for its end; if it comes, it is told before this returns."""
        if self._done.wait(seconds):
            self._end()

    def stop(self) -> None:
        """It is not wanted any more."""
        self.is_busy = False

    def _run(self) -> None:
        try:
            with self._library.another() as own:
                self._tell = partial(self._then, self._work(own, lambda: self.is_busy))
        except StoreError as error:
            self._tell = partial(self._failed, error)
        except Exception as error:  # To end the reader, as a worker's does; a thread's own would be lost.
            self._tell = partial(_throw, error)
        self._done.set()
        self._pump.call_later(self._end)

    def _end(self) -> None:
        if self.is_busy and self._tell is not None:
            self.is_busy = False
            self._tell()


def _throw(error: Exception) -> None:
    raise error
