"""What a person said of claims, laid over what the machine found, whatever it finds the next time."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from store.model import Annotation, Claim, ClaimVerdict, Extraction, Figure, Quote, Span, Verdict
from store.overlay import HALF, standing

TEXT = "قال الوزير إن الطريق فتحت أمام 12 شاحنة. وأضافت النقابة أن العمل مستمر حتى الصباح."


def claim(start: int, end: int, speaker: str | None = "الوزير") -> Claim:
    return Claim(start, end, TEXT[start:end], speaker, 4, 10, False, "قال", 0, 3, "indirect", "asserts", None)


def found(*claims: Claim) -> Extraction:
    return Extraction(claims, (), "test")


def said(
    start: int,
    end: int,
    verdict: Verdict | None,
    number: int = 0,
    *,
    speaker: str | None = "الوزير",
    tags: tuple[str, ...] = (),
    orphaned: bool = False,
) -> Annotation:
    judged = ClaimVerdict(verdict, speaker, "قال", "indirect", "asserts") if verdict else None
    return Annotation(
        id=f"{number:08d}-0000-7000-8000-000000000000",
        article="a",
        target="claim",
        state="active",
        start=start,
        end=end,
        quote=Quote(TEXT[start:end], "", ""),
        text_sha256="",
        tags=tags,
        note="",
        annotator="huda",
        created="",
        updated="",
        claim=judged,
        placed=None if orphaned else Span(start, end),
    )


def test_what_nobody_spoke_of_stands_as_it_was_found() -> None:
    (one,) = standing(TEXT, found(claim(14, 39)), ())
    assert (one.claim, one.span, one.annotation, one.verdict) == (claim(14, 39), Span(14, 39), None, None)


def test_a_verdict_lies_over_a_claim_that_shares_half_with_it() -> None:
    (one,) = standing(TEXT, found(claim(14, 39)), [said(14, 30, "rejected")])
    assert one.verdict == "rejected"
    assert one.found == claim(14, 39)
    assert one.span == Span(14, 30)


def test_it_does_not_lie_over_one_that_shares_less() -> None:
    (one,) = standing(TEXT, found(claim(14, 39)), [said(14, 26, "rejected")])
    assert one.verdict is None


def test_what_was_rejected_and_is_not_found_any_more_does_not_stand() -> None:
    assert standing(TEXT, found(), [said(14, 39, "rejected")]) == ()


def test_what_was_rejected_with_a_tag_stands_for_the_tag_is_not_lost() -> None:
    (one,) = standing(TEXT, found(), [said(14, 39, "rejected", tags=("important",))])
    assert one.annotation is not None


def test_what_was_accepted_stands_as_it_was_when_the_machine_finds_it_otherwise() -> None:
    (one,) = standing(TEXT, found(claim(11, 39, "النقابة")), [said(14, 39, "accepted")])
    assert (one.claim.span, one.claim.speaker) == (Span(14, 39), "الوزير")


def test_what_was_accepted_stands_when_the_machine_does_not_find_it() -> None:
    (one,) = standing(TEXT, found(), [said(14, 39, "accepted")])
    assert one.claim.content == TEXT[14:39]
    assert (one.claim.speaker, one.claim.speaker_start, one.claim.speaker_end) == ("الوزير", 4, 10)
    assert one.found is None


def test_a_correction_names_another_speaker_and_the_span_is_where_that_one_stands_nearest() -> None:
    (one,) = standing(TEXT, found(claim(14, 39)), [said(14, 39, "corrected", speaker="النقابة")])
    start = TEXT.index("النقابة")
    assert (one.claim.speaker, one.claim.speaker_start) == ("النقابة", start)


def test_the_figures_of_a_claim_that_was_added_are_those_found_in_it() -> None:
    figure = Figure(31, 39, "12 شاحنة", 12, "شاحنة", None)
    machine = Extraction((), (), "test")
    assert standing(TEXT, machine, [said(14, 39, "added")])[0].claim.figures == ()
    from store.model import Fact

    machine = Extraction((), (Fact(0, 40, TEXT[:40], (figure,)),), "test")
    assert standing(TEXT, machine, [said(14, 39, "added")])[0].claim.figures == (figure,)


def test_each_verdict_goes_to_the_claim_that_fits_it_best() -> None:
    nested = found(claim(14, 39), claim(20, 39))
    outer, inner = standing(TEXT, nested, [said(20, 39, "rejected")])
    assert (outer.verdict, inner.verdict) == (None, "rejected")


def test_an_orphaned_annotation_is_passed_over() -> None:
    (one,) = standing(TEXT, found(claim(14, 39)), [said(14, 39, "rejected", orphaned=True)])
    assert one.annotation is None


spans = st.tuples(st.integers(0, 70), st.integers(1, 12)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(
    st.lists(spans, max_size=6, unique=True),
    st.lists(
        st.tuples(spans, st.sampled_from(["accepted", "rejected", "corrected", "added", None])), max_size=6
    ),
)
def test_nothing_is_lost_and_nothing_stands_twice(
    claims: list[tuple[int, int]], verdicts: list[tuple[tuple[int, int], Verdict | None]]
) -> None:
    machine = found(*(claim(*span) for span in claims))
    own = [said(*span, verdict, number, tags=("t",)) for number, (span, verdict) in enumerate(verdicts)]
    stand = standing(TEXT, machine, own)
    assert sorted(c.span for c in machine.claims) == sorted(one.found.span for one in stand if one.found)
    assert sorted(one.id for one in own) == sorted(one.annotation.id for one in stand if one.annotation)
    for one in stand:
        if one.found is not None and one.annotation is not None:
            assert one.found.span.share(one.span) >= HALF
    assert list(stand) == sorted(stand, key=lambda one: (one.claim.start, one.claim.end))
