"""What goes out of one library and into another, read back to be compared."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeAlias

from jsonschema import Draft202012Validator

from store.library import Library
from store.model import Document, Format, Merged, Selection, Span

TEXT = "حصيلة\nقال الوزير إن الطريق فتحت.\n\tوأضاف 🙂 أن العمل مستمر.\r\nخاتمة\n"
DOCUMENT = Document(TEXT, "الأفق", "/1", url="https://example.org/1", published="2026-01-31")
STATEMENT = Span(6, 32)
"""The second line of TEXT."""
EVERYTHING = Selection(deleted=True)
SCHEMA = Draft202012Validator(
    json.loads(files("store.exchange").joinpath("newsread-1.schema.json").read_text(encoding="utf-8"))
)
"""Of newsread's own format, as it ships with the package."""
Send: TypeAlias = Callable[..., Merged]
"""What the fixture `send` is."""
_TIME = re.compile('"exported": "[^"]*"')


def exported(library: Library, selection: Selection = EVERYTHING) -> str:
    """The export in newsread's own format, which its schema allows."""
    text = library.exchange.export(None, selection=selection).text
    assert text is not None
    SCHEMA.validate(json.loads(text))
    return text


def dumped(library: Library, selection: Selection = EVERYTHING) -> str:
    """The export, but for the time."""
    return _TIME.sub("", exported(library, selection))


def said(library: Library) -> list[dict[str, Any]]:
    """The articles of the export."""
    articles: list[dict[str, Any]] = json.loads(exported(library))["articles"]
    return articles


def annotations_of(library: Library) -> list[dict[str, Any]]:
    """Every annotation of the export."""
    return [one for article in said(library) for one in article["annotations"]]


def only(document: dict[str, Any]) -> dict[str, Any]:
    """The one annotation of an export."""
    ((one,),) = (article["annotations"] for article in document["articles"])
    found: dict[str, Any] = one
    return found


def path_of(folder: Path, format: Format) -> Path:
    """A file in `folder` whose name asks for `format`, or does not contradict it."""
    return folder / ("out.zip" if format == "brat" else f"out.{format}")
