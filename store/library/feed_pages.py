"""The pages of a feed's entries, in one refresh: what they hold, and what became of them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from store.errors import Message, UnreadableInput
from store.ids import later
from store.model import Document

if TYPE_CHECKING:
    from store.reading.feeds import Entry
    from store.reading.fetch import Web

PAGES = 200
"""Pages that are fetched for one feed in one refresh, at most."""

FORBIDDEN = timedelta(days=1)
"""How long to wait before asking again for a page that the server forbids: it may allow it by then."""


@dataclass(slots=True)
class Pages:
    """What became of the pages of a feed."""

    complaints: list[Message] = field(default_factory=list)
    left: bool = False
    """Whether another refresh may have more luck with some of them."""
    refused: dict[str, str | None] = field(default_factory=dict)
    """The addresses that give no article, and until when; None where the reason does not pass."""
    _fetched: int = 0
    _unasked: set[str] = field(default_factory=set)
    """The servers that were not asked; each is complained of once."""

    def failed(self, why: Message) -> None:
        """Keep why an article could not be added; the next refresh asks for it again."""
        self.complaints.append(why)
        self.left = True

    def read(self, entry: Entry, web: Web, is_there: bool) -> Document | None:
        """The article on the page of an entry; None where it cannot be read, or is left for another time.

        The reason becomes a complaint, unless the article is there already.
        """
        from store.reading.patience import Forbidden, NotAsked, NotNow

        self._fetched += 1
        if self._fetched > PAGES:
            self.left = True
            return None
        try:
            return _page(entry, web)
        except UnreadableInput as error:
            if isinstance(error, NotNow):
                self.left = True
            elif entry.link is not None:
                self.refused[entry.link] = later(FORBIDDEN) if isinstance(error, Forbidden) else None
            host = str(error.message.values["host"]) if isinstance(error, NotAsked) else None
            if not is_there and host not in self._unasked:
                self.complaints.append(error.message)
                if host is not None:
                    self._unasked.add(host)
            return None


def _page(entry: Entry, web: Web) -> Document:
    """The article on the page that an entry links to, with what the feed says of it."""
    from store.reading.addresses import label_of
    from store.reading.pages import read_page

    teaser, link = entry.document, entry.link or ""
    answer = web.get(link)
    if answer is None:
        return teaser
    cut = teaser.title is None or teaser.title.endswith(("…", "..."))
    origin = answer.origin(label_of(link), teaser.source)
    page = read_page(answer.data, origin, None if cut else teaser.title)
    return replace(
        page,
        address=teaser.address,
        url=link,
        published=teaser.published or page.published,
        author=teaser.author or page.author,
    )
