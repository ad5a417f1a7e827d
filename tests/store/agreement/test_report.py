"""What the annotators of a library agree on: which articles, statements and spans are compared."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.errors import NotFound, StoreError
from store.library import Library
from store.model import ClaimVerdict, Document, Span
from tests.support.libraries import OpenLibrary

TEXT = "\n".join(["عنوان الخبر", *(f"قال المدير الجملة رقم {number}" for number in range(9))])


@pytest.fixture
def articles(library: Library) -> list[str]:
    """Three articles of ten statements each (a line is one), of two sources."""
    for number in range(3):
        library.add(Document(f"{TEXT} {number}", "الأفق" if number < 2 else "الشروق", f"/{number}"))
    return sorted(one.id for one in library.article_page(None, 0, 9))


def statements(library: Library, article: str) -> tuple[Span, ...]:
    return library.article(article).outline.statements


def tag(library: Library, article: str, numbers: list[int], name: str = "verified") -> None:
    for number in numbers:
        library.set_tag(article, statements(library, article)[number], "statement", name, True)


def test_two_annotators_by_hand(library: Library, open_library: OpenLibrary, articles: list[str]) -> None:
    """Ten statements: both 0 and 1, one of them 2, the other 3 and 4; none the rest."""
    salma = open_library(annotator="salma")
    tag(library, articles[0], [0, 1, 2])
    tag(salma, articles[0], [0, 1, 3, 4])
    found = library.team.agreement()
    assert (found.annotators, found.articles, found.statements) == (("huda", "salma"), 1, 10)
    (verified,) = found.tags
    assert verified.times == {"huda": 3, "salma": 4}
    assert verified.observed == pytest.approx(0.7)
    # By chance 0.3 * 0.4 + 0.7 * 0.6.
    assert verified.kappa == pytest.approx((0.7 - 0.54) / (1 - 0.54))
    assert verified.alpha is None


def test_an_article_counts_where_all_have_judged_it(
    library: Library, open_library: OpenLibrary, articles: list[str]
) -> None:
    salma = open_library(annotator="salma")
    tag(library, articles[0], [0])
    tag(library, articles[1], [0, 1])
    tag(salma, articles[0], [0])
    assert library.team.agreement().tags[0].statements == 10
    salma.mark_read([articles[1]])
    assert library.team.agreement().tags[0].statements == 10
    read = library.team.agreement(read=True)
    assert (read.articles, read.tags[0].statements, read.tags[0].times) == (2, 20, {"huda": 3, "salma": 1})
    salma.set_note(articles[1], statements(salma, articles[1])[5], "statement", "ملاحظة")
    assert library.team.agreement().tags[0].times == {"huda": 3, "salma": 1}


def test_a_tag_on_a_claim_or_span_is_one_of_its_statement(
    library: Library, open_library: OpenLibrary, articles: list[str]
) -> None:
    salma = open_library(annotator="salma")
    first, second = statements(library, articles[0])[1:3]
    tag(library, articles[0], [1, 2])
    salma.set_tag(articles[0], first, "claim", "verified")
    salma.set_tag(articles[0], Span(second.start, second.start + 3), "span", "verified")
    assert library.team.agreement().tags[0].kappa == 1.0


def test_three_annotators_of_whom_not_all_judge_everything(
    library: Library, open_library: OpenLibrary, articles: list[str]
) -> None:
    salma, omar = open_library(annotator="salma"), open_library(annotator="omar")
    for one in (library, salma, omar):
        tag(one, articles[0], [0, 1])
    for one in (library, salma):
        tag(one, articles[1], [0, 1])
    found = library.team.agreement()
    assert found.annotators == ("huda", "omar", "salma")
    (verified,) = found.tags
    assert verified.statements == 10
    assert (verified.kappa, verified.alpha) == (1.0, 1.0)
    tag(omar, articles[0], [5])
    tag(salma, articles[1], [9])
    (verified,) = library.team.agreement().tags
    # Ten statements of three: two are all yes, seven all no, one is 2 against 1; yes 7 of 30.
    agreed, chance = (9 + 1 / 3) / 10, (7 / 30) ** 2 + (23 / 30) ** 2
    assert verified.kappa == pytest.approx((agreed - chance) / (1 - chance))
    # Twenty units and 50 values, of which 12 yes: a pair differs in two units, of three and of two.
    assert verified.alpha == pytest.approx(1 - (4 / 2 + 2 / 1) / (2 * 12 * 38 / 49))
    assert [one.annotators for one in found.spans] == [("huda", "omar"), ("huda", "salma"), ("omar", "salma")]


def test_spans_and_claims_two_by_two(
    library: Library, open_library: OpenLibrary, articles: list[str]
) -> None:
    salma = open_library(annotator="salma")
    article, claims = articles[0], statements(library, articles[0])[1:5]
    library.set_tag(article, Span(0, 10), "span", "important")
    salma.set_tag(article, Span(0, 8), "span", "important")
    library.set_tag(article, Span(20, 25), "span", "important")
    salma.set_tag(article, Span(20, 25), "span", "verified")
    library.verdicts.give(article, claims[2], ClaimVerdict("accepted"))
    salma.verdicts.give(article, claims[2], ClaimVerdict("accepted"))
    library.verdicts.give(article, claims[3], ClaimVerdict("rejected"))
    (spans,) = library.team.agreement().spans
    assert spans.annotators == ("huda", "salma")
    assert spans.spans == (3, 3)
    assert spans.f1 == pytest.approx(1 / 3)
    assert spans.half == pytest.approx(2 / 3)


def test_of_a_source_and_of_some(library: Library, open_library: OpenLibrary, articles: list[str]) -> None:
    salma, omar = open_library(annotator="salma"), open_library(annotator="omar")
    for one in (library, salma, omar):
        for article in articles:
            tag(one, article, [0])
    assert library.team.agreement(source="الشروق").articles == 1
    assert library.team.agreement(["omar", "huda"]).annotators == ("omar", "huda")
    with pytest.raises(NotFound, match="nothing is annotated by nobody"):
        library.team.agreement(["huda", "nobody"])


def test_one_alone_agrees_with_nobody(library: Library, articles: list[str], tmp_path: Path) -> None:
    for _ in range(2):
        with pytest.raises(StoreError, match="two annotators or more"):
            library.team.agreement()
        tag(library, articles[0], [0])


def test_a_scheme_gives_the_order_and_the_names(
    library: Library, open_library: OpenLibrary, articles: list[str]
) -> None:
    salma = open_library(annotator="salma")
    for name in ("new", "important", "verified"):
        tag(library, articles[0], [1], name)
    tag(salma, articles[0], [1], "new")
    assert [one.tag for one in library.team.agreement().tags] == ["verified", "important", "new"]
    library.scheme.rename("new", "newer")
    assert library.team.agreement().tags[-1].tag == "newer"
    assert library.team.agreement().tags[-1].kappa == 1.0


def test_what_is_taken_back_is_not_said(
    library: Library, open_library: OpenLibrary, articles: list[str]
) -> None:
    salma = open_library(annotator="salma")
    tag(library, articles[0], [0, 1])
    tag(salma, articles[0], [0, 1, 2])
    salma.undo()
    assert library.team.agreement().tags[0].kappa == 1.0
