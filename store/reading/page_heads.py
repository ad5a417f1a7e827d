"""What a page says of its article above it: the title without the name of the site, and the date."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from html import unescape
from typing import Any

from store.reading.datelines import top_date
from store.reading.dates import parse_date
from store.reading.furniture_words import EDGES, fold, known_words

_PARTING = re.compile(r"\s[-–—|•»:]{1,3}\s|\s?\|\s?")
"""What stands between a headline and the name of the site, on one line."""
_HEADLINE = 3
"""Words of the shortest headline that is told from a name by its length."""
_LONGEST = 1000
"""Of a longer title only so much is looked at, in code points."""
_SITE = 100
"""No site has a longer name, in code points."""
_TITLE = re.compile(r"<title\b[^<>]{0,200}>([^<>]{1,1000})</title", re.IGNORECASE)
_TAG = re.compile(r"<(?:meta|time|span|div|p)\b[^<>]{0,1000}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_PUBLISHED = ("article:published_time", "og:published_time", "published_time", "datepublished")
"""What pages call the time at which their article was published."""
_JSON_LD = re.compile(r"<script\b[^<>]{0,500}application/ld\+json[^<>]{0,500}>", re.IGNORECASE)
_SCRIPT_END = re.compile(r"</script", re.IGNORECASE)
_ARTICLE = ("Article", "Posting")
"""How the types of articles end: NewsArticle, LiveBlogPosting (https://schema.org/Article)."""
_STATED = re.compile(r"""datePublished["']?\s*:\s*["']([^"']{8,40})["']""")
_BEGINNINGS = (re.compile(r"<h1\b", re.IGNORECASE), re.compile(r"<article\b", re.IGNORECASE))
_ENDING = re.compile(r"</article\b|</main\b|<aside\b|<footer\b", re.IGNORECASE)
_TIME = re.compile(r"<time\b([^<>]{0,1000})>([^<>]{0,200})", re.IGNORECASE)
_ANY_TAG = re.compile(r"<[^<>]{1,1000}>")
_ABOVE = 5000
"""Code points of markup from the headline, in which the article's own time stands."""


def page_title(found: str, markup: str, sites: Sequence[str], first: str) -> str:
    """The title of a page without the name of its site, of which `sites` are the names that are known.

    `found` is what an extractor takes for it, on one line; of الشرق - سنبدأ المشروع اليوم that is the name.
    `first` is the first line of the article: where that is the headline, the title is no longer.
    """
    for parting in _PARTING.finditer(found, 0, _LONGEST):
        before, after = found[: parting.start()], found[parting.end() :]
        if _is_site(after, sites) or (before == first and len(first.split()) >= _HEADLINE):
            return before
        if _is_site(before, sites):
            return after
    stated = _TITLE.search(markup)
    parts = _PARTING.split(" ".join(unescape(stated[1]).split())) if stated else []
    is_name = (
        " " not in found or fold(found) in known_words().desks or _bare(found) != fold(found).strip(EDGES)
    )
    if found in parts and (is_name or _is_site(found, sites)):
        longest = max(parts, key=lambda part: len(part.split()))
        if len(longest.split()) >= _HEADLINE and not _is_site(longest, sites):
            return longest
    return found


def page_date(markup: str, text: str, guessed: str | None) -> str | None:
    """The date of the article in a page, with its time where that is given; `text` is the article's.

    What the page states of the article goes first, then its dateline, the time beside its headline, and what
    is `guessed` by all that looks like a date: a sidebar is full of such.
    """
    for stated in _stated(markup):
        if parsed := parse_date(stated):
            return parsed
    if dateline := top_date(text):
        return dateline.iso
    anywhere = _STATED.search(markup)
    for candidate in (*_beside(markup), anywhere[1] if anywhere else None, guessed):
        if candidate and (parsed := parse_date(candidate)):
            return parsed
    return None


def _stated(markup: str) -> Iterator[str]:
    """What the tags and the data of a page (https://json-ld.org) state of when it was published."""
    for tag in _TAG.finditer(markup):
        if "ublished" in tag[0]:
            held = _attributes(tag[0])
            name = held.get("property") or held.get("name") or held.get("itemprop") or ""
            if name.lower() in _PUBLISHED:
                yield held.get("content") or held.get("datetime") or ""
    for block in _JSON_LD.split(markup)[1:]:
        with suppress(ValueError, RecursionError):
            value = json.loads(_SCRIPT_END.split(block, maxsplit=1)[0], strict=False)
            for article in _articles(value):
                yield str(article.get("datePublished") or "")


def _articles(value: Any) -> Iterator[Mapping[str, Any]]:
    """The articles among the data of a page, but for lists of others."""
    waiting = deque([value])
    while waiting:
        one = waiting.popleft()
        if isinstance(one, list):
            waiting += one
        elif isinstance(one, Mapping):
            kinds = one.get("@type")
            if any(str(kind).endswith(_ARTICLE) for kind in (kinds if isinstance(kinds, list) else [kinds])):
                yield one
            waiting += [one.get("@graph"), one.get("mainEntity")]


def _beside(markup: str) -> Iterator[str]:
    """What the first time behind the headline says, for programs and for people, and the date there."""
    headline = next(filter(None, (beginning.search(markup) for beginning in _BEGINNINGS)), None)
    if headline is None:
        return
    start = headline.start()
    ending = _ENDING.search(markup, start, start + _ABOVE)
    stretch = markup[start : ending.start() if ending else start + _ABOVE]
    if found := _TIME.search(stretch):
        yield _attributes(found[1]).get("datetime", "")
        yield unescape(found[2])
    if printed := top_date(unescape(_ANY_TAG.sub("\n", stretch))):
        yield printed.iso


def _attributes(tag: str) -> dict[str, str]:
    """The attributes of a tag, by their names in lower case."""
    return {
        name.lower(): unescape(one or other or bare) for name, one, other, bare in _ATTRIBUTE.findall(tag)
    }


def _is_site(part: str, sites: Sequence[str]) -> bool:
    """Whether a part of a title is the name of the site: صحيفة الشرق is that of الشرق too."""
    return len(part) <= _SITE and _bare(part) in map(_bare, filter(None, sites))


def _bare(name: str) -> str:
    """A name as it is folded, without what kind of outlet it is."""
    folded = fold(name).strip(EDGES)
    first, _, rest = folded.partition(" ")
    return rest if rest and first in known_words().outlets else folded
