"""The reader's state behind the panes: the open article, what people say of it, and who is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Literal, NamedTuple, TypeAlias

from store.errors import NotFound
from store.library import Library
from store.model import (
    Annotation,
    Article,
    ClaimVerdict,
    Linked,
    Progress,
    Relation,
    Span,
    Standing,
    Subject,
    Tag,
    Target,
    Undone,
)
from store.overlay import HALF, STATED, standing, touched
from store.spans import SpanIndex

NOTE_SIGN = "+"
TAG_SIGN = "#"
LINK_SIGN = "~"
SEVERAL_SIGN = "*"

Whose: TypeAlias = Literal["mine", "both", "others"]
"""Whose annotations the panes show."""

WHOSE: tuple[Whose, ...] = ("mine", "both", "others")
"""The order in which a key goes through them."""


class Selection(NamedTuple):
    """What an annotation key acts on."""

    target: Target
    span: Span


About: TypeAlias = Selection | Subject
"""What an annotation may be of; as a `Selection` in the article on the desk."""


class Desk:
    """One annotator at one library; every change is committed before its method returns.

    Errors of the library come through as `StoreError`.
    """

    def __init__(self, library: Library) -> None:
        self.library = library
        self.article: Article | None = None
        self.tags: tuple[Tag, ...] = library.tags()
        self.claims: tuple[Standing, ...] = ()
        """The article's claims as they stand: the machine's, under what is said of them."""
        self.links: tuple[Linked, ...] = ()
        self.shown: Whose = "mine"
        self.said = SpanIndex[Annotation]((), _placed)
        """What everybody says of the article, whoever is shown, by where it stands."""
        self.claims_at = SpanIndex[Standing]((), _claimed)
        """`claims`, by where they stand."""
        self._own: dict[tuple[Target, Span], Annotation] = {}
        self._others: tuple[Annotation, ...] = ()
        self._changes: int | None = None
        """The library's counter of changes when the text on the desk was its article's."""

    def open(self, article_id: str) -> Article:
        """Make `article_id` the article on the desk; where that fails, everything stays as it was."""
        changes, article = self.library.change_counter(), self.library.article(article_id)
        self._read(article)
        self._changes = changes
        return article

    # What is there

    @property
    def article_id(self) -> str | None:
        """The id of the article on the desk; None where there is none."""
        return None if self.article is None else self.article.id

    @property
    def is_outdated(self) -> bool:
        """Whether the article has a newer text by now than the one on the desk, or is gone.

        Asked before each annotation: a text that its annotator has not seen is not annotated. Cheap to ask
        for where nobody else has written to the library.
        """
        changes = self.library.change_counter()
        if self.article is None or changes == self._changes:
            return False
        try:
            is_same = self.library.article(self.article.id).sha256 == self.article.sha256
        except NotFound:
            is_same = False
        if is_same:
            self._changes = changes
        return not is_same

    def reload(self) -> None:
        """Read the tags, and what everybody says of the article, again."""
        self._read(self.article)

    def _read(self, article: Article | None, shown: Whose | None = None) -> None:
        """Everything there is about `article`, which is on the desk once all of it has been read.

        So are then the annotations that `shown` names, by default those that were.
        """
        library, me = self.library, self.library.annotator
        tags = library.tags()
        said: list[Annotation] = []
        links: tuple[Linked, ...] = ()
        if article is not None:
            said = [one for one in library.annotations(article.id) if one.placed is not None]
            links = library.links.around(article.id)
        self.article, self.tags, self.links = article, tags, links
        self.shown = shown or self.shown
        own = [one for one in said if one.annotator == me and one.layer == "own"]
        self._own = {(one.target, one.placed): one for one in own if one.placed is not None}
        self._others = tuple(one for one in said if one.annotator != me or one.layer != "own")
        laid = own if self.shown != "others" else _first_of_each(self._others)
        self.claims = () if article is None else standing(article.text, article.extraction, laid)
        self.said = SpanIndex((*self._own.values(), *self._others), _placed)
        self.claims_at = SpanIndex(self.claims, _claimed)

    def turn_to(self, shown: Whose) -> None:
        """Show the annotations of those people."""
        self._read(self.article, shown)

    def annotation(self, selection: About) -> Annotation | None:
        """This annotator's annotation of `selection`."""
        return self._own.get((selection.target, selection.span))

    def others(self, selection: About) -> tuple[Annotation, ...]:
        """What others say of it, where they are shown: of a claim, also where theirs has half in common."""
        if self.shown == "mine":
            return ()
        return tuple(one for one in self._others if one.placed and is_about(one, selection))

    def everybody(self) -> Iterator[Annotation]:
        """All annotations of the article, whoever is shown."""
        yield from self._own.values()
        yield from self._others

    @property
    def has_others(self) -> bool:
        """Whether there is anything of others that is shown."""
        return self.shown != "mine" and bool(self._others)

    def visible(self) -> Iterator[tuple[Annotation, Span]]:
        """The annotations that are shown, with where they stand."""
        if self.shown != "others":
            for (_target, span), one in self._own.items():
                yield one, span
        if self.shown != "mine":
            for one in self._others:
                if one.placed is not None:
                    yield one, one.placed

    def spans_in(self, statement: Span) -> list[tuple[Annotation, Span]]:
        """The free spans that are annotated in the statement, in the order of the text."""
        found = [
            (one, span) for one, span in self.visible() if one.target == "span" and span.overlaps(statement)
        ]
        return sorted(found, key=lambda pair: pair[1])

    def is_annotated(self, span: Span) -> bool:
        """Whether the statement `span`, or anything in it, is annotated by this annotator."""
        return any(span.overlaps(own) for _target, own in self._own)

    def claim_there(self, subject: Subject) -> int | None:
        """Which of `claims` one that is added at `subject` would say again, the best fit; None for a new one.

        It is the claim of the same stretch, or the one that has half or more of the statement. Of a span it
        is the one over which its annotation would be laid, but for one that is stated: a claim within a claim
        stands beside that. What was rejected is passed over.
        """
        is_span = subject.target == "span"

        def fit(one: Standing) -> float:
            span = one.claim.span
            if span == subject.span:
                return 2.0
            if one.verdict == "rejected" or (is_span and one.verdict in STATED):
                return 0.0
            return span.share(subject.span) if is_span else subject.span.part_in(span)

        fits = [fit(one) for one in self.claims]
        best = max(fits, default=0.0)
        return fits.index(best) if best >= HALF else None

    def progress(self) -> Progress:
        """How many statements of the article this annotator has annotated."""
        statements = self.article.outline.statements if self.article is not None else ()
        return Progress(len(touched(statements, (span for _target, span in self._own))), len(statements))

    def links_of(self, selection: Selection) -> list[tuple[Linked, bool]]:
        """The links of it, with whether each leads away from it, as far as those who made them are shown."""
        about = [one for one in (self.annotation(selection), *self.others(selection)) if one is not None]
        ids = {one.id for one in about}
        me = self.library.annotator
        found = []
        for linked in self.links:
            if self.shown == "both" or (linked.source.annotator == me) == (self.shown == "mine"):
                if linked.source.id in ids:
                    found.append((linked, True))
                elif linked.other is not None and linked.other.id in ids:
                    found.append((linked, False))
        return found

    def tag_of_key(self, key: str) -> Tag | None:
        """The tag that the digit `key` sets."""
        return next((tag for tag in self.tags if tag.key == key), None)

    # What is said

    def set_tag(self, subject: Subject, name: str, on: bool | None = None) -> bool:
        """Set or clear a tag, or (None) the other of the two; a new one is made. True where it is set."""
        after = self.library.set_tag(
            subject.article, subject.span, subject.target, name, on, text_sha256=subject.text_sha256
        )
        self.reload()
        # The scheme may know the name as another one of a tag.
        current = next((tag.name for tag in self.tags if name in tag.aliases), name)
        return after is not None and current in after.tags

    def set_note(self, subject: Subject, note: str) -> None:
        """Set the note; an empty one takes it away."""
        self.library.set_note(
            subject.article, subject.span, subject.target, note, text_sha256=subject.text_sha256
        )
        self.reload()

    def judge(
        self,
        claim: Subject,
        verdict: ClaimVerdict | None,
        extent: Span | None = None,
        found: Span | None = None,
    ) -> None:
        """Say of the claim what `verdict` says; `extent` and `found` are of its text. See `Verdicts.give`."""
        self.library.verdicts.give(
            claim.article, claim.span, verdict, extent=extent, found=found, text_sha256=claim.text_sha256
        )
        self.reload()

    def link(self, start: Subject, end: Subject | str, relation: Relation) -> None:
        """Link two annotations, which are made where they are not there."""
        self.library.links.add(start, end, relation)
        self.reload()

    def unlink(self, linked: Linked) -> None:
        """Take a link of one's own away. NotFound where it is somebody else's."""
        self.library.links.remove(linked.source.id, linked.link)
        self.reload()

    def subject(self, selection: Selection) -> Subject:
        """The selection, told so that it stays what it is when another article, or text of it, is open.

        Of a claim as others left it, it is where one's own annotation of the claim stands, if there is one.
        """
        assert self.article is not None
        article, span = self.article, selection.span
        if self.shown == "others" and selection.target == "claim" and self.annotation(selection) is None:
            elsewhere = {one.span for one in self.claims}
            own = [one for one in self._own.values() if is_about(one, selection)]
            near = [one.placed for one in own if one.placed is not None and one.placed not in elsewhere]
            span = max(near, key=span.share, default=span)
        return Subject(article.id, span, selection.target, article.sha256)

    def shows(self, subject: Subject) -> bool:
        """Whether it is of the text that is on the desk."""
        article = self.article
        return article is not None and (subject.article, subject.text_sha256) == (article.id, article.sha256)

    def undo(self) -> Undone | None:
        """Take back this annotator's last step; None where there is none."""
        return self._after(self.library.undo)

    def redo(self) -> Undone | None:
        """Do again what was last taken back; None where there is nothing."""
        return self._after(self.library.redo)

    def _after(self, step: Callable[[], Undone | None]) -> Undone | None:
        undone = step()
        if undone is not None and self.article is not None:
            self.reload()
        return undone

    # How it is shown

    def gutter(self) -> dict[int, tuple[str, str]]:
        """The signs of what is annotated: offset of its beginning -> (one cell, colour).

        Where a statement and a span begin, it is the statement's: the span is marked in the text. Where
        statements or spans say different things, it is that of several.
        """
        if self.shown == "others":
            return self._signs(self._others)
        return self._signs(self._own.values())

    def margin(self) -> dict[int, tuple[str, str]]:
        """The signs of the others' annotations, where they stand beside one's own."""
        return self._signs(self._others) if self.shown == "both" else {}

    def _signs(self, said: Iterable[Annotation]) -> dict[int, tuple[str, str]]:
        signs: dict[int, dict[Target, set[tuple[str, str]]]] = {}
        for one in said:
            if one.target != "claim" and one.placed is not None:
                signs.setdefault(one.placed.start, {}).setdefault(one.target, set()).add(self.sign(one))
        return {
            offset: next(iter(found)) if len(found) == 1 else (SEVERAL_SIGN, "yellow")
            for offset, by_target in signs.items()
            for found in [by_target.get("statement") or by_target["span"]]
        }

    def sign(self, annotation: Annotation) -> tuple[str, str]:
        """The annotation as one cell and its colour."""
        first = next((tag for tag in self.tags if tag.name in annotation.tags), None)
        if first is not None:
            return first.key or TAG_SIGN, first.colour
        return (NOTE_SIGN if annotation.note else LINK_SIGN), "yellow"

    def colour(self, annotation: Annotation) -> str:
        """The colour of its first tag, in the order of the scheme."""
        return self.sign(annotation)[1]


def _placed(annotation: Annotation) -> Span:
    assert annotation.placed is not None
    return annotation.placed


def _claimed(claim: Standing) -> Span:
    return claim.span


def is_about(annotation: Annotation, selection: About) -> bool:
    """Whether it is of what is selected: of the same stretch, or of a claim with half in common."""
    placed = annotation.placed
    if placed is None or annotation.target != selection.target:
        return False
    return placed == selection.span or (selection.target == "claim" and placed.share(selection.span) >= HALF)


def _first_of_each(said: Iterable[Annotation]) -> list[Annotation]:
    """One annotation for each claim: several people can speak of the same."""
    kept: list[Annotation] = []
    for one in said:
        selection = Selection("claim", one.placed) if one.placed is not None else None
        if selection is not None and not any(is_about(other, selection) for other in kept):
            kept.append(one)
    return kept
