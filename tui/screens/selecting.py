"""What is under the cursor, and what is shown of it: in the text, the sidebar and the status line."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events, on

from store.model import Standing
from tui.screens.attempting import Attempting
from tui.screens.desk import Selection
from tui.screens.panes import PaneScreen
from tui.screens.telling import told, told_of
from tui.widgets import palette
from tui.widgets.article import ArticleView
from tui.widgets.painting import Mark


class SelectingScreen(Attempting, PaneScreen):
    """What is selected, and what is said of it."""

    about: Sequence[str] = ()
    """What the header says of the article."""
    told: Sequence[str] = ()
    """What the article says of itself: place, byline, agency, the languages that it is in, if several."""

    # What the keys act on

    @property
    def selection(self) -> Selection | None:
        """The claim chosen, where the sidebar has the focus; else what is selected in the article, or the
        statement under the cursor."""
        article = self.desk.article
        if article is None:
            return None
        claim = self.claim
        if self.focused is self.claims and claim is not None:
            return Selection("claim", claim.span)
        if self.view.selected is not None:
            return Selection("span", self.view.selected)
        span = self.view.statement_span
        return Selection("statement", span) if span is not None else None

    def say_nothing_here(self, key: str) -> None:
        """Say why nothing is selected; with the catalogue's `key` where no article is open."""
        blank = "status.no-statements" if self.view.selected is None else "status.only-blanks"
        self.status.say(self.words(key if self.desk.article is None else blank))

    @property
    def claim(self) -> Standing | None:
        """The claim that is chosen in the sidebar."""
        index = self.claims.cursor
        return self.desk.claims[index] if index is not None and index < len(self.desk.claims) else None

    def follow_statement(self) -> None:
        """Choose the first claim of the statement under the cursor, unless one of its claims is chosen."""
        span = self.view.statement_span
        if self.desk.article is None or span is None:
            return
        chosen = self.claim
        if chosen is not None and span.overlaps(chosen.claim.span):
            return
        found = [one.claim for one in self.desk.claims]
        # Not by spans: to make one of each of thousands of claims takes milliseconds.
        overlapping = (i for i, one in enumerate(found) if one.start < span.end and span.start < one.end)
        index = next(overlapping, None)
        if index != self.claims.cursor:
            self.claims.go(index)
            self.view.choose(found[index].span if index is not None else None)

    def follow_claim(self) -> None:
        """Go to the statement of the claim under the sidebar's cursor, and set the claim off in the text."""
        claim = self.claim
        if claim is None:
            return
        span = claim.claim.span
        statement = self.view.statement_at(span.start)
        if statement is not None and statement != self.view.statement:
            self.view.go(statement)
        self.view.choose(span)
        self.say_where()
        self.save_place()

    def go_to_statement(self, statement: int | None) -> None:
        """Put the cursor on the statement with that index, or (None) leave it; all else follows."""
        if statement is not None and statement != self.view.statement:
            self.drop_selection()
            self.view.go(statement)
        self.follow_cursor()

    def follow_cursor(self) -> None:
        """The statement under the cursor may be another one: its claim, the status line, the place kept."""
        self.follow_statement()
        self.say_where()
        self.save_place()

    def save_place(self) -> None:
        """Keep where one is."""

    def on_descendant_focus(self, _event: events.DescendantFocus) -> None:
        """Another pane may mean another selection."""
        self.say_where()

    @on(ArticleView.Selected)
    def _selected(self) -> None:
        if self.view.selected is None:
            self.drop_selection()  # The mouse may have done so: what hangs on it goes too.
        self.say_where()

    def say_where(self) -> None:
        """Show in the status line where the cursor is and what is annotated there."""
        selection = self.selection
        article = self.desk.article
        if selection is None or article is None:
            self.status.show("", "")
            return
        if selection.target == "claim":
            place = self.words("status.claim", number=(self.claims.cursor or 0) + 1, count=self.claims.count)
        elif selection.target == "span":
            place = self.words("status.selected", count=selection.span.end - selection.span.start)
        else:
            place = self.words(
                "status.statement",
                number=(self.view.statement or 0) + 1,
                count=len(article.outline.statements),
            )
        own = self.desk.annotation(selection) if self.desk.shown != "others" else None
        parts = list(told(self.words, own)) if own else []
        parts += [told_of(self.words, one) for one in self.desk.others(selection)]
        if selection.target == "claim" and self.claim is not None:
            # In the sidebar a long name may be cut.
            parts.insert(0, self.claim.claim.speaker or "")
        self.status.show(place, " · ".join(filter(None, parts)), (article.id, selection))

    def show_annotations(self) -> None:
        """Show what is said in the gutter and the text, in the sidebar and in the headers."""
        desk, claims = self.desk, self.desk.claims
        self.claims.replace([one.claim for one in claims])
        self.headers["claims"].show(str(len(claims)) if desk.article else "")
        spans = [one.claim.span for one in claims if one.verdict != "rejected"]
        self.view.lay(spans, self.marks())
        self.view.annotate(desk.gutter(), desk.margin())
        labels = {one.claim.span: told for one in claims if (told := self._labels(one))}
        rejected = frozenset(one.claim.span for one in claims if one.verdict == "rejected")
        faint = frozenset(one.claim.span for one in claims if self.stands_back(one))
        self.claims.annotate(labels, rejected, faint)
        chosen = None if self.claim is None else self.claim.claim.span
        if chosen != self.view.chosen:
            self.view.choose(chosen)
        self.show_about()

    def marks(self) -> Sequence[Mark]:
        """What is laid over the text of the article: the spans that are annotated, in their tags' colours."""
        return [
            Mark(span.start, span.end, palette.SPAN + palette.of_tag(self.desk.colour(one)))
            for one, span in self.desk.visible()
            if one.target == "span"
        ]

    def _labels(self, claim: Standing) -> tuple[str, ...]:
        """What is said of a claim, as the sidebar shows it."""
        own = told(self.words, claim.annotation, note=False) if claim.annotation is not None else ()
        if self.desk.shown == "others":
            own = ()
        others = self.desk.others(Selection("claim", claim.span))
        return (*own, *(told_of(self.words, one, note=False) for one in others))

    def stands_back(self, _claim: Standing) -> bool:
        """Whether the claim is not among those that were asked for."""
        return False

    def show_about(self) -> None:
        """Show above the article what it is, how far its annotator is, and what it says of itself."""
        progress = self.desk.progress()
        parts = [
            *self.about,
            *([f"{progress.annotated}/{progress.statements}"] if progress.statements else []),
            *self.signs(),
            *self.told,
        ]
        self.headers["article"].show(" · ".join(parts))

    def signs(self) -> Sequence[str]:
        """How the keys go on, for the header."""
        return ()
