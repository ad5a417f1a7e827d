"""Feeds: RSS and Atom by feedparser, and JSON Feed (https://www.jsonfeed.org/version/1.1/) by itself."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from html import unescape
from time import struct_time
from typing import Any
from urllib.parse import urljoin

from store.cleaning import clean, clean_address, cleaned
from store.errors import UnreadableInput
from store.model import Document
from store.reading.addresses import is_of_the_web
from store.reading.datelines import top_date
from store.reading.dates import parse_date
from store.reading.encodings import decode
from store.reading.furniture import after_section
from store.reading.origin import LIMIT, Origin
from store.reading.pages import declared_charset, fragment_text, one_line, with_title

_ENTITY = re.compile(r"""<!ENTITY\s+(%\s+)?[^\s>]+\s+(SYSTEM|PUBLIC|"[^"]*"|'[^']*')""")
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_NOT_FOR_FEEDPARSER = re.compile(r"\A\d{9,}\Z|:\d\d\s?[ap]\.?m\b", re.IGNORECASE)
_NEVER = "1970-01-01T00:00:00"
"""What programs write for no time."""
_ESCAPED = re.compile(r"&lt;/?(?:p|br|div|span|img|a|strong|b|ul|li|h\d)\b", re.IGNORECASE)
_JSON_FEED = "https://jsonfeed.org/version/"


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a feed: the article as far as the feed tells it, and where the whole of it is."""

    document: Document
    """Its text is the entry's content, or its summary, below the title."""
    link: str | None
    """The address of the article's page, made absolute."""
    whole: bool
    """Whether the text is the content, and not only a summary."""
    name: str
    """What the feed calls the entry (guid, id), or else a hash of its text."""
    shares: bool = False
    """Whether other texts of the feed have its address too, such as the pieces of a live report."""

    @property
    def apart(self) -> Document:
        """Its document as one of several at the address, of which its name tells it."""
        address = f"{self.document.address}#{self.name}"
        return replace(self.document, address=address, known_by_text=True)


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as it was read."""

    title: str
    """As the feed names itself, on one line; "" where it does not."""
    entries: tuple[Entry, ...]
    site: str | None = None
    """The address of the outlet's own page."""


def read_feed(data: bytes, origin: Origin) -> Feed:
    """The feed that `data` are. UnreadableInput where they are none.

    XML that declares entities made of entities, or files outside, is refused before a parser sees it.
    """
    charset = origin.charset or declared_charset(data)
    text, replaced = decode(data, origin.label, charset, mends=True)
    if text.lstrip()[:1] == "{":
        found = _json_feed(text, origin)
    else:
        refuse_entities(text, origin.label)
        found = _xml_feed(text, origin)
    return replace(found, entries=tuple(map(_counted, found.entries))) if replaced else found


def _counted(entry: Entry) -> Entry:
    """An entry of a feed in which something was replaced, that says how much of it that was."""
    replaced = entry.document.text.count("\ufffd")
    return replace(entry, document=replace(entry.document, replaced=replaced))


def refuse_entities(text: str, label: str) -> None:
    """UnreadableInput for entity bombs and entities that stand for files (CWE-776, CWE-611)."""
    for match in _ENTITY.finditer(text):
        value = match[2]
        if match[1] or value in ("SYSTEM", "PUBLIC") or re.search(r"&(?!#)|%", value) or len(value) > 100:
            raise UnreadableInput(
                "{file}: XML that declares entities of its own out of others or of files; it is not read",
                file=label,
            )


def without_declaration(text: str) -> str:
    """XML without the line that says in which encoding it was before it was decoded."""
    return _DECLARATION.sub("", text)


def _xml_feed(text: str, origin: Origin) -> Feed:
    """RSS or Atom."""
    # Imported here: only feeds need it.
    import feedparser

    # What was decoded here is given on in UTF-8, and says so.
    body = without_declaration(text).encode()
    try:
        found = feedparser.parse(
            b"<?xml version='1.0' encoding='utf-8'?>" + body,
            response_headers={"content-type": "application/xml; charset=utf-8"},
            resolve_relative_uris=False,
            sanitize_html=False,
        )
    except (ValueError, RecursionError, AssertionError, LookupError, AttributeError, TypeError) as error:
        raise UnreadableInput(
            "{file}: a feed that cannot be read ({kind})", file=origin.label, kind=type(error).__name__
        ) from None
    head = found.feed
    title = _title(_string(head, "title"))
    if not found.entries and not title and not found.version:
        raise UnreadableInput("{file}: not a feed; newsread index takes pages", file=origin.label)
    base = origin.url or ""
    entries = [_xml_entry(entry, title, base, origin) for entry in found.entries]
    # An Atom feed without a link to its page has its identity for one.
    site = None if _is_name(head) else _absolute(base, _string(head, "link"))
    return Feed(title, _told_apart(filter(None, entries)), site)


def _xml_entry(entry: Any, feed: str, base: str, origin: Origin) -> Entry | None:
    """An entry of RSS or Atom; None for one without any words."""
    content = max((_string(part, "value") for part in _parts(entry, "content")), key=len, default="")
    summary = _string(entry, "summary")
    dates = (entry.get(f"{name}_parsed") for name in ("published", "updated"))
    date = next((one for one in dates if isinstance(one, struct_time)), None)
    stated = _string(entry, "published") or _string(entry, "updated")
    # Of seconds since 1970 and of clocks of twelve hours feedparser makes other times.
    published = _moment(date) if date and not _NOT_FOR_FEEDPARSER.search(stated) else parse_date(stated)
    link = _absolute(base, _string(entry, "link"))
    names = [_string(entry, "author"), *(_string(author, "name") for author in _parts(entry, "authors"))]
    return _entry(
        origin,
        feed,
        title=_string(entry, "title"),
        body=_markup_text(content if len(content) > len(summary) else summary),
        whole=bool(content),
        link=None if _is_name(entry) else link,
        identity=link if link and _is_name(entry) else _string(entry, "id"),
        published=published,
        author=next(filter(None, (one_line(fragment_text(name)) for name in names)), None),
    )


def _parts(element: Any, name: str) -> list[Mapping[str, Any]]:
    """What feedparser gathered as `name`; nothing where an element of the feed is called so."""
    found = element.get(name)
    return [part for part in found if isinstance(part, Mapping)] if isinstance(found, list) else []


def _is_name(element: Any) -> bool:
    """Whether feedparser's link of an entry or a feed is only its name (guid, id), and no address."""
    linked = any(link.get("rel") == "alternate" for link in _parts(element, "links"))
    return not linked and not is_of_the_web(_string(element, "link"))


def _json_feed(text: str, origin: Origin) -> Feed:
    """A JSON Feed."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        raise UnreadableInput("{file}: not a JSON Feed: damaged JSON", file=origin.label) from None
    if not isinstance(value, Mapping) or not str(value.get("version", "")).startswith(_JSON_FEED):
        raise UnreadableInput("{file}: JSON, but not a JSON Feed", file=origin.label)
    title = _title(_string(value, "title"))
    items = value.get("items")
    base = origin.url or ""
    entries = []
    for item in items if isinstance(items, list) else []:
        if not isinstance(item, Mapping):
            continue
        markup, plain = _string(item, "content_html"), _string(item, "content_text")
        authors = item.get("authors")
        first = authors[0] if isinstance(authors, list) and authors else item.get("author")
        entries.append(
            _entry(
                origin,
                title,
                title=_string(item, "title"),
                body=_markup_text(markup) if markup else _plain_text(plain or _string(item, "summary")),
                whole=bool(markup or plain),
                link=_absolute(base, _string(item, "url") or _string(item, "external_url")),
                identity=_string(item, "id"),
                published=parse_date(_string(item, "date_published") or _string(item, "date_modified")),
                author=one_line(_string(first, "name")) or None if isinstance(first, Mapping) else None,
            )
        )
    site = _absolute(base, _string(value, "home_page_url"))
    return Feed(title, _told_apart(filter(None, entries)), site)


def _entry(
    origin: Origin,
    feed: str,
    *,
    title: str,
    body: str,
    whole: bool,
    link: str | None,
    identity: str,
    published: str | None,
    author: str | None,
) -> Entry | None:
    """An entry out of its parts; None for one without any words."""
    heading = one_line(fragment_text(title))
    if published and published.startswith(_NEVER):
        published = None
    text = with_title(heading, body) if body.strip() else heading
    if not text.strip():
        return None
    address = link or identity or f"{origin.address}#{heading or _digest(text)}"
    document = cleaned(
        Document(
            text,
            origin.source or feed or origin.outlet,
            address,
            link,
            title=after_section(heading) or None,
            published=published or _dateline(body),
            author=author,
            known_by_text=not (link or identity or heading),
        )
    )
    # The fragment begins at the last number sign.
    name = clean_address(identity).replace("#", "%23") or _digest(document.text)
    return Entry(document, document.url, whole, name)


def _told_apart(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The entries, those marked that share their address, and with a hash for a name if they share that too.

    Else each run would find the one changed into the other. The same text twice is one article.
    """
    found = tuple(entries)
    texts: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for one in found:
        texts[one.document.address,].add(one.document.text)
        texts[one.document.address, one.name].add(one.document.text)
    return tuple(
        one
        if len(texts[one.document.address,]) == 1
        else replace(one, shares=True)
        if len(texts[one.document.address, one.name]) == 1
        else replace(one, shares=True, name=_digest(one.document.text))
        for one in found
    )


def _digest(text: str) -> str:
    """What a text is known by that has no name."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _markup_text(markup: str) -> str:
    """The text of an entry's HTML, also where it is escaped once more than it should be."""
    markup = markup[:LIMIT]
    return fragment_text(unescape(markup) if "<" not in markup and _ESCAPED.search(markup) else markup)


def _plain_text(text: str) -> str:
    """The text of what is to be plain: its lines and signs stay, unless it is plainly HTML all the same."""
    return _markup_text(text) if "</" in text or "<br" in text else text[:LIMIT].strip()


def _dateline(text: str) -> str | None:
    """The date at the top of an entry's text; None for none."""
    written = top_date(text)
    return written.iso if written else None


def _moment(parsed: struct_time) -> str | None:
    """feedparser's time, which is in UTC, as ISO 8601."""
    try:
        year, month, day, hour, minute, second = parsed[:6]
        return datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC).isoformat()
    except (ValueError, TypeError, OverflowError):
        return None


def _absolute(base: str, link: object) -> str | None:
    """The address that `link` is on the page `base`; None for none."""
    if not isinstance(link, str) or not link.strip():
        return None
    try:
        return clean(urljoin(base, link.strip()))
    except ValueError:
        return None


def _string(value: Any, name: str) -> str:
    """The string under `name`; "" for anything else."""
    found = value.get(name)
    return found if isinstance(found, str) else str(found) if isinstance(found, int | float) else ""


def _title(markup: str) -> str:
    """The title of a feed."""
    return clean(one_line(fragment_text(markup)))
