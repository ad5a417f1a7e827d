"""What the command prints: harmless text, and the shape that it has on a terminal and in a pipe.

Text from outside (articles, file names, settings) reaches a stream through `plain`, `paragraphs_of`,
`json_line`, `escaped` or `referenced`, or as laid-out rows, and so never as a control sequence.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from store.errors import Message
    from tui.config import Settings
    from tui.rtl.layout import Row
    from tui.rtl.stream import Finish
    from tui.rtl.terminal import Mode

_HAZARD = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
"""Control characters (C0, DEL, C1), bidi and other layout controls, line separators, lone surrogates."""

_UNSEEN = frozenset("\u061c\u200e\u200f\u2066\u2067\u2068\u2069\ufeff")
"""Marks that newspapers' own editors leave in a text, and isolates; they do no harm and are left out."""

_LINE_END = re.compile("\r\n|\r|\n")

_DIGITS: Mapping[str, dict[int, str]] = {
    "as-written": {},
    "western": {first + n: str(n) for first in (0x660, 0x6F0) for n in range(10)},
    "arabic": {first + n: chr(0x660 + n) for first in (0x30, 0x6F0) for n in range(10)},
}
_VOWEL_MARKS = re.compile("[\u064b-\u0652\u0670]")

_UNDERLINED, _PLAIN = "\x1b[4m", "\x1b[24m"

INDENT = "    "
"""Before a line that belongs to the one above it."""

_COLUMN_GAP = "  "
_COLUMN_LIMIT = 24
"""Cells of a column at most, the last one's aside, on a terminal."""


def plain(text: str) -> str:
    """`text` as one line that no terminal takes for anything but text.

    Control characters become their picture (ESC: ␛), other bidi controls and lone surrogates U+FFFD; the
    marks LRM, RLM, ALM, the isolates and the byte order mark are left out.
    """
    return _HAZARD.sub(_picture, text)


def spelled(text: str) -> str:
    """`text` as one harmless line with what `plain` changes spelled out, as `repr` does it: `\\x1b`."""
    return _HAZARD.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


def harmless(text: str) -> bool:
    """Whether `plain` has nothing to do."""
    return _HAZARD.search(text) is None


def paragraphs_of(text: str) -> list[str]:
    """The lines of a text, each made `plain`; tabs are kept."""
    return ["\t".join(map(plain, line.split("\t"))) for line in _LINE_END.split(text)]


def json_line(value: object) -> str:
    """`value` as JSON on one line, without characters that `plain` would change."""
    # Imported here, as below: lists for people do without it.
    import json

    return escaped(json.dumps(value, ensure_ascii=False))


def escaped(document: str) -> str:
    """The same JSON document without control characters: in its strings they become `\\uXXXX`."""
    return _HAZARD.sub(lambda found: found[0] if found[0] in "\n\t" else f"\\u{ord(found[0]):04x}", document)


def referenced(document: str) -> str:
    """The same XML document without control characters: they become references, `&#x9b;`."""
    return _HAZARD.sub(lambda found: found[0] if found[0] in "\n\t" else f"&#x{ord(found[0]):x};", document)


def drawn(text: str, settings: Settings) -> str:
    """`text` with the digits that the settings ask for, code point for code point."""
    return text.translate(_DIGITS[settings.digits])


def without_vowel_marks(text: str) -> str:
    """`text` without fatha, kasra, damma, tanwin, shadda, sukun and the small alef: for laid-out glyphs."""
    return _VOWEL_MARKS.sub("", text)


def date(published: str | None, settings: Settings) -> str:
    """The day of an ISO 8601 date or time, as the settings ask for; "" for None."""
    day = (published or "").partition("T")[0].partition(" ")[0]
    if settings.dates == "day-first" and (parts := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", day)):
        return f"{int(parts[3])}/{int(parts[2])}/{parts[1]}"
    return day


def prepare_streams() -> None:
    """Make what is printed UTF-8 in a pipe or a file, and never fail for a letter that a terminal lacks."""
    for stream in (sys.stdout, sys.stderr):
        # Streams that are closed or replaced (as tests do) are left as they are.
        if reconfigure := getattr(stream, "reconfigure", None):
            if stream.isatty():
                reconfigure(errors="replace")
            else:
                reconfigure(encoding="utf-8", errors="replace")


def silence(stream: TextIO) -> None:
    """Let nothing more be written to `stream`, so that flushing it on exit cannot fail again."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a person sits at `stream`; None is a closed one."""
    return stream is not None and not stream.closed and stream.isatty()


def row_width() -> int:
    """Cells of a row on the terminal, with a padding cell on each side.

    At the edge some terminals lose right-to-left text.
    """
    return max(20, shutil.get_terminal_size().columns - 2)


def emit(lines: Iterable[str], stream: TextIO | None = None) -> None:
    """Write lines that are ready for a terminal to `stream`, stdout by default."""
    stream = stream or sys.stdout
    # A stream that the caller closed is None.
    if stream is not None:
        for line in lines:
            stream.write(line + "\n")


def tell(sentence: str | Message, /, **values: object) -> None:
    """One line on stderr after the name of the program: an English sentence and the values of its fields.

    It is told in the language of this run, its control characters `spelled`.
    """
    # Imported here: most runs tell nothing.
    from tui.speech import say, shown

    if sys.stdout is not None:
        sys.stdout.flush()
    emit(shown(f"newsread: {say(sentence, **values)}", sys.stderr), sys.stderr)


def _picture(found: re.Match[str]) -> str:
    character = found[0]
    if character in _UNSEEN:
        return ""
    if character in "\u2028\u2029":
        return "\u2424"
    if character <= "\x1f":
        return chr(0x2400 + ord(character))
    return "\u2421" if character == "\x7f" else "\ufffd"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stdout takes: laid-out rows of `width` cells on a terminal, logical lines in a pipe."""

    settings: Settings
    shaped: bool
    """Whether text is shaped and in visual order."""
    width: int
    """Cells of a row; counts only where `shaped`."""
    underlines: bool
    """Whether marks may be shown by underlining; never the only sign."""
    finish: Finish | None = None
    """Makes of a shaped line what the terminal is sent; None leaves it as it is."""

    @classmethod
    def of_stdout(cls, settings: Settings, shaped: bool | None = None) -> Sheet:
        """The sheet for stdout as it is; `shaped` overrules what follows from that."""
        terminal = is_terminal(sys.stdout)
        return cls(
            settings=settings,
            shaped=terminal if shaped is None else shaped,
            width=row_width(),
            underlines=terminal and os.environ.get("TERM", "dumb") != "dumb",
        )

    def for_mode(self, mode: Mode) -> Sheet:
        """The same sheet for a terminal that needs a mode."""
        # Imported here: a pipe does without it.
        from tui.rtl.terminal import printing

        how = printing(mode)
        return replace(self, finish=how.finish, width=max(20, self.width - how.cells))

    def narrower(self) -> Sheet:
        """The same sheet beside an `INDENT`."""
        return replace(self, width=self.width - len(INDENT))

    def paragraph(self, text: str, marks: Sequence[tuple[int, int]] = (), *, part: bool = False) -> list[str]:
        """The lines that one paragraph takes, marks underlined; each is a range of offsets in it.

        `part` is for words that stand in a paragraph, which may begin with a name in another script.
        """
        if not self.shaped:
            return paragraphs_of(text)
        # Imported here: a pipe does without it.
        from tui.rtl.bidi import level_of_part
        from tui.rtl.layout import layout

        base = level_of_part(text) if part else None
        rows = layout(drawn(text, self.settings), self.width, base=base)
        return [self._finished(" " + self._row(row, marks)) for row in rows]

    def reading(self, text: str) -> str:
        """A short text for reading, with the digits that the settings ask for; names are no such text."""
        return drawn(text, self.settings) if self.shaped else text

    def fields(self, texts: Iterable[str], gap: str) -> str:
        """Short texts on one line from left to right, each in its own reading order; cut on a terminal."""
        if not self.shaped:
            return gap.join(map(plain, texts))
        shown = " "
        for text in texts:
            before = gap if shown.strip() else ""
            room = self.width - cells(shown) - len(before)
            if room < 2:
                break
            shown += before + self._cell(text, min(room, cells(plain(text)))).rstrip()
        return self._finished(shown)

    def table(self, header: Sequence[str], rows: Sequence[Sequence[str]], *, numbers: int = 0) -> list[str]:
        """Aligned columns, the first `numbers` of them flush right; the header on a terminal only.

        The header is given in English and shown in the language of this run.

        On a terminal the last column takes what room is left, and a text is cut, and stands, as its script
        asks; in a pipe it is whole.
        """
        if not rows:
            return []
        lines = [_headed(header), *rows] if self.shaped else list(rows)
        shown = [[plain(cell) for cell in line] for line in lines]
        widths = [max(map(cells, column)) for column in zip(*shown, strict=True)]
        if self.shaped:
            widths[:-1] = [min(width, _COLUMN_LIMIT) for width in widths[:-1]]
            taken = sum(widths[:-1]) + len(_COLUMN_GAP) * (len(widths) - 1)
            widths[-1] = max(8, min(widths[-1], self.width - taken))
        return [self._line(line, widths, numbers) for line in shown]

    def _line(self, line: Sequence[str], widths: Sequence[int], numbers: int) -> str:
        fields = []
        for index, (cell, width) in enumerate(zip(line, widths, strict=True)):
            if index < numbers:
                fields.append(" " * (width - cells(cell)) + cell)
            elif self.shaped:
                fields.append(self._cell(cell, width))
            else:
                fields.append(cell + " " * (width - cells(cell)))
        shown = _COLUMN_GAP.join(fields).rstrip()
        return self._finished(" " + shown) if self.shaped else shown

    def _finished(self, line: str) -> str:
        """A shaped line as the terminal is sent it."""
        return self.finish(line) if self.finish else line

    def _cell(self, text: str, width: int) -> str:
        """`text` as a field of `width` cells, on the side where its script begins."""
        from tui.rtl.layout import cut

        shown = self._row(cut(text, width))
        return shown + " " * (width - cells(shown))

    def _row(self, row: Row, marks: Sequence[tuple[int, int]] = ()) -> str:
        """A laid-out row from cell 0 to its last glyph."""
        pieces = [" " * row.left]
        under = False
        for glyph in row.glyphs:
            marked = self.underlines and any(start < glyph.end and glyph.start < end for start, end in marks)
            if marked is not under:
                pieces.append(_UNDERLINED if marked else _PLAIN)
                under = marked
            shown = glyph.text if self.settings.vowel_marks else without_vowel_marks(glyph.text)
            pieces.append(plain(shown))
        return "".join(pieces) + (_PLAIN if under else "")


def _headed(header: Sequence[str]) -> list[str]:
    from tui.speech import say

    return [say(name) if name else "" for name in header]


def cells(text: str) -> int:
    """How many cells a harmless text takes."""
    if text.isascii():
        return len(text)
    # Imported here: text beyond ASCII only.
    from wcwidth import wcswidth

    return max(0, wcswidth(text))
