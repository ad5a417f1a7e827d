"""What other programs say of a stretch of text, made an annotation. Pure.

A file of another format that newsread wrote carries each annotation whole beside what the format can say
itself (its *record*). When it comes back, what the format says is compared with that: where they differ, a
person has changed it. A file that newsread did not write carries none; then an annotation is known by what it
says where, so that importing the file again brings nothing new.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import lru_cache
from hashlib import sha256
from itertools import accumulate
from typing import Any
from uuid import UUID, uuid5

from store import anchors
from store.exchange import newsread, shape
from store.exchange.shape import Misfit
from store.ids import NAMESPACE, moment
from store.model import Annotation, ClaimVerdict, ExportedArticle, Incoming, Link, Quote, Span, Verdict

UNKNOWN = "0" * 64
"""The digest of a text that nobody has: for words that are found nowhere."""


def pointer(place: Sequence[str | int]) -> str:
    """A place in a JSON document as a pointer (RFC 6901)."""
    return Misfit("").at(*place).pointer


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads a file, and when: what is said where the file does not say it."""

    annotator: str
    time: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a text, and what a file says of it."""

    place: tuple[str | int, ...]
    """Where in the file it stands."""
    span: Span
    tags: tuple[str, ...] = ()
    note: str = ""
    verdict: Verdict | None = None
    links: tuple[Link, ...] = ()
    """To other annotations; those that the file's text can say, where there is a record."""
    record: Mapping[str, Any] | None = None
    """The annotation as newsread wrote it."""
    inside: tuple[str, ...] = ()
    """Where within `place` the record stands."""
    exported: Span | None = None
    """The span that newsread wrote."""
    id: str | None = None
    annotator: str | None = None
    created: str | None = None
    updated: str | None = None


@dataclass(slots=True)
class Gathered:
    """What a file brings, put together text by text."""

    reader: Reader
    spell: Callable[[Sequence[str | int]], str] = pointer
    """How a place is written: by default as a JSON pointer."""
    articles: dict[str, ExportedArticle] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    timeless: set[str] = field(default_factory=set)
    moved: set[str] = field(default_factory=set)
    written: dict[str, Annotation] = field(default_factory=dict)
    said: dict[str, list[Annotation]] = field(default_factory=dict)
    """The annotations by the ids of their articles."""
    closed: int = 0
    """Stretches in several pieces that are one here."""

    def add(self, article: ExportedArticle, text: str, marks: Iterable[Mark]) -> None:
        """Add the marks of `article`, whose text in the file is `text`. Raises Misfit.

        They come together that can have links to each other there.
        """
        digest = sha256(text.encode()).hexdigest()
        made, marks = self._of(article), list(marks)
        there = frozenset(str(mark.record.get("id")) for mark in marks if mark.record is not None)
        for mark in marks:
            with shape.within(*mark.place):
                made.append(self._annotation(mark, article.id, text, digest, there))

    def take(self, article: ExportedArticle, one: Annotation, place: tuple[str | int, ...]) -> None:
        """Add a finished annotation."""
        self._place(one.id, place)
        self._of(article).append(one)

    def incoming(self) -> Incoming:
        """What there is to merge."""
        return Incoming(
            tuple(replace(one, annotations=tuple(self.said[one.id])) for one in self.articles.values()),
            places=self.places,
            rewritten=True,
            timeless=frozenset(self.timeless),
            moved=frozenset(self.moved),
            written=self.written,
            closed=self.closed,
        )

    def _of(self, article: ExportedArticle) -> list[Annotation]:
        """The annotations of the article so far."""
        self.articles.setdefault(article.id, article)
        return self.said.setdefault(article.id, [])

    def _place(self, uuid: str, place: tuple[str | int, ...]) -> None:
        if uuid in self.places:
            raise Misfit("{name} is there twice", name=uuid)
        self.places[uuid] = self.spell(place)

    def _annotation(self, mark: Mark, article: str, text: str, digest: str, there: Set[str]) -> Annotation:
        if not 0 <= mark.span.start < mark.span.end <= len(text):
            raise Misfit(
                "{start} to {end} is no stretch of the text, which has {length:code point|code points}",
                start=mark.span.start,
                end=mark.span.end,
                length=len(text),
            )
        if mark.record is None:
            one = self._new(mark, article, text, digest)
        else:
            with shape.within(*mark.inside):
                one = newsread.annotation(mark.record, article)
            self.written[one.id] = one
            one = _changed(one, mark, there)
            if mark.exported is not None and mark.exported != mark.span:
                self.moved.add(one.id)
                one = _anchored(one, mark.span, text, digest)
        self._place(one.id, mark.place)
        return one

    def _new(self, mark: Mark, article: str, text: str, digest: str) -> Annotation:
        annotator = mark.annotator or self.reader.annotator
        # As it has always been written: from it follow the ids that files and libraries have.
        span = f"Span(start={mark.span.start}, end={mark.span.end})"
        said = "\0".join((digest, span, annotator, *mark.tags, "", mark.note, mark.verdict or ""))
        uuid = mark.id or str(uuid5(UUID(NAMESPACE), said))
        if mark.updated is None:
            self.timeless.add(uuid)
        updated = mark.updated or self.reader.time
        return Annotation(
            id=uuid,
            article=article,
            target="span",
            state="active",
            start=mark.span.start,
            end=mark.span.end,
            quote=anchors.quote(text, mark.span),
            text_sha256=digest,
            tags=mark.tags,
            note=mark.note,
            annotator=annotator,
            created=mark.created or updated,
            updated=updated,
            claim=None if mark.verdict is None else ClaimVerdict(mark.verdict),
            links=mark.links,
            placed=mark.span,
        )


def of_text(text: str, name: str) -> ExportedArticle:
    """An article for a text that comes without one; the library finds its own by the text."""
    digest = sha256(text.encode()).hexdigest()
    title = next((line.strip() for line in text.split("\n") if line.strip()), name)[:300]
    return ExportedArticle(str(uuid5(UUID(NAMESPACE), digest)), digest, name, title, None, None)


def words(quote: Quote, old: Span, text: str) -> Span | None:
    """Where the words of a selector stand in a text."""
    return old if old.of(text) == quote.exact else anchors.place(quote, old, text)


def stretch(said: str, span: Span, text: str) -> Span | None:
    """Where the words `said` stand in `text`, by a file's offsets `span`; None where they stand nowhere.

    The offsets count code points, or else UTF-16 as in JavaScript; where neither fits, the words are looked
    for. White space does not count. A `span` that reaches beyond the text, or has no words, is given back.
    """
    units = _units(text)
    if not said.split() or not span.start < span.end <= units[-1]:
        return span
    counted = Span(bisect_left(units, span.start), bisect_left(units, span.end))
    for one in (span, counted):
        if one.of(text).split() == said.split():
            return one
    return anchors.place(Quote(said, "", ""), counted, text)


@lru_cache(maxsize=1)
def _units(text: str) -> list[int]:
    """Where each code point of the text begins in UTF-16, and where the last one ends."""
    return list(accumulate((2 if letter > "\uffff" else 1 for letter in text), initial=0))


def _changed(one: Annotation, mark: Mark, there: Set[str]) -> Annotation:
    """The annotation as the record has it, but for what the file says otherwise.

    A link out of the file, to what is not `there` by its id, is in the record alone.
    """
    out = (link for link in one.links if link.to not in there)
    links = tuple(dict.fromkeys((*mark.links, *out)))
    claim = one.claim
    if (None if claim is None else claim.verdict) != mark.verdict:
        claim = None if mark.verdict is None else ClaimVerdict(mark.verdict)
    changed = replace(
        one, tags=_same(one.tags, mark.tags), note=mark.note, claim=claim, links=_same(one.links, links)
    )
    if changed != one and not (changed.tags or changed.note or changed.claim or changed.links):
        changed = replace(changed, state="deleted")
    if changed != one and mark.updated is not None and moment(mark.updated) > moment(one.updated):
        return replace(changed, updated=mark.updated)
    return changed


def _same(old: tuple[Any, ...], new: tuple[Any, ...]) -> tuple[Any, ...]:
    """The old tuple where the new one has the same in another order."""
    return old if len(old) == len(new) and set(old) == set(new) else new


def _anchored(one: Annotation, span: Span, text: str, digest: str) -> Annotation:
    return replace(
        one,
        target="span",
        start=span.start,
        end=span.end,
        quote=anchors.quote(text, span),
        text_sha256=digest,
        placed=span,
    )
