"""The sidebar's rows."""

from __future__ import annotations

import re
import unicodedata

import pytest
from rich.style import Style

from store.model import Claim, Polarity
from tui.actions import ACTIONS, first_keys
from tui.catalogue import catalogue
from tui.widgets.claims import ClaimList

SPEAKER, MEDIUM = "عضو في هيئة المتابعين", "ضفاف الخزامى"


@pytest.mark.parametrize(
    ("width", "polarity", "aside"),
    [
        (60, "asserts", "MEDIUM · indirect"),
        (60, "denies", "denies · MEDIUM · indirect"),
        (36, "asserts", "indirect"),
        (48, "denies", "denies · indirect"),
        (36, "denies", "denies"),
        (28, "asserts", ""),
    ],
)
def test_what_stands_beside_a_speaker_stands_there_whole(width: int, polarity: Polarity, aside: str) -> None:
    claim = Claim(0, 4, "وصلت", SPEAKER, None, None, False, None, None, None, "indirect", polarity, MEDIUM)
    listed = ClaimList(catalogue("en", first_keys(ACTIONS)))
    listed._claims = [claim]
    row = unicodedata.normalize("NFKC", listed.draw_item(0, width, Style())[0].text)
    row = row.replace(MEDIUM[::-1], "MEDIUM").replace(SPEAKER[::-1], "").strip(" │")
    assert re.sub(" +", " ", row) == aside


def test_a_claim_that_begins_with_a_latin_name_reads_from_the_right() -> None:
    said = "F-16 شاركت في العملية أمس"
    claim = Claim(0, 25, said, SPEAKER, None, None, False, None, None, None, "indirect", "asserts", None)
    listed = ClaimList(catalogue("en", first_keys(ACTIONS)))
    listed._claims = [claim]
    row = listed.draw_item(0, 40, Style())[1].text
    assert row.rstrip(" │").strip() == "ﺲﻣﺃ ﺔﻴﻠﻤﻌﻟﺍ ﻲﻓ ﺖﻛﺭﺎﺷ F-16"
