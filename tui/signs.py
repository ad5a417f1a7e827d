"""The signs that the reader and the command share: one look, one meaning."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from store.model import Agreement

UNREAD: Final = "●"
ALIKE: Final = "≈"
"""Stands before the number of other articles that have the same text, or nearly the same."""
FAILED: Final = "✗"
"""Marks a feed that could not be fetched."""

RELATIONS: Final[Mapping[Agreement, str]] = MappingProxyType(
    {"same": "=", "figures-differ": "≠", "contradict": "✗"}
)
"""How what several outlets say stands to each other."""
