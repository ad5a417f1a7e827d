"""Class strings: one letter for the bidi class of each code point of a text.

Implicit classes are letters and signs, explicit codes are digits, so that a rule of UAX #9 is a regular
expression:

    L R A     left-to-right, right-to-left, Arabic letter       0          BN, boundary neutral
    E N       European and Arabic number                        1 2 3 4 5  LRE RLE LRO RLO PDF
    + $ ,     number separator, terminator, common separator    6 7 8 9    LRI RLI FSI PDI
    M         nonspacing mark                                   _ - o      white space, segment separator,
    P         paragraph separator                                          other neutral
"""

from __future__ import annotations

from tui.rtl import tables

LETTERS = {
    "L": "L", "R": "R", "AL": "A", "EN": "E", "AN": "N", "ES": "+", "ET": "$", "CS": ",", "NSM": "M",
    "B": "P", "S": "-", "WS": "_", "ON": "o", "BN": "0", "LRE": "1", "RLE": "2", "LRO": "3", "RLO": "4",
    "PDF": "5", "LRI": "6", "RLI": "7", "FSI": "8", "PDI": "9",
}  # fmt: skip
"""The letter of each bidi class in a class string."""

REMOVED = "012345"
"""The classes that X9 removes."""

NEUTRAL = "Po_6789-"
"""NI in the rules: neutrals and isolate formatting characters."""

BLANK = "_0123456789"
"""What L1 sets to the base level before a separator and at the end of a line."""


class _Classes(dict[int, str]):
    """Code point -> letter of its bidi class, looked up in the table at first sight."""

    def __missing__(self, point: int) -> str:
        names = (name for name in LETTERS if name != "L" and tables.holds(f"bidi {name}", point))
        self[point] = LETTERS[next(names, "L")]
        return self[point]


_CLASSES = _Classes()


def classes(text: str) -> str:
    """The class string of a text."""
    return text.translate(_CLASSES)
