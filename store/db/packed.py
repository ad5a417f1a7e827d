"""How texts are kept: compressed, in the format of zlib."""

from __future__ import annotations

import zlib
from collections.abc import Callable

from isal import isal_zlib

_LEVEL = 1
"""How texts are compressed: what a higher one takes more of time, it hardly saves of their size."""


def deflated(text: str) -> bytes:
    """A text as it is kept: in the format of zlib."""
    return isal_zlib.compress(text.encode(), _LEVEL)


def inflated(packed: bytes) -> str:
    """The text that `deflated` was given. zlib.error or UnicodeDecodeError for anything else."""
    return zlib.decompress(packed).decode()


PACKING: dict[str, Callable[..., str | bytes]] = {"deflated": deflated, "inflated": inflated}
"""How texts are kept, for the view in which statements read them."""
