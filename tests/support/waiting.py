"""Waiting for what another process or thread does."""

from __future__ import annotations

import time
from collections.abc import Callable

PATIENCE = 60.0
"""Seconds after which nothing is waited for any longer, on a machine that does much else too."""

LONGEST = 300.0
"""Seconds that another process gets for its whole work, or a thread until the test lets it go on."""


def wait_until(
    is_so: Callable[[], bool], tell: Callable[[], object] = lambda: "", seconds: float = PATIENCE
) -> None:
    """Return as soon as `is_so`; fail with what `tell` says where it is not so after so many seconds."""
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, f"it does not come to that: {tell()}"
        time.sleep(0.005)
