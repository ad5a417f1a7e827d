"""Plain text: the whole of it is one article."""

from __future__ import annotations

from store.model import Document
from store.reading.datelines import top_date
from store.reading.encodings import decode
from store.reading.origin import Origin


def read_text(data: bytes, origin: Origin) -> Document:
    """The article that `data` is the text of. UnreadableInput where it is no text."""
    text, replaced = decode(data, origin.label, origin.charset)
    date = top_date(text)
    return Document(
        text,
        origin.source or origin.outlet,
        origin.address,
        origin.url,
        published=date.iso if date else None,
        replaced=replaced,
    )
