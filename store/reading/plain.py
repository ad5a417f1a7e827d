"""Plain text files, found and read. Bytes come in, text in code points goes out, converted once, here."""

from __future__ import annotations

import codecs
import os
import re
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from store.errors import Message, UnreadableInput
from store.model import Document

LIMIT = 64 * 1024 * 1024
"""The largest file that is read, in bytes."""

_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_ARABIC = re.compile("[\u0621-\u064a]")
_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x1f\x8b", "gzip data"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"SQLite format 3\x00", "an SQLite database"),
)
_MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32LE"),
    (codecs.BOM_UTF32_BE, "UTF-32BE"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)


def decode(data: bytes, name: str) -> tuple[str, int]:
    """The text that `data` holds as UTF-8, and how many code points of it were replaced.

    A byte order mark is left out and CR is kept. NUL becomes U+2400 and a surrogate (three bytes
    that UTF-8 forbids but some programs write) becomes U+FFFD; both are counted. `name` stands in
    messages only.

    Raises `UnreadableInput` for every other encoding, for binary data, and for a text of nothing
    but white space; the message says what the data look like and what to do.
    """
    body = data.removeprefix(codecs.BOM_UTF8)
    label = shown(name)
    _refuse_other_formats(body, label)
    try:
        text = body.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError as error:
        offset = error.start + len(data) - len(body)
        raise UnreadableInput("{file}: {problem}", file=label, problem=_advice(body, offset)) from None
    if not text.strip():
        raise UnreadableInput("{file}: nothing in it but white space", file=label)
    if len(_CONTROL.findall(text)) * 10 > len(text):
        raise UnreadableInput(
            "{file}: mostly control characters, so binary data or UTF-16;"
            " if it is text, convert it with iconv -f utf-16le -t utf-8",
            file=label,
        )
    text, surrogates = _SURROGATE.subn("\ufffd", text)
    nuls = text.count("\x00")
    return text.replace("\x00", "\u2400"), surrogates + nuls


def read_file(path: Path, source: str | None = None) -> Document:
    """The article in the file at `path`.

    `source` is the outlet's name; by default that of the folder the file is in. The address is the
    absolute path. Raises `UnreadableInput` where there is no such file, where it is no ordinary file,
    may not be read, is larger than `LIMIT`, or holds no UTF-8 text.
    """
    label = shown(str(path))
    try:
        absolute = Path(os.path.abspath(path))
        about = path.stat()
        if stat.S_ISDIR(about.st_mode):
            os.listdir(path)
            raise UnreadableInput("{file}: a folder, not an article", file=label)
        if not stat.S_ISREG(about.st_mode):
            raise UnreadableInput("{file}: not an ordinary file", file=label)
        if about.st_size > LIMIT:
            raise UnreadableInput(
                "{file}: larger than {size} MB; an article is not that long", file=label, size=LIMIT // 2**20
            )
        data = path.read_bytes()
    except FileNotFoundError:
        raise UnreadableInput("{file}: no such file or folder", file=label) from None
    except PermissionError:
        raise UnreadableInput("{file}: permission denied; check who may read it", file=label) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UnreadableInput("{file}: cannot be read ({reason})", file=label, reason=shown(reason)) from None
    text, replaced = decode(data, str(path))
    return Document(text, source or absolute.parent.name or "files", str(absolute), replaced=replaced)


def find_files(paths: Sequence[Path]) -> Iterator[Path]:
    """The article files among `paths`, in order: a file as it is named, a folder as what is in it.

    In a folder that is every `*.txt`, sorted by name, subfolders after files, without hidden files and
    folders and without README files. Linked folders are followed once, so that a loop ends. A path
    that is missing, or a folder that may not be listed, is given as it is: reading it says why it fails.
    """
    seen: set[tuple[int, int]] = set()
    for path in paths:
        if os.path.isdir(path):
            yield from _walk(path, seen)
        else:
            yield path


def _walk(top: Path, seen: set[tuple[int, int]]) -> Iterator[Path]:
    """The articles below `top`; `seen` holds the device and inode of each folder already walked."""
    waiting = [top]
    while waiting:
        folder = waiting.pop()
        try:
            about = folder.stat()
            if (about.st_dev, about.st_ino) in seen:
                continue
            seen.add((about.st_dev, about.st_ino))
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError:
            yield folder
            continue
        visible = [entry for entry in entries if not entry.name.startswith(".")]
        yield from (Path(entry.path) for entry in visible if _is_article(entry))
        waiting.extend(Path(entry.path) for entry in reversed(visible) if _is_folder(entry))


def _is_article(entry: os.DirEntry[str]) -> bool:
    """Whether a file of a folder is taken for an article by its name."""
    stem, suffix = os.path.splitext(entry.name)
    return suffix.lower() == ".txt" and stem.lower() != "readme" and not _is_folder(entry)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """Whether the entry is a folder or a link to one; not so where a link leads nowhere or to itself."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def _refuse_other_formats(body: bytes, label: str) -> None:
    """Raise `UnreadableInput` for what tells by its first bytes that it is no UTF-8 text."""
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            raise UnreadableInput(
                "{file}: {encoding}, not UTF-8; convert it with iconv -f {name} -t utf-8",
                file=label,
                encoding=encoding,
                name=encoding.lower(),
            )
    for signature, what in _SIGNATURES:
        if body.startswith(signature):
            raise UnreadableInput(
                "{file}: {what}, not plain text; save its text as UTF-8 first", file=label, what=Message(what)
            )


def _advice(body: bytes, offset: int) -> Message:
    """What is wrong with bytes that are no UTF-8 from `offset` on, and what to do."""
    sample = body[: 1 << 16]
    high = sum(byte >= 0x80 for byte in sample)
    for encoding in ("iso-8859-6", "windows-1256"):
        try:
            letters = len(_ARABIC.findall(sample.decode(encoding)))
        except UnicodeDecodeError:
            continue
        if letters > 0.7 * high:
            return Message(
                "not UTF-8, it looks like {encoding}; convert it with iconv -f {encoding} -t utf-8",
                {"encoding": encoding},
            )
    if len(_CONTROL.findall(sample.decode("latin-1"))) * 20 > len(sample):
        return Message("binary data, not plain text")
    return Message(
        "not UTF-8 at byte {offset}; convert it, or repair that place, and index it again", {"offset": offset}
    )


def shown(name: str) -> str:
    """A file name for a message on one line: what cannot be printed is spelled out, as `\\x1b`."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in name)
