"""Libraries to send annotations between."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from store.library import Library
from store.model import ClaimVerdict, Document, Merged, Selection, Span, Subject
from tests.support.exchanging import DOCUMENT, EVERYTHING, STATEMENT, TEXT


@pytest.fixture
def other(open_library: Callable[..., Library], tmp_path: Path) -> Library:
    """A second library, of the annotator "omar"."""
    return open_library(tmp_path / "other.db", annotator="omar")


@pytest.fixture
def article(library: Library) -> str:
    """The id of an article in the first library, without annotations."""
    library.add(Document(TEXT, "الأفق", "/1"))
    return library.article_page(None, 0, 1)[0].id


@pytest.fixture
def full(library: Library, open_library: Callable[..., Library]) -> Library:
    """A library with something of everything that can stand in a text."""
    library.add(DOCUMENT)
    article = library.article_page(None, 0, 1)[0].id
    library.set_tag(article, Span(0, 5), "span", "=وسم; غريب\\ 100%")
    library.set_note(article, Span(0, 5), "span", '=SUM(A1)\n"اقتباس" \\n \\ و🙂\tجدولة\r\nسطر')
    library.verdicts.give(article, STATEMENT, ClaimVerdict("corrected", "الوزير", None, "direct", "denies"))
    across = Span(20, 50)
    library.set_tag(article, across, "span", "verified")
    library.links.add(Subject(article, across, "span"), Subject(article, Span(0, 5), "span"), "contradicts")
    other = open_library(annotator="عمر")
    other.set_tag(article, STATEMENT, "statement", "refuted")
    other.set_tag(article, STATEMENT, "statement", "important")
    return library


@pytest.fixture
def send(tmp_path: Path) -> Callable[..., Merged]:
    """Exports from one library and imports into another; `change` may change the document between."""

    def send(
        one: Library,
        into: Library,
        selection: Selection = EVERYTHING,
        change: Callable[[Any], object] | None = None,
    ) -> Merged:
        path = tmp_path / "sent.json"
        one.exchange.export(path, selection=selection)
        if change is not None:
            document = json.loads(path.read_text(encoding="utf-8"))
            change(document)
            path.write_text(json.dumps(document), encoding="utf-8")
        return into.exchange.import_file(path)

    return send
