"""The parts of a text: title, paragraphs and furniture, all spans over it; and its language."""

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


def title_and_paragraphs(text: str) -> tuple[Span | None, tuple[Span, ...]]:
    """The title of `text`, and every line that holds more than white space, the title's among them.

    White space at the ends of a line stands outside its span. The title is the first line that is no
    furniture, where it looks like one: not long, not a sentence with its full stop, and with text after
    it. Where that line looks like none there is no title.
    """
    paragraphs = tuple(_paragraphs(text))
    return _title(text, paragraphs, find_furniture(text, paragraphs[:_TOP])), paragraphs


def furniture(text: str, paragraphs: tuple[Span, ...]) -> tuple[Span, ...]:
    """What in `paragraphs` belongs to the web page: links, buttons, comment boxes, datelines, bylines."""
    return find_furniture(text, paragraphs)


def read_outline(text: str) -> Outline:
    """Title, paragraphs and furniture of `text`; statements are not looked for here."""
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


def language(text: str) -> str:
    """The ISO 639-1 code of most of `text`, told by its letters; "und" where they do not tell.

    Arabic script is told apart by the letters that only Persian, Urdu, Kurdish or Pashto have; Latin
    script by a few of its commonest words.
    """
    sample = text[:_SAMPLE]
    if not _ALL_OTHERS.search(sample) and 2 * _in_arabic_block(sample) > len(sample):
        return "ar"  # Most texts by far; the letters need not be counted.
    counts = {script: sum(map(len, pattern.findall(sample))) for script, pattern in _SCRIPTS.items()}
    script = max(counts, key=lambda name: counts[name])
    if not counts[script]:
        return "und"
    if script == "arabic":
        return _arabic_language(sample, counts[script])
    if script == "latin":
        return _latin_language(sample)
    return script


_SAMPLE = 4000
_SCRIPTS = {
    "arabic": re.compile("[\u0621-\u063a\u0641-\u064a\u066e-\u06d3\u06fa-\u06fc]+"),
    "latin": re.compile("[A-Za-z\u00c0-\u024f]+"),
    "he": re.compile("[\u05d0-\u05ea]+"),
    "ru": re.compile("[\u0400-\u04ff]+"),
    "el": re.compile("[\u0370-\u03ff]+"),
    "hy": re.compile("[\u0531-\u0587]+"),
}
_ARABIC_LETTERS = {
    "ur": re.compile("[ٹڈڑںےھہ]"),
    "ku": re.compile("[ۆێەڕڵ]"),
    "ps": re.compile("[ټډړږښګۍې]"),
    "fa": re.compile("[پچژگکی]"),
}
_ALL_OTHERS = re.compile("|".join(letters.pattern for letters in _ARABIC_LETTERS.values()))
_LATIN_WORDS = {
    "en": re.compile(r"\b(?:the|of|and|to|in|is|that|for|was|on|with|said)\b", re.IGNORECASE),
    "fr": re.compile(r"\b(?:le|la|les|des|et|du|une|est|dans|que|pour|qui)\b", re.IGNORECASE),
    "de": re.compile(r"\b(?:der|die|das|und|ist|nicht|mit|den|von|ein|zu|auf)\b", re.IGNORECASE),
    "es": re.compile(r"\b(?:el|los|las|del|que|una|por|con|para|es|se|en)\b", re.IGNORECASE),
    "tr": re.compile(r"\b(?:ve|bir|bu|için|ile|olarak|olan|da|de|daha)\b", re.IGNORECASE),
}


def _in_arabic_block(sample: str) -> int:
    """How many code points are from U+0600 to U+06FF: those of which the first byte in UTF-16 is a 6."""
    return sample.encode("utf-16-be", "surrogatepass")[::2].count(6)


def _arabic_language(sample: str, letters: int) -> str:
    """The language of a text in Arabic script, of which `letters` letters were counted.

    Foreign names put a few such letters into Arabic; a text of the other languages is full of them.
    """
    for code, pattern in _ARABIC_LETTERS.items():
        if len(pattern.findall(sample)) * 40 > letters:
            return code
    return "ar"


def _latin_language(sample: str) -> str:
    """The language of a text in Latin script by its common words; English if it is plain ASCII."""
    votes = {code: len(pattern.findall(sample)) for code, pattern in _LATIN_WORDS.items()}
    code = max(votes, key=lambda name: votes[name])
    if votes[code]:
        return code
    return "en" if sample.isascii() else "und"


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
