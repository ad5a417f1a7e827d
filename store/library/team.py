"""Who may use the library, and what the annotators agree on, behind the door."""

from __future__ import annotations

from store import sharing
from store.db.connection import companions
from store.library.session import Session
from store.sharing import Shared


class Team:
    """The people of one library."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def share(self, group: str) -> Shared:
        """Open the library's file and folder to a Unix group. LibraryError where that cannot be."""
        return sharing.share(self._session.path, companions(self._session.path.resolve()), group)

    def unshare(self) -> None:
        """Make the file and the folder their owner's alone again."""
        sharing.unshare(self._session.path, companions(self._session.path.resolve()))

    @property
    def group(self) -> str | None:
        """The group that the library is open to, or None."""
        return sharing.shared_with(self._session.path)
