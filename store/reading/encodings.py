"""Bytes to text. Converted once, here: everything after this counts code points.

A byte order mark tells the encoding for certain. Without one, what is valid UTF-8 with letters beyond ASCII
is UTF-8, for hardly any text in another encoding is; then comes the charset that the page or the server
declares, then what the bytes look like. An encoding that cannot be told is an error and never a guess full
of question marks.
"""

from __future__ import annotations

import codecs
import re
import tomllib
from contextlib import suppress
from functools import cache
from pathlib import Path

from store.cleaning import counted
from store.errors import Message, UnreadableInput

SAMPLE = 1 << 16
"""Bytes that are looked at where the encoding has to be told by its look."""

_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_ARABIC = re.compile("[\u0621-\u063a\u0641-\u0652\u0660-\u0669\u060c\u061b\u061f\u0640]")
_PLAUSIBLE = re.compile("[\t\n\r\x20-\x7e\u0600-\u06ff\u2010-\u2030\ufb50-\ufdff\ufe70-\ufefc«»\u00a0]")
"""What hardly anything but stands in a text that has no byte order mark, and letters of two bytes."""
_LATIN = re.compile("[éèêëàâçîïôùûüœÉÈÀÇäöÄÖÜßñáíóú«»“”‘’–—…°€£\u00a0]")
_WORD = re.compile(r"[^\W\d_]+")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x1f\x8b", "gzip data"),
    (b"BZh", "bzip2 data"),
    (b"\xfd7zXZ\x00", "xz data"),
    (b"\x28\xb5\x2f\xfd", "zstd data"),
    (b"\x89PNG", "a PNG image"),
    (b"GIF8", "a GIF image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
)
_DECLARED = re.compile(
    r"(?:utf-?(?:8|16|32)(?:[-_]?[lb]e)?|(?:windows|cp|x-cp)[-_]?\d{3,4}|iso[-_]?8859[-_]\d{1,2}(?:[-_][ei])?"
    r"|(?:us-)?ascii|latin-?\d|koi8-[ru]|mac[-_]?\w+|x-mac-\w+|gb\w+|big5\w*|euc-\w+|shift_?jis|asmo-708|arabic)\Z",
    re.IGNORECASE,
)
_ALIASES = {"asmo-708": "iso8859-6", "iso-8859-6-e": "iso8859-6", "iso-8859-6-i": "iso8859-6"}
# Browsers take these labels for their larger relative (https://encoding.spec.whatwg.org/#names-and-labels).
# ASCII too; but nobody has looked who declares it of bytes that it has not, and they are told by their look.
_ALIASES |= dict.fromkeys(("iso-8859-1", "latin1", "latin-1"), "cp1252")

_ARABIC_ENCODINGS = ("windows-1256", "iso-8859-6")
_WESTERN = frozenset(["cp1252", "iso8859-1", "iso8859-15", "iso8859-9", "cp1254"])
"""What is declared of Arabic where nobody has looked, as Python names it,"""
_ARABIC_PAGES = frozenset(["cp1256", "iso8859-6"])
"""and what it may be, one instead of the other."""
_OVERRULING = 40
"""High bytes of the shortest text whose look overrules the latter; a few words read well in both."""
_HIGH = re.compile(rb"[\x80-\xff]")
_NO_WORD = re.compile(
    "[\u0621-\u0652][\u00c0-\u00ff\u0152\u0153]|[\u00c0-\u00ff\u0152\u0153][\u0621-\u0652]"
    "|[\u064c\u064d][\u0621-\u064a]|(?<![\u0621-\u0652])[\u064b-\u0652]"
)
"""What stands in no word of Arabic, and in nearly each that is read in the wrong one of the two: a letter of
French beside one of Arabic, a nunation that is not the last, a mark on nothing."""
_ENOUGH = 0.85
"""So many of the signs beyond ASCII are Arabic letters and marks in an Arabic text, as a share."""
_LIKELY = 0.5
"""So many of the pairs of letters in an Arabic text are common ones, at least, as a share."""
_PAIRS = 5
"""Fewer pairs of letters tell nothing."""
_APART = 0.1
"""By so much the share is larger than in the other encoding; a word or two may read well in both."""
_WHOLE = 0.5
"""Where more of the high bytes stand in whole sequences of UTF-8, the data are that, and damaged."""
_NEARLY = 0.9
"""Where more of them do, no charset that is declared says otherwise."""
_GUESSABLE = 40
"""Bytes of the shortest text whose language charset-normalizer is asked for."""
_COHERENT = 0.3
"""How sure charset-normalizer has to be of a language to be believed, from 0 to 1."""


def decode(
    data: bytes, name: str | Message, declared: str | None = None, *, mends: bool = False
) -> tuple[str, int]:
    """The text that `data` holds, and how many code points of it were replaced.

    `declared` is the charset that a server or the page itself names. A byte order mark is left out and CR is
    kept. NUL becomes U+2400 and a surrogate (three bytes that UTF-8 forbids but some programs write) becomes
    U+FFFD; both are counted. So does each byte that breaks nearly whole UTF-8 where `mends`, as programs cut
    texts within a letter; else that is refused. `name` stands in messages only.

    Raises `UnreadableInput` for binary data, for an encoding that cannot be told, and for a text of nothing
    but white space; the message says what the data look like and what to do.
    """
    label = shown(name) if isinstance(name, str) else name
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _clean(_strictly(data[len(mark) :], encoding, label, len(mark)), label)
    refuse_other_formats(data, label)
    try:
        text = data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError as error:
        return _clean(_by_look(data, label, declared, error.start, mends), label)
    # UTF-16 is often valid as bytes of UTF-8: the letters of Arabic are two ASCII characters each there.
    wide = _wide(data, declared)
    return _clean(_strictly(data, wide, label, 0) if wide else text, label)


def declared_encoding(label: str | None) -> str | None:
    """The name by which Python knows a declared charset; None for what is no charset of texts."""
    if label is None or not _DECLARED.match(label.strip()):
        return None
    name = label.strip().lower()
    try:
        return codecs.lookup(_ALIASES.get(name, name.removeprefix("x-").replace("mac-", "mac"))).name
    except LookupError:
        return None


def refuse_other_formats(data: bytes, label: str | Message) -> None:
    """Raise `UnreadableInput` for what tells by its first bytes that it is no text at all."""
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise UnreadableInput(
                "{file}: {what}, not an article; save its text, and index that",
                file=label,
                what=Message(what),
            )


def shown(name: str) -> str:
    """A file name for a message on one line: what cannot be printed is spelled out, as `\\x1b`."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in name)


def _clean(text: str, label: str | Message) -> tuple[str, int]:
    """`text` without what cannot be kept, and how much that was; UnreadableInput where nothing is left."""
    if not text.strip():
        raise UnreadableInput("{file}: nothing in it but white space", file=label)
    if len(_CONTROL.findall(text)) * 10 > len(text):
        raise UnreadableInput(
            "{file}: mostly control characters, so binary data; an article is text", file=label
        )
    return counted(text)


def _strictly(data: bytes, encoding: str, label: str | Message, skipped: int) -> str:
    """`data` in an encoding that is certain; UnreadableInput, with the place, where they are damaged."""
    try:
        return data.decode(encoding, "surrogatepass" if encoding.startswith("utf") else "strict")
    except UnicodeDecodeError as error:
        raise UnreadableInput(
            "{file}: damaged {encoding} at byte {offset}; repair that place, and index it again",
            file=label,
            encoding=encoding.upper(),
            offset=error.start + skipped,
        ) from None


def _wide(data: bytes, declared: str | None) -> str | None:
    """Which UTF-16 `data` without a byte order mark are, or None: told by one kind of byte at every other."""
    sample = data[: SAMPLE & ~1]
    if len(sample) < 4 or len(data) % 2:
        return None
    if declared_encoding(declared) in ("utf-16", "utf-16-le", "utf-16-be"):
        candidates = {"utf-16": ("utf-16-le", "utf-16-be")}.get(declared_encoding(declared) or "", ())
        if not candidates:
            return declared_encoding(declared)
    even, odd = (sum(sample[first::2].count(byte) for byte in b"\x00\x06\xfe") for first in (0, 1))
    half = len(sample) // 2
    if max(odd, even) <= 0.7 * half or min(odd, even) >= 0.2 * half:
        return None
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    text = sample.decode(encoding, "replace")
    return encoding if len(_PLAUSIBLE.findall(text)) > 0.8 * len(text) else None


def _by_look(data: bytes, label: str | Message, declared: str | None, place: int, mends: bool) -> str:
    """The text of `data`, no UTF-8 from byte `place` on; with a surrogate for a broken byte where `mends`."""
    wide = _wide(data, declared)
    if wide is not None:
        return _strictly(data, wide, label, 0)
    first = max(place - SAMPLE // 2, 0)
    sample = data[first : first + SAMPLE]
    whole = _share_of_utf8(sample)
    if mends and whole > _NEARLY:
        return data.decode("utf-8", "surrogateescape")
    encoding = declared_encoding(declared)
    if encoding is not None and encoding != "utf-8" and whole <= _NEARLY:
        # Declared wrongly, as happens, the bytes still have a look of their own.
        if encoding in _WESTERN or (encoding in _ARABIC_PAGES and not _is_short(sample)):
            encoding = _arabic_encoding(sample) or encoding
        elif encoding in _ARABIC_PAGES and not _may_be(sample, encoding):
            encoding = next((other for other in _ARABIC_PAGES if _may_be(sample, other)), encoding)
        with suppress(UnicodeDecodeError):
            text = data.decode(encoding)
            if not _CONTROL.search(text[:SAMPLE]):
                return text
    if len(_CONTROL.findall(sample.decode("latin-1"))) * 20 > len(sample):
        raise UnreadableInput("{file}: binary data, not plain text", file=label)
    if whole > _WHOLE:
        raise UnreadableInput(
            "{file}: not UTF-8 at byte {offset}, and UTF-8 elsewhere; repair that place, and index it again",
            file=label,
            offset=place,
        )
    encoding = _arabic_encoding(sample) or _other_encoding(sample)
    if encoding is not None:
        with suppress(UnicodeDecodeError):
            return data.decode(encoding)
    raise UnreadableInput(
        "{file}: not UTF-8 at byte {offset}, and its encoding cannot be told;"
        " convert it with iconv -f ENCODING -t utf-8, and index it again",
        file=label,
        offset=place,
    )


def _share_of_utf8(sample: bytes) -> float:
    """How many of the high bytes of the sample stand in whole sequences of UTF-8, 0 to 1."""
    high = sum(byte >= 0x80 for byte in sample)
    whole = len(sample.decode("utf-8", "ignore").encode()) - (len(sample) - high)
    return whole / high if high else 0.0


def _is_short(sample: bytes) -> bool:
    """Whether the sample has so few letters that how common they are tells little."""
    return len(_HIGH.findall(sample)) < _OVERRULING


def _may_be(sample: bytes, encoding: str) -> bool:
    """Whether words of Arabic stand in the sample in that encoding."""
    try:
        return _NO_WORD.search(sample.decode(encoding)) is None
    except UnicodeDecodeError:
        return False


def _arabic_encoding(sample: bytes) -> str | None:
    """The one-byte encoding in which the sample reads like Arabic, and more so than in the other, or None."""
    found: list[tuple[float, str]] = []
    for encoding in _ARABIC_ENCODINGS:
        if _is_short(sample) and not _may_be(sample, encoding):
            continue
        try:
            text = sample.decode(encoding)
        except UnicodeDecodeError:
            continue
        high = sum(c >= "\x80" for c in text)
        arabic = len(_ARABIC.findall(text))
        other = len(_LATIN.findall(text))
        if arabic + other >= _ENOUGH * high and arabic >= 2 * other:
            found.append((_likeness(text), encoding))
    found.sort(reverse=True)
    if not found or found[0][0] < _LIKELY or (len(found) > 1 and found[0][0] - found[1][0] < _APART):
        return None
    return found[0][1]


def _likeness(text: str) -> float:
    """The share of common pairs among the pairs of neighbouring letters in `text`; 0 for a word or two.

    Words of ASCII, such as the names of a page's tags, count for nothing.
    """
    common = _common_pairs()
    words = (word for word in _WORD.findall(text) if not word.isascii())
    pairs = [word[n : n + 2] for word in words for n in range(len(word) - 1)]
    return sum(pair in common for pair in pairs) / len(pairs) if len(pairs) >= _PAIRS else 0.0


@cache
def _common_pairs() -> frozenset[str]:
    """The pairs of encodings.toml."""
    table = tomllib.loads(Path(__file__).with_name("encodings.toml").read_text(encoding="utf-8"))
    return frozenset(table["pairs"].split())


def _other_encoding(sample: bytes) -> str | None:
    """Western where a few letters of it stand in ASCII, or what charset-normalizer is sure of, or None."""
    try:
        western = sample.decode("cp1252")
    except UnicodeDecodeError:
        western = ""
    high = sum(c >= "\x80" for c in western)
    if high and high * 3 < len(western) and len(_LATIN.findall(western)) == high:
        return "cp1252"
    if len(sample) < _GUESSABLE:
        return None
    # Imported here: hardly any text needs it.
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    return best.encoding if best is not None and best.coherence >= _COHERENT else None
