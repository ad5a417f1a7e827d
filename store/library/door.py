"""The one door to what newsread keeps. A facade: what each method does is done in `store.db`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from store.cleaning import clean
from store.db import (
    annotation,
    articles,
    drafts,
    editing,
    lists,
    log,
    people,
    progress,
    reading_state,
    saved_searches,
    scheme,
)
from store.errors import Message, NotFound
from store.library.session import Session
from store.model import (
    Annotation,
    Article,
    ArticleSummary,
    Draft,
    Place,
    Progress,
    SavedSearch,
    Source,
    Span,
    Tag,
    Target,
    Undone,
)
from store.names import clean_name

if TYPE_CHECKING:
    from store.library.adjudicating import Adjudication
    from store.library.exchange import Exchange
    from store.library.feeds import Feeds
    from store.library.links import Links
    from store.library.search import Search
    from store.library.stories import Stories
    from store.library.tagging import Scheme
    from store.library.team import Team
    from store.library.upkeep import Upkeep
    from store.library.verdicts import Verdicts
    from store.model import Document, Outcome, Unread


class Library(Session):
    """A library file, as one annotator uses it, in one thread.

    Every method raises LibraryError, with one line for a person, where the file cannot be used. A method
    that changes something has it on the disk when it returns; one that raises has changed nothing.
    """

    @cached_property
    def search(self) -> Search:
        """Searching the library."""
        from store.library.search import Search

        return Search(self)

    @staticmethod
    def find_in(text: str, string: str, most: int | None = None) -> Sequence[Span]:
        """Where `string` stands in `text`, in whatever spelling, `most` times at most."""
        from store.search.strings import find

        return find(text, string, most)

    @cached_property
    def feeds(self) -> Feeds:
        """The feeds, and what servers said of addresses."""
        from store.library.feeds import Feeds

        return Feeds(self)

    @cached_property
    def stories(self) -> Stories:
        """The articles about one event."""
        from store.library.stories import Stories

        return Stories(self)

    def saved_searches(self) -> tuple[SavedSearch, ...]:
        """The annotator's searches, by name; `search` has all else that concerns them."""
        with self.reading() as db:
            return tuple(SavedSearch(*one) for one in saved_searches.every(db, self.me(db)))

    # Articles

    def add(self, document: Document | Unread) -> Outcome:
        """Add the article, or give it a new version where its text has changed."""
        outcome = self.adding().add(document)
        self.stories.try_to_update()
        return outcome

    def add_many(
        self,
        documents: Iterable[Document | Unread],
        progress: Callable[[Sequence[Outcome]], None] | None = None,
        failed: Callable[[Message], None] | None = None,
        *,
        again: bool = False,
        reread: bool = False,
        grouped: Callable[[int, int], None] | None = None,
    ) -> dict[Outcome, int]:
        """Add articles, many to a commit; how many came to which outcome.

        What another version of the extractor found in a text is replaced, and with `again` any findings
        are; what a person said of them stays.

        `progress` is told after each commit what became of those in it, `failed` is called with one line
        for each page that holds none. Where `documents` raises or the work is interrupted, what came before
        is kept. A page that was read before is not read again, unless `reread` says so. Many texts are looked
        at on all cores, by processes that end with this method. `grouped` is told of how many articles the
        stories are found by then, and of how many in all.
        """
        outcomes = self.adding(reread).add_many(documents, progress, failed, again)
        self.stories.try_to_update(grouped)
        return outcomes

    def extract_again(self, progress: Callable[[int, int], None] | None = None) -> int:
        """Find the claims of all texts again, many to a commit; how many texts there were.

        `progress` is told how many are done, and of how many. Where the work is interrupted, what was done
        is kept. What a person said of the claims is not touched.
        """
        return self.adding().extract_again(progress)

    def sources(self) -> list[Source]:
        """Every source by name, with its counts."""
        with self.reading() as db:
            return reading_state.sources(db, self.me(db))

    def article_count(self, source: str | None = None, folded: bool = False) -> int:
        """How many articles a source has, or (None) the library; `folded`: those alike count as one."""
        with self.reading() as db:
            return lists.count(db, self.source_row(db, source), folded)

    def article_page(
        self, source: str | None, start: int, count: int, folded: bool = False
    ) -> list[ArticleSummary]:
        """`count` articles of a source or (None) of all, from the `start`th on, the latest first."""
        with self.reading() as db:
            return lists.page(db, self.me(db), self.source_row(db, source), start, count, folded)

    def article_place(self, article_id: str, source: str | None, folded: bool = False) -> tuple[int, bool]:
        """How many of `article_page` stand before the article, and whether it is there itself, or is of
        another source or folded under a copy. NotFound if the library has no such article."""
        with self.reading() as db:
            return lists.place(db, article_id, self.source_row(db, source), folded)

    def find_article(self, prefix: str) -> str:
        """The id that begins with `prefix`. NotFound; Ambiguous with some that do."""
        with self.reading() as db:
            return articles.find(db, clean(prefix))

    def article(self, article_id: str) -> Article:
        """The article with its current text. NotFound if it is not there."""
        with self.reading() as db:
            return articles.article(db, article_id)

    def neighbour(self, article_id: str, step: Literal[1, -1], source: str | None = None) -> str | None:
        """The id of the article after (1) or before (-1) this one in the list's order; None at the end."""
        with self.reading() as db:
            return lists.neighbour(db, article_id, step, self.source_row(db, source))

    # What the annotator has read

    def mark_read(self, article_ids: Iterable[str], read: bool = True, *, step: bool = False) -> int:
        """Mark articles as read by the annotator, or as not read; how many marks changed.

        With `step` it is a step that undo takes back, as where a person asks for it. Without, as where an
        article was simply read, a library that may only be read keeps nothing, and that is no error.
        """
        if self.read_only and not step:
            return 0
        with self.writing() as db:
            me = people.put(db, self.annotator)
            if step:
                return log.mark(db, me, article_ids, read)
            return len(reading_state.mark(db, me, article_ids, read))

    def mark_all_read(self, source: str | None = None) -> int:
        """Mark all of a source, or (None) of the library, as read, as one step; how many were not read."""
        with self.writing() as db:
            me = people.put(db, self.annotator)
            return log.mark(db, me, reading_state.unread(db, me, self.source_row(db, source)), True)

    def place(self) -> Place | None:
        """Where the annotator was last, or None before the first time."""
        with self.reading() as db:
            return reading_state.place(db, self.me(db))

    def save_place(self, place: Place) -> None:
        """Keep where the annotator is, unless the library may only be read. NotFound for no article."""
        if self.read_only:
            return
        with self.writing() as db:
            article = articles.known(db, place.article)
            reading_state.save_place(db, people.put(db, self.annotator), article.row, place.offset)

    def recall(self, name: str) -> str | None:
        """What the annotator's reader keeps under `name` (the last export's path, say), or None."""
        with self.reading() as db:
            return reading_state.recall(db, self.me(db), name)

    def remember(self, name: str, value: str) -> None:
        """Keep `value` for the annotator under `name`, unless the library may only be read."""
        if self.read_only:
            return
        with self.writing() as db:
            reading_state.remember(db, people.put(db, self.annotator), name, clean(value))

    def progress(self, source: str | None = None) -> Progress:
        """How many statements of a source, or (None) of the library, are annotated by the annotator."""
        with self.reading() as db:
            return progress.of_source(db, self.me(db), self.source_row(db, source))

    # Annotations

    def annotations(self, article_id: str, annotator: str | None = None) -> tuple[Annotation, ...]:
        """What everybody, or one annotator, says of the article, in the text's order, the orphaned last."""
        with self.reading() as db:
            return annotation.of_article(db, articles.known(db, article_id).row, annotator)

    def annotation(self, annotation_id: str) -> Annotation:
        """The annotation with that id, deleted or not. NotFound if there is none."""
        with self.reading() as db:
            found = annotation.by_uuid(db, annotation_id)
        if found is None:
            raise NotFound("no annotation with the id {id}", id=annotation_id)
        return found

    def set_tag(
        self,
        article_id: str,
        span: Span,
        target: Target,
        tag: str,
        on: bool | None = None,
        *,
        text_sha256: str | None = None,
    ) -> Annotation | None:
        """Set the tag on the stretch, clear it, or (None) the other of the two.

        Of a group with one choice the others are cleared. A tag that the scheme does not know is added to
        it. Gives the annotation, or None where it says nothing any more and is deleted. `span` is of the
        article's current text, or of the one it had as `text_sha256`: then the annotation is placed in the
        current one, or orphaned. InvalidSpan if it is no stretch of it.
        """
        name = clean_name(tag, "a tag")
        with self.writing() as db:
            return editing.set_tag(db, self.stretch(db, article_id, span, target, text_sha256), name, on)

    def set_note(
        self, article_id: str, span: Span, target: Target, note: str, *, text_sha256: str | None = None
    ) -> Annotation | None:
        """Write the note of the stretch, empty for none, and clear its draft; else as `set_tag`."""
        with self.writing() as db:
            stretch = self.stretch(db, article_id, span, target, text_sha256)
            return editing.set_note(db, stretch, clean(note))

    def annotate(
        self,
        article_id: str,
        span: Span,
        target: Target,
        tags: Sequence[str] = (),
        note: str = "",
        *,
        text_sha256: str | None = None,
    ) -> Annotation:
        """Add tags and a note to the stretch as one step; else as `set_tag`.

        StoreError if that would leave an annotation without either.
        """
        names = [clean_name(tag, "a tag") for tag in tags]
        with self.writing() as db:
            stretch = self.stretch(db, article_id, span, target, text_sha256)
            return editing.annotate(db, stretch, names, clean(note))

    @cached_property
    def verdicts(self) -> Verdicts:
        """What the annotator says of claims."""
        from store.library.verdicts import Verdicts

        return Verdicts(self)

    @cached_property
    def links(self) -> Links:
        """Links between annotations."""
        from store.library.links import Links

        return Links(self)

    def undo(self) -> Undone | None:
        """Take back the annotator's last step, of this or an earlier session; None at the beginning."""
        with self.writing() as db:
            return log.undo(db, people.put(db, self.annotator))

    def redo(self) -> Undone | None:
        """Do the step again that was taken back last; None where a new step or nothing came after it."""
        with self.writing() as db:
            return log.redo(db, people.put(db, self.annotator))

    # Drafts of notes

    def save_draft(
        self, article_id: str, span: Span, target: Target, note: str, *, text_sha256: str | None = None
    ) -> None:
        """Keep an unfinished note of the stretch; an empty one clears it."""
        with self.writing() as db:
            stretch = self.stretch(db, article_id, span, target, text_sha256)
            if note:
                drafts.save(db, stretch, clean(note))
            else:
                drafts.clear(db, stretch)

    def clear_draft(
        self, article_id: str, span: Span, target: Target, *, text_sha256: str | None = None
    ) -> None:
        """Forget the unfinished note of the stretch."""
        self.save_draft(article_id, span, target, "", text_sha256=text_sha256)

    def draft(
        self, article_id: str, span: Span, target: Target, *, text_sha256: str | None = None
    ) -> str | None:
        """The annotator's unfinished note of the stretch, or None."""
        with self.reading() as db:
            me = self.me(db)
            if me is None:
                return None
            return drafts.get(db, self.stretch(db, article_id, span, target, text_sha256, me))

    def drafts(self) -> tuple[Draft, ...]:
        """All unfinished notes of the annotator, the last one first."""
        with self.reading() as db:
            return drafts.every(db, self.me(db))

    # Tags

    @cached_property
    def scheme(self) -> Scheme:
        """Changes to the scheme of tags."""
        from store.library.tagging import Scheme

        return Scheme(self)

    def tags(self) -> tuple[Tag, ...]:
        """The scheme, in its order."""
        with self.reading() as db:
            return scheme.every(db)

    def recent_tags(self) -> tuple[str, ...]:
        """The tags that the annotator set lately, the last first."""
        with self.reading() as db:
            return log.recent_tags(db, self.me(db))

    # Out and in

    @cached_property
    def exchange(self) -> Exchange:
        """Annotations into files and out of them."""
        from store.library.exchange import Exchange

        return Exchange(self)

    @cached_property
    def upkeep(self) -> Upkeep:
        """Backups, removal, orphans, and the audit trail."""
        from store.library.upkeep import Upkeep

        return Upkeep(self)

    @cached_property
    def adjudication(self) -> Adjudication:
        """Deciding between annotators."""
        from store.library.adjudicating import Adjudication

        return Adjudication(self)

    # The file and its people

    @cached_property
    def team(self) -> Team:
        """Who may use the library, and what they agree on."""
        from store.library.team import Team

        return Team(self)
