"""Articles on their way into a library: texts and pages that were read, and feeds that bring them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from store.errors import Message


@dataclass(frozen=True, slots=True)
class Page:
    """The page that a text was extracted from, as it came."""

    sha256: str
    """Of its bytes."""
    body: bytes
    """Its bytes, compressed by zlib."""
    reader: str
    """What extracted the text, and which version of it."""


@dataclass(frozen=True, slots=True)
class Document:
    """A text as it was read, on its way into the library."""

    text: str
    """Without BOM; NUL is U+2400 and a lone surrogate U+FFFD."""
    source: str
    address: str
    """Absolute path or URL."""
    url: str | None = None
    title: str | None = None
    """Given by the format; None where the text's own first line is the title."""
    published: str | None = None
    """ISO 8601 date or time, or None."""
    author: str | None = None
    replaced: int = 0
    """How many NULs, lone surrogates and broken bytes were replaced."""
    page: Page | None = None
    """Where the text was extracted from a page."""
    known_by_text: bool = False
    """Whether only the fragment of its address tells it from what else is there, such as a hash of its text:
    what the library has there with the same text is this article."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A page whose article is still to be extracted: slow work, which a process of its own can do."""

    source: str
    address: str
    page_sha256: str
    """Of the page's bytes."""
    read: Callable[[], Document]
    """Extracts it; raises `UnreadableInput` where there is no article in it. It can be pickled."""


@dataclass(frozen=True, slots=True)
class Subscription:
    """A feed that is followed."""

    url: str
    title: str
    """As the feed names itself, or its list does; "" where neither does."""
    source: str | None = None
    """The name of the outlet that the user gave; without it the title names it."""
    site: str | None = None
    """The address of the outlet's page."""
    folder: str | None = None
    checked: str | None = None
    """When it was last fetched, successfully or not."""
    failure: Message | None = None
    """Why that failed."""

    @property
    def name(self) -> str:
        """What the feed is called: by the user, by itself, or by its address."""
        return self.source or self.title or self.url


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What a refresh found in one feed."""

    url: str
    name: str
    new: int = 0
    updated: int = 0
    failure: Message | None = None
    """Why the feed could not be read; nothing has changed then."""
    complaints: tuple[Message, ...] = ()
    """What of its articles could not be read."""


Outcome: TypeAlias = Literal["added", "updated", "again", "unchanged"]
"""What became of an article: `again` is one whose text is unchanged and whose claims were found anew."""
