"""The reader's state behind the panes: the open article and what this annotator says of it."""

from __future__ import annotations

from dataclasses import dataclass

from store.library import Library
from store.model import Annotation, Article, Span, Tag, Target, Undone

NOTE_SIGN = "+"
TAG_SIGN = "#"


@dataclass(frozen=True, slots=True)
class Selection:
    """What an annotation key acts on."""

    target: Target
    span: Span


class Desk:
    """One annotator at one library; every change is committed before its method returns.

    Errors of the library come through as `StoreError`.
    """

    def __init__(self, library: Library) -> None:
        self.library = library
        self.article: Article | None = None
        self.tags: tuple[Tag, ...] = library.tags()
        self._own: dict[tuple[Target, Span], Annotation] = {}
        self._changes = library.change_counter()

    def open(self, article_id: str) -> Article:
        """Make `article_id` the article on the desk."""
        self.article = self.library.article(article_id)
        self.reload()
        return self.article

    @property
    def is_outdated(self) -> bool:
        """Whether the article has a newer text by now than the one on the desk."""
        seen, self._changes = self._changes, self.library.change_counter()
        if self.article is None or seen == self._changes:
            return False
        return self.library.article(self.article.id).sha256 != self.article.sha256

    def reload(self) -> None:
        """Read the tags, and this annotator's annotations of the article, again."""
        self.tags = self.library.tags()
        self._own = {}
        if self.article is not None:
            for one in self.library.annotations(self.article.id, self.library.annotator):
                if one.placed is not None:
                    self._own[one.target, one.placed] = one

    def annotation(self, selection: Selection) -> Annotation | None:
        """This annotator's annotation of `selection`."""
        return self._own.get((selection.target, selection.span))

    def is_annotated(self, span: Span) -> bool:
        """Whether the statement `span`, or a claim that begins in it, is annotated by this annotator."""
        return any(span.overlaps(own) for _target, own in self._own)

    def set_tag(self, selection: Selection, name: str) -> bool:
        """Set or clear a tag, making it if it is new; True where it is set now."""
        assert self.article is not None
        after = self.library.set_tag(
            self.article.id, selection.span, selection.target, name, text_sha256=self.article.sha256
        )
        self.reload()
        return after is not None and name in after.tags

    def set_note(self, selection: Selection, note: str) -> None:
        """Set the note; an empty one takes it away."""
        assert self.article is not None
        self.library.set_note(
            self.article.id, selection.span, selection.target, note, text_sha256=self.article.sha256
        )
        self.reload()

    def undo(self) -> Undone | None:
        """Take back this annotator's last step; None where there is none."""
        return self._after(self.library.undo())

    def redo(self) -> Undone | None:
        """Do again what was last taken back; None where there is nothing."""
        return self._after(self.library.redo())

    def _after(self, undone: Undone | None) -> Undone | None:
        if undone is not None and self.article is not None and undone.article == self.article.id:
            self.reload()
        return undone

    def tag_of_key(self, key: str) -> Tag | None:
        """The tag that the digit `key` sets."""
        return next((tag for tag in self.tags if tag.key == key), None)

    def gutter(self) -> dict[int, tuple[str, str]]:
        """The sign of each annotated statement: offset of its beginning -> (one cell, colour)."""
        return {span.start: self._sign(one) for (target, span), one in self._own.items() if target != "claim"}

    def claim_tags(self) -> dict[tuple[int, int], tuple[str, ...]]:
        """The tags of each annotated claim; a note shows as a sign among them."""
        return {
            (span.start, span.end): (*one.tags, NOTE_SIGN) if one.note else one.tags
            for (target, span), one in self._own.items()
            if target == "claim"
        }

    def _sign(self, annotation: Annotation) -> tuple[str, str]:
        schemes = [tag for tag in self.tags if tag.name in annotation.tags]
        if not schemes:
            return NOTE_SIGN, "yellow"
        first = schemes[0]
        return first.key or TAG_SIGN, first.colour
