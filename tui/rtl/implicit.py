"""Rules W1 to I2 of UAX #9, which resolve one isolating run sequence.

A sequence is a class string (see `classes`) with the letter of sos, its direction at the start, before it.
"""

from __future__ import annotations

import re
from functools import cache

from tui.rtl import tables
from tui.rtl.classes import NEUTRAL

MAX_BRACKETS = 63

_W1_ISOLATE = re.compile("(?<=[6-9])M+")
_W1 = re.compile("M+")
_W2 = re.compile("A[^LRAE]*E[^LRA]*")
_W4 = re.compile("(?<=E)[+,](?=E)|(?<=N),(?=N)")
_W5 = re.compile(r"(?<!\$)\$++(?=E)|(?<=E)\$+")
_W3_W6 = str.maketrans("A+,$", "Rooo")
_W7 = re.compile("L[^LRE]*E[^LR]*")
_BETWEEN = (
    re.compile(f"(?<=[REN])[{NEUTRAL}]++(?=[REN])"),
    re.compile(f"(?<=L)[{NEUTRAL}]++(?=L)"),
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
    string = string.translate(_W3_W6)
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
    resolved = bytearray(string, "ascii")
    strong = bytearray(string.translate(_STRONG), "ascii")
    own, opposite = (b"R", b"L") if odd else (b"L", b"R")
    looked = 0
    for opener, closer in found:
        last = max(strong.rfind(own, looked, opener), strong.rfind(opposite, looked, opener))
        if last >= 0:
            context = strong[last : last + 1]
        looked = opener
        if strong.find(own, opener + 1, closer) >= 0:
            given = own
        elif strong.find(opposite, opener + 1, closer) >= 0:
            given = opposite if context == opposite else own
        else:
            continue
        for at in (opener, closer):
            end = at + 1
            while original[end - 1 : end] == "M":  # marks go with their bracket
                end += 1
            resolved[at:end] = strong[at:end] = given * (end - at)
    return resolved.decode("ascii")


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
                break
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
    return string.encode("ascii").translate(_levels_of(level))


@cache
def _levels_of(level: int) -> bytes:
    """For `bytes.translate`: L, R, E and N -> their level in a sequence of that level."""
    left, right = level + (level & 1), level | 1
    return bytes.maketrans(b"LREN", bytes((left, right, right + 1, right + 1)))
