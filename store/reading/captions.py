"""Short lines around the prose of an article: names, captions and addresses, or verses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from store.reading.furniture_words import EDGES, fold, known_words

TOP = 4
"""Captions, datelines and bylines stand among so many first lines."""
END = 6
"""Names, addresses and captions stand among so many last lines."""
PROSE = 120
"""A line so long is a paragraph of prose, in code points; beside one a short line is no verse."""
CAPTION = 70
"""A caption or a name alone on its line is no longer, in code points, nor in words than"""
_CAPTION_WORDS = 9
PUNCTUATED = re.compile(r"[.،؛:!؟?]")
"""What stands in a sentence, and in no name, caption or keyword."""
_INTRODUCES = re.compile(r":[^\w.؟?!:]*\Z")
_HALF = re.compile(r"(?=.{4,70}\Z)[^\W\d][^\d.؟?!:@]*،[^\d.؟?!:@]*\w\W{0,2}")
"""A verse with a comma in it, which the next one goes on with."""
_OFFICE = re.compile(r"\s[-–—ـ]\s")
"""What parts a name from an office, or from a place."""
_DASHES = "-–—ـ"
_ITEMS = frozenset("*•●■")
_SIGNED = re.compile(rf"[{_DASHES}]\s?[^\W\d]+(?:\s[^\W\d]+){{1,3}}")


def captions(lines: Sequence[str]) -> frozenset[int]:
    """The numbers of the short lines between the title and the first prose, and behind the last.

    They are names, captions, addresses. A line with a stop or a comma is part of the article, and between
    short lines only it may be verse; but for the name of who wrote it, behind a dash.
    """
    signed = frozenset([len(lines) - 1] if _is_signed(lines) else [])
    prose = [number for number, line in enumerate(lines) if len(line) >= PROSE]
    if not prose or (prose[0] == 0 and len(prose) == 1):
        return signed
    first = prose[0] if prose[0] > 0 else prose[1]
    top = range(1, first) if first <= TOP else range(0)
    end = _at_the_end(lines, prose[-1]) if 0 < len(lines) - prose[-1] - 1 <= END else ()
    named = [number for number in top if _is_caption(lines[number]) and not _says(lines[number])]
    if named and sum(line[0] in _ITEMS for line in lines) > 1:
        # Headlines of news in brief, each behind a mark.
        named = [number for number in named if lines[number][0] not in _ITEMS]
    return signed.union(named, end)


def _is_signed(lines: Sequence[str]) -> bool:
    """Whether the last line is a name behind a dash, and no other line of a list."""
    if len(lines) < 2 or lines[-1][0] not in _DASHES:
        return False
    dashed = [number for number, line in enumerate(lines) if line[0] in _DASHES]
    return len(dashed) == 1 and _SIGNED.fullmatch(lines[-1]) is not None


def _at_the_end(lines: Sequence[str], last: int) -> Iterator[int]:
    """The numbers of the lines behind the `last` of prose that are names, captions, addresses or notes."""
    behind = range(last + 1, len(lines))
    yield from (number for number in behind if _is_note(lines[number]))
    for is_caption, group in groupby(behind, lambda n: not _is_note(lines[n]) and _is_caption(lines[n])):
        numbers = tuple(group)
        if is_caption and not _is_said([lines[number] for number in numbers], lines[numbers[0] - 1]):
            yield from numbers


def _is_said(lines: Sequence[str], before: str) -> bool:
    """Whether short lines are the article's own, verses or an appeal, by their words or the line `before`."""
    if any(_is_clause(fold(line)) or _says(line) for line in lines):
        return True
    if any(_OFFICE.search(line) for line in lines) or fold(before).strip(EDGES) in known_words().labels:
        return False
    return _INTRODUCES.search(before) is not None or _HALF.fullmatch(before) is not None


def _is_clause(line: str) -> bool:
    """Whether a folded line begins as no name or caption does, but as a clause: ولا تزال الأسباب مجهولة."""
    clauses = known_words().clauses
    return line.startswith(clauses) or (line[:1] in ("و", "ف") and line.startswith(clauses, 1))


def _says(line: str) -> bool:
    """Whether somebody says something in a line: وأضاف الأمين العام أن الأزمة مستمرة."""
    words = fold(line).split()
    cues = known_words().saying
    is_cue = bool(words) and (words[0] in cues or (words[0][0] in "وف" and words[0][1:] in cues))
    return is_cue and not known_words().that.isdisjoint(words[1:])


def _is_note(line: str) -> bool:
    """Whether a line at the end says who the author is, behind an asterisk: * كاتب سعودي."""
    return len(line) <= CAPTION and line.lstrip().lstrip("(").startswith("*")


def _is_caption(line: str) -> bool:
    """Whether a line has the form of a name or a caption: a few words without punctuation."""
    short = len(line) <= CAPTION and len(line.split()) <= _CAPTION_WORDS
    return short and not PUNCTUATED.search(line.removeprefix("د."))
