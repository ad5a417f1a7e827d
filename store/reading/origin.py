"""Where bytes come from: what a reader of any format needs to know beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

LIMIT = 64 * 1024 * 1024
"""The largest article that is read, and the largest file or page that is read whole, in bytes."""


@dataclass(frozen=True, slots=True)
class Origin:
    """An input: its address, its name, and what is known of it before it is read."""

    address: str
    """Absolute path or URL."""
    label: str
    """What messages call it; harmless on a terminal."""
    outlet: str
    """The source of an article that names none: the folder's name, or the host."""
    source: str | None = None
    """The source that the user named; it goes before any that an article names."""
    url: str | None = None
    """The address, where it is one of the web."""
    charset: str | None = None
    """That the server declared."""
    media_type: str | None = None
    """That the server declared, without parameters: `text/html`."""
    fields: Mapping[str, str] = field(default_factory=dict)
    """For records: the name of a field of `Document` (or `id`) -> the record's field that holds it."""
