"""Libraries that need no extractor: a statement is a line, a claim is a line with قال in it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from store.library import Library
from store.model import (
    Claim,
    ClaimVerdict,
    Document,
    Extraction,
    Merged,
    Outline,
    Selection,
    Span,
    Subject,
)
from tests.support.exchanging import DOCUMENT, EVERYTHING, STATEMENT, TEXT, Send
from tests.support.libraries import OpenLibrary

Analyse: TypeAlias = Callable[[str], tuple[Outline, Extraction]]


def lines(text: str) -> tuple[Outline, Extraction]:
    """Every line of `text` as a paragraph and a statement, the first as the title too."""
    spans: list[Span] = []
    claims: list[Claim] = []
    start = 0
    for line in text.split("\n"):
        span = Span(start, start + len(line))
        start = span.end + 1
        if not line.strip():
            continue
        spans.append(span)
        cue = line.find("قال")
        if cue >= 0:
            at = span.start + cue
            claims.append(
                Claim(
                    span.start,
                    span.end,
                    line,
                    None,
                    None,
                    None,
                    False,
                    "قال",
                    at,
                    at + 3,
                    "direct",
                    "asserts",
                    None,
                )
            )
    outline = Outline(spans[0] if spans else None, tuple(spans), (), tuple(spans))
    return outline, Extraction(tuple(claims), (), "lines-1")


@pytest.fixture(scope="session")
def analyse() -> Analyse:
    """The analysis that tests of the store use."""
    return lines


@pytest.fixture
def open_library(tmp_path: Path) -> Iterator[OpenLibrary]:
    """Opens libraries (by default always the same one, as "huda") and closes them at the end."""
    opened: list[Library] = []

    def open_(path: Path | None = None, annotator: str = "huda") -> Library:
        library = Library.open(path or tmp_path / "library.db", annotator, analyse=lines)
        opened.append(library)
        return library

    yield open_
    for library in opened:
        library.close()


@pytest.fixture
def library(open_library: OpenLibrary) -> Library:
    """An empty library of the annotator "huda"."""
    return open_library()


@pytest.fixture
def other(open_library: OpenLibrary, tmp_path: Path) -> Library:
    """A second library, of the annotator "omar"."""
    return open_library(tmp_path / "other.db", annotator="omar")


@pytest.fixture
def article(library: Library) -> str:
    """The id of an article in the first library, without annotations."""
    library.add(Document(TEXT, "الأفق", "/1"))
    return library.article_page(None, 0, 1)[0].id


@pytest.fixture
def full(library: Library, open_library: OpenLibrary) -> Library:
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
def send(tmp_path: Path) -> Send:
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
