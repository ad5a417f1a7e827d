"""What belongs to the web page and not to the article: links, buttons, labels, datelines, bylines.

The words are in furniture.toml. A stretch is called furniture only where its form leaves little
doubt, since what is furniture stands outside statements and claims.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from store.model import Span

_LINE = 160
"""No label, heading, dateline or link's text is longer, in code points."""
_TOP = 4
"""Datelines and bylines stand among so many first lines."""
_BYLINE = ("سبق", "واس", "تصوير", "كتب", "اعداد", "ترجمه", "تقرير", "حوار", "متابعه", "وكالات", "خاص")
"""A byline has a colon in its middle only with one of these words."""
_LEAD = 120
"""No dateline, byline or section before a paragraph is longer, in code points."""
_LINKS = 12
"""So many lines after a heading may be its links."""
_END = 6
"""Names, addresses and captions stand among so many last lines."""
_CAPTION = 70
"""A caption or a name alone on its line is no longer, in code points, nor in words than"""
_CAPTION_WORDS = 9
_PROSE = 120
"""A line so long is a paragraph of prose, in code points; beside one a short line is no verse."""
_TAGS = 200
"""The keywords that end an article are no longer, in code points."""

_VARIANTS = (("أ", "ا"), ("إ", "ا"), ("آ", "ا"), ("ٱ", "ا"), ("ى", "ي"), ("ی", "ي"), ("ک", "ك"), ("ة", "ه"))
_MARKS = re.compile("[\u064b-\u065f\u0670\u0640]")
_EDGES = (
    " \t\u00a0\"'«»“”‘’()[]{}<>|•·*#_-–—ـ/\\.,،:;؛…!؟?&@+→←»«▶►✔\u200c\u200d\u200e\u200f\u202a-\u202e\ufeff"
)
_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]+")
_SLUG = re.compile(r"[a-z0-9]+(?:[-_/][a-z0-9]+)+\Z")
_STOP = re.compile(r"[.؟?!]['\"»”’)]*\Z")
_DASHED = re.compile(r"\s*[-–—/:،,(_]+\s*|\s*\)\s*")
_TATWEEL_DASH = re.compile(r"\u0640(?<=\s\u0640)\u0640*(?=\s)")
_INLINE_BYLINE = re.compile(r"[^\n.:،؛«»\"“”]{2,50}?(?:[-–—]|\sـ\s)\s*[^\n.:،؛«»\"“”]{2,40}?:")
_DESK_IN_BRACKETS = re.compile(r"[^\n.:،؛«»\"“”()]{0,40}\(([^()\n]{2,20})\)\s*[-–—ـ:]")
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|@\w{2,20}")
_LAST_ADDRESS = re.compile(r"[\w.+-]{1,40}@[\w-]{1,40}(?:\.[\w-]{1,20}){1,3}\s*\Z")
_SHORT_CODE = re.compile(r"\d{4,6}\s*-\s*[a-z]+")
_NOTE = re.compile(r"(?<=[.!؟?»”\")])\s*(?=\*\s?[^\s*.][^\n*.]{2,59}\Z)")
_PUNCTUATED = re.compile(r"[.،؛:!؟?]")
_SENT = re.compile(r"\s*[-–—/:ـ|]\s*")
_LEADING = re.compile(r"[-–—ـ:/|]")
"""What ends with one of these leads a paragraph, but for buttons."""
_BRACKETED = re.compile(r"\([^()]{2,20}\)")
_CREDIT = re.compile(r"[^.؟?!:()]{5,130}\(([^()]{2,40})\)")
_SECTION = re.compile(r"([^\W\d_]{3,10})\s*/\s*")


@dataclass(frozen=True, slots=True)
class _Words:
    """furniture.toml, ready for look-ups; every entry is folded."""

    labels: frozenset[str]
    headings: frozenset[str]
    starts: tuple[str, ...]
    inline: tuple[str, ...]
    blocks: tuple[str, ...]
    buttons: frozenset[str]
    tags: tuple[str, ...]
    tagged: tuple[str, ...]
    """The tags, each with its colon."""
    sections: frozenset[str]
    desks: frozenset[str]
    pictures: frozenset[str]
    places: frozenset[str]
    dates: frozenset[str]
    datelines: frozenset[str]
    """Desks, places and dates."""
    dating: frozenset[str]


@cache
def _words() -> _Words:
    """The words of furniture.toml."""
    table = tomllib.loads(Path(__file__).with_name("furniture.toml").read_text(encoding="utf-8"))
    sets = {
        key: frozenset(table[key])
        for key in (
            *("labels", "headings", "buttons", "sections", "desks", "pictures", "places", "dates"),
            "dating",
        )
    }
    rows = {
        key: tuple(_closed(entry) for entry in table[key]) for key in ("starts", "inline", "blocks", "tags")
    }
    return _Words(
        starts=rows["starts"],
        inline=rows["inline"],
        blocks=rows["blocks"],
        tags=rows["tags"],
        tagged=tuple(f"{tag}:" for tag in rows["tags"]),
        datelines=sets["desks"] | sets["places"] | sets["dates"],
        **sets,
    )


def _closed(line: str) -> str:
    """A folded line without the space before a colon."""
    return line.replace(" :", ":")


def find_furniture(text: str, paragraphs: Sequence[Span]) -> tuple[Span, ...]:
    """The spans of `text` that are furniture, in order, each within one of `paragraphs`."""
    words = _words()
    spelled = _one_spelling(text)
    inline = tuple(phrase for phrase in words.inline if phrase in spelled)
    found: list[Span] = []
    links = 0
    around = _around(text, paragraphs)
    top = next((n for n, span in enumerate(paragraphs) if n and span.end - span.start >= _PROSE), 0)
    top = max(_TOP, min(top, _END + _TOP))
    for number, span in enumerate(paragraphs):
        line = spelled[span.start : span.end]
        folded = _fold(line) if len(line) <= _LINE else ""
        bare = folded.strip(_EDGES)
        if folded and (bare in words.headings or bare.startswith(words.blocks)):
            found.append(span)
            links = _LINKS
        elif (
            number in around
            or (line.startswith(inline) and len(line) <= 4 * _LINE)
            or (folded and _is_furniture(folded, bare, number, words, top))
        ):
            found.append(span)
            top += number < top
        elif links and folded and not _STOP.search(folded):
            found.append(span)
            links -= 1
        else:
            links = 0
            last = number + 1 == len(paragraphs)
            found.extend(_within(line, span.start, number, last, inline, words))
    return tuple(found)


def is_dateline(line: str) -> bool:
    """Whether a line that is not the first is a date, a dateline or a byline and nothing else."""
    folded = fold(line)
    return _is_date(folded, _words()) or _is_dateline(folded, 1, _words())


def fold(line: str) -> str:
    """A line as the entries of furniture.toml are written: bare letters, single spaces, no vowel marks."""
    return _fold(_one_spelling(line))


def names() -> frozenset[str]:
    """The places and agencies that are known, as `fold` writes them."""
    return _words().places | _words().desks


def places() -> frozenset[str]:
    """The places that are known, as `fold` writes them."""
    return _words().places


def desks() -> frozenset[str]:
    """The agencies, outlets and desks that are known, as `fold` writes them."""
    return _words().desks


def after_buttons(line: str) -> str:
    """The line behind the row of buttons that begins it, if one does."""
    return line[_buttons(_one_spelling(line), _words()) :].lstrip()


def labels() -> frozenset[str]:
    """What buttons and labels say, as `fold` writes it."""
    return _words().labels | _words().pictures


def date_words() -> frozenset[str]:
    """What stands in dates and beside them, as `fold` writes it."""
    return _words().dates | _words().dating


def _around(text: str, paragraphs: Sequence[Span]) -> frozenset[int]:
    """The numbers of the short lines between the title and the first prose, and behind the last.

    They are names, captions, addresses. A line with a stop or a comma is part of the article, and between
    short lines only it may be verse.
    """
    prose = [n for n, span in enumerate(paragraphs) if span.end - span.start >= _PROSE]
    if not prose or (prose[0] == 0 and len(prose) == 1):
        return frozenset()
    first = prose[0] if prose[0] > 0 else prose[1]
    count = len(paragraphs)
    top = range(1, first) if first <= _TOP else range(0)
    end = range(prose[-1] + 1, count) if count - prose[-1] - 1 <= _END else range(0)
    captions = {n for n in (*top, *end) if _is_caption(text[paragraphs[n].start : paragraphs[n].end])}
    notes = {n for n in end if _is_note(text[paragraphs[n].start : paragraphs[n].end])}
    return frozenset(captions | notes)


def _is_note(line: str) -> bool:
    """Whether a line at the end says who the author is, behind an asterisk: * كاتب سعودي."""
    return len(line) <= _CAPTION and line.lstrip().lstrip("(").startswith("*")


def _is_caption(line: str) -> bool:
    """Whether a line has the form of a name or a caption: a few words without punctuation."""
    short = len(line) <= _CAPTION and len(line.split()) <= _CAPTION_WORDS
    return short and not _PUNCTUATED.search(line.removeprefix("د."))


def _is_furniture(folded: str, bare: str, number: int, words: _Words, top: int) -> bool:
    """Whether a whole line is furniture that is not long; `bare` is the line without marks at its ends.

    Datelines and bylines stand among the `top` first lines.
    """
    if not any(map(str.isalnum, bare)):
        return True
    pressed = _buttons(folded, words) if number < _TOP else 0
    if pressed:
        rest = folded[pressed:].strip()
        return not rest.strip(_EDGES) or _is_dateline(rest, max(number, 1), words)
    return (
        bare in words.labels
        or (number > 0 and _begins(_closed(folded), words))
        or _SLUG.match(bare) is not None
        or _ADDRESS.fullmatch(bare) is not None
        or _SHORT_CODE.fullmatch(bare) is not None
        or _is_row_of_labels(bare, words)
        or (number > 0 and _is_credited(folded, words))
        or _is_date(folded, words)
        or (number < top and _is_dateline(folded, number, words))
    )


def _begins(line: str, words: _Words) -> bool:
    """Whether a line begins as links and labels do, or with what stands before keywords."""
    return line.removeprefix("- ").startswith(words.starts) or line.startswith(words.tagged)


def _is_row_of_labels(bare: str, words: _Words) -> bool:
    """Whether a line is several buttons side by side, or a counter: شارك تويتر فيسبوك, 0 تعليقات."""
    first = _WORD.search(bare)
    if first is None or first[0] not in words.labels:
        return False
    tokens = _WORD.findall(bare)
    return len(tokens) <= 8 and words.labels.issuperset(tokens)


def _is_credited(folded: str, words: _Words) -> bool:
    """Whether a line is a caption that ends with whose picture it is: ... (ارشيفيه - رويترز)."""
    credit = _CREDIT.fullmatch(folded) if folded.endswith(")") else None
    if credit is None:
        return False
    parts = [part for part in _DASHED.split(credit[1]) if part]
    return bool(parts) and all(part in words.desks or part in words.pictures for part in parts)


def _is_date(folded: str, words: _Words) -> bool:
    """Whether a line is a date or a time, with a place or an agency at most."""
    if len(folded) > 90 or not any(map(str.isdigit, folded)):
        return False
    tokens = _WORD.findall(folded)
    known = sum(token in words.dates for token in tokens)
    other = sum(token not in words.datelines for token in tokens)
    numbers = len(_NUMBER.findall(folded))
    if other == 0:
        return known > 0 or numbers > 1
    if numbers > 3 and other <= 1 and len(folded) <= _CAPTION and not _STOP.search(folded):
        return True
    return known >= 3 and numbers >= 2 and other <= 2 and not _STOP.search(folded)


def _is_dateline(folded: str, number: int, words: _Words) -> bool:
    """Whether a line near the top is a dateline or a byline: "place - name", "name - agency", "place - date".

    On the first line, which may be a headline, one of its parts has to be a known place or desk.
    """
    if len(folded) > 70 or _STOP.search(folded) or "@" in folded:
        return False
    parts = [part for part in _DASHED.split(folded) if part]
    undated = [part for part in parts if not _is_date(part, words)]
    if number > 0 and len(undated) < len(parts) and len(undated) <= 2:
        return all(len(part.split()) <= 3 for part in undated)
    if not 2 <= len(parts) <= 4 or any(len(part.split()) > 3 for part in parts):
        return False
    if any(part in words.places or part in words.desks for part in parts):
        return True
    if ":" in folded[:-1] and not any(word in folded for word in _BYLINE):
        return False
    return (
        number > 0 and sum(len(part.split()) for part in parts) <= 5 and not any(c.isdigit() for c in folded)
    )


def _buttons(line: str, words: _Words) -> int:
    """The length of the row of buttons that begins a line, or 0: شارك من خلال تويتر فيسبوك."""
    end = count = 0
    for match in _WORD.finditer(line):
        if match[0].lower() not in words.buttons or line[end : match.start()].strip():
            break
        end, count = match.end(), count + 1
    return end if count > 1 else 0


def _within(
    line: str, start: int, number: int, is_last: bool, inline: Sequence[str], words: _Words
) -> Iterator[Span]:
    """The furniture at both ends of a paragraph of the article, which begins at `start`."""
    if number < _TOP:
        end = _lead(line, number, words)
        if end:
            yield Span(start, start + end)
    tail = _tail(line, is_last, inline, words)
    if tail:
        yield Span(start + tail, start + len(line))


def _tail(line: str, is_last: bool, inline: Sequence[str], words: _Words) -> int:
    """Where the link, the keywords or the note begins that ends a paragraph, or 0."""
    for phrase in inline:
        place = line.rfind(phrase)
        if place > 0 and len(line) - place <= 2 * _LINE:
            address = _LAST_ADDRESS.search(line[:place])
            return address.start() if address else place
    if not is_last:
        return 0
    captions = line.find("\x1a")
    if captions > 0 and len(line) - captions <= _TAGS:
        return captions
    end = line[-2 * _TAGS :]
    for label in (tag for tag in words.tags if tag in end):
        place = line.rfind(f" {label} ") + 1
        behind = line[place:].removeprefix(label)
        if place and len(behind) <= _TAGS and not _PUNCTUATED.search(behind):
            return place
    note = _NOTE.search(line) if "*" in line else None
    return note.end() if note else 0


def _lead(line: str, number: int, words: _Words) -> int:
    """The length of the dateline, byline or section that begins a paragraph, or 0."""
    pressed = _buttons(line, words)
    if pressed or not _LEADING.search(line, 0, _LEAD):
        return pressed
    section = _SECTION.match(line)
    if number == 0 and section and _fold(section[1]) in words.sections:
        return len(section[0].rstrip())
    byline = _INLINE_BYLINE.match(line)
    if number > 0 and byline and len(byline[0].split()) <= 8 and byline.end() < len(line):
        return byline.end()
    sent = _sent_from(line, words) if number > 0 else 0
    if sent:
        return sent
    desk = _DESK_IN_BRACKETS.match(line)
    if desk and _fold(desk[1]).strip() in words.desks:
        return desk.end()
    return 0


def _sent_from(line: str, words: _Words) -> int:
    """The length of the places, agencies and dates that begin a paragraph, with the mark behind them, or 0.

    غزة- معا- , بغداد/ الأناضول/ , رام الله 23-3-2019 وفا-
    """
    end, parts = 0, 0
    for match in _SENT.finditer(line[:_CAPTION]):
        part = _fold(line[end : match.start()]).strip(_EDGES)
        names = _fold(_BRACKETED.sub(" ", part)).strip(_EDGES)
        tokens = [token for token in _WORD.findall(part) if token not in words.dates]
        known = (
            names in words.places or names in words.desks or " ".join(tokens) in words.places | words.desks
        )
        spread = all(token in words.places or token in words.desks for token in tokens)
        if not known and not spread:
            break
        end, parts = match.end(), parts + bool(tokens)
    return len(line[:end].rstrip()) if parts > 1 else 0


def _fold(line: str) -> str:
    """A line in one spelling as the entries of furniture.toml are written."""
    line = _TATWEEL_DASH.sub("-", line.lower())
    return " ".join(_MARKS.sub("", line).split())


def _one_spelling(line: str) -> str:
    """A line with one spelling of each letter, code point for code point."""
    for variant, letter in _VARIANTS:
        line = line.replace(variant, letter)
    return line
