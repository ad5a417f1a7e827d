"""What can be asked for among the statements and claims of an article, and which of them have it. Pure."""

from __future__ import annotations

from itertools import combinations
from typing import Literal, NamedTuple, TypeAlias, get_args

from store.model import Annotation, Standing, Verdict
from store.overlay import HALF, touched
from tui.screens.desk import Desk, Selection

Kind: TypeAlias = Literal[
    "unannotated", "note", "linked", "disputed", "unjudged", "verdict", "tag", "annotator"
]

VERDICTS: tuple[Verdict, ...] = get_args(Verdict)


class Filter(NamedTuple):
    """Statements and claims with something: a kind, and for a verdict, tag or annotator which one."""

    kind: Kind
    name: str = ""


def fitting(desk: Desk, wanted: Filter) -> set[int]:
    """The indices of the article's statements that have what is wanted, with all that is annotated in them.

    Only those of which something is said are looked at one by one: there can be thousands of others.
    """
    statements = desk.article.outline.statements if desk.article is not None else ()
    if wanted.kind == "unannotated":
        own = (one.placed for one in desk.everybody() if one.placed is not None and _is_own(desk, one))
        return set(range(len(statements))) - touched(statements, own)
    if wanted.kind == "unjudged":
        return touched(statements, (one.span for one in desk.claims if one.verdict is None))
    said = touched(statements, (one.placed for one in desk.everybody() if one.placed is not None))
    return {index for index in said if fits(desk, wanted, Selection("statement", statements[index]))}


def fits(desk: Desk, wanted: Filter, selection: Selection) -> bool:
    """Whether a statement, with all that is annotated in it, or a claim has what is wanted."""
    said = about(desk, selection)
    match wanted.kind:
        case "unannotated":
            return not any(_is_own(desk, one) for one in said)
        case "unjudged":
            return any(one.verdict is None for one in _claims(desk, selection))
        case "note":
            return any(one.note for one in said)
        case "linked":
            ids = {one.id for one in said}
            return bool(ids) and any(
                linked.source.id in ids or (linked.other is not None and linked.other.id in ids)
                for linked in desk.links
            )
        case "disputed":
            return any(disagree(desk, one, other) for one, other in combinations(said, 2))
        case "verdict":
            return any(one.claim is not None and one.claim.verdict == wanted.name for one in said)
        case "tag":
            return any(wanted.name in one.tags for one in said)
        case "annotator":
            return any(one.annotator == wanted.name for one in said)


def _is_own(desk: Desk, one: Annotation) -> bool:
    return one.annotator == desk.library.annotator and one.layer == "own"


def about(desk: Desk, selection: Selection) -> list[Annotation]:
    """What anybody says of a claim, or of a statement and what is in it; whoever is shown."""
    span = selection.span
    found = desk.said.over(span.start, span.end)
    if selection.target != "claim":
        return found
    return [one for one in found if one.target == "claim" and one.placed and one.placed.share(span) >= HALF]


def disagree(desk: Desk, one: Annotation, other: Annotation) -> bool:
    """Whether two people say of the same what excludes each other: tags of one choice, or yes and no."""
    if one.annotator == other.annotator or one.target != other.target or one.placed is None:
        return False
    if other.placed is None or one.placed.share(other.placed) < HALF:
        return False
    judged = [said.claim.verdict for said in (one, other) if said.claim is not None]
    if len(judged) == 2 and judged.count("rejected") == 1:
        return True
    choices = {tag.name: tag.group for tag in desk.tags if tag.choice == "one" and tag.group is not None}
    mine = {choices[tag]: tag for tag in one.tags if tag in choices}
    return any(mine.get(choices[tag], tag) != tag for tag in other.tags if tag in choices)


def _claims(desk: Desk, selection: Selection) -> list[Standing]:
    found = desk.claims_at.over(selection.span.start, selection.span.end)
    return [one for one in found if selection.target != "claim" or one.span == selection.span]


def offered(desk: Desk) -> list[tuple[Filter, int]]:
    """The filters that some statement of the article fits, each with how many do."""
    people = dict.fromkeys(one.annotator for one in desk.everybody())
    all_of_them = [
        *(Filter(kind) for kind in ("unannotated", "unjudged", "note", "linked", "disputed")),
        *(Filter("verdict", verdict) for verdict in VERDICTS),
        *(Filter("tag", tag.name) for tag in desk.tags),
        *(Filter("annotator", name) for name in people),
    ]
    counts = [(one, len(fitting(desk, one))) for one in all_of_them]
    return [(one, count) for one, count in counts if count]
