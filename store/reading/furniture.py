"""What belongs to the web page and not to the article: links, buttons, labels, datelines, bylines.

The words are in furniture.toml. A stretch is called furniture only where its form leaves little
doubt, since what is furniture stands outside statements and claims.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from store.model import Span
from store.reading.captions import CAPTION, END, PROSE, PUNCTUATED, TOP, captions
from store.reading.furniture_words import EDGES, Words, closed, fold, fold_spelled, known_words, one_spelling

_LINE = 160
"""No label, heading, dateline or link's text is longer, in code points."""
_BYLINE = ("سبق", "واس", "تصوير", "كتب", "اعداد", "ترجمه", "تقرير", "حوار", "متابعه", "وكالات", "خاص")
"""A byline has a colon in its middle only with one of these words."""
_LEAD = 120
"""No dateline, byline or section before a paragraph is longer, in code points."""
_SHORT = 60
"""A line that begins as labels and as sentences do is no label where it is longer, in code points."""
_HEADLINE = 3
"""Words of the shortest headline below a section, a date or a byline; what is shorter there may be a name."""
_LINKS = 12
"""So many lines after a heading may be its links."""
_TAGS = 200
"""The keywords that end an article are no longer, in code points."""

_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]+")
_SLUG = re.compile(r"[a-z0-9]+(?:[-_/][a-z0-9]+)+\Z")
_STOP = re.compile(r"[.؟?!]['\"»”’)]*\Z")
_DASH = re.compile(r"[-–—/:،,(_)]")
_DASHED = re.compile(r"\s*[-–—/:،,(_]+\s*|\s*\)\s*")
_INLINE_BYLINE = re.compile(r"[^\n.:،؛«»\"“”]{2,50}?(?:[-–—]|\sـ\s)\s*[^\n.:،؛«»\"“”]{2,40}?:")
_DESK_IN_BRACKETS = re.compile(r"[^\n.:،؛«»\"“”()]{0,40}\(([^()\n]{2,20})\)\s*[-–—ـ:]")
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|@\w{2,20}")
_LAST_ADDRESS = re.compile(r"[\w.+-]{1,40}@[\w-]{1,40}(?:\.[\w-]{1,20}){1,3}\s*\Z")
_SHORT_CODE = re.compile(r"\d{4,6}\s*-\s*[a-z]+")
_NOTE = re.compile(r"(?<=[.!؟?»”\")])\s*(?=\*\s?[^\s*.][^\n*.]{2,59}\Z)")
_SENT = re.compile(r"\s*[-–—/:ـ|]\s*")
_SENTENCE = re.compile(r"[.،؛!؟?](?=\s|\Z)")
"""What stands in a sentence, and in no label of a few words."""
_LEADING = re.compile(r"[-–—ـ:/|]")
"""What ends with one of these leads a paragraph, but for buttons."""
_BRACKETED = re.compile(r"\([^()]{2,20}\)")
_CREDIT = re.compile(r"[^.؟?!:()]{5,130}\(([^()]{2,40})\)")
_POSTED = re.compile(
    r"(?:ظهرت? )?(?:المقاله|المقال|التدوينه) .*\b(?:ظهرت? )?اولا علي|the post .* appeared first on "
)
"""How WordPress ends the entries of its feeds."""
_SECTION = re.compile(r"([^\W\d_]{3,10})\s*/\s*")


def find_furniture(text: str, paragraphs: Sequence[Span]) -> tuple[Span, ...]:
    """The spans of `text` that are furniture, in order, each within one of `paragraphs`."""
    words = known_words()
    spelled = one_spelling(text)
    inline = tuple(phrase for phrase in words.inline if phrase in spelled)
    found: list[Span] = []
    links = 0
    titled = False
    around = captions([text[span.start : span.end] for span in paragraphs])
    top = next((n for n, span in enumerate(paragraphs) if n and span.end - span.start >= PROSE), 0)
    prose, top = top, max(TOP, min(top, END + TOP))
    for number, span in enumerate(paragraphs):
        line = spelled[span.start : span.end]
        folded = fold_spelled(line) if len(line) <= _LINE else ""
        bare = folded.strip(EDGES)
        # The headline below a section, a date or a byline looks as a caption does, or a link.
        headline = not titled and 0 < number < prose and len(bare.split()) >= _HEADLINE
        if folded and (bare in words.headings or bare.startswith(words.blocks)):
            found.append(span)
            links = _LINKS
        elif (
            (number in around and not headline)
            or (line.startswith(inline) and len(line) <= 4 * _LINE)
            or (folded and _is_furniture(folded, bare, number, words, top))
        ):
            found.append(span)
            top += number < top
        elif links and folded and not _STOP.search(folded) and not (headline and number + 1 == prose):
            found.append(span)
            links -= 1
        else:
            links, titled = 0, True
            last = number + 1 == len(paragraphs)
            if inline or last or number < TOP:
                found.extend(_within(line, span.start, number, last, inline, words))
    return tuple(found)


def is_dateline(line: str) -> bool:
    """Whether a line that is not the first is a date, a dateline or a byline and nothing else."""
    folded = fold(line)
    return _is_date(folded, known_words()) or _is_dateline(folded, 1, known_words())


def after_section(title: str) -> str:
    """A title without the section that agencies set before it: عام / ..., اقتصادي / ..."""
    return title[_section(one_spelling(title), known_words()) :]


def after_buttons(line: str) -> str:
    """The line behind the row of buttons that begins it, if one does."""
    return line[_buttons(one_spelling(line), known_words()) :].lstrip()


def _is_furniture(folded: str, bare: str, number: int, words: Words, top: int) -> bool:
    """Whether a whole line is furniture that is not long; `bare` is the line without marks at its ends.

    Datelines and bylines stand among the `top` first lines.
    """
    if not any(map(str.isalnum, bare)):
        return True
    pressed = _buttons(folded, words) if number < TOP else 0
    if pressed:
        rest = folded[pressed:].strip()
        return not rest.strip(EDGES) or _is_dateline(rest, max(number, 1), words)
    return (
        bare in words.labels
        or (number > 0 and _begins(closed(folded), words))
        or _is_above_a_headline(closed(folded), words)
        or _POSTED.match(bare) is not None
        or _SLUG.match(bare) is not None
        or _ADDRESS.fullmatch(bare) is not None
        or _SHORT_CODE.fullmatch(bare) is not None
        or _is_row_of_labels(bare, words)
        or (number > 0 and _is_credited(folded, words))
        or _is_date(folded, words)
        or (number < top and _is_dateline(folded, number, words))
    )


def _begins(line: str, words: Words) -> bool:
    """Whether a line begins as links and labels do, or with what stands before keywords."""
    bare = line.removeprefix("- ")
    if bare.startswith(words.starts.get(bare[:1], ())) or line.startswith(words.tagged):
        return True
    if len(bare) > _SHORT or not bare.startswith(words.short_starts):
        return False
    begun = next(entry for entry in words.short_starts if bare.startswith(entry))
    return not _SENTENCE.search(bare) or _is_date(bare[len(begun) :], words)


def _is_above_a_headline(line: str, words: Words) -> bool:
    """Whether a line is a byline or the name of an outlet, on the first line too: بقلم: سالم الحداد."""
    first, _, rest = line.partition(" ")
    if first in words.outlets and rest in words.desks:
        return True
    if not line.startswith(words.bylines):
        return False
    byline = next(entry for entry in words.bylines if line.startswith(entry))
    return 0 < len(line[len(byline) :].split()) <= 3 and not _SENTENCE.search(line)


def _is_row_of_labels(bare: str, words: Words) -> bool:
    """Whether a line is several buttons side by side, or a counter: شارك تويتر فيسبوك, 0 تعليقات."""
    first = _WORD.search(bare)
    if first is None or first[0] not in words.labels:
        return False
    tokens = _WORD.findall(bare)
    return len(tokens) <= 8 and words.labels.issuperset(tokens)


def _is_credited(folded: str, words: Words) -> bool:
    """Whether a line is a caption that ends with whose picture it is: ... (ارشيفيه - رويترز)."""
    credit = _CREDIT.fullmatch(folded) if folded.endswith(")") else None
    if credit is None:
        return False
    parts = [part for part in _DASHED.split(credit[1]) if part]
    return bool(parts) and all(part in words.desks or part in words.pictures for part in parts)


def _is_date(folded: str, words: Words) -> bool:
    """Whether a line is a date or a time, with a place or an agency at most."""
    if len(folded) > 90 or not _NUMBER.search(folded):
        return False
    tokens = _WORD.findall(folded)
    known = sum(map(words.dates.__contains__, tokens))
    other = len(tokens) - sum(map(words.datelines.__contains__, tokens))
    numbers = len(_NUMBER.findall(folded))
    if other == 0:
        return known > 0 or numbers > 1
    if numbers > 3 and other <= 1 and len(folded) <= CAPTION and not _STOP.search(folded):
        return True
    return known >= 3 and numbers >= 2 and other <= 2 and not _STOP.search(folded)


def _is_dateline(folded: str, number: int, words: Words) -> bool:
    """Whether a line near the top is a dateline or a byline: "place - name", "name - agency", "place - date".

    On the first line, which may be a headline, one of its parts has to be a known place or desk.
    """
    if len(folded) > 70 or _STOP.search(folded) or "@" in folded:
        return False
    parts = [part for part in _DASHED.split(folded) if part] if _DASH.search(folded) else [folded]
    if number > 0:
        undated = [part for part in parts if not _is_date(part, words)]
        if len(undated) < len(parts) and len(undated) <= 2:
            return all(len(part.split()) <= 3 for part in undated)
    if not 2 <= len(parts) <= 4 or any(len(part.split()) > 3 for part in parts):
        return False
    if any(part in words.origins for part in parts):
        return True
    if ":" in folded[:-1] and not any(word in folded for word in _BYLINE):
        return False
    return number > 0 and sum(len(part.split()) for part in parts) <= 5 and not _NUMBER.search(folded)


def _buttons(line: str, words: Words) -> int:
    """The length of the row of buttons that begins a line, or 0: شارك من خلال تويتر فيسبوك."""
    end = count = 0
    for match in _WORD.finditer(line):
        if match[0].lower() not in words.buttons or line[end : match.start()].strip():
            break
        end, count = match.end(), count + 1
    return end if count > 1 else 0


def _within(
    line: str, start: int, number: int, is_last: bool, inline: Sequence[str], words: Words
) -> Iterator[Span]:
    """The furniture at both ends of a paragraph of the article, which begins at `start`."""
    if number < TOP:
        end = _lead(line, number, words)
        if end:
            yield Span(start, start + end)
    tail = _tail(line, is_last, inline, words)
    if tail:
        yield Span(start + tail, start + len(line))


def _tail(line: str, is_last: bool, inline: Sequence[str], words: Words) -> int:
    """Where the link, the keywords or the note begins that ends a paragraph, or 0."""
    for phrase in inline:
        place = line.rfind(phrase)
        if place > 0 and len(line) - place <= 2 * _LINE:
            address = _LAST_ADDRESS.search(line[:place]) if "@" in line else None
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
        if place and len(behind) <= _TAGS and not PUNCTUATED.search(behind):
            return place
    note = _NOTE.search(line) if "*" in line else None
    return note.end() if note else 0


def _lead(line: str, number: int, words: Words) -> int:
    """The length of the dateline, byline or section that begins a paragraph, or 0."""
    pressed = _buttons(line, words)
    if pressed or not _LEADING.search(line, 0, _LEAD):
        return pressed
    section = _section(line, words) if number == 0 else 0
    if section:
        return len(line[:section].rstrip())
    byline = _INLINE_BYLINE.match(line)
    if number > 0 and byline and len(byline[0].split()) <= 8 and byline.end() < len(line):
        return byline.end()
    sent = _sent_from(line, words) if number > 0 else 0
    if sent:
        return sent
    desk = _DESK_IN_BRACKETS.match(line)
    if desk and fold_spelled(desk[1]).strip() in words.desks:
        return desk.end()
    return 0


def _section(line: str, words: Words) -> int:
    """The length of the section that begins a headline, with its slash and the space behind it, or 0."""
    section = _SECTION.match(line)
    return section.end() if section and fold_spelled(section[1]) in words.sections else 0


def _sent_from(line: str, words: Words) -> int:
    """The length of the places, agencies and dates that begin a paragraph, with the mark behind them, or 0.

    غزة- معا- , بغداد/ الأناضول/ , رام الله 23-3-2019 وفا-
    """
    end, parts = 0, 0
    for match in _SENT.finditer(line[:CAPTION]):
        part = fold_spelled(line[end : match.start()]).strip(EDGES)
        names = fold_spelled(_BRACKETED.sub(" ", part)).strip(EDGES)
        tokens = [token for token in _WORD.findall(part) if token not in words.dates]
        spread = all(token in words.origins for token in tokens)
        if not (spread or names in words.origins or " ".join(tokens) in words.origins):
            break
        end, parts = match.end(), parts + bool(tokens)
    return len(line[:end].rstrip()) if parts > 1 else 0
