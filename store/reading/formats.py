"""Which format bytes are in: what they look like decides, and the name only where the look does not."""

from __future__ import annotations

import gzip
import io
import json
import os
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from typing import IO, TYPE_CHECKING, Any, NoReturn, Protocol, cast

from store.errors import UnreadableInput
from store.model import Document, Unread
from store.reading import feeds, pages, plain, records
from store.reading.encodings import declared_encoding, refuse_other_formats
from store.reading.origin import LIMIT, Origin

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

HEAD = 8192
"""Bytes of the beginning that are looked at."""

_BUFFER = 1 << 16
"""Bytes that are read at once."""
_BOMB_SIZE = 8 << 20
"""Bytes of unpacked data, before which it does not matter how they were packed."""
_BOMB = 200
"""Times its size that compressed data may be larger; news are packed to a tenth, deflate ends at 1032."""

Item = Document | Unread | UnreadableInput
"""An article, a page that may hold one, or why there is none."""

_PROLOGUE = re.compile(r"<\?|<!--|<!DOCTYPE", re.IGNORECASE)
"""Begins what may stand before the first element of XML, which ends as `_ENDINGS` say, or with >."""
_ENDINGS = {"<?": "?>", "<!--": "-->"}
_SUBSET_END = re.compile(r"\]\s*>")
_ELEMENT = re.compile(r"<([\w:]+)")
_XML = re.compile(r"\s*(?:<\?xml\b|<!DOCTYPE\s+(?:rss|feed|rdf)\b)", re.IGNORECASE)
_FEED_ROOTS = ("rss", "feed", "rdf:rdf")
_PAGE_ROOTS = frozenset(
    ["html", "head", "body", "article", "section", "main", "div", "p", "h1", "table", "span"]
)
_DECLARED_XML = re.compile(r"\s*<\?xml\b|<[\w:]+\s[^<>]*\bxmlns\b", re.IGNORECASE)
"""Begins XML, or the element that says so."""
_HTML = re.compile(
    r"<(?:!doctype\s+html|html|head|body|title|meta|link|article|section|main|header|nav|div|p|h1|table|script)\b",
    re.IGNORECASE,
)
_MARKS = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"\xef\xbb\xbf", "utf-8"))
_ARRAY = re.compile(r"\s*\[\s*(?:\{|\]\s*\Z)")
_NO_PROSE = re.compile(r'\s*(?:\[\s*[\[\]"\d-]|\{\s*["}])')
"""JSON of whatever holds no records."""
_JSON_FEED = re.compile(r'"version"\s*:\s*"https:\\?/\\?/jsonfeed\.org\\?/version')


@dataclass(frozen=True, slots=True)
class Format:
    """A format of inputs: how it is recognised, and what reads it."""

    name: str
    suffixes: tuple[str, ...]
    """How its files end, in lower case; with them it is found in folders."""
    looks: Callable[[str], bool]
    """Whether the beginning of a text is that of this format."""
    read: Callable[[IO[bytes], Origin], Iterator[Item]]


def _whole(stream: IO[bytes], origin: Origin) -> bytes:
    """All of a stream; UnreadableInput where that is more than an article can be."""
    data = stream.read(LIMIT + 1)
    if len(data) > LIMIT:
        raise UnreadableInput(
            "{file}: larger than {size} MB; an article is not that long",
            file=origin.label,
            size=LIMIT // 2**20,
        )
    return data


def _read_text(stream: IO[bytes], origin: Origin) -> Iterator[Item]:
    yield plain.read_text(_whole(stream, origin), origin)


def _read_page(stream: IO[bytes], origin: Origin) -> Iterator[Item]:
    data = _whole(stream, origin)
    yield Unread(
        origin.source or origin.outlet,
        origin.address,
        sha256(data).hexdigest(),
        partial(pages.read_page, data, origin),
    )


def _read_feed(stream: IO[bytes], origin: Origin) -> Iterator[Item]:
    for entry in feeds.read_feed(_whole(stream, origin), origin).entries:
        yield entry.apart if entry.shares else entry.document


def _read_opml(_stream: IO[bytes], origin: Origin) -> NoReturn:
    raise UnreadableInput("{file}: a list of feeds (OPML); newsread subscribe takes it", file=origin.label)


def _read_other_xml(_stream: IO[bytes], origin: Origin) -> NoReturn:
    raise UnreadableInput(
        "{file}: XML that is neither a feed nor a page; no article is in it", file=origin.label
    )


def _root(head: str) -> str | None:
    """The name of the first element, in lower case; None where `head` begins with none, or ends before it.

    Goes forward only: one pattern of all that may stand before it would take for ever where it does not fit.
    """
    rest = head.lstrip()
    while begun := _PROLOGUE.match(rest):
        ending = _ENDINGS.get(begun[0], ">")
        before, _, after = rest.partition(ending)
        if ending == ">" and "[" in before:
            after = "".join(_SUBSET_END.split(rest, maxsplit=1)[1:])
        rest = after.lstrip()
    found = _ELEMENT.match(rest)
    return None if found is None else found[1].lower()


def _is_feed(head: str) -> bool:
    root = _root(head)
    if root is not None:
        return root in _FEED_ROOTS
    # XML whose first element is out of sight behind declarations; a feed's reader says what is wrong with it.
    return _XML.match(head) is not None or (head.lstrip()[:1] == "{" and _JSON_FEED.search(head) is not None)


def _is_page(head: str) -> bool:
    return head.lstrip()[:1] == "<" and _HTML.search(head) is not None


def _is_opml(head: str) -> bool:
    return _root(head) == "opml"


def _is_other_xml(head: str) -> bool:
    """Whether XML is of a kind that holds no articles, such as a map of a site or a drawing."""
    return _has_other_root(head) and _DECLARED_XML.match(head.lstrip()) is not None


def _has_other_root(head: str) -> bool:
    root = _root(head)
    return root is not None and root not in _PAGE_ROOTS and root not in (*_FEED_ROOTS, "opml")


def _is_json_lines(head: str) -> bool:
    """Whether the first line is an object, or the beginning of one that has no end in sight."""
    line, newline, _ = head.lstrip().partition("\n")
    if not re.match(r'\{\s*"', line):
        return False
    if not newline:
        # A long record, or an object of its own on one line: both are read by the line.
        return True
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _is_json(head: str) -> bool:
    return _ARRAY.match(head) is not None or re.match(r'\s*\{\s*"', head) is not None


FORMATS = (
    Format("feed", (".xml", ".rss", ".atom", ".rdf"), _is_feed, _read_feed),
    Format("OPML", (".opml",), _is_opml, _read_opml),
    Format("XML", (), _is_other_xml, _read_other_xml),
    Format("page", (".html", ".htm", ".xhtml"), _is_page, _read_page),
    Format("JSON Lines", (".jsonl", ".ndjson"), _is_json_lines, records.read_json_lines),
    Format("JSON", (".json",), _is_json, records.read_json),
    Format("CSV", (".csv", ".tsv"), records.looks_like_table, records.read_csv),
    Format("text", (".txt", ".text"), lambda _head: True, _read_text),
)
"""Every format, the surer look first; the last one is what looks like nothing else."""

_BY_NAME = {suffix: form for form in FORMATS for suffix in form.suffixes}
_BY_MEDIA_TYPE = {
    "text/html": "page",
    "application/xhtml+xml": "page",
    "text/csv": "CSV",
    "text/plain": "text",
}


def is_article_name(name: str) -> bool:
    """Whether a file of a folder is taken for an article, or articles, by its name."""
    stem, suffix = os.path.splitext(name.lower())
    if suffix == ".gz":
        stem, suffix = os.path.splitext(stem)
    return suffix in _BY_NAME and suffix != ".opml" and stem != "readme"


def format_of(head: bytes, origin: Origin) -> Format:
    """The format of an input that begins with `head`. UnreadableInput for what is no text at all."""
    refuse_other_formats(head, origin.label)
    text = _beginning(head, origin)
    for form in FORMATS[:-1]:
        if form.looks(text):
            return form
    named = _BY_NAME.get(os.path.splitext(origin.address.removesuffix(".gz").lower())[1])
    if named is None and origin.media_type in _BY_MEDIA_TYPE:
        named = next(form for form in FORMATS if form.name == _BY_MEDIA_TYPE[origin.media_type])
    if named is not None and named.name == "feed" and _has_other_root(text):
        return next(form for form in FORMATS if form.name == "XML")
    # A name says little about what looks like plain text; but a table may name its columns as it likes, JSON
    # may hold no records, which is to be said, and a page may begin with words.
    if named is not None and (
        (named.name == "CSV" and (_mapped(text, origin) or _has_columns(text)))
        or (named.name == "JSON" and _NO_PROSE.match(text) is not None)
        or (named.name == "page" and "</" in text)
    ):
        return named
    return FORMATS[-1]


def read(stream: Readable, origin: Origin) -> Iterator[Item]:
    """The articles in a stream, in its order, whatever its format; packed by gzip or not.

    What is wrong with one article is given in its place; what is wrong with the whole ends the reading and
    is given too. OSError where the stream breaks.
    """
    buffered: io.BufferedReader[Any] = io.BufferedReader(_Raw(stream), _BUFFER)
    try:
        if buffered.peek(2)[:2] == b"\x1f\x8b":
            buffered = io.BufferedReader(_Unpacked(buffered, origin), _BUFFER)
        yield from format_of(buffered.peek(HEAD)[:HEAD], origin).read(buffered, origin)
    except UnreadableInput as error:
        yield error
    except (EOFError, zlib.error, gzip.BadGzipFile):
        yield UnreadableInput("{file}: damaged gzip data; pack it again", file=origin.label)


def _beginning(head: bytes, origin: Origin) -> str:
    """The beginning of a text, roughly: enough to see its format."""
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return head[len(mark) :].decode(encoding, "replace").lstrip("\ufeff")
    if b"\x00" in head[:64]:
        wide = "utf-16-le" if head[1:2] == b"\x00" else "utf-16-be"
        return head.decode(wide, "replace")
    return head.decode(declared_encoding(origin.charset) or "utf-8", "replace").lstrip("\ufeff")


def _mapped(text: str, origin: Origin) -> bool:
    """Whether the first line has the columns that the user's map of fields names."""
    line = text.partition("\n")[0]
    wanted = origin.fields.get("text")
    return (wanted is not None and wanted in line) or records.looks_like_table(text)


def _has_columns(text: str) -> bool:
    """Whether the second line has as many parts as the first, or more: commas may stand in a text too."""
    first, _, rest = text.partition("\n")
    second = rest.partition("\n")[0]
    return any(0 < first.count(mark) <= second.count(mark) for mark in ",;\t")


class Readable(Protocol):
    """What can be read a piece at a time."""

    def read(self, count: int, /) -> bytes | None:
        """At most `count` bytes; none at the end."""


class _Raw(io.RawIOBase):
    """Any readable stream as one that can be buffered."""

    def __init__(self, stream: Readable):
        self._stream = stream

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Fill the buffer as far as the stream goes; how many bytes."""
        room = memoryview(buffer)
        data = self._stream.read(len(room)) or b""
        room[: len(data)] = data
        return len(data)


class _Unpacked(io.RawIOBase):
    """What gzip packed, a piece at a time; an end to it where it is larger than news can be."""

    def __init__(self, stream: IO[bytes], origin: Origin):
        self._packed = _Counted(stream)
        self._stream = gzip.GzipFile(fileobj=cast("IO[bytes]", self._packed))
        self._label = origin.label
        self._size = 0

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Fill the buffer; how many bytes. UnreadableInput where far more comes out than went in."""
        room = memoryview(buffer)
        data = self._stream.read(len(room))
        self._size += len(data)
        if self._size > _BOMB_SIZE and self._size > _BOMB * self._packed.size:
            raise UnreadableInput(
                "{file}: gzip data that grow more than {times:time|times}; that is no article",
                file=self._label,
                times=_BOMB,
            )
        room[: len(data)] = data
        return len(data)


class _Counted:
    """A stream that knows how many of its bytes were read."""

    def __init__(self, stream: IO[bytes]):
        self._stream = stream
        self.size = 0

    def read(self, count: int = -1) -> bytes:
        """As the stream's own."""
        data = self._stream.read(count)
        self.size += len(data)
        return data
