"""The feeds of a library, and what servers said of the addresses that were read."""

from __future__ import annotations

from store.db import pages
from store.library.session import Session
from store.reading.fetch import Validators


class Feeds:
    """What of the library has to do with the network. `Library.feeds` gives it."""

    def __init__(self, session: Session):
        self._session = session

    def validators(self, url: str) -> Validators | None:
        """What the server said of the last answer from `url`; None where it was never read."""
        with self._session.reading() as db:
            found = pages.validators(db, url)
        return None if found is None else Validators(*found)

    def keep_validators(self, url: str, validators: Validators) -> None:
        """Keep what the server said of an answer all of which is in the library."""
        with self._session.writing() as db:
            pages.put_validators(db, url, validators.etag, validators.modified)
