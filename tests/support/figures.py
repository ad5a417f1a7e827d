"""Figures as tests compare them."""

from __future__ import annotations

from typing import TypeAlias

from store.claims.figures import find_figures
from store.claims.words import tokenise

Found: TypeAlias = tuple[str, float | int | None, str | None, str | None]


def figures(text: str) -> list[Found]:
    """The figures of a text: their words, values, units and hedges."""
    return [(f.text, f.value, f.unit, f.qualifier) for f in find_figures(tokenise(text))]
