"""The keys that keep the work going: tag and go on, repeat, filter; and how far one is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from textual.timer import Timer

from store.errors import StoreError
from store.model import Progress, Standing, Subject
from tui.screens.annotating import AnnotatingScreen
from tui.screens.desk import Selection
from tui.screens.filters import Filter, fits, fitting, offered
from tui.tag_names import tag_name
from tui.widgets import palette
from tui.widgets.painting import Mark

COUNT_AFTER = 0.3
"""Seconds of rest after which the source's progress is counted again."""


class FlowScreen(AnnotatingScreen):
    """From one statement or claim to the next that is wanted."""

    going_on = False
    """Whether a step goes on to the next statement or claim."""
    filter: Filter | None = None
    """What statements and claims must have to be stepped to."""
    _again: Callable[[Subject], None] | None = None
    _counting: Timer | None = None

    # Tag and go on, repeat

    def action_tag_and_go(self) -> None:
        """From now on each step goes on to the next; or no longer."""
        self.going_on = not self.going_on
        self.show_about()
        self.status.say(self.words("status.going-on" if self.going_on else "status.staying"))

    def action_repeat(self) -> None:
        """Do the last action again, to what is selected now."""
        if self._again is None:
            self.status.say(self.words("status.nothing-to-repeat"))
        elif (subject := self.target()) is not None:
            self._again(subject)

    def changed(self, message: str) -> None:
        """Show what has been committed, and how far one is by it."""
        super().changed(message)
        self.show_progress()

    def acted(
        self,
        message: str,
        subject: Subject | None = None,
        again: Callable[[Subject], None] | None = None,
    ) -> None:
        """Show an annotation, keep it to be repeated, and go on where that is asked for."""
        super().acted(message, subject, again)
        self._again = again
        if self.going_on and subject is not None:
            self.drop_selection()
            self._go_on(subject)
            self.status.say(message)

    def _go_on(self, subject: Subject) -> None:
        """To the next claim, or the next statement without an annotation."""
        if subject.target != "claim":
            self._go_on_to_statement()
            return
        index = self.claim_from(self.claims.cursor, 1)
        if index is not None:
            self.claims.go(index)
            self.follow_claim()

    def _go_on_to_statement(self) -> None:
        here, target = self.view.statement, self._next_open()
        if target is None and self.filter is not None and here is not None:
            target = self.statement_from(here, 1)  # What is wanted may be annotated, and be all there is.
        if target is not None:
            self.go_to_statement(target)

    def action_next_open(self) -> None:
        """The next statement that has no annotation of one's own, of those that the filter lets through."""
        target = self._next_open()
        if target is not None:
            self.go_to_statement(target)
        elif self.filter is not None:
            self.status.say(self.words("status.no-more", name=self.named(self.filter)))
        elif self.view.statement is not None:
            self.status.say(self.words("status.all-annotated"))

    def _next_open(self) -> int | None:
        article, here = self.desk.article, self.view.statement
        if article is None or here is None:
            return None
        statements, wanted = article.outline.statements, self._wanted()
        order = [*range(here + 1, len(statements)), *range(here)]
        return next((i for i in order if i in wanted and not self.desk.is_annotated(statements[i])), None)

    # Filters

    def action_filter(self) -> None:
        """Choose what statements and claims must have."""
        from tui.screens.choosing import Chooser

        options: list[tuple[Filter | None, int]] = [*offered(self.desk)]
        if self.filter is not None:
            options = [(None, 0), *((one, count) for one, count in options if one != self.filter)]
        if not options:
            self.say_nothing_here("status.nothing-to-filter")
            return
        names = [(self.named(one), str(count) if count else "") for one, count in options]

        def done(index: int | None) -> None:
            if index is not None:
                self.set_filter(options[index][0])

        self.app.push_screen(Chooser(self.words, self.words("filter.title"), names), done)

    def set_filter(self, wanted: Filter | None) -> None:
        """Step only to what fits, and go to the first of it; None for everything."""
        self.filter = wanted
        self.show_annotations()
        if wanted is None:
            self.status.say(self.words("status.no-filter"))
            return
        here = self.view.statement
        if here is not None and here not in self._wanted():
            target = self.statement_from(here, 1)
            target = self.statement_from(here, -1) if target is None else target
            self.go_to_statement(target)
        self.status.say(self._told_filter)

    @property
    def _told_filter(self) -> str:
        """What is said when a filter is set, with the key that takes it off."""
        return self.words("status.filter", name=self.named(self.filter))

    def named(self, wanted: Filter | None) -> str:
        """A filter in words."""
        if wanted is None:
            return self.words("filter.all")
        if wanted.kind == "verdict":
            return self.words("filter.verdict", name=self.words(f"verdict.{wanted.name}"))
        if wanted.kind in ("tag", "annotator"):
            name = tag_name(self.words, wanted.name) if wanted.kind == "tag" else wanted.name
            return self.words(f"filter.{wanted.kind}", name=name)
        return self.words(f"filter.{wanted.kind}")

    def statement_from(self, index: int, step: int) -> int | None:
        """The nearest statement after (1) or before (-1) this one that is wanted, or None."""
        wanted = self._wanted()
        ahead = (one for one in wanted if (one > index if step > 0 else one < index))
        return min(ahead, default=None) if step > 0 else max(ahead, default=None)

    def claim_from(self, index: int | None, step: int) -> int | None:
        """The nearest claim after (1) or before (-1) this one that is wanted, or None."""
        count = len(self.desk.claims)
        start = -1 if index is None else index
        order = range(start + 1, count) if step > 0 else range(start - 1, -1, -1)
        return next((one for one in order if not self.stands_back(self.desk.claims[one])), None)

    def stepped(self, step: int) -> bool:
        """Step to the next wanted statement; False where no filter is on."""
        if self.filter is None or self.view.statement is None:
            return False
        target = self.statement_from(self.view.statement, step)
        if target is None:
            self.status.say(self.words("status.no-more", name=self.named(self.filter)))
        else:
            self.view.go(target)
        return True

    def _wanted(self) -> Collection[int]:
        """The indices of the statements that the filter lets through."""
        count = len(self.desk.article.outline.statements) if self.desk.article is not None else 0
        return range(count) if self.filter is None else fitting(self.desk, self.filter)

    def stands_back(self, claim: Standing) -> bool:
        """Whether the filter leaves the claim out."""
        return self.filter is not None and not fits(self.desk, self.filter, Selection("claim", claim.span))

    def marks(self) -> Sequence[Mark]:
        """The statements that the filter leaves out, dimmed, under what was there."""
        article = self.desk.article
        if self.filter is None or article is None:
            return super().marks()
        wanted = self._wanted()
        out = [
            Mark(span.start, span.end, palette.DIM)
            for index, span in enumerate(article.outline.statements)
            if index not in wanted
        ]
        return [*out, *super().marks()]

    def drop_filter(self) -> bool:
        """Take the filter off; False where there is none.

        With the focus elsewhere than in the article it stays too, unless the status line says that it goes.
        """
        is_told = self.status.message == self._told_filter
        if self.filter is None or not (self.focused is self.view or is_told):
            return False
        self.set_filter(None)
        return True

    # How far

    def signs(self) -> Sequence[str]:
        """Whether each step goes on to the next, and what it is to have."""
        going = [self.words("flow.going-on")] if self.going_on else []
        return [*going, *([self.named(self.filter)] if self.filter is not None else [])]

    def count_progress(self) -> None:
        """`show_progress` in a moment: another source may be listed before that."""
        if self._counting is not None:
            self._counting.stop()
        self._counting = self.set_timer(COUNT_AFTER, self.show_progress)

    def show_progress(self) -> None:
        """Show above the articles how far the annotator is with the source."""
        try:
            progress = self.desk.library.progress(self.source)
        except StoreError:
            progress = Progress(0, 0)
        count = self.articles.count
        parts = [str(count) if count else ""]
        parts += [f"{progress.annotated}/{progress.statements}"] if progress.annotated else []
        self.headers["articles"].show(" · ".join(filter(None, parts)))
