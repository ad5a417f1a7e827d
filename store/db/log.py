"""The log of what annotators did: it only grows, and undo and redo are derived from it.

Each action of an annotator is a step that knows the one before it (`parent`), so the steps form a tree with
one branch for each "undo, then do something else". An undo is a row that names the step it takes back, a
redo one that names the step it does again. Where an annotator stands in the tree is told by their last row:

- an action or a redo: at that step;
- an undo: at the parent of the step that was taken back.

A step changes annotations, or it marks articles as read or not read: then its event names those of which
the mark changed.

Undo takes back the step where they stand. Redo does the newest child of it again: only the newest branch
can be ahead, since beginning a new one drops the ones before.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from store.db import annotation as rows
from store.db import annotation_rows, events, reading_state, scheme
from store.db.annotation import Content
from store.db.connection import inserted
from store.ids import now
from store.model import ReadMarks, Span, Undone

Action: TypeAlias = Literal["tag", "note", "annotate", "verdict", "link", "unlink", "import", "adjudicate"]

_MARKS = ("read", "unread")
"""The actions that change no annotation, but what the annotator has read."""

_RECENT = 200
"""How many changes are looked at for the tags used last."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a step makes of one annotation."""

    annotation: int
    before: Content
    after: Content
    times: tuple[str | None, str | None] | None = None
    """When it was updated, before and after, where that is not now but what a file says. None for one that
    is not there: undoing an import leaves all as if it had never been, and no deletion."""
    about: tuple[str, str] | None = None
    """What it was about (see `annotation_rows.about`), before and after, where an import moved it."""
    stamp: str | None = None
    """When the version that the file was written from was updated last; see `rounds`."""

    @property
    def reverse(self) -> Change:
        """The change that takes this one back."""
        times = None if self.times is None else self.times[::-1]
        about = None if self.about is None else self.about[::-1]
        return Change(self.annotation, self.after, self.before, times, about)


def do(db: sqlite3.Connection, annotator: int, action: Action, changes: Sequence[Change]) -> None:
    """Make the changes, as one step; changes that change nothing are left out, and a step of none is none.

    What says nothing any more and is pointed at by a link stays as an anchor, whatever `after` says.
    """
    changes = [change for change in _settled(db, changes) if change.before != change.after]
    if changes:
        step = _append(db, annotator, action, parent=_standing(db, annotator))
        _apply(db, step, changes)


def brought(db: sqlite3.Connection, annotator: int, changes: Sequence[Change], first: int = 0) -> int:
    """Record changes that an import has made already, as one step, numbered from `first` on; its row."""
    step = _append(db, annotator, "import", parent=_standing(db, annotator))
    _record(db, step, changes, first)
    return step


def mark(db: sqlite3.Connection, annotator: int, articles: Iterable[str], read: bool) -> int:
    """Mark articles as read or not read, as one step; how many marks changed. With none it is no step."""
    changed = reading_state.mark(db, annotator, articles, read)
    if changed:
        action: Literal["read", "unread"] = "read" if read else "unread"
        step = _append(db, annotator, action, parent=_standing(db, annotator))
        events.append(db, annotator, action, {"marked": changed}, step)
    return len(changed)


def undo(db: sqlite3.Connection, annotator: int) -> Undone | None:
    """Take the annotator's last step back; None where there is none left."""
    step = _standing(db, annotator)
    if step is None:
        return None
    if _action(db, step) in _MARKS:
        return _mark_again(db, annotator, "undo", step)
    changes = [one.reverse for one in reversed(_changes(db, step))]
    return _repeat(db, annotator, "undo", step, changes)


def redo(db: sqlite3.Connection, annotator: int) -> Undone | None:
    """Do the step again that the annotator took back last; None where there is none."""
    # IS, and not =: the parent of the first step is NULL.
    (step,) = db.execute(
        "SELECT max(id) FROM steps WHERE annotator = ? AND parent IS ? AND step IS NULL",
        (annotator, _standing(db, annotator)),
    ).fetchone()
    if step is None:
        return None
    if _action(db, step) in _MARKS:
        return _mark_again(db, annotator, "redo", step)
    return _repeat(db, annotator, "redo", step, _changes(db, step))


def recent_tags(db: sqlite3.Connection, annotator: int | None) -> tuple[str, ...]:
    """The tags that the annotator set, the last first, as far as their latest changes tell."""
    found = db.execute(
        "SELECT c.before, c.after FROM steps s JOIN changes c ON c.step = s.id"
        " WHERE s.annotator = ? AND s.step IS NULL AND s.action <> 'import'"
        " ORDER BY s.id DESC, c.nth DESC LIMIT ?",
        (annotator, _RECENT),
    ).fetchall()
    current = scheme.aliases(db)
    recent: dict[str, None] = {}
    for before, after in found:
        had = Content.unpack(before).tags
        for tag in reversed(Content.unpack(after).tags):
            if tag not in had:
                recent.setdefault(current.get(tag, tag))
    return tuple(recent)


def _standing(db: sqlite3.Connection, annotator: int) -> int | None:
    """The step at which the annotator stands; None at the beginning."""
    row = db.execute(
        "SELECT l.id, l.action, l.step, s.parent FROM steps l LEFT JOIN steps s ON s.id = l.step"
        " WHERE l.id = (SELECT max(id) FROM steps WHERE annotator = ?)",
        (annotator,),
    ).fetchone()
    if row is None:
        return None
    last, action, step, parent = row
    standing: int | None = {"undo": parent, "redo": step}.get(action, last)
    return standing


def _append(
    db: sqlite3.Connection, annotator: int, action: str, *, parent: int | None = None, step: int | None = None
) -> int:
    done = db.execute(
        "INSERT INTO steps (annotator, moment, action, parent, step) VALUES (?, ?, ?, ?, ?)",
        (annotator, now(), action, parent, step),
    )
    return inserted(done)


def _action(db: sqlite3.Connection, step: int) -> str:
    (action,) = db.execute("SELECT action FROM steps WHERE id = ?", (step,)).fetchone()
    return str(action)


def _changes(db: sqlite3.Connection, step: int) -> list[Change]:
    action = _action(db, step)
    found = db.execute(
        "SELECT annotation, before, after, before_updated, after_updated, before_about, after_about"
        " FROM changes WHERE step = ? ORDER BY nth",
        (step,),
    )
    return [
        Change(
            row,
            Content.unpack(before),
            Content.unpack(after),
            times if action == "import" else None,
            None if was is None else (was, became),
        )
        for row, before, after, *times, was, became in found
    ]


def _apply(db: sqlite3.Connection, step: int, changes: Sequence[Change]) -> None:
    for change in changes:
        rows.write(db, change.annotation, change.after)
        if change.about is not None:
            annotation_rows.move(db, change.annotation, change.about[1])
        # One that was not there before an import, and is pointed at by now, is not as if it had never been.
        if change.times is not None and (change.times[1] is not None or not change.after):
            rows.set_updated(db, change.annotation, change.times[1])
    _record(db, step, changes)


def _settled(db: sqlite3.Connection, changes: Sequence[Change]) -> list[Change]:
    """The changes, with each annotation that says nothing any more but has to stay made an anchor.

    Those stay that a link points at once all of the changes are made, and decisions between annotators that
    nothing is to be said.
    """
    changed = {change.annotation for change in changes}
    ends = {link.to for change in changes for link in change.after.links}

    def settled(change: Change) -> Change:
        row, said = change.annotation, replace(change.after, anchor=False)
        anchor = not said and (
            rows.uuid_of(db, row) in ends
            or not changed.issuperset(rows.links_to(db, row))
            or (change.after.anchor and rows.is_decision(db, row))
        )
        return replace(change, after=replace(said, anchor=anchor))

    return list(map(settled, changes))


def _record(db: sqlite3.Connection, step: int, changes: Sequence[Change], first: int = 0) -> None:
    db.executemany(
        "INSERT INTO changes (step, nth, annotation, before, after, before_updated, after_updated,"
        " before_about, after_about, stamp) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                step,
                nth,
                one.annotation,
                one.before.pack(),
                one.after.pack(),
                *(one.times or (None, None)),
                *(one.about or (None, None)),
                one.stamp,
            )
            for nth, one in enumerate(changes, first)
        ),
    )


def _repeat(
    db: sqlite3.Connection, annotator: int, action: str, step: int, changes: Sequence[Change]
) -> Undone:
    """Make the changes of an undo or redo, but for annotations that say something else by now."""
    fitting = _settled(db, [change for change in changes if _fits(db, change)])
    _apply(db, _append(db, annotator, action, step=step), fitting)
    named = [
        db.execute(
            "SELECT o.uuid, a.uuid, o.placed_start, o.placed_stop"
            " FROM annotations o LEFT JOIN articles a ON a.id = o.article WHERE o.id = ?",
            (change.annotation,),
        ).fetchone()
        for change in fitting
    ]
    ids = tuple(row[0] for row in named)
    for _uuid, article, start, stop in named:
        if article is not None:
            return Undone(article, ids, None if start is None else Span(start, stop))
    return Undone(None, ids)


def _mark_again(db: sqlite3.Connection, annotator: int, action: Literal["undo", "redo"], step: int) -> Undone:
    """Undo or redo a step that marked articles, but for those that have the mark or are gone by now."""
    read = (_action(db, step) == "read") == (action == "redo")
    _append(db, annotator, action, step=step)
    changed = reading_state.mark(db, annotator, events.detail(db, step)["marked"], read)
    return Undone(None, (), marked=ReadMarks(len(changed), read))


def _fits(db: sqlite3.Connection, change: Change) -> bool:
    """Whether the annotation is as the change says it was; one that was removed is not."""
    said = rows.content(db, change.annotation)
    # Whether links point at it is no part of what it says.
    if replace(said, anchor=False) != replace(change.before, anchor=False):
        return False
    if change.about is not None and annotation_rows.about_of(db, change.annotation) != change.about[0]:
        return False
    moment = rows.updated(db, change.annotation)
    if change.times is None:
        return moment is not None
    if change.times[0] is None and (said.anchor or moment is None):
        return rows.has_home(db, change.annotation)
    return change.times[0] == moment
