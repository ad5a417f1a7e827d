"""The formats, and which of them a file is in."""

from __future__ import annotations

from pathlib import Path

from store.errors import InvalidFormat, Message, UnreadableInput
from store.exchange import newsread, shape
from store.exchange.shape import Misfit
from store.model import Incoming


def read_file(path: Path) -> Incoming:
    """What the file at `path` brings, whatever format it is in.

    UnreadableInput where it cannot be read; InvalidFormat, naming the place, where it fits no format.
    """
    try:
        return read(_text(path))
    except InvalidFormat as error:
        raise InvalidFormat("{file}: {problem}", file=path, problem=error.message) from None


def read(text: str) -> Incoming:
    """What a file with that text brings."""
    try:
        document = shape.parsed(text)
    except Misfit as misfit:
        raise misfit.told(Message("a file of annotations")) from None
    if newsread.is_one(document):
        return newsread.read(document)
    raise InvalidFormat("no format that newsread can import; newsread import --help names them")


def _text(path: Path) -> str:
    """The text of the file, without a byte order mark."""
    try:
        if path.stat().st_size > shape.LARGEST:
            raise UnreadableInput("{path}: larger than {size} MB", path=path, size=shape.LARGEST // 2**20)
        data = path.read_bytes()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UnreadableInput("{file}: {problem}", file=path, problem=Message(reason)) from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidFormat("not UTF-8 text: byte {number} cannot be read", number=error.start) from None
