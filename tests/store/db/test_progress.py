"""Statements that are annotated, of those that there are."""

from __future__ import annotations

import pytest

from store.library import Library
from store.model import Document, Progress, Span
from store.overlay import touched
from tests.support.libraries import OpenLibrary

LINES = (Span(0, 5), Span(6, 9), Span(10, 17))


@pytest.fixture
def article(library: Library) -> str:
    library.add(Document("عنوان\nسطر\nسطر آخر\n", "الأفق", "/1"))
    library.add(Document("غير ذلك\n", "الشروق", "/2"))
    return next(one.id for one in library.article_page("الأفق", 0, 1))


def test_a_statement_counts_once_whatever_is_annotated_in_it(library: Library, article: str) -> None:
    library.set_tag(article, LINES[1], "statement", "verified")
    library.set_note(article, LINES[1], "claim", "ملاحظة")
    library.set_tag(article, Span(7, 8), "span", "important")
    assert library.progress("الأفق") == Progress(1, 3)
    assert library.progress() == Progress(1, 4)
    assert library.progress("الشروق") == Progress(0, 1)
    assert library.progress("لا أحد") == Progress(0, 0)


def test_a_span_over_several_statements_counts_each(library: Library, article: str) -> None:
    library.set_tag(article, Span(2, 12), "span", "verified")
    assert library.progress() == Progress(3, 4)


def test_it_is_ones_own_and_goes_back_with_undo(
    library: Library, article: str, open_library: OpenLibrary
) -> None:
    library.set_tag(article, LINES[0], "statement", "verified")
    assert open_library(annotator="omar").progress() == Progress(0, 4)
    library.undo()
    assert library.progress() == Progress(0, 4)


@pytest.mark.parametrize(
    ("span", "indices"),
    [
        (Span(0, 5), {0}),
        (Span(5, 6), set()),
        (Span(4, 7), {0, 1}),
        (Span(9, 10), set()),
        (Span(0, 20), {0, 1, 2}),
    ],
)
def test_touched_are_those_that_share_a_code_point(span: Span, indices: set[int]) -> None:
    assert touched(LINES, [span]) == indices
