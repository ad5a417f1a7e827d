"""Records that each hold an article: JSON Lines, JSON arrays and CSV, with a map of their fields."""

from __future__ import annotations

import codecs
import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import wraps
from hashlib import sha256
from itertools import chain, count
from typing import IO, Any, cast

from store.cleaning import cleaned
from store.errors import InvalidFormat, Message, UnreadableInput
from store.model import Document
from store.reading.arrays import elements
from store.reading.complaints import EMPTY, gathered
from store.reading.datelines import top_date
from store.reading.dates import parse_date, told_day
from store.reading.encodings import decode, shown
from store.reading.furniture import after_section
from store.reading.origin import LIMIT, Origin
from store.reading.pages import fragment_text, with_title
from store.syntax import complaint

TARGETS: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "content", "body", "article", "articleBody", "content_text", "full_text", "maintext"),
    "title": ("title", "headline", "name"),
    "source": ("source", "outlet", "publisher", "newspaper", "site", "sitename", "source_domain"),
    "url": ("url", "link", "address", "uri"),
    "published": (
        *("published", "date", "published_at", "publishedAt", "datePublished", "date_published", "pubDate"),
        *("date_publish", "publication_date", "created_at"),
    ),
    "author": ("author", "byline", "authors", "creator"),
    "id": ("id", "uuid", "guid"),
}
"""What an article is made of, and the names that records commonly have for it, the surest first."""

CRAWLED = ("date_extracted", "date_download", "crawled", "retrieved")
"""Names of the day on which a program fetched the article: the date where there is no better one."""

_URL_DATE = re.compile(r"(?<!\d)(20\d\d)([/-]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")
_PIECE = 1 << 20
"""Bytes of a large array that are read at once."""
_CHUNK = 1 << 16
"""Bytes of a table's beginning that tell its encoding."""
_ESCAPED = re.compile("[\udc80-\udcff]")
"""Bytes that were no UTF-8, as `surrogateescape` writes them."""


def _apart(
    read: Callable[[IO[bytes], Origin], Iterator[Document | UnreadableInput]],
) -> Callable[[IO[bytes], Origin], Iterator[Document | UnreadableInput]]:
    """A reader whose articles have an address each: where two texts have the same one, the second gets #2.

    Else each run would find the one changed into the other. The same text twice is one article.
    """

    @wraps(read)
    def told_apart(stream: IO[bytes], origin: Origin) -> Iterator[Document | UnreadableInput]:
        texts: dict[int, int] = {}
        times: dict[int, int] = {}
        for item in read(stream, origin):
            if isinstance(item, Document):
                address = hash((item.source, item.address))
                text = hash((address, item.text))
                if text not in texts:
                    texts[text] = times[address] = times.get(address, 0) + 1
                if texts[text] > 1:
                    item = replace(item, address=f"{item.address}#{texts[text]}")
            yield item

    return told_apart


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


@gathered
@_apart
def read_json_lines(stream: IO[bytes], origin: Origin) -> Iterator[Document | UnreadableInput]:
    """The articles of JSON Lines, one a line; a line that holds none is an error that names it."""
    number = 0
    while line := stream.readline(LIMIT + 1):
        number += 1
        if len(line) > LIMIT:
            yield UnreadableInput(
                "{file}, line {number}: longer than {size} MB",
                file=origin.label,
                number=number,
                size=LIMIT // 2**20,
            )
            return
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if line.strip():
            label = Message("{file}, line {number}", {"file": origin.label, "number": number})
            yield _from_json(line, label, origin)


@gathered
@_apart
def read_json(stream: IO[bytes], origin: Origin) -> Iterator[Document | UnreadableInput]:
    """The articles of a JSON array, or of an object that is one or holds an array of them.

    An array in UTF-8 may be of any size; all else is read whole.
    """
    data = stream.read(LIMIT + 1)
    if len(data) > LIMIT and data[:_CHUNK].removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"["):
        yield from _read_array(chain([data], iter(lambda: stream.read(_PIECE), b"")), origin)
        return
    if len(data) > LIMIT:
        yield UnreadableInput(
            "{file}: a JSON document larger than {size} MB; write it as JSON Lines",
            file=origin.label,
            size=LIMIT // 2**20,
        )
        return
    try:
        text = decode(data, origin.label, origin.charset)[0]
    except UnreadableInput as error:
        # An array that was cut within a letter.
        yield from _whole_elements(data, origin)
        yield error
        return
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        yield from _before_fault(text, error, origin)
        return
    records = value
    if isinstance(value, dict):
        lists = [
            each for each in value.values() if isinstance(each, list) and each and isinstance(each[0], dict)
        ]
        records = [value] if _field(value, "text", origin) or not lists else max(lists, key=len)
    if not isinstance(records, list):
        yield UnreadableInput(
            "{file}: JSON without articles; an article is an object with a text", file=origin.label
        )
        return
    for number, record in enumerate(records, 1):
        yield _numbered(record, number, origin)


def _read_array(pieces: Iterable[bytes], origin: Origin) -> Iterator[Document | UnreadableInput]:
    """The articles of a large array, those before a fault too."""
    number = 0
    try:
        for number, record in enumerate(elements(pieces, LIMIT), 1):
            yield _numbered(record, number, origin)
    except (ValueError, RecursionError) as error:
        yield UnreadableInput(
            "{file}: not JSON in UTF-8 behind article {number} ({reason})",
            file=origin.label,
            number=number,
            reason=complaint(error),
        )


def _before_fault(text: str, fault: Exception, origin: Origin) -> Iterator[Document | UnreadableInput]:
    """The articles of an array that stand whole before its fault, and what that is and where."""
    number = 0
    for item in _whole_elements(text.encode("utf-8", "replace"), origin):
        number += 1
        yield item
    sentence = (
        "{file}: not JSON behind article {number} ({reason})" if number else "{file}: not JSON ({reason})"
    )
    yield UnreadableInput(sentence, file=origin.label, number=number, reason=complaint(fault))


def _whole_elements(data: bytes, origin: Origin) -> Iterator[Document | UnreadableInput]:
    """The articles of an array in UTF-8 that stand before a fault; none where it is no array."""
    with suppress(ValueError, RecursionError):
        for number, record in enumerate(elements([data], LIMIT), 1):
            yield _numbered(record, number, origin)


def _numbered(record: object, number: int, origin: Origin) -> Document | UnreadableInput:
    label = Message("{file}, article {number}", {"file": origin.label, "number": number})
    return _document(record, label, origin)


@gathered
@_apart
def read_csv(stream: IO[bytes], origin: Origin) -> Iterator[Document | UnreadableInput]:
    """The articles of a table whose first row names its columns, parted by comma, semicolon or tab.

    In UTF-8 it may be of any size; in another encoding it is read whole.
    """
    lines = _lines(stream, origin)
    head = next(lines, "")
    csv.field_size_limit(LIMIT)
    rows = csv.DictReader(chain([head], lines), delimiter=max(",;\t", key=head.count))
    for number in count(1):
        label = Message("{file}, row {number}", {"file": origin.label, "number": number})
        try:
            row = next(rows, None)
        except csv.Error as error:
            yield UnreadableInput("{file}: not CSV ({reason})", file=label, reason=shown(str(error)))
            return
        if row is None:
            return
        record = {name: value for name, value in row.items() if name is not None}
        if any(isinstance(value, str) and _ESCAPED.search(value) for value in record.values()):
            yield UnreadableInput(
                "{file}: not UTF-8, as the table begins; repair the row, and index it again", file=label
            )
        else:
            yield _document(record, label, origin)


def _lines(stream: IO[bytes], origin: Origin) -> Iterator[str]:
    """The lines of a table; a byte that is no UTF-8 is a lone surrogate in them."""
    if isinstance(stream, io.BufferedReader):
        buffered = stream
    else:
        buffered = io.BufferedReader(cast("io.RawIOBase", stream))
    head = buffered.peek(_CHUNK)
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        data = buffered.read(LIMIT + 1)
        if len(data) > LIMIT:
            raise UnreadableInput(
                "{file}: a table larger than {size} MB that is not UTF-8; convert it",
                file=origin.label,
                size=LIMIT // 2**20,
            ) from None
        yield from io.StringIO(decode(data, origin.label, origin.charset)[0], newline="")
        return
    yield from io.TextIOWrapper(buffered, "utf-8-sig", "surrogateescape", newline="")


def looks_like_table(head: str) -> bool:
    """Whether the first line of `head` names columns of articles, the text among them."""
    line = head.partition("\n")[0].strip("\r\ufeff")
    for delimiter in ",;\t":
        names = [name.strip().strip('"') for name in line.split(delimiter)]
        known = [any(name in aliases for aliases in TARGETS.values()) for name in names]
        if len(names) > 1 and sum(known) > 1 and any(name in TARGETS["text"] for name in names):
            return True
    return False


def _from_json(line: bytes, label: Message, origin: Origin) -> Document | UnreadableInput:
    """The article in a line of JSON."""
    try:
        record = json.loads(line.decode("utf-8", "surrogatepass"))
    except UnicodeDecodeError:
        try:
            record = json.loads(decode(line, label, origin.charset)[0])
        except (ValueError, UnreadableInput) as error:
            return error if isinstance(error, UnreadableInput) else _no_json(label, error)
    except (ValueError, RecursionError) as error:
        return _no_json(label, error)
    return _document(record, label, origin)


def _no_json(label: Message, error: Exception) -> UnreadableInput:
    return UnreadableInput("{file}: not JSON ({reason})", file=label, reason=complaint(error))


def _document(record: object, label: Message, origin: Origin) -> Document | UnreadableInput:
    """The article that a record is, or why it is none."""
    if not isinstance(record, Mapping):
        return UnreadableInput("{file}: no object with the fields of an article", file=label)
    found = {target: _field(record, target, origin) for target in TARGETS}
    title = " ".join(fragment_text(found["title"]).split())
    body = found["text"]
    if "</" in body or "<br" in body:
        body = fragment_text(body)
    text = with_title(title, body) if body.strip() else title
    if not text.strip():
        names = (origin.fields["text"],) if "text" in origin.fields else TARGETS["text"]
        if any(name in record for name in names):
            return UnreadableInput(EMPTY, file=label)
        wanted = " or ".join(names[:3])
        return UnreadableInput(
            "{file}: no field {names} in it; --fields text=NAME names another", file=label, names=wanted
        )
    if len(text) > LIMIT:
        return UnreadableInput(
            "{file}: larger than {size} MB; an article is not that long", file=label, size=LIMIT // 2**20
        )
    url = found["url"] if "://" in found["url"] else None
    address = found["url"] or (f"{origin.address}#{found['id']}" if found["id"] else origin.address)
    document = cleaned(
        Document(
            text,
            origin.source or " ".join(found["source"].split()) or origin.outlet,
            address,
            url,
            title=after_section(title) or None,
            published=_published(record, found["published"], address, text),
            author=" ".join(found["author"].split()) or None,
        )
    )
    return document if found["url"] or found["id"] else _by_text(document)


def _by_text(document: Document) -> Document:
    """A document that has nothing but its text to be known by: its number changes with what comes before."""
    digest = sha256(document.text.encode()).hexdigest()[:32]
    return replace(document, address=f"{document.address}#{digest}", known_by_text=True)


def _published(record: Mapping[str, Any], stated: str, address: str, text: str) -> str | None:
    """The date that the record states, if it is one, or its address, or its top; or else when it was fetched.

    That is later than it was published, often by days: what the text calls today says by how many.
    """
    if stated and (parsed := parse_date(stated)):
        return parsed
    if in_address := _URL_DATE.search(address):
        return parse_date("-".join(in_address.group(1, 3, 4)))
    if written := top_date(text):
        return written.iso
    crawled = next(filter(None, (_text(record.get(name)) for name in CRAWLED)), "")
    fetched = parse_date(crawled) if crawled else None
    if fetched is None:
        return None
    day = date.fromisoformat(fetched[:10])
    published = told_day(text, day)
    return fetched if published == day else published.isoformat()


def _field(record: Mapping[str, Any], target: str, origin: Origin) -> str:
    """What a record says of `target`; "" where it says nothing. Lists of authors are joined."""
    name = origin.fields.get(target)
    names: Sequence[str] = TARGETS[target] if name is None else (name,)
    for each in names:
        value = _within(record, each)
        if value is None:
            continue
        if isinstance(value, list):
            value = "، ".join(filter(None, map(_text, value)))
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
    """A value as text: strings, numbers, and the name of an object."""
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return next((v for key in ("name", "title", "value") if isinstance(v := value.get(key), str)), "")
    return "" if value is None or isinstance(value, bool | list) else str(value)
