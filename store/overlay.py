"""Claims as they stand: what the machine found, under what a person said of it. Pure.

The machine's claims are replaced by every new extraction. A person's verdicts, tags and notes are not: each
has a span of its own and is laid again over the claim with which it has half or more in common
(intersection over union, as claims are scored in `store.evaluation`), one to one, the best fit first.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from store.model import Annotation, Claim, ClaimVerdict, Extraction, Figure, Offset, Span, Standing, Verdict
from store.spans import SpanIndex

HALF = 0.5
"""How much of their union two spans share when they are about the same claim."""

STATED: frozenset[Verdict] = frozenset(("accepted", "corrected", "added"))
"""Verdicts that say what the claim is; what they say is shown in place of what the machine found."""


def standing(text: str, extraction: Extraction, said: Iterable[Annotation]) -> tuple[Standing, ...]:
    """The claims of `text` under what one annotator `said`, in the order of the text.

    A claim that was accepted, corrected or added, or that has a tag, a note or a link, stands also where the
    machine does not find it any more; one that was only rejected does not. Orphaned annotations, and those
    of statements and spans, are passed over.
    """
    found = extraction.claims
    own = [(one, one.placed) for one in said if one.target == "claim" and one.placed is not None]
    laid = _laid([claim.span for claim in found], [placed for _one, placed in own])
    stand = [
        _stand(text, extraction, own[laid[index]][0], own[laid[index]][1], claim)
        if index in laid
        else Standing(claim, claim.span, None, claim)
        for index, claim in enumerate(found)
    ]
    left = set(range(len(own))) - set(laid.values())
    stand += [
        _stand(text, extraction, *own[index], None) for index in left if not _only_rejects(own[index][0])
    ]
    return tuple(sorted(stand, key=lambda one: (one.claim.start, one.claim.end)))


def verdict_of(verdict: Verdict, claim: Claim) -> ClaimVerdict:
    """The verdict with what the claim says, so that it stands also without the machine's."""
    return ClaimVerdict(verdict, claim.speaker, claim.cue, claim.form, claim.polarity)


def claim_of(
    text: str, extraction: Extraction, span: Span, verdict: ClaimVerdict, found: Claim | None
) -> Claim:
    """The claim that a person states at `span`; where they say nothing, it is as the machine found it."""
    speaker, cue = verdict.speaker, verdict.cue
    if found is not None and speaker == found.speaker:
        speaker_start, speaker_end, implicit = found.speaker_start, found.speaker_end, found.speaker_implicit
    else:
        speaker_start, speaker_end = _nearest(text, speaker, span)
        implicit = False
    if found is not None and cue == found.cue:
        cue_start, cue_end = found.cue_start, found.cue_end
    else:
        cue_start, cue_end = _nearest(text, cue, span)
    return Claim(
        start=span.start,
        end=span.end,
        content=span.of(text),
        speaker=speaker,
        speaker_start=speaker_start,
        speaker_end=speaker_end,
        speaker_implicit=implicit,
        cue=cue,
        cue_start=cue_start,
        cue_end=cue_end,
        form=verdict.form or (found.form if found else "indirect"),
        polarity=verdict.polarity or (found.polarity if found else "asserts"),
        medium=found.medium if found else None,
        figures=_figures(extraction, span),
        why=found.why if found else "",
    )


def touched(statements: Sequence[Span], spans: Iterable[Span]) -> set[int]:
    """The indices of the statements, which are in order, that share a code point with any of `spans`."""
    starts, ends = [one.start for one in statements], [one.end for one in statements]
    return {
        index
        for span in spans
        for index in range(bisect_right(ends, span.start), bisect_left(starts, span.end))
    }


def _laid(claims: Sequence[Span], said: Sequence[Span]) -> dict[int, int]:
    """Which of `said` lies over which claim, by their indices: one to one, the best fit first."""
    near = SpanIndex(enumerate(claims), lambda pair: pair[1])
    fits = sorted(
        (-share, i, j)
        for j, placed in enumerate(said)
        for i, claim in near.over(placed.start, placed.end)
        if (share := claim.share(placed)) >= HALF
    )
    laid: dict[int, int] = {}
    taken: set[int] = set()
    for _share, i, j in fits:
        if i not in laid and j not in taken:
            laid[i] = j
            taken.add(j)
    return laid


def _stand(
    text: str, extraction: Extraction, annotation: Annotation, placed: Span, found: Claim | None
) -> Standing:
    judged = annotation.claim
    if found is not None and (judged is None or judged.verdict not in STATED):
        return Standing(found, placed, annotation, found)
    claim = claim_of(text, extraction, placed, judged or ClaimVerdict("added"), found)
    return Standing(claim, placed, annotation, found)


def _only_rejects(annotation: Annotation) -> bool:
    """Whether all that the annotation says is that a claim of the machine is none."""
    rejects = annotation.claim is not None and annotation.claim.verdict == "rejected"
    return rejects and not (annotation.tags or annotation.note or annotation.links)


def _nearest(text: str, words: str | None, span: Span) -> tuple[Offset | None, Offset | None]:
    """Where `words` stand nearest to `span`, on either side or in it; (None, None) where they do not."""
    if not words:
        return None, None
    before, after = text.rfind(words, 0, span.start + len(words)), text.find(words, span.start)
    starts = [at for at in (before, after) if at >= 0]
    if not starts:
        return None, None
    start = min(starts, key=lambda at: abs(at - span.start))
    return start, start + len(words)


def _figures(extraction: Extraction, span: Span) -> tuple[Figure, ...]:
    """The figures that the machine found anywhere in `span`."""
    found = [one.figures for one in extraction.claims] + [one.figures for one in extraction.facts]
    kept = {
        (figure.start, figure.end): figure
        for figures in found
        for figure in figures
        if span.start <= figure.start and figure.end <= span.end
    }
    return tuple(kept[key] for key in sorted(kept))
