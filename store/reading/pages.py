"""HTML: the article in a page, its title, author, date and site, by trafilatura."""

from __future__ import annotations

import logging
import re
import zlib
from hashlib import sha256
from html import unescape
from string import digits
from typing import Any

from store.cleaning import cleaned
from store.errors import UnreadableInput
from store.model import Document, Page
from store.reading import furniture_words, page_blocks
from store.reading.encodings import decode
from store.reading.furniture import after_section
from store.reading.origin import Origin
from store.reading.page_heads import page_date, page_title

_PRESCAN = 4096
"""Bytes of a page in which it may declare its charset; the HTML standard asks for 1024."""
_META_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_XML_CHARSET = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})["']""", re.IGNORECASE)
_BLOCK = re.compile(
    r"(?is)<\s*(?:br|/?(?:p|div|h[1-6]|li|ul|ol|tr|blockquote|section|article))\b[^<>]{0,1000}>"
)
_HIDDEN = re.compile(r"(?is)<(script|style|iframe|noscript)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)")
_TAG = re.compile(r"(?s)<[a-zA-Z/!?][^<>]{0,10000}>")
_HEADING = re.compile(r"(?is)<h([2-6])\b[^<>]{0,500}>(.{1,200}?)</h\1\s*>")
_PART = re.compile(r"(?i)<(?:aside|footer|script|/main|/body)\b")
_LEAST = 200
"""Of an article so much stands before its comments, in code points."""
_TABLE = re.compile(r"(?i)<(/?)(?:table|tbody|thead|tr|td|th)\b")
_PARAGRAPHS = re.compile(r"(?m)^\|.{400}")
"""A row that only sets the page."""
_APART = re.compile(r"(?i)(?<=[\u0620-\u06ff])(?:\u200c|&zwnj;|&#8204;|&#x200c;)(?=[\u0620-\u06ff])")
"""What keeps two letters of a Persian word apart."""
_JOINER = "ꙮ"
"""Stands for it meanwhile, a sign of one manuscript."""
_SPACES = re.compile(r"[ \t\r\n\f]+")
_DEPTH = 2000
"""Pages with more open elements than this are refused: no person wrote them, and libraries recurse."""
_OPENED = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_VOID = frozenset(
    [
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta"),
        *("param", "source", "track", "wbr", "p", "li"),
    ]
)


def declared_charset(data: bytes) -> str | None:
    """The charset that a page or an XML document names in its beginning, or None."""
    found = _META_CHARSET.search(data[:_PRESCAN]) or _XML_CHARSET.match(data.lstrip()[:_PRESCAN])
    return found[1].decode("ascii", "replace") if found else None


def reader_name() -> str:
    """What extracts articles, with its version, as it is kept with each page."""
    # Imported here, as below: most runs read no pages, and the parts take a fifth of a second to load.
    from importlib.metadata import version

    return f"trafilatura {version('trafilatura')}"


def read_page(data: bytes, origin: Origin, title: str | None = None) -> Document:
    """The article in a page, whose bytes go along with it.

    The text begins with the title, as in print. The source is the site that the page names, unless the user
    named one, and the title its own, unless a feed gives it one. UnreadableInput where there is no article in
    the page or its encoding cannot be told.
    """
    charset = origin.charset or declared_charset(data)
    markup, replaced = decode(data, origin.label, charset, mends=True)
    if _is_too_deep(markup):
        raise UnreadableInput(
            "{file}: a page nested more than {depth} deep; no article is", file=origin.label, depth=_DEPTH
        )
    found = _article(markup, origin)
    body = (found.text or "").strip()
    if not body:
        raise UnreadableInput(
            "{file}: no article found in the page; save its text, and index that", file=origin.label
        )
    first, _, rest = body.partition("\n")
    own = page_title(
        one_line(found.title), markup, (one_line(found.sitename), *_names(origin)), first.strip()
    )
    if title and rest.strip() and _squeezed(first) == _squeezed(own):
        body = rest
    title = title or own
    text = with_title(title, body)
    return cleaned(
        Document(
            text,
            origin.source or one_line(found.sitename) or origin.outlet,
            origin.address,
            origin.url,
            title=after_section(title) or None,
            published=page_date(markup, body, found.date),
            author=one_line(found.author) or None,
            replaced=replaced,
            page=Page(sha256(data).hexdigest(), zlib.compress(data, 9), reader_name()),
        )
    )


def with_title(title: str, body: str) -> str:
    """The text of an article whose format keeps the title apart: the title is its first line."""
    first = body.lstrip().partition("\n")[0]
    is_there = first[:1] == title[:1] and _squeezed(first) == _squeezed(title)
    return body if is_there or not title else f"{title}\n{body}"


def fragment_text(markup: str) -> str:
    """The text of a piece of HTML, such as the content of a feed's entry: a line for each block.

    What is no markup comes out as it is. Linear in the length, whatever is in it.
    """
    if "<" not in markup and "&" not in markup:
        return markup
    bare = _HIDDEN.sub(" ", markup)
    lines = (_SPACES.sub(" ", unescape(_TAG.sub("", line))).strip() for line in _BLOCK.split(bare))
    return "\n".join(line for line in lines if line)


def one_line(text: str | None) -> str:
    """`text` on one line; "" for None."""
    return " ".join((text or "").split())


def feed_links(data: bytes) -> list[str]:
    """The addresses of the feeds that a page names in its head, as they are written there."""
    found = []
    for tag in re.findall(rb"<link\b[^<>]{0,1000}>", data[: 1 << 20], re.IGNORECASE):
        attributes = {
            name.lower(): (one or other or bare) for name, one, other, bare in _ATTRIBUTE.findall(tag)
        }
        href = attributes.get(b"href")
        if (
            href
            and b"alternate" in attributes.get(b"rel", b"").lower()
            and attributes.get(b"type", b"").lower() in _FEED_TYPES
        ):
            found.append(unescape(href.decode("utf-8", "replace")))
    return found


_ATTRIBUTE = re.compile(rb"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
"""Also without quotation marks, as pages have them that were made small."""
_FEED_TYPES = (b"application/rss+xml", b"application/atom+xml", b"application/feed+json")


def _article(markup: str, origin: Origin) -> Any:
    """What trafilatura finds in a page: without comments, with the joiners that it drops, tables or none."""
    markup = _without_comments(markup)
    held = markup if _JOINER in markup else _APART.sub(_JOINER, markup)
    found = _extract(held, origin)
    if _PARAGRAPHS.search(found.text or ""):
        found = _extract(_TABLE.sub(r"<\1div", held), origin)
    if held != markup:
        found.text, found.title = (
            (said or "").replace(_JOINER, "\u200c") for said in (found.text, found.title)
        )
    return found


def _without_comments(markup: str) -> str:
    """A page without what readers say below the article, from its heading to the next part of the page."""
    start = max(markup.find("<h1"), 0)
    known = furniture_words.known_words().comments
    for heading in _HEADING.finditer(markup, start):
        said = furniture_words.fold(_TAG.sub("", heading[2])).strip(furniture_words.EDGES + digits)
        if said in known:
            if len(fragment_text(markup[start : heading.start()])) < _LEAST:
                break
            following = _PART.search(markup, heading.end())
            return markup[: heading.start()] + (markup[following.start() :] if following else "")
    return markup


def _extract(markup: str, origin: Origin) -> Any:
    """What trafilatura finds in a page."""
    from trafilatura import bare_extraction, load_html

    for name in ("trafilatura", "htmldate", "courlan", "justext"):
        # Their warnings would go to the terminal.
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    try:
        tree = load_html(markup)
        if tree is not None:
            page_blocks.part(tree)
        found = bare_extraction(
            tree if tree is not None else markup,
            url=origin.url,
            with_metadata=True,
            include_comments=False,
            include_tables=True,
            date_extraction_params={"original_date": True, "extensive_search": False},
        )
    except RecursionError:
        found = None
    except Exception as error:
        # A parser that a page breaks says nothing about the next one.
        raise UnreadableInput(
            "{file}: the page cannot be read ({kind})", file=origin.label, kind=type(error).__name__
        ) from None
    if found is None:
        raise UnreadableInput(
            "{file}: no article found in the page; save its text, and index that", file=origin.label
        )
    return found


def _is_too_deep(markup: str) -> bool:
    """Whether more than `_DEPTH` elements stand open at once, counted without regard to their names."""
    depth = 0
    for closing, name in _OPENED.findall(markup):
        if name.lower() in _VOID:
            continue
        depth += -1 if closing else 1
        if depth > _DEPTH:
            return True
        depth = max(depth, 0)
    return False


def _names(origin: Origin) -> tuple[str, str]:
    """What the outlet of a page is called by its user, and by its address."""
    return origin.source or "", origin.outlet


def _squeezed(text: str) -> str:
    """`text` without white space, to be compared."""
    return "".join(text.split())
