"""What a person names to be read, as documents for a library or as articles without one."""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypeAlias

from store.analysis import analyse
from store.cleaning import clean, clean_address
from store.errors import Message, UnreadableInput
from store.ids import article_id
from store.model import Article, Document, Unread
from store.reading import formats
from store.reading.addresses import is_of_the_web, label_of
from store.reading.encodings import shown
from store.reading.files import broken, find_files, open_file
from store.reading.languages import language
from store.reading.origin import Origin
from store.reading.outline import title_text

if TYPE_CHECKING:
    from store.reading.fetch import Validators

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
STDIN = "-"
_PIPE = "stdin:"
"""Begins the address of what came through the standard input."""


@dataclass(frozen=True, slots=True)
class InputFailure:
    """An input that is not an article."""

    message: Message
    """One line that names the input, says what is wrong with it and what to do."""
    count: int = 1
    """How many articles are missing for it."""
    harmless: bool = False
    """Whether nothing went wrong: there was nothing to read."""


@dataclass(frozen=True, slots=True)
class Address:
    """An address of the web that the user named."""

    url: str

    def __str__(self) -> str:
        return self.url


@dataclass(frozen=True, slots=True)
class Stdin:
    """The standard input."""

    def __str__(self) -> str:
        return STDIN


Input: TypeAlias = Path | Address | Stdin | InputFailure


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address gave."""

    url: str
    """As the user named it."""
    validators: Validators
    page: tuple[str, str] | None
    """Of a page, the address of the article in it and the hash of its bytes, as `Unread` has them."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How inputs are to be read."""

    source: str | None = None
    """The outlet; without it each format says, or else the folder or the host."""
    fields: Mapping[str, str] = field(default_factory=dict)
    """For records, by `text`, `title` ... the name of the field that holds it."""
    offline: bool = False
    known: Callable[[str], Validators | None] | None = None
    """What is kept of an address's last answer; gives None for one that has to be fetched."""
    fetched: Callable[[Answer], None] | None = None
    """Is told of each answer once all that it held has been given out, without a failure."""
    unchanged: Callable[[str], None] | None = None
    """Is told of each address that is as it was, and so gives nothing."""
    advanced: Callable[[int], None] | None = None
    """Is told how many bytes of a file have been read since it was told last."""


def find(words: Sequence[str]) -> list[Input]:
    """The inputs that `words` name, in order: `-` for the standard input, addresses, files, those in folders.

    What stands in two folders is there once. A failure stands for each address that is not of the web.
    """
    found: list[Input] = []
    seen: set[tuple[int, int]] = set()
    for word in words:
        if word == STDIN:
            found.append(Stdin())
        elif is_of_the_web(word):
            found.append(Address(word))
        elif _ADDRESS.match(word):
            message = "{address}: no address of the web; http:// and https:// are read"
            found.append(InputFailure(Message(message, {"address": shown(word)})))
        else:
            found += find_files([Path(word)], seen)
    return found


def size(inputs: Iterable[Input]) -> int:
    """How many bytes the files among the inputs hold."""
    total = 0
    for item in inputs:
        if isinstance(item, Path):
            with suppress(OSError, ValueError):
                total += item.stat().st_size
    return total


def parse_fields(text: str) -> dict[str, str]:
    """The map of fields in `title=headline,text=body`. InvalidFormat where it is none."""
    from store.reading.fields import parse_fields as parse

    return parse(text)


def documents(
    inputs: Iterable[Input], how: Reading | None = None
) -> Iterator[Document | Unread | InputFailure]:
    """For each of `inputs` its articles, or why there are none: a bad one never stops the others.

    An address that has not changed gives nothing.
    """
    how = how or Reading()
    if how.source is not None:
        how = replace(how, source=clean(how.source))
    for item in inputs:
        if isinstance(item, InputFailure):
            yield item
            continue
        try:
            for found in _read(item, how):
                if isinstance(found, UnreadableInput):
                    yield InputFailure(found.message, found.count, found.harmless)
                else:
                    yield found
        except UnreadableInput as error:
            yield InputFailure(error.message)
        except (OSError, ValueError) as error:
            yield InputFailure(broken(shown(str(item)), error).message)


def documents_now(inputs: Iterable[Input], how: Reading | None = None) -> Iterator[Document | InputFailure]:
    """As `documents`, with the articles of pages extracted here and now."""
    for item in documents(inputs, how):
        if not isinstance(item, Unread):
            yield item
            continue
        try:
            yield item.read()
        except UnreadableInput as error:
            yield InputFailure(error.message)


def _read(item: Path | Address | Stdin, how: Reading) -> Iterator[formats.Item]:
    """The articles of one input."""
    if isinstance(item, Address):
        yield from _fetched(item, how)
        return
    label = shown(str(item))
    if isinstance(item, Stdin):
        if sys.stdin is None:
            raise UnreadableInput("the standard input is closed")
        origin = Origin(_PIPE, "standard input", how.source or "stdin", how.source, fields=how.fields)
        yield from map(_by_content, formats.read(sys.stdin.buffer, origin))
        return
    absolute = Path(os.path.abspath(item))
    outlet = clean(absolute.parent.name) or "files"
    origin = Origin(clean_address(str(absolute)), label, outlet, how.source, fields=how.fields)
    with open_file(item, origin) as stream:
        watched = stream if how.advanced is None else _Watched(stream, how.advanced)
        yield from formats.read(watched, origin)


class _Watched:
    """A file that tells how far it was read."""

    def __init__(self, stream: BinaryIO, advanced: Callable[[int], None]):
        self._stream = stream
        self._advanced = advanced

    def read(self, count: int) -> bytes:
        """As the file's own."""
        data = self._stream.read(count)
        self._advanced(len(data))
        return data


def _by_content(found: formats.Item) -> formats.Item:
    """What came without an address, with its own hash for one: the same text again is the same article."""
    if isinstance(found, Document) and found.address.startswith(_PIPE):
        address = _PIPE + sha256(found.text.encode()).hexdigest()[:32]
        return replace(found, address=address, known_by_text=False)
    if isinstance(found, Unread):
        address = _PIPE + found.page_sha256[:32]
        return replace(found, address=address, read=partial(_addressed, found.read, address))
    return found


def _addressed(read: Callable[[], Document], address: str) -> Document:
    """The document that `read` gives, at another address."""
    return replace(read(), address=address)


def _fetched(item: Address, how: Reading) -> Iterator[formats.Item]:
    """The articles at an address, which the user has named, wherever it is."""
    from store.reading.fetch import NetworkOff, Web
    from store.reading.hosts import host_of

    known = how.known(item.url) if how.known is not None else None
    with Web([host_of(item.url)], offline=how.offline) as web:
        try:
            answer = web.get(item.url, known)
        except NetworkOff as error:
            # Of several inputs it is the one that cannot be read.
            raise UnreadableInput(error.message.sentence, **error.message.values) from None
    if answer is None:
        if how.unchanged is not None:
            how.unchanged(item.url)
        return
    origin = answer.origin(label_of(item.url), how.source, fields=how.fields)
    failed, page = False, None
    for found in formats.read(io.BytesIO(answer.data), origin):
        failed = failed or (isinstance(found, UnreadableInput) and not found.harmless)
        if isinstance(found, Unread):
            page = found.address, found.page_sha256
        yield found
    if how.fetched is not None and not failed:
        how.fetched(Answer(item.url, answer.validators, page))


def article(document: Document, cues: Path | None = None) -> Article:
    """The article that the document would be in a library, with its claims, without any library.

    `cues` is a file with a person's own cues.
    """
    outline, extraction = analyse(document.text, cues)
    return Article(
        id=article_id(document.source, document.address),
        source=document.source,
        address=document.address,
        url=document.url,
        title=document.title or title_text(document.text, outline),
        published=document.published,
        sha256=sha256(document.text.encode()).hexdigest(),
        version=1,
        text=document.text,
        language=language(document.text),
        outline=outline,
        extraction=extraction,
    )
