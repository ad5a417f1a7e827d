"""The character properties of `unicode.tsv` (see `generate_tables.py`), in the shapes the engine uses."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from functools import cache
from os.path import dirname, join

with open(join(dirname(__file__), "unicode.tsv"), encoding="ascii") as _table:
    _LINES = dict(line.rstrip("\n").split("\t") for line in _table)

UNICODE_VERSION = _LINES["version"]


def ranges(name: str) -> list[tuple[int, int]]:
    """The ranges (first and last code point) of one line of the table."""
    bounds = (item.partition("-") for item in _LINES[name].split())
    return [(int(first, 16), int(last or first, 16)) for first, _, last in bounds]


def pairs(name: str) -> dict[str, str]:
    """The pairs of characters of one line of the table."""
    found = (item.split(":") for item in _LINES[name].split())
    return {chr(int(one, 16)): chr(int(other, 16)) for one, other in found}


def character_set(characters: Iterable[str]) -> str:
    """What stands in the brackets of a regular expression for `characters`: ranges, compiled sooner."""
    bounds: list[list[int]] = []
    for point in sorted(map(ord, characters)):
        if bounds and bounds[-1][1] == point - 1:
            bounds[-1][1] = point
        else:
            bounds.append([point, point])
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in bounds)


@cache
def _bounds(name: str) -> tuple[list[int], list[int]]:
    """The first and the last code points of the ranges of one line."""
    found = ranges(name)
    return [first for first, _ in found], [last for _, last in found]


def holds(name: str, point: int) -> bool:
    """Whether a code point is in the ranges of one line of the table."""
    first, last = _bounds(name)
    at = bisect_right(first, point) - 1
    return at >= 0 and point <= last[at]
