"""A free span that the keys grow and shrink from its moving end. Pure: offsets in a text.

The end that moves is told from the one that stays, so the span turns over when one passes the other; it is
never empty. Steps go by grapheme cluster, by word and by statement, over line breaks too.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from store.model import Offset, Span
from tui.rtl.document import after, before, word_after, word_before, word_end


class Growing(NamedTuple):
    """A span of `text` between `anchor`, which stays, and `moving`."""

    text: str
    anchor: Offset
    moving: Offset

    @property
    def span(self) -> Span:
        """From the first of the two to the last."""
        return Span(min(self.anchor, self.moving), max(self.anchor, self.moving))

    def cluster(self, step: int) -> Growing:
        """The moving end a grapheme cluster on (1), or back (-1)."""
        move = after if step > 0 else before
        target = move(self.text, self.moving)
        return self._at(move(self.text, target) if target == self.anchor else target)

    def word(self, step: int) -> Growing:
        """The moving end at the end of the next word (1), or of the one before (-1).

        Where the moving end is the span's first, it goes to beginnings of words.
        """
        leads = self.moving > self.anchor
        if step > 0:
            target = (word_end if leads else word_after)(self.text, self.moving)
            return self._at(target if leads or target < self.anchor else word_end(self.text, self.anchor))
        target = (end_before if leads else word_before)(self.text, self.moving)
        return self._at(target if not leads or target > self.anchor else word_before(self.text, self.anchor))

    def statement(self, statements: Sequence[Span], step: int) -> Growing:
        """The moving end at the next end of a statement (1), or at the end or beginning of the one before."""
        leads = self.moving > self.anchor
        ends = [one.end if leads else one.start for one in statements]
        index = bisect_right(ends, self.moving) if step > 0 else bisect_left(ends, self.moving) - 1
        return self._at(ends[index]) if 0 <= index < len(ends) else self

    def swapped(self) -> Growing:
        """The other end moves now."""
        return self._replace(anchor=self.moving, moving=self.anchor)

    def _at(self, offset: Offset) -> Growing:
        """The moving end at `offset`, unless the span would be empty."""
        return self if offset == self.anchor else self._replace(moving=offset)


def begun(text: str, start: Offset) -> Growing | None:
    """The first word at or after `start`, its end the moving one; None where no text is left."""
    while start < len(text) and text[start].isspace():
        start += 1
    return Growing(text, start, word_end(text, start)) if start < len(text) else None


def end_before(text: str, offset: Offset) -> Offset:
    """The end of the last word before `offset` that does not reach up to it; 0 where there is none."""
    for words in (True, False):
        while offset > 0 and text[before(text, offset)].isalnum() is words:
            offset = before(text, offset)
    return offset


def trimmed(text: str, span: Span) -> Span | None:
    """`span` without the white space at its ends; None where it holds nothing else."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    end = span.end - len(words) + len(words.rstrip())
    return Span(start, end) if start < end else None
