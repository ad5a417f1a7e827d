"""What stands on a picture of a terminal, and how far it is from what should."""

from __future__ import annotations

import os
import re
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, pairwise
from pathlib import Path
from typing import NamedTuple

SIZES = ("100%", "75%", "150%")
"""How large a picture is read. Now and then tesseract loses a row at one size that it reads at the others."""

FAINT = 60
"""Colours that are nearer than this are one: the sum of what red, green and blue differ by, each to 255."""

_UNREAD = re.compile("[\u0640\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]|[^\\S ]")
"""Tatweel and what has no picture."""


class Box(NamedTuple):
    """A part of a picture in pixels, or of a grid in cells; the last column and row are outside."""

    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True)
class Picture:
    """The pixels of a window, as PPM has them: red, green and blue, row by row from the top left."""

    width: int
    height: int
    pixels: bytes

    @classmethod
    def of_ppm(cls, data: bytes) -> Picture:
        """The picture in a binary PPM file of 8 bits a colour without comments."""
        head = re.match(rb"P6\s+(\d+)\s+(\d+)\s+255\s", data)
        if head is None:
            raise ValueError("no PPM with 8 bits a colour")
        return cls(int(head[1]), int(head[2]), data[head.end() :])

    def around(self, colour: bytes) -> Box | None:
        """The smallest box around all pixels of a colour; None where there are none."""
        step = self.width * 3
        lines = [self.pixels[start : start + step] for start in range(0, len(self.pixels), step)]
        places = [(at // 3, y) for y, line in enumerate(lines) for at in _found(line, colour) if at % 3 == 0]
        if not places:
            return None
        columns, rows = zip(*places, strict=True)
        return Box(min(columns), min(rows), max(columns) + 1, max(rows) + 1)

    def busy_rows(self, grid: Box, rows: int) -> int:
        """On how many rows of a grid there is more than one colour."""
        lines = [grid.top + round((grid.bottom - grid.top) * n / rows) for n in range(rows + 1)]
        return sum(
            any(
                self._line(y, grid) != self._line(y, grid)[:3] * (grid.right - grid.left)
                for y in range(*pair)
            )
            for pair in pairwise(lines)
        )

    def _line(self, y: int, part: Box) -> bytes:
        """A line of pixels between the left and the right of a part."""
        start = 3 * y * self.width
        return self.pixels[start + 3 * part.left : start + 3 * part.right]

    def black_on_white(self, grid: Box, columns: int, rows: int, part: Box) -> bytes:
        """Some cells of a grid as PGM, with what stands in each cell black and its ground white.

        Of a cell, the ground is the colour that most of it has. Tesseract misreads rows that change it, and
        rows that are too near to each other.
        """
        edges = [grid.left + round((grid.right - grid.left) * n / columns) for n in range(columns + 1)]
        lines = [grid.top + round((grid.bottom - grid.top) * n / rows) for n in range(rows + 1)]
        edges, lines = edges[part.left : part.right + 1], lines[part.top : part.bottom + 1]
        shades: list[bytes] = []
        for top, bottom in pairwise(lines):
            cells = [self._cell(left, top, right, bottom) for left, right in pairwise(edges)]
            row = [b"".join(pieces) for pieces in zip(*cells, strict=True)]
            shades += _without_underlines(row, 5 * (edges[1] - edges[0]))
        return b"P5 %d %d 255\n" % (edges[-1] - edges[0], len(shades)) + b"".join(shades)

    def _cell(self, left: int, top: int, right: int, bottom: int) -> Iterator[bytes]:
        """The rows of a cell, in shades of grey."""
        rows = [
            [
                self.pixels[3 * place : 3 * place + 3]
                for place in range(y * self.width + left, y * self.width + right)
            ]
            for y in range(top, bottom)
        ]
        counted = Counter(chain.from_iterable(rows))
        ground = counted.most_common(1)[0][0]
        far = {colour: sum(abs(a - b) for a, b in zip(colour, ground, strict=True)) for colour in counted}
        # In a cell with nothing in it no colour stands out.
        most = max(FAINT, *far.values())
        return (bytes(255 - 255 * far[colour] // most for colour in row) for row in rows)


def _without_underlines(row: list[bytes], length: int) -> list[bytes]:
    """A row of text without dark lines of that many pixels in its lower quarter; what stands on them goes on.

    Tesseract takes them for rules.
    """
    line = re.compile(rb"[\x00-\xbf]{%d,}" % length)
    dark = [{x for found in line.finditer(shades) for x in range(*found.span())} for shades in row]
    dark[: len(row) * 3 // 4] = [set()] * (len(row) * 3 // 4)
    cleared = [bytearray(shades) for shades in row]
    for y, places in enumerate(dark):
        for x in places:
            cleared[y][x] = cleared[y - 1][x]
    return [bytes(shades) for shades in cleared]


def _found(line: bytes, colour: bytes) -> Iterator[int]:
    """Where a colour begins in a line of pixels, and where something else only looks like it."""
    at = line.find(colour)
    while at >= 0:
        yield at
        at = line.find(colour, at + 1)


def readings(shades: bytes, kept: Path) -> Iterator[str]:
    """The Arabic text on a PGM, read at one size after the other; what tesseract sees is kept as `kept`."""
    for size in SIZES:
        subprocess.run(["convert", "pgm:-", "-resize", size, str(kept)], input=shades, check=True)
        done = subprocess.run(
            ["tesseract", str(kept), "-", "-l", "ara", "--psm", "6"],
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
            check=True,
            capture_output=True,
        )
        yield done.stdout.decode()


def error_rate(found: str, expected: str) -> float:
    """Characters to insert, delete or change in `found`, for each character of `expected`.

    Blanks count as one, marks and tatweel as none, presentation forms as their letters.
    """
    found, expected = _plain(found), _plain(expected)
    return _distance(found, expected) / max(1, len(expected))


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKC", text)
    letters = "".join(c for c in letters if not unicodedata.combining(c))
    return " ".join(_UNREAD.sub(lambda one: " " if one[0].isspace() else "", letters).split())


def _distance(one: str, other: str) -> int:
    """The edit distance of Levenshtein, row by row."""
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (a != b))
    return row[-1]
