"""A library that needs no extractor: a statement is a line, a claim is a line with قال in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

import pytest

from store.library import Library
from store.model import Claim, Extraction, Outline, Span

Analyse: TypeAlias = Callable[[str], tuple[Outline, Extraction]]
OpenLibrary: TypeAlias = Callable[..., Library]


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
