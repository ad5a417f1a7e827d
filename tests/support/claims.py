"""Claims as tests ask for them and look at them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from store.model import Claim

ClaimOf: TypeAlias = Callable[[str], Claim]
"""What the fixture `claim_of` is: it gives the one claim of a text."""
ClaimsOf: TypeAlias = Callable[[str], list[Claim]]
"""What the fixture `claims_of` is."""


def said(claim: Claim) -> tuple[str | None, str | None, str]:
    """Who says it, by which cue, and what."""
    return claim.speaker, claim.cue, claim.content
