"""Rules P2 and X1 to X10 of UAX #9: explicit levels, isolates, and the sequences that are resolved as one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

Run: TypeAlias = tuple[int, int, int]
"""A stretch of one embedding level: start, end, level."""

MAX_DEPTH = 125


class Sequence(NamedTuple):
    """An isolating run sequence (BD13)."""

    runs: list[tuple[int, int]]
    """Start and end of its level runs."""
    level: int
    sos: int
    """The level that gives the direction before its start."""
    eos: int
    """The level that gives the direction after its end."""

    def of(self, string: str) -> str:
        """What the sequence holds of a string."""
        return "".join([string[start:end] for start, end in self.runs])


_P2 = re.compile("[LRA678P]")


def p2(string: str, matching: dict[int, int], start: int = 0, end: int | None = None) -> int | None:
    """The level that the first strong character gives, what is inside isolates left out; None without one.

    `matching` is `bd9(string)`; `start` and `end` are for the inside of an isolate (X5c).
    """
    at = start
    while found := _P2.search(string, at, len(string) if end is None else end):
        letter = found[0]
        if letter in "LRA":
            return int(letter != "L")
        if letter == "P" or found.start() not in matching:
            return None
        at = matching[found.start()]
    return None


_EXPLICIT_CODE = re.compile("[1-9P]")
_OVERRIDDEN = re.compile("[^0-9P]")


def x1_x8(string: str, base: int) -> tuple[bytearray, str]:
    """Explicit levels of all code points, and the class string with the overrides applied (X1 to X8)."""
    matching = bd9(string)
    levels = bytearray([base]) * len(string)
    changed: list[str] = []
    stack: list[tuple[int, str, bool]] = [(base, "", False)]  # level, override, isolate
    overflow_isolates = overflow_embeddings = valid_isolates = 0
    done = 0

    def x6(end: int) -> None:
        """Gives the stretch before an explicit code the current level and override."""
        nonlocal done
        level, override, _ = stack[-1]
        if level != base:
            levels[done:end] = bytes([level]) * (end - done)
        changed.append(_OVERRIDDEN.sub(override, string[done:end]) if override else string[done:end])
        done = end

    for match in _EXPLICIT_CODE.finditer(string):
        at, code = match.start(), match[0]
        x6(at)
        level, override, isolate = stack[-1]
        letter = code
        if code in "1234":  # X2 to X5
            new = next_level(level, code in "24")
            if new <= MAX_DEPTH and not overflow_isolates and not overflow_embeddings:
                stack.append((new, {"3": "L", "4": "R"}.get(code, ""), False))
            elif not overflow_isolates:
                overflow_embeddings += 1
        elif code in "678":  # X5a to X5c
            letter = override or code
            inside = p2(string, matching, at + 1, matching.get(at)) if code == "8" else code == "7"
            new = next_level(level, bool(inside))
            if new <= MAX_DEPTH and not overflow_isolates and not overflow_embeddings:
                valid_isolates += 1
                stack.append((new, "", True))
            else:
                overflow_isolates += 1
        elif code == "9":  # X6a
            if overflow_isolates:
                overflow_isolates -= 1
            elif valid_isolates:
                overflow_embeddings = 0
                while not stack[-1][2]:
                    stack.pop()
                stack.pop()
                valid_isolates -= 1
            level, override, _ = stack[-1]
            letter = override or code
        elif code == "5":  # X7
            if overflow_isolates:
                pass
            elif overflow_embeddings:
                overflow_embeddings -= 1
            elif not isolate and len(stack) > 1:
                stack.pop()
        else:  # X8
            level = base
            del stack[1:]
            overflow_isolates = overflow_embeddings = valid_isolates = 0
        levels[at] = level
        changed.append(letter)
        done = at + 1
    x6(len(string))
    return levels, "".join(changed)


def next_level(level: int, rightward: bool) -> int:
    """The least level above `level` that is odd (rightward) or even."""
    return level + 1 if bool(level & 1) != rightward else level + 2


def x10(string: str, levels: bytes, base: int) -> Iterator[Sequence]:
    """The isolating run sequences of a paragraph without the characters that X9 removes (BD13, X10)."""
    matching = bd9(string)
    runs = {start: end for start, end, _ in level_runs(levels)}
    continued = set(matching.values())
    for start in runs:
        if start in continued:
            continue
        pieces = [(start, runs[start])]
        while (last := pieces[-1][1] - 1) in matching:
            start = matching[last]
            pieces.append((start, runs[start]))
        first, end = pieces[0][0], last + 1
        level = levels[first]
        before = levels[first - 1] if first else base
        after = levels[end] if end < len(levels) and string[last] not in "678" else base
        yield Sequence(pieces, level, max(level, before), max(level, after))


def bd9(string: str) -> dict[int, int]:
    """Isolate initiator -> its matching PDI, for those that have one."""
    opened: list[int] = []
    matching: dict[int, int] = {}
    for match in _ISOLATE.finditer(string):
        if match[0] == "P":
            opened.clear()
        elif match[0] != "9":
            opened.append(match.start())
        elif opened:
            matching[opened.pop()] = match.start()
    return matching


_ISOLATE = re.compile("[6-9P]")


def level_runs(levels: bytes, start: int = 0) -> list[Run]:
    """The level runs (BD7) of a sequence of levels that begins at `start`."""
    if not levels:
        return []
    if levels.count(levels[0]) == len(levels):
        return [(start, start + len(levels), levels[0])]
    return [
        (start + found.start(), start + found.end(), found[0][0]) for found in _LEVEL_RUN.finditer(levels)
    ]


_LEVEL_RUN = re.compile(rb"(?s)(.)\1*")
