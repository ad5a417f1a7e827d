"""The output stream of an app, finished for terminals that lay right-to-left text out themselves.

What an app sends is rows in visual order with their letters joined; each function here takes such output and
gives what a kind of terminal has to be sent instead. Everything but the text of rows is left as it is: escape
sequences, and strings such as OSC 52. A row ends at a control character or at an escape sequence that may
move the cursor; colours (SGR) and links (OSC) stand within a row.

What is said here of terminals was measured by looking at the pixels (`make terminals`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from itertools import islice
from typing import NamedTuple, TypeAlias

from tui.rtl import tables

Finish: TypeAlias = Callable[[str], str]
"""Takes whole rows of output and gives what the terminal is sent."""


def runs(output: str) -> str:
    """For kitty, which reverses whatever stands between two blanks in one font and begins right to left.

    Runs of right-to-left characters are put in logical order, whatever their colours. What else stands
    between the same blanks (digits, brackets, Latin) is set in the other weight: bold is another font, and
    kitty does not reverse it with the letters. So are letters that a terminal's font may lack, which come
    from another font anyway: what stands on both sides of them is reversed by itself.
    """
    return _by_row(output, lambda row: re.sub(_WORD, _Word().logical, row))


def override(output: str) -> str:
    """For terminals that follow the bidi algorithm: the order of each stretch is fixed by U+202D … U+202C.

    A stretch goes from the first to the last right-to-left character between frames or pairs of blanks, so
    that panes that are repainted one by one have stretches of their own.
    """
    return _by_row(output, lambda row: re.sub(_STRETCH, _overridden, row))


def marked(output: str) -> str:
    """For Konsole as it is: words in logical order, each between left-to-right marks.

    Konsole joins and reverses the letters of a word; the marks keep the words and all else in their places.
    """
    return _by_row(output, lambda row: _patterns().letters.sub(_mark, row))


WHOLE_CELLS = 3
"""The cells that `whole` takes of a row: mlterm gives each of its controls one, and shows none of them."""


def whole(output: str) -> str:
    """For mlterm as it is: the order of whole rows is fixed, and the mark keeps them at the left."""
    return _by_row(output, "\u200e\u202d{}\u202c".format)


class Stream:
    """Finishes output that comes in any pieces: `feed` and `flush` give what `finish` makes of the whole.

    A row that has not ended is kept until it has, or until `flush`. None is for output that is sent as it is.
    """

    def __init__(self, finish: Finish | None) -> None:
        self._finish = finish
        self._kept = ""

    def feed(self, output: str) -> str:
        """What can be sent, now that `output` has come."""
        if self._finish is None:
            return output
        output = self._kept + output
        end = max((found.end() for found in _CONTROL.finditer(output) if found.lastgroup == "end"), default=0)
        self._kept = output[end:]
        return self._finish(output[:end])

    def flush(self) -> str:
        """All that was kept."""
        kept, self._kept = self._kept, ""
        return self._finish(kept) if self._finish else kept


# Rows

_SOFT = r"\x1b\[[\d;:]*m|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)"

_CONTROL = re.compile(
    rf"(?P<soft>{_SOFT})"
    r"|(?P<open>\x1b(?:[]PX^_][^\x07\x1b]*\x1b?|\[[0-?]*[ -/]*|[ -/]*)\Z)"
    r"|(?P<end>\x1b(?:[]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)?|\[[0-?]*[ -/]*[@-~]|[ -/]*[0-~])|[\x00-\x1f\x7f])"
)
"""What is no text: within a row, not yet complete, or ending a row."""

_RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff"
"""The blocks that Unicode keeps for right-to-left scripts, with their digits and punctuation."""

_HAS_RTL = re.compile(f"[{_RTL}]").search


def has_rtl(output: str) -> bool:
    """Whether there are right-to-left characters in `output`."""
    return _HAS_RTL(output) is not None


def _by_row(output: str, finish: Finish) -> str:
    """`output` with `finish` applied to each row that has right-to-left characters."""
    if not _HAS_RTL(output):
        return output
    parts: list[str] = []
    start = 0
    for found in _CONTROL.finditer(output):
        if found.lastgroup != "soft":
            parts += output[start : found.start()], found[0]
            start = found.end()
    parts.append(output[start:])
    parts[::2] = [finish(row) if _HAS_RTL(row) else row for row in parts[::2]]
    return "".join(parts)


_TEXT = r"[^ \x00-\x1f\x7f]"
# Patterns that few terminals need are compiled by `re` when they are used.
_WORD = rf"(?:{_SOFT}|{_TEXT})+"
"""Text without blanks, and what sets its colours; or the latter alone."""

_FRAMES = "─-▟"
_STRETCH = rf"{_SOFT}|[{_RTL}](?:(?:{_SOFT}|[^ {_FRAMES}\x00-\x1f\x7f]| (?!(?:{_SOFT})* ))*[{_RTL}])?"


def _overridden(found: re.Match[str]) -> str:
    """A stretch between its controls; what sets colours, as it is."""
    return found[0] if found[0][0] == "\x1b" else f"\u202d{found[0]}\u202c"


# Runs of letters

_DIGITS = "\u0660-\u0669\u06f0-\u06f9\u07c0-\u07c9"
_NUMBERS = "\u0660-\u0669"
"""Digits of which the bidi algorithm turns two numbers and what stands between them round."""
_WEAK = "\u0609\u060a\u066a-\u066c"
"""Signs of numbers: without one beside them they go where the row goes."""
_SHARED = "\u060c\u061b\u061f\u0640\ufd3e\ufd3f"
"""Characters that several scripts share: by themselves they say no direction."""
_COMMON = (
    "\u0621-\u063a\u0641-\u064a\u067e\u0686\u0698\u06a9\u06af\u06be\u06cc"
    "\ufb56-\ufb59\ufb7a-\ufb7d\ufb8a\ufb8b\ufb8e-\ufb95\ufbaa-\ufbad\ufbfc-\ufbff\ufe70-\ufefe"
)
"""The letters of Arabic and Persian: a font that has any has these, and perhaps no others."""
_LETTERS = "\u0620-\u063a\u0641-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff"
_LETTERS += "\u0750-\u077f\u08a0-\u08c7\ufb50-\ufbb1\ufbd3-\ufd3d"
_COMMON_MARKS = "\u064b-\u0655\u065a"
"""Those of the same fonts: vowels, hamza, and the small v of Kurdish."""
_RARE_MARKS = "\u0610-\u061a\u0656-\u0659\u065b-\u065f\u0670\u06d6-\u06ed\u08d3-\u08ff"
_RARE = f"(?:(?![{_COMMON}])[{_LETTERS}]|[{_LETTERS}\ufe70-\ufefe](?=[{_COMMON_MARKS}]*[{_RARE_MARKS}]))"
"""A letter of the Arabic script that a font may lack, with its marks: those of Kurdish, Urdu, Pashto, Uyghur
..., and the small alef and other marks of the Quran."""
FILLER = "\ufe0e"
"""Invisible, and no reason for kitty to look for another font: the selector of the text form."""
CELL_HOLDS = 4
"""Code points that kitty keeps in a cell."""
_OTHER_MARKS = "\u0300-\u036f\u200c\u200d\u20d0-\u20f0\ufe00-\ufe0f"


class _Patterns(NamedTuple):
    cluster: re.Pattern[str]
    """A character of a run and the marks after it."""
    run: re.Pattern[str]
    """Right-to-left characters and the marks among them, of letters that a font may lack or of others."""
    directed: re.Pattern[str]
    """What makes a run one of a right-to-left script."""
    letters: re.Pattern[str]
    """A run from its first to its last letter, without digits; a number; or what sets their colours."""
    foreign: re.Pattern[str]
    """What is not of the font of the letters, or may not be."""


@cache
def _patterns() -> _Patterns:
    """The patterns that need the table of marks; most terminals do without them."""
    marks = _OTHER_MARKS + "".join(
        f"{chr(first)}-{chr(last)}" for first, last in tables.ranges("marks") if _HAS_RTL(chr(first))
    )
    letter = f"(?![{_SHARED}{_WEAK}{_DIGITS}{marks}])[{_RTL}]"
    return _Patterns(
        cluster=re.compile(f"(?s:.)[{marks}]*"),
        run=re.compile(
            f"{_RARE}(?:{_RARE}|[{marks}])*|(?!{_RARE})[{_RTL}](?:(?!{_RARE})[{_RTL}{_OTHER_MARKS}])*"
        ),
        directed=re.compile(f"(?![{_SHARED}{marks}])[{_RTL}]"),
        letters=re.compile(
            rf"{_SOFT}|[{_NUMBERS}]+|{letter}(?:(?:(?![{_DIGITS}])[{_RTL}])*{letter})?[{marks}]*"
        ),
        foreign=re.compile(f"[^{_RTL}{_OTHER_MARKS}][^{_RTL}]*|{_RARE}(?:{_RARE}|[{marks}])*"),
    )


def _reversed(run: str) -> str:
    """`run` from its last cluster to its first."""
    return "".join(_patterns().cluster.findall(run)[::-1])


def _logical(run: re.Match[str]) -> str:
    """A run as kitty expects it: numbers by themselves are not reversed.

    kitty gives the glyphs from the left the cells from the left, and each cell as many as it has code points
    of the logical text. So a cell whose counterpart at the other end has more marks is filled up.
    """
    if not _patterns().directed.search(run[0]):
        return run[0]
    clusters = _patterns().cluster.findall(run[0])[::-1]
    if len(clusters) < len(run[0]):
        sizes = [min(len(cluster), CELL_HOLDS) for cluster in clusters]
        clusters = [
            cluster + FILLER * max(0, other - size)
            for cluster, size, other in zip(clusters, sizes, reversed(sizes), strict=True)
        ]
    return "".join(clusters)


def _mark(run: re.Match[str]) -> str:
    """A run in logical order, or a number, between left-to-right marks; what sets colours, as it is."""
    text = run[0]
    if text[0] == "\x1b":
        return text
    return f"\u200e{text if text[0].isdigit() else _reversed(text)}\u200e"


class _Word:
    """The words of a row one after the other, and the weight that their letters have."""

    def __init__(self) -> None:
        self._bold = self._dim = False

    def logical(self, found: re.Match[str]) -> str:
        """A word with its runs in logical order and what is foreign to them in the other weight."""
        word, patterns = found[0], _patterns()
        pieces = re.split(f"({_SOFT})", word) if "\x1b" in word else [word]
        texts = pieces[::2]
        text = "".join(texts)
        mixed = patterns.directed.search(text) is not None
        clusters = iter(patterns.cluster.findall(patterns.run.sub(_logical, text)))
        sent: list[str] = []
        for index, piece in enumerate(pieces):
            if index % 2:
                self._follow(piece)
                sent.append(piece)
            else:
                part = "".join(islice(clusters, len(patterns.cluster.findall(piece))))
                sent.append(patterns.foreign.sub(self._set_off, part) if mixed else part)
        return "".join([*sent, *clusters])

    def _set_off(self, foreign: re.Match[str]) -> str:
        """Text in the other weight, and back."""
        dim = ";2" if self._dim else ""
        if self._bold:
            return f"\x1b[22{dim}m{foreign[0]}\x1b[1m"
        return f"\x1b[1m{foreign[0]}\x1b[22{dim}m"

    def _follow(self, sequence: str) -> None:
        """Keep up with what an SGR sequence does to the weight."""
        if not sequence.endswith("m"):
            return
        codes = iter(sequence[2:-1].split(";"))
        for code in codes:
            if code in ("38", "48", "58"):
                # A colour by number or by red, green and blue: numbers that mean nothing by themselves.
                for _ in range({"5": 1, "2": 3}.get(next(codes, ""), 0)):
                    next(codes, None)
            elif code in ("", "0", "22"):
                self._bold = self._dim = False
            elif code == "1":
                self._bold = True
            elif code == "2":
                self._dim = True
