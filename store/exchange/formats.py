"""The formats, and which of them a file is in."""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

from store.errors import InvalidFormat, Message, UnreadableInput, reason_of
from store.exchange import brat, label_studio, newsread, shape, table, web_annotation
from store.exchange.foreign import Reader
from store.exchange.shape import Misfit
from store.exchange.web_annotation import Finder
from store.model import Format, Incoming

WITH_TEXT: frozenset[Format] = frozenset(("label-studio", "brat"))
"""Formats that show annotations in the text of their article."""

_FILES = 200_000
"""Files of a folder or an archive at most."""

_ANNOTATIONS = Message("a file of annotations")


def read_path(path: Path, reader: Reader, find: Finder) -> Incoming:
    """What the file, archive or folder at `path` brings, whatever format it is in.

    UnreadableInput where it cannot be read; InvalidFormat, naming the place, where it fits no format.
    """
    try:
        if path.is_dir():
            return _read_files(_folder(path), reader)
        data = _bytes(path)
        if data.startswith(b"PK\x03\x04"):
            return _read_files(_archive(data), reader)
        if path.suffix == ".ann":
            return brat.read(_pair(path, data), reader)
        return read(_text(data), reader, find)
    except InvalidFormat as error:
        raise InvalidFormat("{file}: {problem}", file=path, problem=error.message) from None


def read(text: str, reader: Reader, find: Finder) -> Incoming:
    """What a file with that text brings: JSON of some kind, or a table."""
    if table.is_one(text):
        return table.read(text, reader)
    try:
        document = shape.parsed(text)
    except Misfit as misfit:
        if table.looks_like_one(text):
            raise table.no_table(text) from None
        raise misfit.told(_ANNOTATIONS) from None
    if newsread.is_one(document):
        return newsread.read(document)
    if label_studio.is_one(document):
        return label_studio.read(document, reader)
    if web_annotation.is_one(document):
        return web_annotation.read(document, reader, find)
    raise _unknown()


def archive(files: Mapping[str, str]) -> bytes:
    """The files as a zip archive; the same files give the same bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in sorted(files):
            packed.writestr(zipfile.ZipInfo(name), files[name].encode(), zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _unknown() -> InvalidFormat:
    return InvalidFormat("no format that newsread can import; newsread import --help names them")


def _read_files(files: Mapping[str, str], reader: Reader) -> Incoming:
    if not brat.is_one(files):
        raise _unknown()
    return brat.read(files, reader)


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > shape.LARGEST:
            raise UnreadableInput("{path}: larger than {size} MB", path=path, size=shape.LARGEST // 2**20)
        return path.read_bytes()
    except OSError as error:
        raise UnreadableInput("{file}: {problem}", file=path, problem=reason_of(error)) from None


def _text(data: bytes) -> str:
    """The text of a file, without a byte order mark."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidFormat("not UTF-8 text: byte {number} cannot be read", number=error.start) from None


def _named_text(name: str, data: bytes) -> str:
    """As `_text`, but that a text of brat's keeps its byte order mark: offsets count it."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InvalidFormat(
            "{file}: {problem}",
            file=name,
            problem=Message("not UTF-8 text: byte {number} cannot be read", {"number": error.start}),
        ) from None


def _pair(path: Path, data: bytes) -> dict[str, str]:
    """An annotation file of brat's, and its text beside it."""
    files = {path.name: _named_text(path.name, data)}
    text = path.with_suffix(".txt")
    if text.is_file():
        files[text.name] = _named_text(text.name, _bytes(text))
    return files


def _folder(path: Path) -> dict[str, str]:
    """brat's files in a folder and below it; what else is there is passed over."""
    found = sorted(one for ending in ("*.ann", "*.txt") for one in path.rglob(ending) if one.is_file())
    wanted = [one for one in found if one.suffix == ".ann" or one.with_suffix(".ann").is_file()]
    sizes = sum(one.stat().st_size for one in wanted)
    _check_size(len(wanted), sizes)
    return {(name := str(one.relative_to(path))): _named_text(name, _bytes(one)) for one in wanted}


_DAMAGED = (zipfile.BadZipFile, zlib.error, lzma.LZMAError)


def _archive(data: bytes) -> dict[str, str]:
    """brat's files in a zip archive. They are read where they are: no name in it becomes a path."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            found = [one for one in packed.infolist() if one.filename.endswith((".ann", ".txt"))]
            _check_size(len(found), sum(one.file_size for one in found))
            return {one.filename: _named_text(one.filename, packed.read(one)) for one in found}
    # zipfile raises NotImplementedError for a compression that it does not know, RuntimeError for a password,
    # and hands on what the parts that unpack say of damaged data.
    except (*_DAMAGED, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise InvalidFormat("the archive cannot be read: {reason}", reason=str(error)) from None


def _check_size(files: int, size: int) -> None:
    if files > _FILES or size > shape.LARGEST:
        raise InvalidFormat(
            "larger than {size} MB, or more than {count:file|files}",
            size=shape.LARGEST // 2**20,
            count=_FILES,
        )
