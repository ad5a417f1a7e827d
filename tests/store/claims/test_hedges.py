"""Hedges before and behind numbers."""

from __future__ import annotations

import pytest

from tests.support.figures import Found, figures


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("حضر أكثر من 900 طفل", ("900 طفل", 900, "طفل", "أكثر من")),
        ("حضر ما لا يقل عن 20 طفلا", ("20 طفلا", 20, "طفل", "ما لا يقل عن")),
        ("حضر ونحو عشرين طفلا", ("عشرين طفلا", 20, "طفل", "نحو")),
        ("منذ 6 أشهر تقريبا", ("6 أشهر", 6, "شهر", "تقريبا")),
        ("بعد أكثر من عام", ("عام", 1, "عام", "أكثر من")),
        ("حضر لأكثر من 20 طفلا", ("20 طفلا", 20, "طفل", "أكثر من")),
        ("تبرع بنحو 20 دولارا", ("20 دولارا", 20, "دولار", "نحو")),
    ],
)
def test_a_hedge_stands_apart(text: str, expected: Found) -> None:
    assert figures(text) == [expected]
