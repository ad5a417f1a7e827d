"""What an annotator does to the annotation of a stretch: the rules between a key and the log."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from store import anchors
from store.db import annotation, drafts, log, scheme, texts
from store.db.annotation import NOTHING, Content
from store.db.articles import Stretch
from store.db.log import Action, Change
from store.errors import InvalidSpan, NotFound, StoreError
from store.model import Annotation, ClaimVerdict, Link, Relation, Span
from store.overlay import HALF

_Kept = TypeVar("_Kept")


def set_tag(db: sqlite3.Connection, stretch: Stretch, name: str, on: bool | None) -> Annotation | None:
    """Set the tag, clear it, or (None) the other of the two; the scheme gains a tag it does not know."""
    row, before = _find(db, stretch)
    without = replace(before, tags=scheme.without_tag(db, before.tags, scheme.current(db, name)))
    if on is None:
        on = without == before
    return _do(db, stretch, "tag", row, before, _tagged(db, before, (name,)) if on else without)


def set_note(db: sqlite3.Connection, stretch: Stretch, note: str) -> Annotation | None:
    """Write the note, empty for none, and forget the draft of it."""
    row, before = _find(db, stretch)
    drafts.clear(db, stretch)
    return _do(db, stretch, "note", row, before, replace(before, note=note))


def annotate(db: sqlite3.Connection, stretch: Stretch, names: Iterable[str], note: str) -> Annotation:
    """Add tags, and a note in place of the one there (a blank note leaves it), as one step."""
    row, before = _find(db, stretch)
    after = _tagged(db, replace(before, note=note if note.strip() else before.note), names)
    made = _do(db, stretch, "annotate", row, before, after)
    if made is None:
        raise StoreError("an annotation needs a tag or a note")
    return made


def judge(
    db: sqlite3.Connection,
    stretch: Stretch,
    verdict: ClaimVerdict | None,
    extent: Span | None = None,
    found: Span | None = None,
) -> Annotation | None:
    """Say of the claim what `verdict` says, or (None) nothing any more, as one step.

    With another `extent` the annotation goes there, with all that it says, since an annotation keeps its
    offsets for good: the new one takes the place of the old, and links of the same annotator follow. Where
    the new extent has less than half in common with `found`, the claim that the machine found, the machine's
    is rejected, or it would stand beside the correction.
    """
    row, before = _find(db, stretch)
    if verdict is None or extent is None or extent == stretch.span:
        return _do(db, stretch, "verdict", row, before, replace(before, claim=verdict))
    moved = replace(stretch, span=extent)
    new, there = _find_or_make(db, moved)
    # A link between the two would lead from the one to itself.
    both = [annotation.uuid_of(db, one) for one in (new, row) if one is not None]
    after = Content(
        tags=_together(there.tags, before.tags),
        note="\n".join(filter(None, (there.note, before.note))),
        links=tuple(link for link in _together(there.links, before.links) if link.to not in both),
        claim=verdict,
    )
    changes = [Change(new, there, after)]
    left = NOTHING
    if found is not None and found.share(extent) < HALF:
        rejected = Content(claim=ClaimVerdict("rejected"))
        if found == stretch.span:
            left = rejected
            row, before = _find_or_make(db, stretch)
        else:
            other, said = _find_or_make(db, replace(stretch, span=found))
            changes.append(Change(other, said, replace(said, claim=rejected.claim)))
    if row is not None:
        changes = _redirected(db, [*changes, Change(row, before, left)], row, new, stretch.annotator)
    log.do(db, stretch.annotator, "verdict", changes)
    return annotation.by_row(db, new)


def link(db: sqlite3.Connection, start: Stretch, end: Stretch | int, relation: Relation) -> Annotation:
    """Link the annotation of `start` to that of `end`, or to the one in that row, as one step.

    Both are made where they are not there. StoreError where both are the same.
    """
    row, before = _find_or_make(db, start)
    changes = []
    if isinstance(end, Stretch):
        other, there = _find_or_make(db, end)
        changes.append(Change(other, there, there))
    else:
        other = end
    if other == row:
        raise StoreError("an annotation cannot be linked to itself")
    made = Link(annotation.uuid_of(db, other), relation)
    if made not in before.links:
        after = replace(before, links=(*before.links, made))
        log.do(db, start.annotator, "link", [*changes, Change(row, before, after)])
    return _known(annotation.by_row(db, row))


def unlink(db: sqlite3.Connection, annotator: int, source: str, made: Link) -> None:
    """Take the link away, and what it pointed at if that is the annotator's and says nothing by itself."""
    row, other = annotation.row_of(db, source), annotation.row_of(db, made.to)
    if row is None or annotation.annotator_of(db, row) != annotator:
        raise NotFound("no annotation of yours has that link")
    before = annotation.content(db, row)
    after = replace(before, links=tuple(link for link in before.links if link != made))
    changes = [Change(row, before, after)]
    if other is not None and annotation.annotator_of(db, other) == annotator:
        there = annotation.content(db, other)
        changes.append(Change(other, there, there))
    log.do(db, annotator, "unlink", changes)


def decide(
    db: sqlite3.Connection,
    stretch: Stretch,
    tags: Iterable[str],
    verdict: ClaimVerdict | None,
    earlier: str | None = None,
) -> Annotation:
    """Write the decision between annotators, one that nothing is to be said too, as one step.

    It takes the place of what the annotator decided there before, and of their decision `earlier`, which may
    stand elsewhere, for annotators may differ on where a claim begins and ends.
    """
    decided = _tagged(db, Content(claim=verdict), tags)
    row, before = _find_or_make(db, stretch)
    changes = [Change(row, before, decided if decided else Content(anchor=True))]
    other = None if earlier is None else annotation.row_of(db, earlier)
    if other not in (None, row) and annotation.annotator_of(db, other) == stretch.annotator:
        changes.append(Change(other, annotation.content(db, other), NOTHING))
    log.do(db, stretch.annotator, "adjudicate", changes)
    return _known(annotation.by_row(db, row))


def _together(first: tuple[_Kept, ...], second: tuple[_Kept, ...]) -> tuple[_Kept, ...]:
    return tuple(dict.fromkeys((*first, *second)))


def _redirected(
    db: sqlite3.Connection, changes: Iterable[Change], old: int, new: int, annotator: int
) -> list[Change]:
    """The changes, with the annotator's links to the annotation `old` made to point at `new`."""
    was, now = annotation.uuid_of(db, old), annotation.uuid_of(db, new)
    by_row = {change.annotation: change for change in changes}
    for row in annotation.links_to(db, old):
        if row not in (old, new) and annotation.annotator_of(db, row) == annotator:
            said = annotation.content(db, row)
            change = by_row.get(row, Change(row, said, said))
            links = [replace(link, to=now) if link.to == was else link for link in change.after.links]
            after = replace(change.after, links=tuple(dict.fromkeys(links)))
            by_row[row] = replace(change, after=after)
    return list(by_row.values())


def _known(found: Annotation | None) -> Annotation:
    assert found is not None, "what was written is there"
    return found


def _tagged(db: sqlite3.Connection, content: Content, names: Iterable[str]) -> Content:
    for name in names:
        tag = scheme.create(db, name)
        content = replace(content, tags=scheme.with_tag(db, content.tags, tag))
    return content


def _find(db: sqlite3.Connection, stretch: Stretch) -> tuple[int | None, Content]:
    """The annotation of the stretch and what it says; no row and nothing where there is none."""
    row = annotation.find(db, stretch)
    return row, NOTHING if row is None else annotation.content(db, row)


def _find_or_make(db: sqlite3.Connection, stretch: Stretch) -> tuple[int, Content]:
    """The annotation of the stretch, made if there is none, and what it says. InvalidSpan for no stretch."""
    row, said = _find(db, stretch)
    return (_create(db, stretch, _text(db, stretch)) if row is None else row), said


def _do(
    db: sqlite3.Connection,
    stretch: Stretch,
    action: Action,
    row: int | None,
    before: Content,
    after: Content,
) -> Annotation | None:
    """Make the change as a step of the log; the annotation after it, or None if it says nothing any more."""
    if row is None:
        text = _text(db, stretch)
        if not after:
            return None
        row = _create(db, stretch, text)
    log.do(db, stretch.annotator, action, [Change(row, before, after)])
    made = _known(annotation.by_row(db, row))
    return None if made.state == "deleted" else made


def _create(db: sqlite3.Connection, stretch: Stretch, text: str) -> int:
    quote = anchors.quote(text, stretch.span)
    placed: Span | None = stretch.span
    if stretch.sha256 != stretch.article.sha256:
        placed = anchors.place(quote, stretch.span, texts.body(db, stretch.article.sha256))
    return annotation.create(db, stretch, quote, placed)


def _text(db: sqlite3.Connection, stretch: Stretch) -> str:
    """The text that the stretch is of; InvalidSpan where it does not lie in it."""
    text = texts.body(db, stretch.sha256)
    start, end = stretch.span.start, stretch.span.end
    if not 0 <= start < end <= len(text):
        raise InvalidSpan(
            "{start} to {end} is no stretch of the text: offsets go from 0 to {length},"
            " and the end comes after the start",
            start=start,
            end=end,
            length=len(text),
        )
    return text
