"""What cannot be kept of what comes in, taken out: NUL, and surrogates that are half of no pair. Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from store.model import Document

_SURROGATE = re.compile("[\ud800-\udfff]")


def clean(text: str) -> str:
    """`text` without what cannot be kept: NUL becomes U+2400, a lone surrogate U+FFFD."""
    return counted(text)[0]


def counted(text: str) -> tuple[str, int]:
    """As `clean`, and how many code points were replaced."""
    if _is_clean(text):
        return text, 0
    text, surrogates = _SURROGATE.subn("\ufffd", text)
    return text.replace("\0", "\u2400"), surrogates + text.count("\0")


def clean_address(address: str) -> str:
    """An address that can be kept. What no name in UTF-8 can hold is spelled out: two files stay two."""
    return clean(address.encode("utf-8", "backslashreplace").decode())


def cleaned(document: Document) -> Document:
    """The document without what cannot be kept; what that was of its text is counted in `replaced`."""
    known = (document.source, document.address, document.url, document.title, document.author)
    if _is_clean("".join(filter(None, (document.text, *known)))):
        return document
    text, count = counted(document.text)
    return replace(
        document,
        text=text,
        source=clean(document.source),
        address=clean_address(document.address),
        url=None if document.url is None else clean(document.url),
        title=None if document.title is None else clean(document.title),
        author=None if document.author is None else clean(document.author),
        replaced=document.replaced + count,
    )


def _is_clean(text: str) -> bool:
    """Whether all of the text can be kept: so it is with nearly every one."""
    try:
        text.encode("utf-16-le")  # It refuses what UTF-8 does, in a quarter of the time.
    except UnicodeEncodeError:
        return False
    return "\0" not in text
