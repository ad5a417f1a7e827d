"""Where annotators differ, and what is decided: a layer of its own, with undo, that touches nobody's work."""

from __future__ import annotations

import json

import pytest

from store.errors import InvalidName
from store.library import Library
from store.model import ClaimVerdict, Document, Span, Subject
from tests.support.libraries import OpenLibrary

TEXT = "\n".join(["عنوان الخبر", *(f"قال المدير الجملة رقم {number}" for number in range(5))])


@pytest.fixture
def article(library: Library) -> str:
    """An article of six statements, five of them claims too."""
    library.add(Document(TEXT, "الأفق", "/1"))
    return library.article_page(None, 0, 1)[0].id


@pytest.fixture
def salma(library: Library, open_library: OpenLibrary) -> Library:
    return open_library(annotator="salma")


@pytest.fixture
def statements(library: Library, article: str) -> tuple[Span, ...]:
    return library.article(article).outline.statements


def tag(library: Library, article: str, span: Span, name: str = "verified") -> None:
    library.set_tag(article, span, "statement", name, True)


def test_an_article_of_one_annotator_has_no_disputes(
    library: Library, salma: Library, article: str, statements: tuple[Span, ...]
) -> None:
    assert library.adjudication.articles() == ()
    tag(library, article, statements[1])
    assert library.adjudication.articles() == ()
    assert library.adjudication.disputes(article) == ()
    tag(salma, article, statements[1])
    assert library.adjudication.articles() == (article,)
    assert library.adjudication.disputes(article) == ()


def test_the_latest_article_comes_first_and_all_are_asked_for_at_once(
    library: Library, salma: Library
) -> None:
    library.add_many(
        Document(f"خبر {day}\n", "الأفق", f"/{day}", published=f"2026-01-{day:02}") for day in range(1, 10)
    )
    in_order = tuple(one.id for one in library.article_page(None, 0, 9))
    for article in in_order[:7]:
        tag(library, article, Span(0, 3))
        tag(salma, article, Span(0, 3))
    asked: list[str] = []
    with library.reading() as db:
        db.set_trace_callback(asked.append)
    assert library.adjudication.articles() == in_order[:7]
    assert [statement.split()[0] for statement in asked] == ["COMMIT", "BEGIN", "SELECT", "COMMIT"]


def test_the_next_article_with_a_dispute_is_found_and_what_is_gone_passed_over(
    library: Library, salma: Library, article: str, statements: tuple[Span, ...]
) -> None:
    find = library.adjudication.next
    assert find([article]) is None
    tag(library, article, statements[1])
    tag(salma, article, statements[1], "refuted")
    found = find(["no such article", article])
    assert found is not None
    assert found.article == library.article(article)
    assert found.disputes == library.adjudication.disputes(article)
    assert find([article], is_wanted=lambda: False) is None
    library.adjudication.decide(found.disputes[0], ["verified"])
    assert find([article]) is not None
    assert find([article], undecided=True) is None


def test_they_differ_where_one_has_a_tag_that_the_other_has_not(
    library: Library, salma: Library, article: str, statements: tuple[Span, ...]
) -> None:
    tag(library, article, statements[3])
    tag(library, article, statements[1])
    tag(salma, article, statements[1], "refuted")
    first, second = library.adjudication.disputes(article)
    assert (first.target, first.span) == ("statement", statements[1])
    assert [(one.annotator, one.tags) for one in first.opinions] == [
        ("huda", ("verified",)),
        ("salma", ("refuted",)),
    ]
    assert second.span == statements[3]
    assert [(one.annotator, one.tags) for one in second.opinions] == [("huda", ("verified",)), ("salma", ())]


def test_the_order_of_tags_and_notes_are_no_difference(
    library: Library, salma: Library, article: str, statements: tuple[Span, ...]
) -> None:
    for one, names in ((library, ("important", "verified")), (salma, ("verified", "important"))):
        for name in names:
            tag(one, article, statements[1], name)
    library.set_note(article, statements[1], "statement", "ملاحظة")
    assert library.adjudication.disputes(article) == ()


def test_verdicts_on_claims(
    library: Library, salma: Library, article: str, statements: tuple[Span, ...]
) -> None:
    give = library.verdicts.give
    give(article, statements[1], ClaimVerdict("accepted"))
    salma.verdicts.give(article, statements[1], ClaimVerdict("accepted"))
    give(article, statements[2], ClaimVerdict("accepted"))
    salma.verdicts.give(article, statements[2], ClaimVerdict("rejected"))
    shorter = Span(statements[3].start, statements[3].end - 2)
    give(article, statements[3], ClaimVerdict("corrected", "المدير"), extent=shorter)
    salma.verdicts.give(article, statements[3], ClaimVerdict("corrected", "الوزير"))
    found = library.adjudication.disputes(article)
    assert [(one.target, one.span) for one in found] == [
        ("claim", statements[2]),
        ("claim", statements[3]),
    ]
    assert [one.span for one in found[1].opinions] == [shorter, statements[3]]


def test_a_decision_is_a_layer_of_its_own_and_touches_nothing_else(
    library: Library, salma: Library, open_library: OpenLibrary, article: str, statements: tuple[Span, ...]
) -> None:
    tag(library, article, statements[1])
    tag(salma, article, statements[1], "refuted")
    before = library.annotations(article)
    nour = open_library(annotator="nour")
    (dispute,) = nour.adjudication.disputes(article)
    made = nour.adjudication.decide(dispute, ["refuted"])
    assert (made.layer, made.annotator, made.tags, made.placed) == (
        "adjudicated",
        "nour",
        ("refuted",),
        statements[1],
    )
    assert library.annotations(article) == (*before, made)
    (dispute,) = library.adjudication.disputes(article)
    assert dispute.decision == made
    exported = json.loads(library.exchange.export(None).text or "")["articles"][0]["annotations"]
    assert [one["layer"] for one in exported] == ["own", "own", "adjudicated"]
    assert nour.adjudication.articles() == (article,)
    assert [one.annotator for one in dispute.opinions] == ["huda", "salma"], "to decide is not to annotate"


def test_it_is_decided_again_undone_and_done_again(
    library: Library, salma: Library, article: str, statements: tuple[Span, ...]
) -> None:
    tag(library, article, statements[1])
    tag(salma, article, statements[1], "refuted")
    own = library.annotations(article, "huda")

    def decided() -> tuple[str, ...] | None:
        (dispute,) = library.adjudication.disputes(article)
        return None if dispute.decision is None else dispute.decision.tags

    for tags in (["verified"], [], ["unclear", "important"]):
        library.adjudication.decide(library.adjudication.disputes(article)[0], tags)
        assert decided() == tuple(tags)
    library.undo()
    assert decided() == ()
    library.undo()
    assert decided() == ("verified",)
    library.undo()
    assert decided() is None
    assert library.annotations(article, "huda") == own
    library.redo()
    assert decided() == ("verified",)


def test_a_decision_for_another_extent_takes_the_place_of_the_one_before(
    library: Library, salma: Library, article: str, statements: tuple[Span, ...]
) -> None:
    shorter = Span(statements[3].start, statements[3].end - 2)
    library.verdicts.give(article, statements[3], ClaimVerdict("corrected", "المدير"), extent=shorter)
    salma.verdicts.give(article, statements[3], ClaimVerdict("accepted"))

    def decisions() -> list[tuple[Span | None, str | None]]:
        return [
            (one.placed, one.claim.verdict if one.claim else None)
            for one in library.annotations(article)
            if one.layer == "adjudicated"
        ]

    (dispute,) = library.adjudication.disputes(article)
    library.adjudication.decide(dispute, (), ClaimVerdict("accepted"))
    assert decisions() == [(statements[3], "accepted")]
    (dispute,) = library.adjudication.disputes(article)
    assert dispute.decision is not None
    mine = dispute.opinions[0]
    library.adjudication.decide(dispute, mine.tags, mine.verdict, mine.span)
    assert decisions() == [(shorter, "corrected")]
    (dispute,) = library.adjudication.disputes(article)
    assert dispute.decision is not None
    library.undo()
    assert decisions() == [(statements[3], "accepted")]


def test_a_changed_text_keeps_the_decision(
    library: Library, salma: Library, article: str, statements: tuple[Span, ...]
) -> None:
    tag(library, article, statements[1])
    tag(salma, article, statements[1], "refuted")
    library.adjudication.decide(library.adjudication.disputes(article)[0], ["verified"])
    library.add(Document(f"عنوان الخبر\nسطر جديد\n{TEXT[12:]}", "الأفق", "/1"))
    (dispute,) = library.adjudication.disputes(article)
    assert dispute.span == Span(statements[1].start + 9, statements[1].end + 9)
    assert dispute.decision is not None
    assert dispute.decision.tags == ("verified",)


def test_three_annotators_of_whom_one_says_nothing(
    library: Library, salma: Library, open_library: OpenLibrary, article: str, statements: tuple[Span, ...]
) -> None:
    omar = open_library(annotator="omar")
    tag(library, article, statements[1])
    tag(salma, article, statements[1])
    tag(omar, article, statements[2])
    first, second = library.adjudication.disputes(article)
    assert [one.tags for one in first.opinions] == [("verified",), (), ("verified",)]
    assert [one.tags for one in second.opinions] == [(), ("verified",), ()]


def test_of_several_verdicts_of_one_annotator_the_latest_counts(
    library: Library, salma: Library, article: str, statements: tuple[Span, ...]
) -> None:
    claim = statements[1]
    early, late = Span(claim.start, claim.end - 6), Span(claim.start + 6, claim.end)
    library.verdicts.give(article, late, ClaimVerdict("rejected"))
    library.verdicts.give(article, early, ClaimVerdict("accepted"))
    salma.verdicts.give(article, claim, ClaimVerdict("rejected"))
    (dispute,) = library.adjudication.disputes(article)
    mine = next(one for one in dispute.opinions if one.annotator == "huda")
    assert (mine.verdict, mine.span) == (ClaimVerdict("accepted"), early)


def test_a_decision_is_kept_as_other_annotations_are(
    library: Library, salma: Library, article: str, statements: tuple[Span, ...]
) -> None:
    library.verdicts.give(article, statements[1], ClaimVerdict("accepted"))
    salma.verdicts.give(article, statements[1], ClaimVerdict("rejected"))
    (dispute,) = library.adjudication.disputes(article)
    made = library.adjudication.decide(
        dispute, ["  وسم  طويل "], ClaimVerdict("corrected", " ", "قال\udcff\0", "direct", "denies")
    )
    assert made.tags == ("وسم طويل",)
    assert made.claim == ClaimVerdict("corrected", None, "قال\ufffd\u2400", "direct", "denies")
    with pytest.raises(InvalidName):
        library.adjudication.decide(dispute, ["\x1b[2J"])


def test_a_decision_that_nothing_is_to_be_said_outlives_links_and_undo(
    library: Library, salma: Library, article: str, statements: tuple[Span, ...]
) -> None:
    tag(library, article, statements[1])
    tag(salma, article, statements[1], "refuted")
    (dispute,) = library.adjudication.disputes(article)
    nothing = library.adjudication.decide(dispute)
    link = library.links.add(Subject(article, statements[2], "span"), nothing.id, "answers")
    library.links.remove(link.id, link.links[0])
    assert library.annotation(nothing.id).state == "active"
    for _ in range(3):
        library.undo()
    assert library.annotation(nothing.id).state == "deleted"
    library.redo()
    assert library.annotation(nothing.id).state == "active"
