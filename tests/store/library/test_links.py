"""Links between annotations, within an article and from one to another."""

from __future__ import annotations

from dataclasses import replace

import pytest

from store.errors import NotFound, StoreError
from store.library import Library
from store.model import ClaimVerdict, Document, Link, Span, Subject
from tests.support.libraries import OpenLibrary

FIRST, SECOND = Span(0, 4), Span(5, 9)


@pytest.fixture
def articles(library: Library) -> tuple[str, str]:
    for name in "ab":
        library.add(Document(f"سطر{name}\nسطر٢\n", "الأفق", f"/{name}"))
    one, other = (article.id for article in library.article_page(None, 0, 2))
    return one, other


def ends(library: Library, article: str) -> list[tuple[Span | None, str, Span | None]]:
    return [
        (one.source.placed, one.relation, one.other.placed if one.other else None)
        for one in library.links.around(article)
    ]


def test_a_link_is_seen_from_both_articles(library: Library, articles: tuple[str, str]) -> None:
    start, end = Subject(articles[0], FIRST, "statement"), Subject(articles[1], SECOND, "statement")
    library.links.add(start, end, "contradicts")
    for article in articles:
        assert ends(library, article) == [(FIRST, "contradicts", SECOND)]


def test_what_it_points_at_is_made_and_goes_with_it(library: Library, articles: tuple[str, str]) -> None:
    start, end = Subject(articles[0], FIRST, "statement"), Subject(articles[1], SECOND, "statement")
    made = library.links.add(start, end, "supports")
    (anchor,) = library.annotations(articles[1])
    assert (anchor.state, anchor.tags, anchor.note, anchor.links) == ("active", (), "", ())
    library.links.remove(made.id, made.links[0])
    assert library.annotations(articles[1]) == ()
    assert library.annotations(articles[0]) == ()
    library.undo()
    assert ends(library, articles[0]) == [(FIRST, "supports", SECOND)]
    library.undo()
    assert library.annotations(articles[0]) == library.annotations(articles[1]) == ()
    library.redo()
    assert ends(library, articles[1]) == [(FIRST, "supports", SECOND)]


def test_an_annotation_that_is_pointed_at_outlives_its_last_tag(
    library: Library, articles: tuple[str, str]
) -> None:
    library.set_tag(articles[0], SECOND, "span", "important")
    library.links.add(Subject(articles[0], FIRST, "span"), Subject(articles[0], SECOND, "span"), "repeats")
    library.set_tag(articles[0], SECOND, "span", "important", False)
    assert ends(library, articles[0]) == [(FIRST, "repeats", SECOND)]
    library.undo()
    assert library.annotations(articles[0])[1].tags == ("important",)


def test_the_same_link_twice_is_one(library: Library, articles: tuple[str, str]) -> None:
    start, end = Subject(articles[0], FIRST, "span"), Subject(articles[0], SECOND, "span")
    library.links.add(start, end, "answers")
    library.links.add(start, end, "answers")
    assert len(library.links.around(articles[0])) == 1
    library.undo()
    assert library.undo() is None


def test_somebody_elses_annotation_can_be_linked_to_and_stays_theirs(
    open_library: OpenLibrary, articles: tuple[str, str], library: Library
) -> None:
    other = open_library(annotator="omar")
    theirs = other.set_tag(articles[0], FIRST, "span", "verified")
    assert theirs is not None
    mine = library.links.add(Subject(articles[0], SECOND, "span"), theirs.id, "contradicts")
    assert mine.links == (Link(theirs.id, "contradicts"),)
    assert other.annotation(theirs.id) == theirs
    with pytest.raises(NotFound):
        other.links.remove(mine.id, mine.links[0])


def test_undo_keeps_what_somebody_elses_link_points_at(
    open_library: OpenLibrary, articles: tuple[str, str], library: Library
) -> None:
    mine = library.set_tag(articles[0], FIRST, "span", "verified")
    assert mine is not None
    omar = open_library(annotator="omar")
    theirs = omar.links.add(Subject(articles[0], SECOND, "span"), mine.id, "contradicts")
    library.undo()
    assert (library.annotation(mine.id).state, library.annotation(mine.id).tags) == ("active", ())
    assert ends(library, articles[0]) == [(SECOND, "contradicts", FIRST)]
    library.redo()
    assert library.annotation(mine.id).tags == ("verified",)
    omar.links.remove(theirs.id, theirs.links[0])
    library.undo()
    assert library.annotation(mine.id).state == "deleted"


def test_a_claim_that_moves_leaves_what_somebody_elses_link_points_at(
    open_library: OpenLibrary, articles: tuple[str, str], library: Library
) -> None:
    mine = library.verdicts.give(articles[0], FIRST, ClaimVerdict("added"))
    assert mine is not None
    own = library.links.add(Subject(articles[1], FIRST, "span"), mine.id, "supports")
    omar = open_library(annotator="omar")
    omar.links.add(Subject(articles[1], SECOND, "span"), mine.id, "contradicts")
    before = library.annotations(articles[0])
    moved = library.verdicts.give(articles[0], FIRST, ClaimVerdict("corrected"), extent=Span(0, 3))
    assert moved is not None
    assert library.annotation(own.id).links == (Link(moved.id, "supports"),)
    assert (library.annotation(mine.id).state, library.annotation(mine.id).claim) == ("active", None)
    assert ends(library, articles[0]) == [(FIRST, "supports", Span(0, 3)), (SECOND, "contradicts", FIRST)]
    library.undo()
    assert [replace(one, updated="") for one in library.annotations(articles[0])] == [
        replace(one, updated="") for one in before
    ]


def test_a_claim_that_moves_to_what_it_is_linked_with_is_not_linked_to_itself(
    articles: tuple[str, str], library: Library
) -> None:
    one, other = (Subject(articles[0], span, "claim") for span in (FIRST, SECOND))
    library.links.add(one, other, "repeats")
    library.links.add(other, one, "repeats")
    moved = library.verdicts.give(articles[0], FIRST, ClaimVerdict("corrected"), extent=SECOND)
    assert moved is not None
    assert moved.links == ()
    assert library.annotations(articles[0]) == (moved,)


def test_nothing_is_linked_to_itself_or_to_nothing(library: Library, articles: tuple[str, str]) -> None:
    start = Subject(articles[0], FIRST, "span")
    with pytest.raises(StoreError, match="itself"):
        library.links.add(start, start, "supports")
    with pytest.raises(NotFound):
        library.links.add(start, "00000000-0000-7000-8000-000000000000", "supports")
    assert library.annotations(articles[0]) == ()
    assert library.undo() is None
