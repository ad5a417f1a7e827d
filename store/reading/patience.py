"""Servers that do not answer, or not now: why an address is not fetched, and when an end is made with one."""

from __future__ import annotations

from collections import Counter
from urllib.parse import urlsplit

from store.errors import UnreadableInput
from store.reading.encodings import shown

FAILURES = 3
"""Times in a row that a server does not answer before it is asked no more in one run."""


class NotNow(UnreadableInput):
    """An address that cannot be fetched for a reason that passes: no answer, too slow, too many at once."""


class TooMuch(NotNow):
    """A server that has too much to do, or is asked too often (RFC 9110, 15.6.4; RFC 6585, 4)."""


class NotAsked(NotNow):
    """An address that is not fetched, since its server has not answered others."""


class Gone(UnreadableInput):
    """An address that is gone for good (RFC 9110, 15.5.11)."""


class Forbidden(UnreadableInput):
    """An address that is refused to who asks, or to how often they do (RFC 9110, 15.5.2 and 15.5.4)."""


class Patience:
    """Which servers answer in one run: with one that does not, an end is made."""

    def __init__(self) -> None:
        self._failures: Counter[str] = Counter()
        """By host and port, the times in a row."""

    def check(self, url: str, label: str) -> None:
        """NotAsked if the server of `url` is not to be asked."""
        host = _server(url)
        if self._failures[host] >= FAILURES:
            raise NotAsked(
                "{file}: left out this time; {host} does not answer, or has too much to do",
                file=label,
                host=shown(host),
            )

    def learn(self, url: str, error: Exception | None) -> None:
        """What became of a request."""
        host = _server(url)
        if not isinstance(error, NotNow):
            self._failures[host] = 0
        else:
            self._failures[host] += FAILURES if isinstance(error, TooMuch) else 1


def _server(url: str) -> str:
    """The host and port that an address names; "" for none."""
    try:
        return urlsplit(url).netloc.lower()
    except ValueError:
        return ""
