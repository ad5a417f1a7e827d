"""The parts of a text: title, paragraphs and furniture, all spans over it."""

from __future__ import annotations

import re

from store.model import Outline, Span
from store.reading.furniture import find_furniture

_INVISIBLE = " \t\u00a0\u2060\ufeff" + "".join(
    chr(code)
    for first, last in ((0x200B, 0x200F), (0x202A, 0x202E), (0x2066, 0x2069))
    for code in range(first, last + 1)
)
_STOP = re.compile(r"(?<!\.)[.؛،,:]['\"»”’)\]]*\Z")
_TITLE = 200
"""No title is longer, in code points."""
_BEGINNING = 90
"""So much of the first paragraph stands for a title that is missing."""
_TOP = 8
"""So many first lines are looked at for the title."""


def read_outline(text: str) -> Outline:
    """Title, paragraphs and furniture of `text`; statements are not looked for here.

    A paragraph is a line that holds more than white space, which stands outside its span at both ends. The
    title, one of them, is the first that is no furniture, where it looks like one: not long, not a sentence
    with its full stop, and with text after it. Furniture is what belongs to the web page: links, buttons,
    comment boxes, datelines, bylines.
    """
    paragraphs = tuple(_paragraphs(text))
    found = find_furniture(text, paragraphs)
    return Outline(_title(text, paragraphs, found), paragraphs, found)


def title_text(text: str, outline: Outline) -> str:
    """The title to show in a list: the title's text, or the beginning of the first real paragraph.

    White space within it is single spaces. A text of nothing but furniture gives its first line.
    """
    if outline.title is not None:
        return " ".join(outline.title.of(text).split())
    for paragraph in outline.paragraphs:
        start = _after_furniture(text, paragraph, outline.furniture)
        if start < paragraph.end:
            return _beginning(text[start : paragraph.end])
    return _beginning(outline.paragraphs[0].of(text)) if outline.paragraphs else ""


def _paragraphs(text: str) -> list[Span]:
    """The lines of `text` that hold more than white space and invisible marks, stripped of white space."""
    spans = []
    begin = 0
    for line in text.splitlines(keepends=True):
        bare = line.strip()
        if bare and (bare[0] not in _INVISIBLE or bare.strip(_INVISIBLE).strip()):
            start = begin + line.index(bare[0])
            spans.append(Span(start, start + len(bare)))
        begin += len(line)
    return spans


def _title(text: str, paragraphs: tuple[Span, ...], found: tuple[Span, ...]) -> Span | None:
    """The title among the first of `paragraphs`, of which `found` is furniture."""
    for number, paragraph in enumerate(paragraphs[:_TOP]):
        start = _after_furniture(text, paragraph, found)
        if start >= paragraph.end:
            continue
        end = min((span.start for span in found if start < span.start < paragraph.end), default=paragraph.end)
        line = text[start:end].rstrip()
        if len(line) > _TITLE or _STOP.search(line) or number + 1 == len(paragraphs):
            return None
        return Span(start, start + len(line))
    return None


def _after_furniture(text: str, paragraph: Span, found: tuple[Span, ...]) -> int:
    """Where the article's own words begin in `paragraph`; its end where it has none."""
    start = paragraph.start
    for span in found:
        if span.start <= start < span.end:
            start = span.end
            while start < paragraph.end and text[start].isspace():
                start += 1
    return start


def _beginning(paragraph: str) -> str:
    """The first words of a paragraph, with an ellipsis where more follow."""
    line = " ".join(paragraph[: 4 * _BEGINNING].split())
    if len(line) <= _BEGINNING:
        return line
    cut = line.rfind(" ", 0, _BEGINNING)
    return line[: cut if cut > 0 else _BEGINNING] + "…"
