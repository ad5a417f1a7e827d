"""What a saved search finds, all of it, looked up in the background; and a place in it that stays."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

from store.library import Library


class Lookup:
    """The ids of all articles that a query finds, the best first; they come in parts.

    `ids` grows, until `is_done`; `error` is then what stopped it, if something did. `tell` is called with
    this, in the thread that looks, whenever there is more.
    """

    def __init__(
        self, library: Library, query: str, folded: bool, tell: Callable[[Lookup], object] | None = None
    ) -> None:
        self.ids: list[str] = []
        self.is_done = False
        self.error: Exception | None = None
        self._library = library
        self._query = query
        self._folded = folded
        self._tell = tell
        self._begun = threading.Event()
        self._is_wanted = True
        # A daemon: the end of the reader waits for no search.
        threading.Thread(target=self._run, daemon=True).start()

    def wait(self, seconds: float) -> bool:
        """Wait so long for the first part; whether it is there."""
        return self._begun.wait(seconds)

    def stop(self) -> None:
        """What is found is not wanted any more."""
        self._is_wanted = False

    def _run(self) -> None:
        try:
            with self._library.another() as own:
                for ids in own.search.listing(self._query, folded=self._folded):
                    if not self._is_wanted:
                        return
                    self.ids += ids
                    self._say()
        except Exception as error:  # Whatever it is, it is told: a thread's own would be lost.
            self.error = error
        self.is_done = True
        self._say()

    def _say(self) -> None:
        self._begun.set()
        if self._tell is not None and self._is_wanted:
            self._tell(self)


def still_there(before: Sequence[str], left: str, after: Sequence[str]) -> str | None:
    """The article `left` of the list `before` if the list `after` has it, else the nearest one above it that
    `after` has; None where it has none of them."""
    ids = set(after)
    return next((one for one in reversed(before[: before.index(left) + 1]) if one in ids), None)


def carried_over(
    before: Sequence[str], at: int | None, after: Sequence[str], kept: str | None
) -> tuple[list[str], int | None]:
    """The list `after`, and where in it the cursor stands that stood at index `at` of the list `before`.

    It stays on its article. Where that is not there any more, it is put in at its old place if it is `kept`,
    what is being read; otherwise the cursor comes to the one that was next.
    """
    ids = list(after)
    if at is None or not before:
        return ids, None
    here = before[at]
    places = {one: index for index, one in enumerate(after)}
    if here in places:
        return ids, places[here]
    follows = next((places[one] + 1 for one in reversed(before[:at]) if one in places), 0)
    if here == kept:
        ids.insert(follows, here)
    return ids, min(follows, len(ids) - 1) if ids else None
