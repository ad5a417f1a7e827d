"""Servers that do not answer, or not now: why an address is not fetched, and when an end is made with one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from datetime import timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from store.errors import UnreadableInput
from store.ids import kept, later, now
from store.reading.encodings import shown

LONGEST = timedelta(days=1)
"""For which a server that has too much to do is not asked, at most."""

FAILURES = 3
"""Times in a row that a server does not answer before it is asked no more in one run."""


class NotNow(UnreadableInput):
    """An address that cannot be fetched for a reason that passes: no answer, too slow, too many at once."""


class TooMuch(NotNow):
    """A server that has too much to do, or is asked too often (RFC 9110, 15.6.4; RFC 6585, 4)."""

    until: str | None = None
    """When it is to be asked again, if it says so."""


class NotAsked(NotNow):
    """An address that is not fetched, since its server has not answered others."""


class Gone(UnreadableInput):
    """An address that is gone for good (RFC 9110, 15.5.11)."""


class Forbidden(UnreadableInput):
    """An address that is refused to who asks, or to how often they do (RFC 9110, 15.5.2 and 15.5.4)."""


class Patience:
    """Which servers answer in one run: with one that does not, an end is made.

    `known` says until when a server, by host and port, wanted not to be asked in an earlier run.
    """

    def __init__(self, known: Mapping[str, str] | None = None) -> None:
        self._failures: Counter[str] = Counter()
        """By host and port, the times in a row."""
        self._known = dict(known or {})
        self.told: dict[str, str] = {}
        """What servers said of that in this run."""

    def check(self, url: str, label: str) -> None:
        """NotAsked if the server of `url` is not to be asked."""
        host = _server(url)
        until = self._known.get(host, "")
        if until > now():
            raise NotAsked(
                "{file}: left out; {host} asks to be left alone until {time} UTC",
                file=label,
                host=shown(host),
                time=until[:16].replace("T", " "),
            )
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
        if isinstance(error, TooMuch) and error.until is not None:
            self.told[host] = self._known[host] = error.until


def retry_after(header: str) -> str | None:
    """When a server is to be asked again by its Retry-After, seconds or a date (RFC 9110, 10.2.3).

    It is kept for `LONGEST` at most: what is longer may be a mistake. None for none.
    """
    if re.fullmatch("[0-9]{1,9}", header.strip(), re.ASCII):
        return later(min(timedelta(seconds=int(header)), LONGEST))
    try:
        until = parsedate_to_datetime(header)
        return min(kept(until.isoformat()), later(LONGEST))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _server(url: str) -> str:
    """The host and port that an address names; "" for none."""
    try:
        return urlsplit(url).netloc.lower()
    except ValueError:
        return ""
