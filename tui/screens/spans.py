"""The keys that begin a free span of the article, and grow and shrink it."""

from __future__ import annotations

from collections.abc import Callable

from store.model import Article, Span
from tui.screens.annotating import AnnotatingScreen
from tui.screens.desk import Selection
from tui.screens.growing import Growing, begun, trimmed


class SpanScreen(AnnotatingScreen):
    """v begins a span; the other keys move the end of it, or of what the mouse has selected.

    h and l move the end to the left and the right of the screen, as the cursor keys do in right-to-left
    editors: in an Arabic paragraph h goes on and l goes back. w and b go by words in the order of reading.
    """

    _growing: Growing | None = None
    _last: tuple[str, Span] | None = None
    """The span that was selected last, and the id of its article."""

    @property
    def selection(self) -> Selection | None:
        """A span as it is annotated has no white space at its ends; else as it was."""
        selection, article = super().selection, self.desk.article
        if selection is None or article is None or selection.target != "span":
            return selection
        span = trimmed(article.text, selection.span)
        return selection._replace(span=span) if span is not None else None

    @property
    def growing(self) -> Growing | None:
        """The span whose end the keys move: one that a key began, or what the mouse has selected."""
        article, selected = self.desk.article, self.view.selected
        if article is None or selected is None:
            return None
        if self._growing is None or self._growing.span != selected or self._growing.text != article.text:
            return Growing(article.text, selected.start, selected.end)
        return self._growing

    def action_span(self) -> None:
        """Begin a span at the statement's beginning, or where the last one in it ended.

        Again, it begins another one at the moving end.
        """
        article, statement = self.desk.article, self.view.statement_span
        if article is None or statement is None:
            self.say_nothing_here("status.nothing-to-annotate")
            return
        if self.focused is not self.view:
            self.focus_pane(self.view)
        growing = self.growing
        start = statement.start
        if growing is not None:
            start = growing.moving
        elif (last := self._last_in(article)) is not None:
            start = last.end if statement.start < last.end < statement.end else start
        self._show_growing(begun(article.text, start) or growing)

    def _last_in(self, article: Article) -> Span | None:
        """The span of the article that was selected last, also where it was dropped since."""
        return self._last[1] if self._last is not None and self._last[0] == article.id else None

    def action_span_left(self) -> None:
        """The moving end to the left."""
        self._grow(lambda growing: growing.cluster(1 if self._rtl_at(growing) else -1))

    def action_span_right(self) -> None:
        """The moving end to the right."""
        self._grow(lambda growing: growing.cluster(-1 if self._rtl_at(growing) else 1))

    def action_span_word(self) -> None:
        """A word on."""
        self._grow(lambda growing: growing.word(1))

    def action_span_word_back(self) -> None:
        """A word back."""
        self._grow(lambda growing: growing.word(-1))

    def action_span_swap(self) -> None:
        """Move the other end; without a span, select the next one that is annotated in the statement."""
        if self.growing is not None:
            self._grow(Growing.swapped)
            return
        self._select_next()

    def _select_next(self) -> None:
        """Select the first span annotated in the statement behind the one selected last, else its first."""
        article, statement = self.desk.article, self.view.statement_span
        found = [span for _one, span in self.desk.spans_in(statement)] if statement is not None else []
        if article is None or not found:
            self.status.say(self.words("status.no-span"))
            return
        last = self._last_in(article)
        span = next((one for one in found if last is not None and one > last), found[0])
        self._show_growing(Growing(article.text, span.start, span.end))

    def grown_by_statement(self, step: int) -> bool:
        """Grow or shrink a span that a key began by a statement; False where there is none."""
        article = self.desk.article
        if self._growing is None or self.growing is not self._growing or article is None:
            return False
        statements = article.outline.statements
        self._grow(lambda growing: growing.statement(statements, step))
        return True

    def _grow(self, change: Callable[[Growing], Growing]) -> None:
        growing = self.growing
        if growing is None:
            self.status.say(self.words("status.no-span-begun"))
        else:
            self._show_growing(change(growing))

    def _rtl_at(self, growing: Growing) -> bool:
        """Whether the paragraph of the moving end reads from right to left."""
        return self.view.reads_rtl(max(0, growing.moving - (growing.moving > growing.anchor)))

    def _show_growing(self, growing: Growing | None) -> None:
        self._growing = growing
        if growing is None:
            return
        self._last = (self.desk.article.id, growing.span) if self.desk.article is not None else None
        self.view.select(growing.span, growing.moving)
        self.view.follow(growing.moving - (growing.moving > growing.anchor))
        self.say_where()

    def select_span(self, span: Span) -> None:
        """Select a span of the article."""
        if self.desk.article is not None:
            self._show_growing(Growing(self.desk.article.text, span.start, span.end))
