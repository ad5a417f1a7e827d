"""How much two clauses have in common, to be about the same thing."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from math import fsum

from store.claims.propositions.concepts import tables

CHANGES = frozenset(["+rise", "+drop"])
"""What prices do, which are others an hour later."""

LEAST = 2
"""Things in common, where nothing else is said."""


@dataclass(frozen=True, slots=True)
class Bar:
    """How much two clauses have in common at least, to be about the same thing."""

    covered: float
    """The share of the shorter one, by weight."""
    common: float
    """The share of the longer one."""
    least: int = LEAST
    """Things, besides what the clauses disagree on, times, places and a rise or fall."""

    def enough(self, both: Set[str]) -> bool:
        """Whether so many things are among those in common."""
        return len(both - tables().faint - tables().spans - CHANGES) >= self.least

    def met(self, weights: Mapping[str, float], mine: Set[str], theirs: Set[str]) -> bool:
        """Whether what two clauses say, or the part of it that counts, is enough in common by weight."""
        shared, *sizes = (fsum(weights[one] for one in each) for each in (mine & theirs, mine, theirs))
        return shared >= self.covered * min(sizes) and shared >= self.common * max(sizes)


ALIKE = Bar(0.6, 0.4)
"""What clauses with other figures have in common."""
