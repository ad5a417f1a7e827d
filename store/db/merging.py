"""What a file brings, merged into the library: every library decides alike, in whatever order files come.

Of two versions of one annotation the newer is current, see `store.records.is_current`; the other is kept in
the log. An annotation that the library does not know comes in as it is. What is not in the file stays. A
file that another program edits does not say how old its edits are: what it changes is told by `rounds`.

The file is compared with the library first, and what it adds is staged, without holding the write lock:
`plan` and `stage` write nothing into the library.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from store import anchors
from store.db import absent, annotation, articles, events, log, people, scheme, staging, texts
from store.db.annotation import GONE, NOTHING, Content, content_of, links_to
from store.db.annotation_rows import ANCHOR, WORDS, about, values
from store.db.log import Change
from store.db.rounds import Edited
from store.db.staging import New
from store.errors import InvalidFormat, Message
from store.model import Annotation, ExportedArticle, Incoming, Merged, Span, Tag
from store.records import canonical, is_current
from store.schemes import joined

_AT_ONCE = 500
"""Ids to a query."""

_BREAK = re.compile("\r\n?")
_CELL = 32_767
"""UTF-16 units of a cell that Excel keeps; the apostrophes of `exchange.table` are some of them."""
_LENGTH = "has {length:code point|code points}, and the stretch from {start} to {end} has {count}"


@dataclass(slots=True)
class Plan:
    """What has to be written; rows of annotations are known where they are there."""

    added: list[tuple[Annotation, ExportedArticle, int | None]] = field(default_factory=list)
    """Annotations that come in, with the article of the file, and with the row of one that is gone."""
    changed: list[tuple[int, Annotation, Annotation]] = field(default_factory=list)
    """The row, the library's version, and the file's, which takes its place."""
    kept: list[tuple[int, Annotation]] = field(default_factory=list)
    """Versions that are older than the library's."""
    conflicts: list[tuple[int, Annotation]] = field(default_factory=list)
    """Versions of a file that was edited where the library's was changed too."""
    overtaken: int = 0
    """Versions of such a file that the log has already."""
    stamps: Mapping[str, str] = field(default_factory=dict)
    """When the versions were updated that newsread wrote into a file that another program edits."""
    homes: dict[str, int | None] = field(default_factory=dict)
    """The row of the article that stands here for one of the file, by the file's id."""
    placed: dict[str, Span | None] = field(default_factory=dict)
    """Where what comes in stands in the current text of an article that is there."""
    article_of: dict[str, str] = field(default_factory=dict)
    """The id of the article in the file, by that of the annotation."""
    unchanged: int = 0
    staged: int | None = field(default=None, compare=False)
    """How many annotations are staged; None before."""
    rewritten: list[_Rewritten] = field(default_factory=list, compare=False)
    """What is to be written of those that are `changed`."""
    losers: list[tuple[int, str]] = field(default_factory=list, compare=False)
    """Versions that are not current: the row, and canonical JSON."""


@dataclass(frozen=True, slots=True)
class _Rewritten:
    """A version that takes the place of the library's."""

    values: dict[str, object]
    content: Content
    change: Change


def plan(db: sqlite3.Connection, incoming: Incoming, path: str = "") -> Plan:
    """What has to be written for the library to have what `incoming` brings, a file at `path`.

    InvalidFormat where it contradicts the library: a quote that is not what its text says, or an annotation
    that is somebody else's here.
    """
    edited = _edited(incoming, path) if incoming.rewritten else None
    made = Plan(stamps={} if edited is None else edited.stamps)
    known = _known(db, [one.id for article in incoming.articles for one in article.annotations])
    for article in _settled(db, incoming, known):
        made.homes[article.id] = home = absent.present(db, article)
        there = None if home is None else articles.text_of(db, home)
        bodies: dict[str, str | None] = {}
        for one in article.annotations:
            if one.text_sha256 not in bodies:
                bodies[one.text_sha256] = _body(db, one.text_sha256)
            made.article_of[one.id] = article.id
            row, local = known.get(one.id, (None, None))
            own = row is None or local is None or edited is None or edited.places(db, row, local, one)
            if own:
                one = _checked(one, bodies[one.text_sha256], incoming)
            if row is None or local is None:
                made.added.append((one if edited is None else edited.dated(one), article, row))
            else:
                _check_owner(local, one, incoming)
                if edited is None:
                    _compare(made, row, local, one)
                elif one.id in incoming.timeless:
                    made.unchanged += 1
                else:
                    _judge(db, made, edited, row, local, one if own else _where(local, one))
            if there is not None:
                sha256, text = there
                same = one.text_sha256 == sha256
                made.placed[one.id] = absent.place(one.quote, Span(one.start, one.end), text, same)
    return made


def stage(db: sqlite3.Connection, made: Plan) -> None:
    """Get ready what is to be written: what is added beside the library, from where `write` copies it."""
    made.rewritten = [_rewritten(made, *one) for one in made.changed]
    losers = [*((row, local) for row, local, _one in made.changed), *made.kept, *made.conflicts]
    made.losers = [(row, canonical(one)) for row, one in losers]
    made.staged = staging.stage(
        db,
        (
            New(
                one,
                home := made.homes[article.id],
                article.id if home is None else None,
                one.placed if home is None else made.placed[one.id],
                made.stamps.get(one.id),
            )
            for one, article, gone in made.added
            if gone is None
        ),
    )


def write(db: sqlite3.Connection, annotator: str, file: Path, incoming: Incoming, made: Plan) -> Merged:
    """Write what was planned and staged of the `file`, as one step of `annotator`; what became of it."""
    if made.staged is None:
        stage(db, made)
    assert made.staged is not None
    me = people.put(db, annotator)
    tags = _join_schemes(db, incoming)
    _tell_absent(db, incoming, made)
    last = staging.copy(db)
    changes = [*_revive(db, made), *_change(db, made)]
    fresh = [(row, text) for row, text in made.losers if not events.has_version(db, row, text)]
    conflicts = tuple(incoming.places.get(one.id, one.id) for _row, one in made.conflicts)
    merged = replace(_told(made), tags=tags, closed=incoming.closed, conflicts=conflicts)
    step = None
    if made.added or made.changed:
        step = log.brought(db, me, changes, first=made.staged)
        staging.record(db, step, last)
    if made.added or made.changed or fresh:
        counts = {name: count for name, count in asdict(merged).items() if count}
        told = {"file": file.name, "path": str(file), **counts}
        events.keep(db, events.append(db, me, "import", told, step), fresh)
    staging.drop(db)
    return merged


def _known(db: sqlite3.Connection, uuids: Sequence[str]) -> dict[str, tuple[int, Annotation | None]]:
    """Of those of the annotations that there are: the row, and what is said; None where it is gone."""
    found: dict[str, tuple[int, Annotation | None]] = {}
    for start in range(0, len(uuids), _AT_ONCE):
        some = uuids[start : start + _AT_ONCE]
        marks = ", ".join("?" * len(some))
        rows = db.execute(
            f"SELECT id, uuid, deleted FROM annotations WHERE uuid IN ({marks})", some
        ).fetchall()
        for row, uuid, deleted in rows:
            found[uuid] = (row, None if deleted == GONE else _as_set(db, row))
    return found


def _as_set(db: sqlite3.Connection, row: int) -> Annotation:
    (found,) = annotation.chosen(db, "o.id = :row", {"row": row}, as_set=True)
    return found


def _edited(incoming: Incoming, path: str) -> Edited:
    said = {one.id: one for article in incoming.articles for one in article.annotations}
    stamps = {uuid: incoming.written.get(uuid, one).updated for uuid, one in said.items()}
    return Edited(path, said, stamps, incoming.written, incoming.moved)


def _check_owner(local: Annotation, one: Annotation, incoming: Incoming) -> None:
    """InvalidFormat where the annotation is by somebody else in the file (`one`) than here (`local`)."""
    if local.annotator != one.annotator:
        raise InvalidFormat(
            "{place}: the annotation is by {owner} in the library, not by {other}, and no one"
            " changes another's",
            place=incoming.places.get(one.id, one.id),
            owner=local.annotator,
            other=one.annotator,
        )


def _compare(made: Plan, row: int, local: Annotation, one: Annotation) -> None:
    """Plan what becomes of an annotation that the library has as `local` and newsread's own file as `one`."""
    if canonical(one) == canonical(local):
        made.unchanged += 1
    elif is_current(one, local):
        made.changed.append((row, local, one))
    else:
        made.kept.append((row, one))


def _judge(
    db: sqlite3.Connection, made: Plan, edited: Edited, row: int, local: Annotation, one: Annotation
) -> None:
    """The same of one in a file that another program has edited."""
    judgement = edited.judge(db, row, local, one)
    if judgement == "changed":
        made.changed.append((row, local, edited.dated(one, local)))
    elif judgement == "conflict":
        made.conflicts.append((row, replace(one, updated=edited.stamps[one.id])))
    elif judgement == "older":
        made.overtaken += 1
    else:
        made.unchanged += 1


def _settled(
    db: sqlite3.Connection, incoming: Incoming, known: Mapping[str, tuple[int, Annotation | None]]
) -> Iterable[ExportedArticle]:
    """The articles of the file, with annotations that an edit has emptied marked as deleted, or as active.

    One is deleted unless a link points at it. It stays as the file has it where it says nothing in the
    library either, and where the library does not have it and the file does not call it deleted: a link of
    another file may point at it.
    """
    if not incoming.rewritten:
        return incoming.articles
    ends = {link.to for article in incoming.articles for one in article.annotations for link in one.links}
    rows = {row for row, _local in known.values()}

    def settled(one: Annotation) -> Annotation:
        row, local = known.get(one.id, (None, None))
        if _says(one) or (one.state != "deleted" if local is None else not _says(local)):
            return one
        linked = one.id in ends or (row is not None and not rows.issuperset(links_to(db, row)))
        return replace(one, state="active" if linked else "deleted")

    return [
        replace(article, annotations=tuple(map(settled, article.annotations)))
        for article in incoming.articles
    ]


def _says(one: Annotation) -> bool:
    return bool(one.tags or one.note or one.links or one.claim)


def _where(local: Annotation, one: Annotation) -> Annotation:
    """What the file says, of the stretch that the library knows: a spreadsheet may have changed a quote."""
    return replace(
        one,
        article=local.article,
        target=local.target,
        start=local.start,
        end=local.end,
        quote=local.quote,
        text_sha256=local.text_sha256,
        created=local.created,
        layer=local.layer,
        placed=local.placed,
    )


def _revive(db: sqlite3.Connection, made: Plan) -> Iterator[Change]:
    """Write what comes in again in the rows where it was. What is deleted already is no change."""
    for one, article, row in made.added:
        if row is None:
            continue
        home = made.homes[article.id]
        placed = one.placed if home is None else made.placed[one.id]
        waits = absent.row_of(db, article.id) if home is None else None
        by = people.put(db, one.annotator)
        db.execute(
            _REVIVE, {"id": row, "article": home, "absent": waits, "annotator": by, **values(one, placed)}
        )
        # One that is gone says nothing, and so has no tags or links.
        content = content_of(one)
        annotation.say_first(db, [(row, content)])
        if content:
            yield Change(row, NOTHING, content, (None, one.updated), stamp=made.stamps.get(one.id))


def _rewritten(made: Plan, row: int, local: Annotation, one: Annotation) -> _Rewritten:
    content = content_of(one)
    was, becomes = about(local), about(one)
    moved = None if was == becomes else (was, becomes)
    return _Rewritten(
        {"id": row, **values(one, made.placed.get(one.id, one.placed))},
        content,
        Change(row, content_of(local), content, (local.updated, one.updated), moved, made.stamps.get(one.id)),
    )


def _change(db: sqlite3.Connection, made: Plan) -> Iterator[Change]:
    """Write the versions that take the place of the library's: changes, if only of place or time, too."""
    db.executemany(_REPLACE, (one.values for one in made.rewritten))
    annotation.say_again(db, [(one.change.annotation, one.content) for one in made.rewritten])
    return (one.change for one in made.rewritten)


def _update(columns: Sequence[str]) -> str:
    return f"UPDATE annotations SET {', '.join(f'{name} = :{name}' for name in columns)} WHERE id = :id"


_REVIVE = _update(("article", "absent", "annotator", *ANCHOR, *WORDS))
_REPLACE = _update((*ANCHOR, *WORDS))


def _tell_absent(db: sqlite3.Connection, incoming: Incoming, made: Plan) -> None:
    """Keep what the file says of the articles for which annotations wait, or will."""
    coming = {article.id for _one, article, _gone in made.added if made.homes[article.id] is None}
    for article in incoming.articles:
        waits = made.homes[article.id] is None and absent.row_of(db, article.id) is not None
        if waits or article.id in coming:
            absent.put(db, article)


def _join_schemes(db: sqlite3.Connection, incoming: Incoming) -> tuple[str, ...]:
    """Take the file's tags into the scheme, and those that it uses; the names of the new and the changed.

    A library in which nothing has happened yet takes the file's scheme for its own.
    """
    before = scheme.every(db)
    used = {tag for article in incoming.articles for one in article.annotations for tag in one.tags}
    own = () if incoming.tags and before == scheme.DEFAULTS and _is_untouched(db) else before
    missing = sorted(used - {name for tag in (*own, *incoming.tags) for name in (tag.name, *tag.aliases)})
    after_ = joined(own, (*incoming.tags, *map(Tag, missing)))
    scheme.replace_all(db, after_)
    return tuple(tag.name for tag in after_ if tag not in before)


def _is_untouched(db: sqlite3.Connection) -> bool:
    return db.execute("SELECT 1 FROM annotations LIMIT 1").fetchone() is None


def _told(made: Plan) -> Merged:
    came = [*(one for one, _article, _gone in made.added), *(one for _row, _local, one in made.changed)]
    said = [one for one in came if one.state != "deleted"]
    return Merged(
        added=sum(one.state != "deleted" for one, _article, _gone in made.added),
        changed=sum(one.state != "deleted" for _row, _local, one in made.changed),
        deleted=sum(one.state == "deleted" for one in came),
        unchanged=made.unchanged,
        older=len(made.kept) + made.overtaken,
        waiting=sum(made.homes[made.article_of[one.id]] is None for one in said),
        orphaned=sum(one.id in made.placed and made.placed[one.id] is None for one in said),
    )


def _checked(one: Annotation, body: str | None, incoming: Incoming) -> Annotation:
    """The annotation with a quote that is what its text says, or may say.

    InvalidFormat where it is not. Only that a spreadsheet knows one kind of line break, and cuts what is too
    long for a cell, is forgiven; then the quote is the text's own.
    """
    place = incoming.places.get(one.id, one.id)
    # Where in the annotation it stands is known of newsread's own format alone.
    end, exact = ("", "") if incoming.rewritten else ("/end", "/quote/exact")
    span, said = Span(one.start, one.end), one.quote.exact
    if body is None:
        if len(said) == span.end - span.start:
            return one
        values = {"length": len(said), "start": span.start, "end": span.end, "count": span.end - span.start}
        raise InvalidFormat("{place}: {reason}", place=f"{place}{exact}", reason=Message(_LENGTH, values))
    if span.end > len(body):
        raise InvalidFormat(
            "{place}: {end} lies outside the text, which has {length:code point|code points}",
            place=f"{place}{end}",
            end=span.end,
            length=len(body),
        )
    if span.of(body) == said:
        return one
    if incoming.rewritten and _in_a_cell(span.of(body), said):
        return replace(one, quote=anchors.quote(body, span))
    raise InvalidFormat("{place}: these words are not what the text says there", place=f"{place}{exact}")


def _in_a_cell(words: str, cell: str) -> bool:
    """Whether a spreadsheet may have made `cell` of the words."""
    words, cell = _BREAK.sub("\n", words), _BREAK.sub("\n", cell)
    return words == cell or (len(cell) > _CELL // 2 and words.startswith(cell))


def _body(db: sqlite3.Connection, sha256: str) -> str | None:
    digest = bytes.fromhex(sha256)
    return texts.body(db, digest) if texts.row_of(db, digest) is not None else None
