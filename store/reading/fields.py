"""The fields of records: by which names the text, title, date and so on are known, and what they say."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from html import unescape
from typing import Any

from store.errors import InvalidFormat
from store.reading.datelines import top_date
from store.reading.dates import parse_date, told_day
from store.reading.furniture_words import fold
from store.reading.origin import Origin
from store.reading.pages import fragment_text

TARGETS: Mapping[str, tuple[str, ...]] = {
    "text": (
        *("text", "content", "body", "article", "articleBody", "content_text", "full_text", "maintext"),
        *("النص", "نص الخبر", "نص المقال", "المحتوى", "المتن", "الخبر", "المقال"),
    ),
    "title": ("title", "headline", "name", "العنوان", "عنوان الخبر", "عنوان المقال"),
    "source": (
        *("source", "outlet", "publisher", "newspaper", "site", "sitename", "source_domain"),
        *("المصدر", "الصحيفة", "الجريدة", "الموقع"),
    ),
    "url": ("url", "link", "address", "uri", "الرابط", "رابط الخبر"),
    "published": (
        *("published", "date", "published_at", "datePublished", "pubDate", "date_publish"),
        *("publication_date", "created_at", "تاريخ النشر", "التاريخ"),
    ),
    "author": ("author", "byline", "authors", "creator", "الكاتب", "المؤلف"),
    "id": ("id", "uuid", "guid"),
}
"""What an article is made of, and the names that records commonly have for it, the surest first.

Whatever their capitals are, and the marks between their words: datePublished, Date_Published, النص, نص.
"""
_BESIDES: Mapping[str, tuple[str, ...]] = {
    "summary": ("description", "summary", "excerpt", "الملخص", "الوصف"),
    "crawled": ("date_extracted", "date_download", "crawled", "retrieved"),
}
"""What stands for the text where there is none; and for the date: when a program fetched the article."""

_TARGETS = (*TARGETS, *_BESIDES)
_JOINED = {"text": "\n", "author": "، "}
"""What stands between the parts of a list."""
_VALUES = ("name", "title", "value", "rendered", "text", "$oid", "$date", "$numberLong")
"""Where an object holds what it says: {"rendered": ...} of WordPress, {"$date": ...} of MongoDB."""
_DEPTH = 3
"""Objects within each other that are looked into: {"$date": {"$numberLong": ...}} are two."""
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_URL_DATE = re.compile(r"(?<!\d)(20\d\d)([/-]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")


def parse_fields(text: str) -> dict[str, str]:
    """The map of fields in `title=headline,text=body`. InvalidFormat where it is none."""
    fields: dict[str, str] = {}
    for part in filter(None, (part.strip() for part in text.split(","))):
        target, equals, name = (piece.strip() for piece in part.partition("="))
        if target not in TARGETS or not equals or not name:
            raise InvalidFormat(
                "{part!r} is no field of an article; write title=headline,text=body:"
                " one of {names}, =, and the record's own name for it",
                part=part,
                names=", ".join(TARGETS),
            )
        fields[target] = name
    return fields


def target_of(name: str) -> str | None:
    """What of an article a field of this name holds; None where it is not known."""
    known = _KNOWN.get(_squeezed(name))
    return known[0] if known else None


def fields(record: Mapping[str, Any], origin: Origin) -> dict[str, str]:
    """What a record says of each part of an article, its summary and its fetching; "" for nothing."""
    names = _names(tuple(record))
    return {target: _field(record, target, names.get(target, ()), origin) for target in _TARGETS}


def has_text(record: Mapping[str, Any], origin: Origin) -> bool:
    """Whether a record has a field for the text, though nothing may stand in it."""
    mapped = origin.fields.get("text")
    return mapped in record if mapped is not None else "text" in _names(tuple(record))


def says_more(record: Mapping[str, Any], title: str) -> bool:
    """Whether a field that is not known holds words, and twice as many as the title: the text, it may be."""
    held = (value for name, value in record.items() if isinstance(value, str) and target_of(name) is None)
    return any(len(value) >= 2 * len(title) and len(value.split()) > 1 for value in held)


def body(found: Mapping[str, str], origin: Origin) -> str:
    """The text of a record by its fields, a line for each paragraph; its summary where it has no text."""
    text = found["text"]
    if not text.strip() and "text" not in origin.fields:
        text = found["summary"]
    if "&" in text and "</" not in text and "<br" not in text:
        text = _ENTITY.sub(lambda entity: unescape(entity[0]), text)
    return fragment_text(text) if "</" in text or "<br" in text else text


def published(found: Mapping[str, str], text: str) -> str | None:
    """The date that a record states, if it is one, or its URL, or its top; or else when it was fetched.

    That is later than it was published, often by days: what the text calls today says by how many.
    """
    if found["published"] and (parsed := parse_date(found["published"])):
        return parsed
    if in_address := _URL_DATE.search(found["url"]):
        return parse_date("-".join(in_address.group(1, 3, 4)))
    if written := top_date(text):
        return written.iso
    fetched = parse_date(found["crawled"]) if found["crawled"] else None
    if fetched is None:
        return None
    day = date.fromisoformat(fetched[:10])
    told = told_day(text, day)
    return fetched if told == day else told.isoformat()


@lru_cache(maxsize=64)
def _names(fields: tuple[str, ...]) -> Mapping[str, Sequence[str]]:
    """The fields of a record that are known, by what they hold, the surest first.

    The records of a file have the same fields, nearly all.
    """
    known = ((_KNOWN.get(_squeezed(name)), name) for name in fields)
    ranked = sorted((one[1], name, one[0]) for one, name in known if one is not None)
    found: dict[str, list[str]] = {}
    for _, name, target in ranked:
        found.setdefault(target, []).append(name)
    return found


def _squeezed(name: str) -> str:
    """The name of a field without what is written in one way or the other."""
    name = fold(name)
    for mark in "_- ":
        name = name.replace(mark, "")
    return name.removeprefix("ال")


_KNOWN: Mapping[str, tuple[str, int]] = {
    _squeezed(name): (target, rank)
    for target, names in (*TARGETS.items(), *_BESIDES.items())
    for rank, name in enumerate(names)
}
"""What a field of a name holds, and which of those names goes first."""


def _field(record: Mapping[str, Any], target: str, known: Sequence[str], origin: Origin) -> str:
    """What a record says of `target` in its fields of the names `known`, or in the one that the user names.

    A list of authors is joined by commas, one of paragraphs by lines; of any other its first part counts.
    """
    mapped = origin.fields.get(target)
    for name in known if mapped is None else (mapped,):
        value = record[name] if mapped is None else _within(record, name)
        if isinstance(value, list):
            parts = [part for part in map(_text, value) if part]
            value = _JOINED[target].join(parts) if target in _JOINED else next(iter(parts), "")
        if found := _text(value):
            return found
    return ""


def _within(record: Mapping[str, Any], name: str) -> Any:
    """The value of a field; `a.b` is the field b of the object a."""
    if name in record or "." not in name:
        return record.get(name)
    value: Any = record
    for part in name.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value


def _text(value: object) -> str:
    """A value as text: strings, numbers, and what an object is called or holds."""
    for _ in range(_DEPTH):
        if isinstance(value, str):
            return value
        if isinstance(value, Mapping):
            value = next((held for key in _VALUES if (held := value.get(key))), None)
    return "" if value is None or isinstance(value, bool | list | Mapping) else str(value)
