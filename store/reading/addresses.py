"""Addresses of the web as they are kept, compared and shown."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from store.reading.encodings import shown

_HIDDEN = "***"
"""What stands for a password."""
_FEED_SCHEME = re.compile(r"\Afeed:(?:(//)|(?=https?://))", re.IGNORECASE)


def is_of_the_web(word: str) -> bool:
    """Whether it is an address that can be fetched."""
    return word[:8].lower().startswith(("http://", "https://"))


def of_the_web(url: str) -> str:
    """The address that feed://example.org or feed:https://example.org stands for; any other as it is."""
    return _FEED_SCHEME.sub(lambda scheme: "http://" if scheme[1] else "", url.strip())


def bare(url: str) -> str:
    """The address without its fragment, which no server is ever told (RFC 9110, 7.1)."""
    return url.strip().partition("#")[0]


def masked(url: str) -> str:
    """The address with stars for its password: what is shown and written of it."""
    scheme, marks, rest = url.partition("://")
    end = next((place for place, letter in enumerate(rest) if letter in "/?#"), len(rest))
    login, at, host = rest[:end].rpartition("@")
    name, colon, _ = login.partition(":")
    return f"{scheme}{marks}{name}:{_HIDDEN}@{host}{rest[end:]}" if at and colon else url


def label_of(url: str) -> str:
    """What messages call an address; harmless on a terminal, and without its password."""
    return shown(masked(url))


def without_login(url: str) -> str:
    """The address without a name and password."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl() if "@" in parts.netloc else url
