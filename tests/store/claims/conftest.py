"""What the tests of claims share: reading claims out of a text of one's own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from store.analysis import analyse
from store.model import Claim


@pytest.fixture
def claims_of() -> Callable[[str], list[Claim]]:
    """Gives the claims of a text, which has a sentence before it so that its first line is no title."""

    def read(text: str) -> list[Claim]:
        return list(analyse(f"هطلت أمطار غزيرة على الساحل.\n{text}")[1].claims)

    return read


@pytest.fixture
def claim_of(claims_of: Callable[[str], list[Claim]]) -> Callable[[str], Claim]:
    """Gives the only claim of a text."""

    def read(text: str) -> Claim:
        found = claims_of(text)
        assert len(found) == 1, [claim.content for claim in found]
        return found[0]

    return read
