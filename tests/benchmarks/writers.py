"""How long a write waits where eight processes annotate one library at once."""

from __future__ import annotations

from pathlib import Path

from tests.support.writers import fill, write_at_once

PEOPLE, WRITES = 8, 100

BOUND_MS = 250.0
"""What no write may take at the 99th percentile."""


def waits(folder: Path, *, ordered: bool = True, pause: float = 0.0) -> list[float]:
    """The milliseconds that each write took, from the shortest to the longest; see `write_at_once`."""
    path = folder / f"writers-{ordered}-{pause}" / "library.db"
    fill(path)
    return sorted(seconds * 1000 for seconds in write_at_once(path, PEOPLE, WRITES, pause, ordered=ordered))


def percentile(figures: list[float], share: float) -> float:
    """The figure below which that share of sorted `figures` lies (nearest rank)."""
    return figures[min(len(figures) - 1, int(share * len(figures)))]
