"""What a person is writing: a text, a cursor and a selection, every change to them, and the way back.

Everything is counted in offsets, in logical order: which side a letter stands on is the layout's business.
The cursor never stands inside a grapheme cluster (UAX #29), so a letter and its vowel marks go together.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate
from typing import Literal, TypeAlias

from tui.rtl.bidi import Offset

STEPS_KEPT = 200
"""Steps that can be undone; each keeps a text."""

Kind: TypeAlias = Literal["type", "erase", "other"]
"""What a change does; neighbouring changes that type, or that erase, are undone together."""

_BREAKS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# The zero-width joiners stay: Persian and Urdu are written with them.
_HIDDEN = re.compile(
    "[\0-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb]"
)


def clean(text: str, *, lines: bool = True) -> str:
    """`text` as it may be edited: without control characters, bidi controls and lone surrogates.

    Every kind of line break becomes a newline and a tab a space. With `lines=False` the newlines at both
    ends are left out and the others become spaces.
    """
    text = _HIDDEN.sub("", _BREAKS.sub("\n", text).replace("\t", " "))
    return text if lines else text.strip("\n").replace("\n", " ")


@lru_cache(maxsize=64)
def boundaries(paragraph: str) -> tuple[Offset, ...]:
    """The boundaries between the grapheme clusters of a paragraph without newlines, both ends included."""
    # Imported here: the screen is painted without it.
    from wcwidth import iter_graphemes

    return tuple(accumulate(map(len, iter_graphemes(paragraph)), initial=0))


def paragraphs(text: str) -> Iterator[tuple[Offset, Offset]]:
    """Start and end of every paragraph, the newlines left out; an empty text has one, which is empty."""
    start = 0
    for line in text.split("\n"):
        yield start, start + len(line)
        start += len(line) + 1


def paragraph(text: str, offset: Offset) -> tuple[Offset, Offset]:
    """Start and end of the paragraph that `offset` stands in, the newline left out."""
    end = text.find("\n", offset)
    return text.rfind("\n", 0, offset) + 1, len(text) if end < 0 else end


def snap(text: str, offset: Offset) -> Offset:
    """The first cluster boundary at or after `offset`, which may lie outside the text."""
    offset = min(max(offset, 0), len(text))
    start, end = paragraph(text, offset)
    stops = boundaries(text[start:end])
    return start + stops[bisect_left(stops, offset - start)]


def before(text: str, offset: Offset) -> Offset:
    """The cluster boundary before `offset`; 0 at the beginning."""
    start, end = paragraph(text, offset)
    if offset == start:
        return max(offset - 1, 0)
    stops = boundaries(text[start:end])
    return start + stops[bisect_left(stops, offset - start) - 1]


def after(text: str, offset: Offset) -> Offset:
    """The cluster boundary after `offset`; the length of the text at its end."""
    start, end = paragraph(text, offset)
    if offset == end:
        return min(offset + 1, len(text))
    stops = boundaries(text[start:end])
    return start + stops[bisect_right(stops, offset - start)]


def _word(text: str, offset: Offset) -> bool:
    """Whether the cluster that begins at `offset` belongs to a word; its marks, no letters, do not count."""
    return text[offset].isalnum() or text[offset] == "_"


def _skip(text: str, offset: Offset, *, words: bool) -> Offset:
    """The first offset from `offset` on, within the paragraph, whose cluster is (or is not) of a word."""
    end = paragraph(text, offset)[1]
    while offset < end and _word(text, offset) is words:
        offset = after(text, offset)
    return offset


def word_before(text: str, offset: Offset) -> Offset:
    """The start of the word that ends at or before `offset`; stops at the beginning of the paragraph."""
    start = paragraph(text, offset)[0]
    if offset == start:
        return before(text, offset)
    for words in (False, True):
        while offset > start and _word(text, before(text, offset)) is words:
            offset = before(text, offset)
    return offset


def word_after(text: str, offset: Offset) -> Offset:
    """The start of the next word; stops at the end of the paragraph."""
    if offset == paragraph(text, offset)[1]:
        return after(text, offset)
    return _skip(text, _skip(text, offset, words=True), words=False)


def word_end(text: str, offset: Offset) -> Offset:
    """The end of the word that is at or after `offset`; stops at the end of the paragraph."""
    if offset == paragraph(text, offset)[1]:
        return after(text, offset)
    return _skip(text, _skip(text, offset, words=False), words=True)


def cluster_beside(text: str, offset: Offset, *, behind: bool) -> tuple[Offset, Offset]:
    """Where the grapheme cluster begins and ends that stands behind `offset`, or else before it."""
    return (offset, after(text, offset)) if behind else (before(text, offset), offset)


def word_around(text: str, offset: Offset) -> tuple[Offset, Offset]:
    """The word that the cluster at `offset` belongs to; the cluster alone where it is of none."""
    if not _word(text, offset):
        return offset, after(text, offset)
    first = paragraph(text, offset)[0]
    start = offset
    while start > first and _word(text, before(text, start)):
        start = before(text, start)
    return start, word_end(text, offset)


def line_before(text: str, offset: Offset) -> Offset:
    """The beginning of the paragraph; from there the end of the one before."""
    start = paragraph(text, offset)[0]
    return start if offset > start else before(text, offset)


def line_after(text: str, offset: Offset) -> Offset:
    """The end of the paragraph; from there the beginning of the next."""
    end = paragraph(text, offset)[1]
    return end if offset < end else after(text, offset)


@dataclass(frozen=True, slots=True)
class Document:
    """A text with a cursor and a selection. Every change gives a new one.

    The selection lies between `anchor`, where it was begun, and `cursor`; it is empty where they are the
    same. Both stand on cluster boundaries of `text`.
    """

    text: str = ""
    cursor: Offset = 0
    anchor: Offset = 0
    limit: int | None = None
    """The most code points that can be inserted up to; None for no limit."""

    @classmethod
    def of(cls, text: str, limit: int | None = None) -> Document:
        """A document with the cursor at the end of `text`, which may be longer than `limit`."""
        return cls(text, len(text), len(text), limit)

    @property
    def selection(self) -> tuple[Offset, Offset]:
        """The selection's start and end, in logical order."""
        return min(self.anchor, self.cursor), max(self.anchor, self.cursor)

    @property
    def selected(self) -> str:
        """The selected text."""
        start, end = self.selection
        return self.text[start:end]

    def move(self, offset: Offset, *, select: bool = False) -> Document:
        """The cursor at `offset`, or at the next cluster boundary; with `select` the anchor stays."""
        cursor = snap(self.text, offset)
        return replace(self, cursor=cursor, anchor=self.anchor if select else cursor)

    def select_all(self) -> Document:
        """All of the text selected, the cursor at its end."""
        return replace(self, anchor=0, cursor=len(self.text))

    def insert(self, text: str) -> Document:
        """`text` in place of the selection, the cursor behind it; what exceeds the limit is left out."""
        start, end = self.selection
        if self.limit is not None:
            room = max(self.limit - len(self.text) + end - start, 0)
            if len(text) > room:
                text = text[: before(text, room + 1)]
        return self._replace(start, end, text)

    def erase(self, target: Callable[[str, Offset], Offset]) -> Document:
        """The selection erased or, where it is empty, what lies from the cursor to `target(text, cursor)`."""
        start, end = self.selection
        if start == end:
            start, end = sorted((self.cursor, target(self.text, self.cursor)))
        return self._replace(start, end, "")

    def _replace(self, start: Offset, end: Offset, text: str) -> Document:
        """`text` in place of the offsets from `start` to `end`."""
        whole = self.text[:start] + text + self.text[end:]
        # The new neighbours can be one cluster: a letter typed before a lone mark.
        cursor = snap(whole, start + len(text))
        return replace(self, text=whole, cursor=cursor, anchor=cursor)


class History:
    """A document and what it was before each change, for undo and redo.

    Typed letters are one step a word, neighbouring erasures one step; moving the cursor begins a new step.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self._past: deque[Document] = deque(maxlen=STEPS_KEPT)
        self._future: list[Document] = []
        self._kind: Kind = "other"

    def record(self, document: Document, kind: Kind = "other") -> bool:
        """Take `document` as the present one; gives whether its text differs from the last."""
        last, self.document = self.document, document
        if document.text == last.text:
            if document != last:
                self._kind = "other"
            return False
        if kind == "other" or kind != self._kind or (kind == "type" and _begins_word(last, document)):
            self._past.append(last)
        self._kind = kind
        self._future.clear()
        return True

    def undo(self) -> bool:
        """Go back one step; gives whether there was one."""
        return self._step(self._past, self._future)

    def redo(self) -> bool:
        """Take back the last undo; gives whether there was one."""
        return self._step(self._future, self._past)

    def _step(
        self, source: deque[Document] | list[Document], target: deque[Document] | list[Document]
    ) -> bool:
        """Swap the present document with the last of `source`."""
        if not source:
            return False
        target.append(self.document)
        self.document = source.pop()
        self._kind = "other"
        return True


def _begins_word(last: Document, document: Document) -> bool:
    """Whether what was typed begins a word: it is no space and stands behind one."""
    return last.text[: last.cursor][-1:].isspace() and not document.text[: document.cursor][-1:].isspace()
