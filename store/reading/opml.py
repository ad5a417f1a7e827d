"""Lists of feeds as other readers write and read them: OPML 2.0 (http://opml.org/spec2.opml)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.etree import ElementTree
from xml.sax.saxutils import quoteattr

from store.errors import UnreadableInput
from store.model import Subscription
from store.reading.addresses import bare, masked, of_the_web
from store.reading.encodings import decode, shown
from store.reading.feeds import refuse_entities, without_declaration
from store.reading.pages import declared_charset, fragment_text, one_line

DEPTH = 20
"""Folders in folders at most."""

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""What no XML document may hold."""


def read_opml(data: bytes, label: str) -> tuple[Subscription, ...]:
    """The feeds of a list, each once, with the folder that it stands in. UnreadableInput for no list."""
    text, _ = decode(data, label, declared_charset(data))
    refuse_entities(text, label)
    try:
        root = ElementTree.fromstring(without_declaration(text))
    except (ElementTree.ParseError, ValueError, RecursionError) as error:
        raise UnreadableInput("{file}: not OPML ({reason})", file=label, reason=shown(str(error))) from None
    if root.tag.lower() != "opml":
        raise UnreadableInput("{file}: not OPML, which lists feeds", file=label)
    body = root.find("body")
    found = {feed.url: feed for feed in _outlines(body, ()) if feed.url} if body is not None else {}
    if not found:
        raise UnreadableInput("{file}: no feeds in it", file=label)
    return tuple(found.values())


def write_opml(feeds: Iterable[Subscription]) -> str:
    """The list of `feeds`, those of a folder together; without passwords, since lists are handed on."""
    folders: dict[str | None, list[Subscription]] = {}
    for feed in feeds:
        folders.setdefault(feed.folder, []).append(feed)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<opml version="2.0">']
    lines += ["  <head>", "    <title>newsread</title>", "  </head>", "  <body>"]
    for folder, members in folders.items():
        inner = "    "
        if folder is not None:
            lines.append(f"    <outline text={_quoted(folder)}>")
            inner = "      "
        for feed in members:
            site = f" htmlUrl={_quoted(feed.site)}" if feed.site else ""
            url = masked(feed.url)
            name = _quoted(feed.source or feed.title or url)
            lines.append(f'{inner}<outline type="rss" text={name} xmlUrl={_quoted(url)}{site}/>')
        if folder is not None:
            lines.append("    </outline>")
    return "\n".join([*lines, "  </body>", "</opml>", ""])


def _outlines(parent: ElementTree.Element, folders: tuple[str, ...]) -> Iterator[Subscription]:
    for outline in parent.findall("outline"):
        name = one_line(fragment_text(outline.get("title") or outline.get("text") or ""))
        url = bare(of_the_web(outline.get("xmlUrl") or ""))
        if url:
            folder = "/".join(folders) or None
            yield Subscription(url, name, site=outline.get("htmlUrl"), folder=folder)
        if len(folders) < DEPTH:
            yield from _outlines(outline, (*folders, name) if name and not url else folders)


def _quoted(text: str) -> str:
    return quoteattr(_CONTROL.sub("\ufffd", text))
