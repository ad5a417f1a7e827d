"""Generates `unicode.tsv`, the character properties that the right-to-left text engine needs.

`python -m tui.rtl.generate_tables [FOLDER]` reads the files of the Unicode Character Database in FOLDER
(default: where Debian's unicode-data puts them) and writes the table beside this module. `unicodedata` is
not used, because its Unicode version changes with Python's; the table's version stands in its first line.

A line is a property, a tab and its ranges in hexadecimal, separated by spaces: `A-B` for a range of code
points, `A` for one, `A:B` for a pair.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

UNICODE = Path("/usr/share/unicode")
TABLE = Path(__file__).with_name("unicode.tsv")
LAST = 0x10FFFF

LONG_NAMES = {
    "Left_To_Right": "L",
    "Right_To_Left": "R",
    "Arabic_Letter": "AL",
    "European_Terminator": "ET",
}
"""The long names of bidi classes that @missing lines use, with their short names."""

UNMEASURED = [
    (0xFFF9, 0xFFFB),  # interlinear annotation
    (0x13430, 0x1343F),  # hieroglyph format controls
    (0x2630, 0x2637),  # from here on: narrow until Unicode 15, wide since 16
    (0x268A, 0x268F),
    (0x4DC0, 0x4DFF),
    (0x1D300, 0x1D356),
    (0x1D360, 0x1D376),
    (0x0600, 0x0605),  # from here on: signs around numbers, in xterm and tmux one cell, in others none
    (0x06DD, 0x06DD),
    (0x070F, 0x070F),
    (0x0890, 0x0891),
    (0x08E2, 0x08E2),
    (0x110BD, 0x110BD),
    (0x110CD, 0x110CD),
    (0x3248, 0x324F),  # two cells in xterm and tmux, one in VTE, Konsole and kitty
    (0x3030, 0x3030),  # from here on: one cell in kitty, two in others
    (0x303D, 0x303D),
    (0x3297, 0x3297),
    (0x3299, 0x3299),
    (0x1F202, 0x1F202),
    (0x1F237, 0x1F237),
]
"""Characters of which some terminals draw one cell and others two, or none."""

ARABIC = [(0x0600, 0x06FF), (0x0750, 0x077F), (0x0870, 0x08FF)]
"""The blocks with letters of the Arabic script."""

NEW = 15.0
"""The version of Unicode that terminals do not know: xterm 379 gives its emoji one cell, tmux 3.3a none."""
NEW_MARKS = 13.0
"""The same for marks: mlterm 3.9 gives them a cell."""


def fields(path: Path) -> Iterator[tuple[int, int, list[str]]]:
    """The data lines of one UCD file: first and last code point, and the fields after them."""
    for line in path.read_text(encoding="utf-8").splitlines():
        points, *rest = (field.strip() for field in line.partition("#")[0].split(";"))
        if points:
            first, _, last = points.partition("..")
            yield int(first, 16), int(last or first, 16), rest


def having(path: Path, *values: str) -> set[int]:
    """The code points whose first field in the file is one of `values`."""
    return {
        point for first, last, rest in fields(path) if rest[0] in values for point in range(first, last + 1)
    }


def since(path: Path, version: float) -> set[int]:
    """The code points that a version of Unicode or a later one has added, by the file of their ages."""
    return points((first, last) for first, last, rest in fields(path) if float(rest[0]) >= version)


def bidi_classes(path: Path) -> list[str]:
    """The bidi class of every code point, @missing defaults of unassigned ones included."""
    classes = ["L"] * (LAST + 1)
    for match in re.finditer(r"# @missing: (\w+)\.\.(\w+); (\w+)", path.read_text(encoding="utf-8")):
        first, last = int(match[1], 16), int(match[2], 16)
        classes[first : last + 1] = [LONG_NAMES[match[3]]] * (last + 1 - first)
    for first, last, rest in fields(path):
        classes[first : last + 1] = [rest[0]] * (last + 1 - first)
    return classes


def points(ranges: Iterable[tuple[int, int]]) -> set[int]:
    """The code points of ranges (first and last)."""
    return {point for first, last in ranges for point in range(first, last + 1)}


def ranges(points: Iterable[int]) -> str:
    """Code points as the ranges of one line of the table."""
    found: list[list[int]] = []
    for point in sorted(points):
        if found and found[-1][1] == point - 1:
            found[-1][1] = point
        else:
            found.append([point, point])
    return " ".join(f"{first:X}" if first == last else f"{first:X}-{last:X}" for first, last in found)


def pairs(pairs: Iterable[tuple[int, int]]) -> str:
    """Pairs of code points as they stand in one line of the table."""
    return " ".join(f"{one:X}:{other:X}" for one, other in sorted(pairs))


def table(folder: Path) -> Iterator[tuple[str, str]]:
    """The lines of the table: a property and its ranges or pairs."""
    version = re.search(
        r"DerivedBidiClass-([\d.]+)\.txt", (folder / "extracted/DerivedBidiClass.txt").read_text()
    )
    yield "version", version[1] if version else "unknown"

    classes = bidi_classes(folder / "extracted/DerivedBidiClass.txt")
    for name in sorted(set(classes) - {"L"}):
        yield f"bidi {name}", ranges(point for point, value in enumerate(classes) if value == name)

    brackets = fields(folder / "BidiBrackets.txt")
    yield "brackets", pairs((first, int(rest[0], 16)) for first, _, rest in brackets if rest[1] == "o")
    mirrors = fields(folder / "BidiMirroring.txt")
    yield "mirrors", pairs((first, int(rest[0], 16)) for first, _, rest in mirrors)

    category = folder / "extracted/DerivedGeneralCategory.txt"
    breaks = folder / "auxiliary/GraphemeBreakProperty.txt"
    emoji = folder / "emoji/emoji-data.txt"
    ages = folder / "DerivedAge.txt"
    marks = having(category, "Mn", "Me")
    # Those that some terminals give a cell of their own and others none are not sent.
    spacing = having(category, "Mc") | having(folder / "HangulSyllableType.txt", "V", "T")
    hidden = having(folder / "DerivedCoreProperties.txt", "Default_Ignorable_Code_Point")
    hidden |= spacing | (marks & since(ages, NEW_MARKS))
    wide = having(folder / "EastAsianWidth.txt", "W", "F") - marks
    unknown = having(category, "Cn", "Co", "Cs") | points(UNMEASURED) | since(ages, NEW)
    yield "hidden", ranges(hidden)
    yield "marks", ranges(marks - hidden)
    yield "wide", ranges(wide - hidden - unknown)
    yield "unknown", ranges(unknown - hidden)
    yield "prefixes", ranges(having(breaks, "Prepend") - hidden - unknown)
    suffixes = having(breaks, "Extend", "SpacingMark") - having(emoji, "Emoji_Modifier")
    yield "suffixes", ranges(suffixes - marks - hidden - unknown)
    yield "flags", ranges(having(breaks, "Regional_Indicator"))
    yield "emoji", ranges(having(emoji, "Extended_Pictographic"))
    joining = folder / "extracted/DerivedJoiningType.txt"
    arabic = points(ARABIC)
    yield "join both", ranges(having(joining, "D") & arabic)
    yield "join before", ranges(having(joining, "R") & arabic)
    yield "spaces", ranges(having(category, "Zs", "Zl", "Zp") - {0x20})


def main(folder: Path = UNICODE) -> None:
    """Writes the table from the UCD files in `folder`."""
    lines = [f"{name}\t{value}\n" for name, value in table(folder)]
    TABLE.write_text("".join(lines), encoding="ascii")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
