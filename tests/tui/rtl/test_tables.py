"""The table of character properties: where it comes from and that it is whole."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from tests.support.places import ROOT
from tui.rtl import classes, tables
from tui.rtl.generate_tables import TABLE, table


def test_the_table_in_the_tree_is_what_its_generator_makes(unicode_data: Path) -> None:
    generated = "".join(f"{name}\t{value}\n" for name, value in table(unicode_data))
    assert TABLE.read_text(encoding="ascii") == generated


def test_it_says_which_unicode_it_is() -> None:
    assert tables.UNICODE_VERSION == "15.0.0"
    for name in ("CONTRIBUTING.md", "NOTICE"):
        assert tables.UNICODE_VERSION in (ROOT / name).read_text(encoding="utf-8")


def test_every_code_point_has_one_bidi_class() -> None:
    ranges = [bounds for name in classes.LETTERS if name != "L" for bounds in tables.ranges(f"bidi {name}")]
    ranges.sort()
    assert all(last < first for (_, last), (first, _) in pairwise(ranges))
    text = "aبא1٣+$,\u0300\n\t !\xad\u202a\u202b\u202d\u202e\u202c\u2066\u2067\u2068\u2069"
    assert classes.classes(text) == "LAREN+$,MP-_o0123456789"


def test_mirrors_come_in_pairs() -> None:
    mirrors = tables.pairs("mirrors")
    assert mirrors["("] == ")"
    assert mirrors["«"] == "»"
    assert all(mirrors[mirror] == character for character, mirror in mirrors.items())


def test_ranges_hold_their_ends_and_nothing_beside_them() -> None:
    assert [tables.holds("flags", point) for point in (0x1F1E5, 0x1F1E6, 0x1F1FF, 0x1F200)] == [
        False,
        True,
        True,
        False,
    ]
    assert not tables.holds("hidden", 0)
