"""Verdicts on claims: given, moved, undone, and still there after a new extraction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from store.library import Library
from store.model import (
    Article,
    Claim,
    ClaimVerdict,
    Document,
    Extraction,
    Outline,
    Span,
    Standing,
    Subject,
    Verdict,
)
from store.overlay import verdict_of

TEXT = "قال الوزير إن الطريق فتحت أمام 12 شاحنة.\nوأضافت النقابة أن العمل مستمر حتى الصباح.\n"
CLAIM = Span(14, 39)
EXTENT = Span(14, 34)
"""More than half of it."""
PART = Span(27, 39)
"""Less than half."""

DOCUMENT = Document(TEXT, "الأفق", "/1")

Find = Callable[[str], tuple[Outline, Extraction]]


def claim(span: Span, speaker: str = "الوزير") -> Claim:
    return Claim(
        span.start, span.end, span.of(TEXT), speaker, 4, 10, False, "قال", 0, 3, "indirect", "asserts", None
    )


def finding(*spans: Span, version: str = "1") -> Find:
    """An extractor that finds claims at `spans`, whatever the text."""

    def analyse(text: str) -> tuple[Outline, Extraction]:
        lines = (Span(0, 40), Span(41, len(text) - 1))
        return Outline(None, lines, (), lines), Extraction(tuple(map(claim, spans)), (), version)

    return analyse


@pytest.fixture
def library(tmp_path: Path) -> Library:
    opened = Library.open(tmp_path / "library.db", "huda", analyse=finding(CLAIM))
    opened.add(DOCUMENT)
    return opened


def the_article(library: Library) -> Article:
    return library.article(library.article_page(None, 0, 1)[0].id)


def stand(library: Library) -> list[Standing]:
    return list(library.verdicts.standing(the_article(library)))


def give(library: Library, verdict: Verdict, extent: Span | None = None, found: Span | None = None) -> None:
    judged = verdict_of(verdict, claim(CLAIM))
    library.verdicts.give(the_article(library).id, CLAIM, judged, extent=extent, found=found)


def extracted_again(library: Library, *spans: Span) -> Library:
    """The library with what another extractor finds in the same text."""
    versions = {the_article(library).extraction.extractor, str(spans)}
    assert len(versions) == 2, "the extractor is another one"
    again = Library.open(library.path, "huda", analyse=finding(*spans, version=str(spans)))
    assert again.add(DOCUMENT) == "again"
    return again


def test_a_verdict_is_an_annotation_that_keeps_what_the_claim_said(library: Library) -> None:
    give(library, "accepted")
    (one,) = library.annotations(the_article(library).id)
    assert (one.target, one.placed) == ("claim", CLAIM)
    assert one.claim == ClaimVerdict("accepted", "الوزير", "قال", "indirect", "asserts")


def test_each_annotator_has_verdicts_of_their_own(library: Library) -> None:
    give(library, "rejected")
    with Library.open(library.path, "omar") as other:
        assert [one.verdict for one in stand(other)] == [None]
        assert [one.verdict for one in other.verdicts.standing(the_article(other), "huda")] == ["rejected"]


def test_a_verdict_is_taken_back_and_the_tag_stays(library: Library) -> None:
    library.set_tag(the_article(library).id, CLAIM, "claim", "important")
    give(library, "accepted")
    library.verdicts.give(the_article(library).id, CLAIM, None)
    (one,) = stand(library)
    assert one.verdict is None
    assert one.annotation is not None
    assert one.annotation.tags == ("important",)


def test_undo_and_redo_go_through_verdicts(library: Library) -> None:
    give(library, "accepted")
    give(library, "rejected")
    assert [one.verdict for one in stand(library)] == ["rejected"]
    library.undo()
    assert [one.verdict for one in stand(library)] == ["accepted"]
    library.undo()
    assert [one.verdict for one in stand(library)] == [None]
    library.redo()
    library.redo()
    assert [one.verdict for one in stand(library)] == ["rejected"]


class TestExtractingAgain:
    def test_what_was_rejected_stays_so_where_half_of_it_is_found_again(self, library: Library) -> None:
        give(library, "rejected")
        (one,) = stand(extracted_again(library, EXTENT))
        assert (one.verdict, one.claim.span) == ("rejected", EXTENT)

    def test_and_is_not_seen_where_it_is_not_found(self, library: Library) -> None:
        give(library, "rejected")
        assert stand(extracted_again(library)) == []

    def test_what_was_accepted_stays_in_any_case(self, library: Library) -> None:
        give(library, "accepted")
        for spans in ((EXTENT,), (PART,), ()):
            own = [one for one in stand(extracted_again(library, *spans)) if one.annotation]
            assert [(one.verdict, one.claim.span) for one in own] == [("accepted", CLAIM)]

    def test_a_claim_that_was_missed_stays_as_it_was_added(self, library: Library) -> None:
        added = Span(60, 80)
        library.verdicts.give(the_article(library).id, added, ClaimVerdict("added", "النقابة"))
        for spans in ((CLAIM,), (CLAIM, Span(58, 80))):
            found = stand(extracted_again(library, *spans))
            assert [(one.claim.span, one.claim.speaker) for one in found] == [
                (CLAIM, "الوزير"),
                (added, "النقابة"),
            ]

    def test_tags_and_notes_of_a_claim_stay_with_it(self, library: Library) -> None:
        library.set_note(the_article(library).id, CLAIM, "claim", "ملاحظة")
        (one,) = stand(extracted_again(library, EXTENT))
        assert one.found is not None
        assert one.annotation is not None
        assert (one.found.span, one.annotation.note) == (EXTENT, "ملاحظة")


class TestCorrecting:
    def test_the_extent_moves_with_all_that_was_said(self, library: Library) -> None:
        article = the_article(library)
        library.annotate(article.id, CLAIM, "claim", ["important"], "ملاحظة")
        give(library, "corrected", extent=EXTENT, found=CLAIM)
        (one,) = stand(library)
        assert (one.verdict, one.claim.span, one.found) == ("corrected", EXTENT, claim(CLAIM))
        assert one.annotation is not None
        assert (one.annotation.tags, one.annotation.note) == (("important",), "ملاحظة")
        assert len(library.annotations(article.id)) == 1

    def test_where_less_than_half_is_left_the_claim_of_the_machine_is_rejected(
        self, library: Library
    ) -> None:
        give(library, "corrected", extent=PART, found=CLAIM)
        assert [(one.verdict, one.claim.span) for one in stand(library)] == [
            ("rejected", CLAIM),
            ("corrected", PART),
        ]
        library.undo()
        assert [(one.verdict, one.claim.span) for one in stand(library)] == [(None, CLAIM)]

    def test_a_correction_corrected_once_more_does_not_bring_the_machines_back(
        self, library: Library
    ) -> None:
        article = the_article(library)
        give(library, "corrected", extent=EXTENT, found=CLAIM)
        judged = ClaimVerdict("corrected", "الوزير", "قال", "indirect", "denies")
        library.verdicts.give(article.id, EXTENT, judged, extent=PART, found=CLAIM)
        assert [(one.verdict, one.claim.span) for one in stand(library)] == [
            ("rejected", CLAIM),
            ("corrected", PART),
        ]
        assert library.undo() is not None
        assert [(one.verdict, one.claim.span) for one in stand(library)] == [("corrected", EXTENT)]

    def test_links_of_the_same_annotator_follow(self, library: Library) -> None:
        article = the_article(library)
        start = Subject(article.id, Span(0, 40), "statement")
        library.links.add(start, Subject(article.id, CLAIM, "claim"), "supports")
        give(library, "corrected", extent=EXTENT, found=CLAIM)
        (linked,) = library.links.around(article.id)
        assert linked.other is not None
        assert linked.other.placed == EXTENT

    def test_the_machines_claim_is_rejected_though_it_links_to_what_moves(self, library: Library) -> None:
        article = the_article(library)
        give(library, "accepted")
        added = ClaimVerdict("added", None, None, "direct", "asserts")
        library.verdicts.give(article.id, PART, added)
        library.links.add(Subject(article.id, CLAIM, "claim"), Subject(article.id, PART, "claim"), "supports")
        before = library.annotations(article.id)
        further = Span(PART.start, PART.end - 1)
        judged = ClaimVerdict("corrected", "الوزير", "قال", "indirect", "denies")
        library.verdicts.give(article.id, PART, judged, extent=further, found=CLAIM)
        assert {one.verdict for one in stand(library)} == {"rejected", "corrected"}
        (linked,) = library.links.around(article.id)
        assert linked.other is not None
        assert (linked.source.placed, linked.other.placed) == (CLAIM, further)
        assert len(library.upkeep.log()[-1].changes) == 3
        library.undo()
        again = [replace(one, updated="") for one in library.annotations(article.id)]
        assert again == [replace(one, updated="") for one in before]

    def test_undo_brings_everything_back_as_one_step(self, library: Library) -> None:
        library.annotate(the_article(library).id, CLAIM, "claim", ["important"])
        before = stand(library)
        give(library, "corrected", extent=EXTENT, found=CLAIM)
        library.undo()
        again = stand(library)
        assert [replace(one, annotation=None) for one in again] == [
            replace(one, annotation=None) for one in before
        ]
        assert again[0].annotation is not None
        assert again[0].annotation.tags == ("important",)
