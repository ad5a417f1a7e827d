"""The Unicode Bidirectional Algorithm (UAX #9): levels once for a paragraph, order for each line of it.

The rules work on a *class string*: one letter for the bidi class of each code point. Implicit classes are
letters and explicit codes are digits, so that a rule is a regular expression over classes:

    L R A     left-to-right, right-to-left, Arabic letter       0          BN, boundary neutral
    E N       European and Arabic number                        1 2 3 4 5  LRE RLE LRO RLO PDF
    + $ ,     number separator, terminator, common separator    6 7 8 9    LRI RLI FSI PDI
    M         nonspacing mark                                   _ - o      white space, segment separator,
    P         paragraph separator                                          other neutral

Every function is named after the rules that it applies.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TypeAlias

from tui.rtl import tables

Offset: TypeAlias = int
"""A position in a text: code points from its beginning, in logical order."""

Run: TypeAlias = tuple[int, int, int]
"""A stretch of one embedding level: start, end, level."""

MAX_DEPTH = 125
MAX_BRACKETS = 63

LETTERS = {
    "L": "L", "R": "R", "AL": "A", "EN": "E", "AN": "N", "ES": "+", "ET": "$", "CS": ",", "NSM": "M",
    "B": "P", "S": "-", "WS": "_", "ON": "o", "BN": "0", "LRE": "1", "RLE": "2", "LRO": "3", "RLO": "4",
    "PDF": "5", "LRI": "6", "RLI": "7", "FSI": "8", "PDI": "9",
}  # fmt: skip
"""The letter of each bidi class in a class string."""

REMOVED = "012345"
"""The classes that X9 removes."""


class _Classes(dict[int, str]):
    """Code point -> letter of its bidi class, looked up in the table at first sight."""

    def __missing__(self, point: int) -> str:
        names = (name for name in LETTERS if name != "L" and tables.holds(f"bidi {name}", point))
        self[point] = LETTERS[next(names, "L")]
        return self[point]


_CLASSES = _Classes()


def classes(text: str) -> str:
    """The class string of a text: one letter (see the module) for each code point."""
    return text.translate(_CLASSES)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with its embedding levels resolved."""

    text: str
    base: int
    """The paragraph embedding level: 0 left to right, 1 right to left."""
    levels: list[int | None]
    """The level of each code point after rule I2, None for those that X9 removes."""
    _classes: str = field(repr=False)
    """The class string of the text."""
    _filled: bytes = field(repr=False)
    """The levels after what L1 does on any line; removed code points have that of the one before."""

    def runs(self, start: Offset = 0, end: Offset | None = None) -> list[Run]:
        """The level runs of one line of the paragraph in visual order, after L1 and L2.

        A run of an odd level is read from right to left. Removed code points are in the runs.
        """
        end = len(self.text) if end is None else end
        inked = start + len(self._classes[start:end].rstrip(BLANK))
        return l2(level_runs(self._filled[start:inked] + bytes([self.base]) * (end - inked), start))

    def order(self, start: Offset = 0, end: Offset | None = None) -> list[Offset]:
        """The offsets of one line of the paragraph in visual order, after L1 and L2, without removed ones."""
        levels = self.levels
        places = (
            range(last - 1, first - 1, -1) if level & 1 else range(first, last)
            for first, last, level in self.runs(start, end)
        )
        return [offset for place in places for offset in place if levels[offset] is not None]


def resolve(text: str, base: int | None = None) -> Paragraph:
    """Resolves the embedding levels of one paragraph (rules P2 to I2).

    `base` is the paragraph's level, 0 or 1; None takes it from the text's first strong character.
    """
    string = classes(text)
    level = p2_p3(string) if base is None else base
    if not _EXPLICIT(string):
        filled = resolve_sequence(string, text, level, level, level)
        levels: list[int | None] = list(filled)
    else:
        levels = _resolve_explicit(string, text, level)
        filled = bytes(accumulate(levels, lambda before, own: before if own is None else own, initial=level))[
            1:
        ]
    return Paragraph(text, level, levels, string, l1(filled, string, level))


_EXPLICIT = re.compile("[0-9P]").search
_FORMATTING = re.compile("[1-9P]").search


def _resolve_explicit(string: str, text: str, base: int) -> list[int | None]:
    """The levels of a paragraph with explicit codes or other characters that X9 removes (X1 to I2)."""
    resolved: list[int | None] = [None] * len(string)
    kept = [i for i, letter in enumerate(string) if letter not in REMOVED]
    if _FORMATTING(string):
        explicit, overridden = x1_x8(string, base)
        levels = bytes([explicit[i] for i in kept])
        overridden = "".join([overridden[i] for i in kept])
        string = "".join([string[i] for i in kept])
    else:
        levels = bytes([base]) * len(kept)
        overridden = string = "".join([string[i] for i in kept])
    text = "".join([text[i] for i in kept])
    for pieces, sos, eos in x10(string, levels, base):
        found = resolve_sequence(
            "".join([overridden[a:b] for a, b in pieces]),
            "".join([text[a:b] for a, b in pieces]),
            levels[pieces[0][0]],
            sos,
            eos,
        )
        places = (kept[i] for a, b in pieces for i in range(a, b))
        for place, level in zip(places, found, strict=True):
            resolved[place] = level
    return resolved


# P: the paragraph's level

_STRONG_OR_ISOLATE = re.compile("[LRA6789P]")


def p2_p3(string: str, start: int = 0, isolate: bool = False) -> int:
    """The level that the first strong character from `start` gives, what is inside isolates left out.

    With `isolate`, the search ends at the PDI that closes the isolate which `start` is in.
    """
    depth = 0
    for match in _STRONG_OR_ISOLATE.finditer(string, start):
        letter = match[0]
        if letter in "678":
            depth += 1
        elif letter == "9":
            if not depth and isolate:
                return 0
            depth = max(0, depth - 1)
        elif letter == "P":
            return 0
        elif not depth:
            return int(letter != "L")
    return 0


# X: explicit levels and directions

_EXPLICIT_CODE = re.compile("[1-9P]")
_OVERRIDDEN = re.compile("[^0-9P]")


def x1_x8(string: str, base: int) -> tuple[bytearray, str]:
    """Explicit levels of all code points, and the class string with the overrides applied (X1 to X8)."""
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
            rightward = p2_p3(string, at + 1, isolate=True) if code == "8" else code == "7"
            new = next_level(level, bool(rightward))
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


def x10(string: str, levels: bytes, base: int) -> Iterator[tuple[list[tuple[int, int]], int, int]]:
    """The isolating run sequences of a paragraph without the characters that X9 removes (BD9, BD13, X10).

    Each is given as its level runs (start, end) and the levels that sos and eos are taken from.
    """
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
        yield pieces, max(level, before), max(level, after)


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


# W, N, I: one isolating run sequence

NEUTRAL = "Po_6789-"
_W1_ISOLATE = re.compile("(?<=[6-9])M+")
_W1 = re.compile("M+")
_W2 = re.compile("A[^LRAE]*E[^LRA]*")
_W4 = re.compile("(?<=E)[+,](?=E)|(?<=N),(?=N)")
_W5 = re.compile(r"\$+(?=E)|(?<=E)\$+")
_W6 = str.maketrans("+,$", "ooo")
_W7 = re.compile("L[^LRE]*E[^LR]*")
_BETWEEN = (
    re.compile(f"(?<=[REN])[{NEUTRAL}]+(?=[REN])"),
    re.compile(f"(?<=L)[{NEUTRAL}]+(?=L)"),
)
_N2 = tuple(str.maketrans(NEUTRAL, e * len(NEUTRAL)) for e in "LR")
_OPPOSED = (re.compile("[REN]").search, re.compile("L").search)
_STRONG = str.maketrans("EN", "RR")


def resolve_sequence(string: str, text: str, level: int, sos: int, eos: int) -> bytes:
    """The levels of one isolating run sequence of level `level` (rules W1 to I2).

    `string` and `text` are its classes and characters; the directions of sos and eos are those of the levels
    given for them.
    """
    original = string
    string = w1_w7("LR"[sos & 1] + string)
    odd = level & 1
    if _OPPOSED[odd](string) or (sos ^ level) & 1:
        string += "LR"[eos & 1]
        string = n0(string, text, original, odd)
        string = n1(string, odd)[:-1]
    string = string[1:].translate(_N2[odd])
    return i1_i2(string, level)


def w1_w7(string: str) -> str:
    """Resolves the weak types of a sequence that begins with the letter of sos."""
    if "M" in string:
        string = _W1_ISOLATE.sub(lambda found: "o" * len(found[0]), string)
        string = _W1.sub(lambda found: string[found.start() - 1] * len(found[0]), string)
    if "E" in string:
        if "A" in string:
            string = _W2.sub(lambda found: found[0].replace("E", "N"), string)
        string = _W4.sub(lambda found: string[found.start() - 1], string)
        string = _W5.sub(lambda found: "E" * len(found[0]), string)
    elif "N" in string:
        string = _W4.sub("N", string)
    string = string.replace("A", "R").translate(_W6)
    if "E" in string and "L" in string:
        string = _W7.sub(lambda found: found[0].replace("E", "L"), string)
    return string


_BRACKETS = tables.pairs("brackets")
_CANONICAL = {"\u2329": "\u3008", "\u232a": "\u3009"}
_CLOSER = {one: _CANONICAL.get(other, other) for one, other in _BRACKETS.items()}
_CLOSERS = {other: _CANONICAL.get(other, other) for other in _BRACKETS.values()}
_BRACKET = re.compile("[" + "".join(map(re.escape, [*_CLOSER, *_CLOSERS])) + "]")


def n0(string: str, text: str, original: str, odd: int) -> str:
    """Gives bracket pairs the direction of what they hold or stand in.

    `string` holds sos before and eos after the sequence; `original` is its classes before W1.
    """
    found = bd16(string, text)
    if not found:
        return string
    strong = bytearray(string.translate(_STRONG), "ascii")
    own, opposite = (b"R", b"L") if odd else (b"L", b"R")
    for opener, closer in found:
        if strong.find(own, opener + 1, closer) >= 0:
            given = own
        elif strong.find(opposite, opener + 1, closer) < 0:
            continue
        else:
            given = opposite if strong.rfind(opposite, 0, opener) > strong.rfind(own, 0, opener) else own
        for at in (opener, closer):
            end = at + 1
            while original[end - 1 : end] == "M":  # marks go with their bracket
                end += 1
            string = string[:at] + given.decode() * (end - at) + string[end:]
            strong[at:end] = given * (end - at)
    return string


def bd16(string: str, text: str) -> list[tuple[int, int]]:
    """The bracket pairs, as indices into `string`, which is one letter (sos) ahead of `text`."""
    stack: list[tuple[str, int]] = []
    found: list[tuple[int, int]] = []
    for match in _BRACKET.finditer(text):
        at, character = match.start() + 1, match[0]
        if string[at] != "o":
            continue
        if closer := _CLOSER.get(character):
            if len(stack) == MAX_BRACKETS:
                return []
            stack.append((closer, at))
        else:
            closer = _CLOSERS[character]
            for depth in range(len(stack) - 1, -1, -1):
                if stack[depth][0] == closer:
                    found.append((stack[depth][1], at))
                    del stack[depth:]
                    break
    return sorted(found)


def n1(string: str, odd: int) -> str:
    """Neutrals between two strong types against the embedding direction take theirs."""
    return _BETWEEN[odd].sub(lambda found: "RL"[odd] * len(found[0]), string)


def i1_i2(string: str, level: int) -> bytes:
    """The levels of a sequence of which only L, R, E and N are left."""
    even, odd = level + (level & 1), level | 1
    number = odd + 1
    return string.encode("ascii").translate(bytes.maketrans(b"LREN", bytes((even, odd, number, number))))


# L: the levels and the order of a line

BLANK = "_0123456789"
"""The classes that L1 sets to the base level before a separator and at the end of a line."""
_SEPARATED = re.compile(f"[{BLANK}]*[-P]")


def l1(levels: bytes, string: str, base: int) -> bytes:
    """The levels of a paragraph, with separators and the blanks before them at its base level."""
    for found in _SEPARATED.finditer(string):
        start, end = found.span()
        levels = levels[:start] + bytes([base]) * (end - start) + levels[end:]
    return levels


def level_runs(levels: bytes, start: Offset = 0) -> list[Run]:
    """The level runs (BD7) of a sequence of levels that begins at `start`."""
    if not levels:
        return []
    if levels.count(levels[0]) == len(levels):
        return [(start, start + len(levels), levels[0])]
    return [
        (start + found.start(), start + found.end(), found[0][0]) for found in _LEVEL_RUN.finditer(levels)
    ]


_LEVEL_RUN = re.compile(rb"(?s)(.)\1*")


def l2(runs: list[Run]) -> list[Run]:
    """The level runs of a line in visual order; what is inside a run of an odd level goes right to left."""
    if len(runs) < 2:
        return runs
    runs = list(runs)
    least = min(level | 1 for _, _, level in runs)
    for threshold in range(max(level for _, _, level in runs), least - 1, -1):
        at = 0
        while at < len(runs):
            end = at
            while end < len(runs) and runs[end][2] >= threshold:
                end += 1
            runs[at:end] = runs[at:end][::-1]
            at = end + 1
    return runs


# L4: mirrored glyphs

MIRRORS = tables.pairs("mirrors")
"""Character -> the character that looks like its mirror image."""
