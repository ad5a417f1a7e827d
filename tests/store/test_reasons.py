"""Why a claim was found, in the languages of newsread."""

from __future__ import annotations

import re

import pytest

from store.analysis import analyse
from store.reasons import explained
from tests.support.places import SAMPLES
from tui.catalogue import catalogue

WHYS = sorted(
    {
        claim.why
        for path in SAMPLES.rglob("*.txt")
        for claim in analyse(path.read_text(encoding="utf-8"))[1].claims
        if re.search("[\u0600-\u06ff]", claim.content)
    }
)


@pytest.mark.parametrize("why", WHYS)
def test_english_says_what_is_kept_and_arabic_says_it_in_arabic(why: str) -> None:
    assert str(explained(why)) == why
    assert not re.search("[A-Za-z]", catalogue("ar").message(explained(why)))


def test_the_samples_have_reasons_of_every_shape() -> None:
    assert len(WHYS) > 20
    assert any("(attribution)" in why for why in WHYS)


@pytest.mark.parametrize("why", ["", "something new", "x (unheard) + of", "{braces}"])
def test_what_is_not_known_stays_as_it_is(why: str) -> None:
    assert catalogue("ar").message(explained(why)) == why
