"""Where an address leads: to the web only, and into no private network but to a host that the user named."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Collection
from contextlib import suppress
from urllib.parse import urlsplit

from store.errors import UnreadableInput
from store.reading.encodings import shown


def host_of(url: str) -> str:
    """The host that an address names, in lower case; "" for none."""
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def check(url: str, label: str, named: Collection[str]) -> None:
    """UnreadableInput for an address that is not of the web, or of a network that it must not lead to.

    `label` is what the message calls it. The hosts `named`, in lower case, may be in any network.
    """
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        raise UnreadableInput("{file}: not an address", file=label) from None
    if parts.scheme not in ("http", "https"):
        raise UnreadableInput(
            "{file}: leads to {scheme}://, not to the web", file=label, scheme=shown(parts.scheme)
        )
    if not host:
        raise UnreadableInput("{file}: not an address: no host in it", file=label)
    if host not in named and not _proxied(url) and any(map(_is_private, _resolved(host, port))):
        raise UnreadableInput(
            "{file}: leads to {host}, on this machine or in a private network;"
            " name it yourself to have it read",
            file=label,
            host=shown(host),
        )


def check_peer(peer: str, url: str, label: str, named: Collection[str]) -> None:
    """As `check`, of the number of the machine that was really reached: a name may mean another by now."""
    host = host_of(url)
    if host not in named and not _proxied(url) and _is_private(peer):
        raise UnreadableInput(
            "{file}: leads to {host}, on this machine or in a private network",
            file=label,
            host=shown(host),
        )


def _proxied(url: str) -> bool:
    """Whether a proxy of the environment fetches it; then that has to look where it goes."""
    from urllib.request import getproxies, proxy_bypass

    host = host_of(url)
    if _literal(host) is not None:
        return False
    return urlsplit(url).scheme in getproxies() and not proxy_bypass(host)


def _resolved(host: str, port: int | None) -> list[str]:
    """The numbers of a host; none where it is not known, which the fetch will say."""
    literal = _literal(host)
    if literal is not None:
        return [literal]
    try:
        return [str(found[4][0]) for found in socket.getaddrinfo(host, port or 80, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError):
        return []


def _literal(host: str) -> str | None:
    """The number that a host is written as, in the ways that systems take (127.1, 0x7f000001); or None."""
    with suppress(ValueError):
        return str(ipaddress.ip_address(host.partition("%")[0]))
    try:
        return socket.inet_ntoa(socket.inet_aton(host))
    except (OSError, UnicodeError):
        return None


def _is_private(number: str) -> bool:
    """Whether a machine of that number is not one of the public network."""
    address = ipaddress.ip_address(number.partition("%")[0])
    mapped = getattr(address, "ipv4_mapped", None)
    return not (mapped or address).is_global or (mapped or address).is_multicast
