"""A file that another program edits again and again: what is new in it, against what is new here.

Such a file says of each annotation which version newsread wrote into it, by the time of that version (its
*stamp*), however often it is edited and imported. What it has said so far is in the log: the version that was
written, and for each import what came in, or was kept because it was in conflict. What the file says that is
none of these is new in the file; what the library has that is none of these is new here.

A file that says again what it once said has either taken an edit back, or is a copy from before that edit. It
is taken for the same file where it lies at the path from which the edit came in, or has another edit that
came in with it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from typing import Any, Literal, TypeAlias

from store.db.annotation import Content, content_of
from store.db.annotation_rows import about, about_record
from store.ids import after, moment
from store.model import Annotation, ClaimVerdict, Link
from store.records import canonical

Judgement: TypeAlias = Literal["unchanged", "changed", "older", "conflict"]
"""What becomes of what a file says: nothing; it comes in; it is known already; the library changed too."""

_State: TypeAlias = tuple[object, ...]
"""What an annotation says, in whatever order, and what it is about."""

_HISTORY = """
SELECT e.id, 0, v.record, NULL, NULL, NULL, json_extract(e.detail, '$.path')
FROM versions v JOIN events e ON e.id = v.event
WHERE v.annotation = :row AND json_extract(v.record, '$.updated') = :stamp
UNION ALL
SELECT e.id, 1, c.after, c.after_about, c.after_updated, c.step, json_extract(e.detail, '$.path')
FROM changes c JOIN events e ON e.step = c.step
WHERE c.annotation = :row AND c.stamp = :stamp
ORDER BY 1, 2
"""
_BROUGHT = (
    "SELECT o.uuid, c.before, c.after, c.stamp FROM changes c JOIN annotations o ON o.id = c.annotation"
    " WHERE c.step = ? AND c.stamp IS NOT NULL"
)


@dataclass(frozen=True, slots=True)
class _Said:
    """Something that a file has said of an annotation."""

    state: _State
    updated: str | None = None
    """When that was changed last, where it came in."""
    step: int | None = None
    path: str | None = None

    @property
    def about(self) -> object:
        """What it is about, as `annotation_rows.about`; None where a file does not say that."""
        return self.state[-1]


@dataclass(frozen=True, slots=True)
class Edited:
    """What another program's file says now, by the ids of the annotations."""

    path: str
    said: Mapping[str, Annotation]
    stamps: Mapping[str, str]
    written: Mapping[str, Annotation]
    """What newsread wrote, where the file has it whole."""
    moves: Set[str]
    """Those that were given another stretch than newsread wrote."""
    _same: dict[int, bool] = field(default_factory=dict)
    """Whether the file has something of what an import brought, by the step of that import."""

    def judge(self, db: sqlite3.Connection, row: int, local: Annotation, one: Annotation) -> Judgement:
        """What becomes of `one`, the file's version of the annotation in that row, which here is `local`."""
        stamp, written = self.stamps[one.id], self.written.get(one.id)
        if canonical(replace(one, updated=local.updated)) == canonical(local):
            return "unchanged"
        # What was written of it is what is here, or newer.
        if moment(stamp) >= moment(local.updated):
            return "changed"
        place, found = (about(local), about(self.said[one.id])) if written else (None, None)
        here, there = _state(content_of(local), place), _state(content_of(one), found)
        said = list(_history(db, row, stamp, written))
        if not said:
            # Which of the versions here was written is not known.
            return "older" if there in _past(db, row) else "conflict"
        last = next((each for each in reversed(said) if self._says(db, each)), None)
        again = there == last.state if last is not None else there in [each.state for each in said]
        if not (any(each.updated == local.updated for each in said) or here == (last or said[-1]).state):
            return "older" if again else "conflict"
        undone = last is not None and moment(last.updated or "") > moment(local.updated)
        return "older" if again and not undone else "changed"

    def places(self, db: sqlite3.Connection, row: int, local: Annotation, one: Annotation) -> bool:
        """Whether the file is believed on where the annotation stands; if not, the library is."""
        written = self.written.get(one.id)
        if one.id in self.moves or written is None or about(written) == about(local):
            return one.id in self.moves
        # It stands again where newsread wrote it, and this file had moved it from there.
        moved = [
            each for each in _history(db, row, self.stamps[one.id], written) if each.about == about(local)
        ]
        return any(self._says(db, each) for each in moved)

    def dated(self, one: Annotation, local: Annotation | None = None) -> Annotation:
        """The annotation with a time later than that of the one here, and of the one that was edited."""
        written = self.written.get(one.id)
        times = [] if local is None else [local.updated]
        if written is not None and canonical(replace(one, updated=written.updated)) != canonical(written):
            times.append(written.updated)
        last = max(times, key=moment, default="")
        return one if moment(one.updated) > moment(last) else replace(one, updated=after(last))

    def _says(self, db: sqlite3.Connection, one: _Said) -> bool:
        """Whether it was this file, before its last edits, that said so."""
        if one.path == self.path or one.step is None:
            return one.path == self.path
        if one.step not in self._same:
            self._same[one.step] = any(
                before != after
                and self.stamps.get(uuid) == stamp
                and _state(content_of(self.said[uuid]), None) == _state(Content.unpack(after), None)
                for uuid, before, after, stamp in db.execute(_BROUGHT, (one.step,))
            )
        return self._same[one.step]


def _history(db: sqlite3.Connection, row: int, stamp: str, written: Annotation | None) -> Iterator[_Said]:
    """What files with that stamp have said of the annotation, in the order in which it was imported."""
    place = None if written is None else about(written)
    if written is not None:
        yield _Said(_state(content_of(written), place))
    found = db.execute(_HISTORY, {"row": row, "stamp": stamp}).fetchall()
    for _event, taken, packed, moved, updated, step, path in found:
        if taken:
            place = moved if place and moved else place
            yield _Said(_state(Content.unpack(packed), place), updated, step, path)
        else:
            kept = json.loads(packed)
            yield _Said(_state(_content(kept), place and about_record(kept)), path=path)


def _past(db: sqlite3.Connection, row: int) -> set[_State]:
    """All that the annotation has ever said here."""
    found = db.execute("SELECT before, after FROM changes WHERE annotation = ?", (row,))
    return {_state(Content.unpack(packed), None) for pair in found for packed in pair}


def _content(record: dict[str, Any]) -> Content:
    """What an annotation says, from its record; nothing where it is deleted."""
    claim = record["claim"]
    return Content(
        tuple(record["tags"]),
        record["note"],
        tuple(Link(link["to"], link["relation"]) for link in record["links"]),
        None if claim is None else ClaimVerdict(**claim),
    )


def _state(said: Content, place: str | None) -> _State:
    return frozenset(said.tags), said.note, frozenset(said.links), said.claim, place
