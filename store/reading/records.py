"""Records that each hold an article: JSON Lines, JSON arrays and CSV, with a map of their fields."""

from __future__ import annotations

import codecs
import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import wraps
from hashlib import sha256
from itertools import chain, count
from typing import IO, Any, cast

from store.cleaning import cleaned
from store.errors import Message, UnreadableInput
from store.model import Document
from store.reading.arrays import elements
from store.reading.complaints import EMPTY, gathered
from store.reading.encodings import decode, shown
from store.reading.fields import TARGETS, body, fields, has_text, published, says_more, target_of
from store.reading.furniture import after_section
from store.reading.origin import LIMIT, Origin
from store.reading.pages import fragment_text, with_title
from store.syntax import complaint

_PIECE = 1 << 20
"""Bytes of a large array that are read at once."""
_CHUNK = 1 << 16
"""Bytes of a table's beginning that tell its encoding."""
_WIDE = 64
"""Bytes of a beginning that have NUL among them in UTF-16, and nowhere else."""
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


@gathered
@_apart
def read_json_lines(stream: IO[bytes], origin: Origin) -> Iterator[Document | UnreadableInput]:
    """The articles of JSON Lines, one a line; a line that holds none is an error that names it."""
    lines = _json_lines(stream, origin)
    seen = [next(lines, b"").removeprefix(codecs.BOM_UTF8)]
    for line in lines:
        seen.append(line)
        if line.strip():
            break
    if (not seen[-1].strip() or len(seen) == 1) and (several := _wrapped(seen[0], origin)):
        yield from several
        return
    for number, line in enumerate(chain(seen, lines), 1):
        if len(line) > LIMIT:
            yield UnreadableInput(
                "{file}, line {number}: longer than {size} MB",
                file=origin.label,
                number=number,
                size=LIMIT // 2**20,
            )
            return
        if line.strip():
            label = Message("{file}, line {number}", {"file": origin.label, "number": number})
            yield _from_json(line, label, origin)


def _json_lines(stream: IO[bytes], origin: Origin) -> Iterator[bytes]:
    """The lines of a stream in UTF-8; what is in UTF-16, where no byte ends a line, is read whole."""
    first = stream.readline(LIMIT + 1)
    if first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\x00" in first[:_WIDE]:
        data = first + stream.read(max(LIMIT + 1 - len(first), 0))
        if len(data) > LIMIT:
            raise UnreadableInput(
                "{file}: JSON Lines larger than {size} MB that are not UTF-8; convert them",
                file=origin.label,
                size=LIMIT // 2**20,
            )
        text = decode(data, origin.label, origin.charset)[0]
        yield from (line.encode("utf-8", "surrogatepass") for line in text.split("\n"))
        return
    yield first
    yield from iter(lambda: stream.readline(LIMIT + 1), b"")


def _wrapped(line: bytes, origin: Origin) -> Iterable[Document | UnreadableInput]:
    """The articles of a service's answer, an object on one line that holds a list; none where it is none."""
    with suppress(ValueError, RecursionError):
        value = json.loads(line)
        if isinstance(value, dict) and (held := _held(value, origin)) is not None:
            return [_numbered(record, number, origin) for number, record in enumerate(held, 1)]
    return ()


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
        held = _held(value, origin)
        records = [value] if held is None else held
    if not isinstance(records, list):
        yield UnreadableInput(
            "{file}: JSON without articles; an article is an object with a text", file=origin.label
        )
        return
    for number, record in enumerate(records, 1):
        yield _numbered(record, number, origin)


def _held(value: Mapping[str, Any], origin: Origin) -> list[Any] | None:
    """The list of articles that an object holds; None where it is one itself, or holds none.

    A list in an object that it holds is the one where there is no other, and it says no more itself.
    """
    lists = _lists(value)
    found = fields(value, origin)
    if found["text"]:
        return None
    if not lists:
        within = [each for inner in value.values() if isinstance(inner, dict) for each in _lists(inner)]
        known = found["summary"] or origin.fields
        return (
            within[0]
            if len(within) == 1 and not known and body(fields(within[0][0], origin), origin)
            else None
        )
    texts = [each for each in lists if body(fields(each[0], origin), origin)]
    # What has a summary, and lists without articles, is an article with its keywords.
    return None if found["summary"] and not texts else max(texts or lists, key=len)


def _lists(value: Mapping[str, Any]) -> list[list[Any]]:
    """The lists of objects that an object holds."""
    return [each for each in value.values() if isinstance(each, list) and each and isinstance(each[0], dict)]


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
        beyond = row.pop(None, ())
        record = {name: value for name, value in row.items() if name is not None}
        if any(map(str.strip, beyond)):
            yield UnreadableInput(
                "{file}: more cells than columns; put the text in quotation marks", file=label
            )
        elif any(isinstance(value, str) and _ESCAPED.search(value) for value in record.values()):
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
        known = [target for name in names if (target := target_of(name))]
        if len(known) > 1 and not {"text", "summary"}.isdisjoint(known):
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
    found = fields(record, origin)
    title = " ".join(fragment_text(found["title"]).split())
    content = body(found, origin)
    text = with_title(title, content) if content.strip() else title
    if not content.strip() and (fault := _without_text(record, title, label, origin)):
        return fault
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
            published=published(found, text),
            author=" ".join(found["author"].split()) or None,
        )
    )
    return document if found["url"] or found["id"] else _by_text(document)


def _without_text(
    record: Mapping[str, Any], title: str, label: Message, origin: Origin
) -> UnreadableInput | None:
    """Why a record without a text is no article; None where its title is one."""
    is_known = has_text(record, origin)
    if title and (is_known or not says_more(record, title)):
        return None
    if is_known:
        return UnreadableInput(EMPTY, file=label)
    names = (origin.fields["text"],) if "text" in origin.fields else TARGETS["text"]
    return UnreadableInput(
        "{file}: no field {names} in it; --fields text=NAME names another",
        file=label,
        names=" or ".join(names[:3]),
    )


def _by_text(document: Document) -> Document:
    """A document that has nothing but its text to be known by: its number changes with what comes before."""
    digest = sha256(document.text.encode()).hexdigest()[:32]
    return replace(document, address=f"{document.address}#{digest}", known_by_text=True)
