"""The ids and times that newsread gives out."""

from __future__ import annotations

import os
import re
import threading
import time
from datetime import UTC, datetime, timedelta

NAMESPACE = "8f0c1f6e-6f4b-5d0e-9a55-2f1d3c7be6a4"
"""The name space of article ids. Changing it would give every article a new id."""

_UUID = re.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")

_COUNTER_BITS = 12

_lock = threading.Lock()
_last_moment = 0
_last_counter = 0


def article_id(source: str, address: str) -> str:
    """The id of the article of `source` at `address`: the same on every machine (RFC 9562, version 5)."""
    # Imported only where articles are added: the reader starts without it.
    from hashlib import sha1

    name = bytes.fromhex(NAMESPACE.replace("-", "")) + f"{source}\0{address}".encode()
    return _uuid(5, int.from_bytes(sha1(name, usedforsecurity=False).digest()[:16]))


def is_uuid(text: str) -> bool:
    """Whether a text is written as ids are: a uuid in small letters, whatever its version."""
    return _UUID.fullmatch(text) is not None


def uuid7() -> str:
    """A new id that sorts after every earlier one of this process (RFC 9562, version 7).

    The twelve bits after the milliseconds are a counter (RFC 9562, 6.2, method 1): it starts at a random
    number below its half in each millisecond, and borrows the next millisecond when it is used up. A clock
    that goes back is not followed.
    """
    global _last_moment, _last_counter
    with _lock:
        moment = time.time_ns() // 1_000_000
        if moment > _last_moment:
            _last_moment, _last_counter = moment, _random_bits(_COUNTER_BITS - 1)
        else:
            _last_counter += 1
            if _last_counter >> _COUNTER_BITS:
                _last_moment, _last_counter = _last_moment + 1, _random_bits(_COUNTER_BITS - 1)
        moment, counter = _last_moment, _last_counter
    return _uuid(7, (moment << 80) | (counter << 64) | _random_bits(62))


def now() -> str:
    """The time as it is kept: UTC, ISO 8601, milliseconds, `Z`."""
    return _written(datetime.now(UTC))


def later(by: timedelta) -> str:
    """The time in a while, likewise."""
    return _written(datetime.now(UTC) + by)


def kept(time: str) -> str:
    """A time in ISO 8601, with or without a zone, as it is kept; without one it is taken for UTC.

    Raises ValueError where it is none, or lies outside the years 1 to 9999.
    """
    found = datetime.fromisoformat(time)
    try:
        return _written(found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC))
    except OverflowError as error:
        raise ValueError(time) from error


def moment(time: str) -> tuple[str, str]:
    """A time as it is kept, with whatever digits after the second, as what sorts like time does."""
    return time[:19], time[20:-1].rstrip("0")


def after(time: str) -> str:
    """The time, or a millisecond after `time` where that is not past: what follows a version is newer.

    So a clock that is behind, here or where the version came from, costs no edit (Lamport, Time, Clocks and
    the Ordering of Events in a Distributed System, 1978).
    """
    current = now()
    if moment(current) > moment(time):
        return current
    try:
        return _written(datetime.fromisoformat(time) + timedelta(milliseconds=1))
    except OverflowError:
        return time


def _uuid(version: int, number: int) -> str:
    """A number of 128 bits as a uuid; its version and variant (binary 10) take the place of six bits."""
    number = number & ~((0xF << 76) | (0b11 << 62)) | (version << 76) | (0b10 << 62)
    digits = f"{number:032x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


def _written(time: datetime) -> str:
    return time.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _random_bits(count: int) -> int:
    """A random number of `count` bits, 64 at most, that nobody can guess."""
    return int.from_bytes(os.urandom(8)) >> (64 - count)
