"""The article pane: the text from right to left, its claims underlined, the statement under the cursor."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip

from store.model import Article, Span
from tui.rtl.document import cluster_beside, word_around
from tui.rtl.layout import Flow, Position, Row
from tui.widgets import palette
from tui.widgets.dragging import Dragging
from tui.widgets.painting import GUTTER, Mark, MarkIndex, found_in, hint, padded, paint, sign_of, strip

MEASURE = 100
"""The widest line that is comfortable to read, in cells."""


class ArticleView(Dragging, can_focus=True):
    """An article, drawn from the position at the top of the pane; only what is in sight is laid out.

    `statement` is the index of the statement under the cursor, or None in an empty text; `chosen` is the
    span of the claim chosen in the sidebar; `selected` is the span that the mouse or a key has selected, and
    `select` changes it.
    """

    class Scrolled(Message):
        """The mouse wheel brought another part of the text into sight."""

    class Selected(Message):
        """Something else is selected, or nothing any more."""

    class Pressed(Message):
        """The mouse was pressed on the text at `offset`."""

        def __init__(self, view: ArticleView, offset: int) -> None:
            super().__init__()
            self.view = view
            self.offset = offset

        @property
        def control(self) -> ArticleView:
            """The pane."""
            return self.view

    def __init__(self, empty: str = "", *, rtl: bool = False, id: str | None = None) -> None:
        super().__init__(id=id)
        self.empty = empty
        """What an empty pane says."""
        self._rtl = rtl
        self.article: Article | None = None
        self.statement: int | None = None
        self.chosen: Span | None = None
        self.selected: Span | None = None
        self.moving: int | None = None
        self.gutter_marks: Mapping[int, tuple[str, str]] = {}
        self.margin_marks: Mapping[int, tuple[str, str]] = {}
        self._claims: Sequence[Span] = ()
        self._laid: Sequence[Mark] = ()
        self._flow: Flow | None = None
        self._laid_out_for: Size | None = None
        self._top = Position(0, 0)
        self._wanted = 0
        self._rows: list[Row | None] = []
        self._starts: list[int] = []
        self._marks = self._spans = MarkIndex()
        self._found: Sequence[Span] = ()
        self._found_here: Span | None = None

    # What is shown

    def show(self, article: Article | None, offset: int = 0) -> None:
        """Show `article` with the cursor on the statement at `offset`, or the empty pane."""
        self.article = article
        self.chosen = self.selected = self.moving = None
        self.gutter_marks = self.margin_marks = {}
        self._claims = [one.span for one in article.extraction.claims] if article else ()
        self._laid = ()
        self._found, self._found_here = (), None
        self._flow = None
        statements = article.outline.statements if article else ()
        self._starts = [span.start for span in statements]
        self.statement = self.statement_at(offset)
        # The first statement is read from the top of the text, title and all.
        self._wanted = offset if self.statement else 0
        self._rows = []
        self._make_marks()
        self._lay_out()
        self.refresh()

    def annotate(
        self,
        gutter_marks: Mapping[int, tuple[str, str]],
        margin_marks: Mapping[int, tuple[str, str]] | None = None,
    ) -> None:
        """Show marks in the gutter and at the other side: offset of the row's text -> (one cell, colour)."""
        others = margin_marks or {}
        changed = {*gutter_marks.items()} ^ {*self.gutter_marks.items()}
        changed |= {*others.items()} ^ {*self.margin_marks.items()}
        self.gutter_marks, self.margin_marks = gutter_marks, others
        self._repaint([Span(offset, offset + 1) for offset, _mark in changed])

    def lay(self, claims: Sequence[Span], marks: Sequence[Mark]) -> None:
        """Underline `claims` in place of what the machine found, and lay `marks` over the text."""
        changed = {*claims} ^ {*self._claims}
        changed |= {Span(mark.start, mark.end) for mark in {*marks} ^ {*self._laid}}
        if changed:
            self._claims, self._laid = claims, marks
            self._make_marks()
            self._repaint(changed)

    def choose(self, claim: Span | None) -> None:
        """Set off the claim chosen in the sidebar, and bring it into sight."""
        before, self.chosen = self.chosen, claim
        if claim is not None:
            self._reveal(claim)
        self._repaint([span for span in (before, claim) if span])

    def select(self, span: Span | None, moving: int | None = None) -> None:
        """Select `span` of the text, or nothing; tells of it with `Selected` where that is a change.

        `moving` is its end that the keys move, if they do: the cluster there is set off.
        """
        old, was, self.selected, self.moving = self.selected, self.moving, span, moving
        if old == span and was == moving:
            return
        if old is None or span is None:
            # The chosen claim is not set off beside a selection: without colours they would look alike.
            self._repaint([one for one in (old, span, self.chosen) if one])
        else:
            ends = ((old.start, span.start), (old.end, span.end))
            changed = [Span(min(pair), max(pair)) for pair in ends if pair[0] != pair[1]]
            marked = [self._moving_cluster(*pair) for pair in ((old, was), (span, moving))]
            self._repaint([*changed, *(one for one in marked if one)])
        self.post_message(self.Selected())

    def _moving_cluster(self, span: Span | None, moving: int | None) -> Span | None:
        """The cluster of the selection at its moving end."""
        if self.article is None or span is None or moving is None:
            return None
        return Span(*cluster_beside(self.article.text, moving, behind=moving == span.start))

    def follow(self, offset: int) -> None:
        """Bring the text at `offset` into sight."""
        self._reveal(Span(offset, offset + 1))

    def reads_rtl(self, offset: int) -> bool:
        """Whether the paragraph at `offset` reads from right to left."""
        row = self._flow.row(self._flow.position(offset)) if self._flow is not None else None
        return row is None or bool(row.base)

    def show_found(self, found: Sequence[Span], here: Span | None = None) -> None:
        """Mark what a search has found, `here` above the others, and bring that into sight."""
        before, before_here = self._found, self._found_here
        self._found, self._found_here = found, here
        if here is not None:
            self._reveal(here)
        for y, row in enumerate(self._rows):
            if row is not None and found_in(row, before, before_here) != found_in(row, found, here):
                self.refresh(Region(0, y, self.size.width, 1))

    def statement_at(self, offset: int) -> int | None:
        """The index of the statement at or before `offset`; None where there are no statements."""
        return max(0, bisect_right(self._starts, offset) - 1) if self._starts else None

    @property
    def statement_span(self) -> Span | None:
        """The statement under the cursor."""
        if self.article is None or self.statement is None:
            return None
        return self.article.outline.statements[self.statement]

    # Moving

    def move(self, step: int) -> None:
        """Move the cursor by `step` statements; past the last one, scroll to the end of the text."""
        if self.statement is None:
            self._scroll(step)
            return
        target = max(0, min(len(self._starts) - 1, self.statement + step))
        if target == self.statement:
            self._scroll(step)
        else:
            self.go(target)

    def go(self, statement: int) -> None:
        """Put the cursor on the statement with that index and bring it into sight."""
        before = self.statement_span
        self.statement = statement
        span = self.statement_span
        if span is not None:
            self._reveal(span)
            self._repaint([one for one in (before, span) if one])

    def page(self, direction: int) -> None:
        """Scroll by a screenful; the cursor comes along. `direction` is 1 or -1."""
        if self._flow is None:
            return
        self._scroll(direction * max(1, self.size.height - 2))
        visible = [row for row in self._rows if row is not None]
        if not visible or not self._starts:
            return
        first = bisect_right(self._starts, visible[0].start - 1)
        last = max(0, bisect_right(self._starts, visible[-1].end - 1) - 1)
        if direction < 0:
            target = min(first, last)
        elif self._at_bottom():
            target = last
        else:
            target = min(max(first, self.statement or 0), last)
        self.statement = target
        self.refresh()

    def ends(self, *, last: bool) -> None:
        """Go to the first or the last statement and the beginning or end of the text."""
        if self._flow is None:
            return
        if self._starts:
            self.statement = len(self._starts) - 1 if last else 0
        end = self._flow.step(self._flow.last, 1 - self.size.height)
        self._set_top(end if last else self._flow.first)
        self.refresh()

    @property
    def share(self) -> float:
        """How much of the text stands above the lower edge of the pane, 0 to 1."""
        shown = [row.end for row in self._rows if row is not None]
        if self.article is None or not shown or self._at_bottom():
            return 1.0
        return shown[-1] / max(1, len(self.article.text))

    # Laying out

    def on_resize(self, _event: events.Resize) -> None:
        """Lay out for the new size, unless a paint that came first has done so."""
        if self._laid_out_for != self.size:
            self._lay_out()
            self.refresh()

    @property
    def _measure(self) -> int:
        return max(1, min(MEASURE, self.size.width - 2 * GUTTER))

    @property
    def _margin(self) -> int:
        return max(0, (self.size.width - 2 * GUTTER - self._measure) // 2)

    def _lay_out(self) -> None:
        """Lay out for the present size; the text at the top stays at the top."""
        self._wanted = next((row.start for row in self._rows if row is not None), self._wanted)
        self._laid_out_for = self.size
        self._flow = None
        self._rows = []
        if self.article is not None and self.size.height:
            self._flow = Flow(self.article.text, self._measure, gap=1)
            self._fill(self._flow.position(self._wanted))
            if self.statement and self.statement_span is not None:
                self._reveal(self.statement_span)

    def _fill(self, top: Position) -> None:
        """Put `top` at the upper edge, but no further than where the text's end meets the lower one."""
        if self._flow is not None:
            self._top = min(top, self._flow.step(self._flow.last, 1 - self.size.height))
            self._rows = self._flow.rows(self._top, self.size.height)

    def _at_bottom(self) -> bool:
        return len(self._rows) < self.size.height or (
            self._flow is not None and self._flow.step(self._top, self.size.height - 1) >= self._flow.last
        )

    def _scroll(self, rows: int) -> None:
        if self._flow is not None:
            self._set_top(self._flow.step(self._top, rows))

    def _set_top(self, top: Position) -> None:
        before = self._top
        self._fill(top)
        if self._top != before:
            self.refresh()

    def _reveal(self, span: Span) -> None:
        """Bring `span` into sight: at a third of the height when it was out of it, so that the next steps
        need no scrolling."""
        if self._flow is None:
            return
        height = self.size.height
        first = self._flow.position(span.start)
        last = self._flow.position(max(span.start, span.end - 1))
        bottom = self._flow.step(self._top, height - 1)
        if self._top <= first and last <= bottom:
            return
        rows = self._flow.distance(first, last, height)
        above = max(0, min(height // 3, height - 1 - rows))
        self._set_top(self._flow.step(first, -above))

    # Painting

    def _make_marks(self) -> None:
        if self.article is None:
            self._marks = self._spans = MarkIndex()
            return
        outline = self.article.outline
        titles = [outline.title] if outline.title else []
        self._marks = MarkIndex(
            Mark(span.start, span.end, style)
            for spans, style in (
                (titles, palette.TITLE),
                (outline.furniture, palette.DIM),
                (self._claims, palette.CLAIM),
            )
            for span in spans
        )
        self._spans = MarkIndex(self._laid)

    def _repaint(self, spans: Iterable[Span]) -> None:
        """Repaint the rows that hold any of `spans`, whole."""
        changed = list(spans)
        for y, row in enumerate(self._rows):
            if row is not None and any(span.start < row.end and row.start < span.end for span in changed):
                self.refresh(Region(0, y, self.size.width, 1))

    def _row_marks(self, row: Row) -> Sequence[Mark]:
        marks = self._marks.over(row.start, row.end)
        statement = self.statement_span
        if statement is not None:
            marks.append(Mark(statement.start, statement.end, palette.STATEMENT))
        marks += self._spans.over(row.start, row.end)
        marks += found_in(row, self._found, self._found_here)
        if self.selected is not None:
            marks.append(Mark(self.selected.start, self.selected.end, palette.SELECTED))
            moving = self._moving_cluster(self.selected, self.moving)
            if moving is not None:
                marks.append(Mark(moving.start, moving.end, palette.MOVING))
        elif self.chosen is not None:
            marks.append(Mark(self.chosen.start, self.chosen.end, palette.CHOSEN_TEXT))
        return marks

    def render_line(self, y: int) -> Strip:
        """The strip at row `y` of the pane."""
        # The first paint comes before the first resize event: what it draws need not be drawn again.
        if self._laid_out_for != self.size:
            self._lay_out()
        width, plain = self.size.width, self.visual_style.rich_style
        if self.article is None:
            return hint(self.empty, y, width, plain + palette.DIM, rtl=self._rtl)
        row = self._rows[y] if y < len(self._rows) else None
        if row is None:
            return Strip.blank(width, plain)
        left, right = self._gutter(row, plain)
        text = padded(paint(row, plain, self._row_marks(row)), self._measure, plain)
        return strip([Segment(" " * self._margin, plain), *left, *text, *right], width, plain)

    def _gutter(self, row: Row, plain: Style) -> tuple[list[Segment], list[Segment]]:
        """The cells on both sides of a row; the bar and the mark stand where the row begins."""
        statement = self.statement_span
        blank = bar = Segment(" ", plain)
        if statement is not None and statement.start < row.end and row.start < statement.end:
            bar = Segment("▐" if row.base else "▌", plain + palette.MARK)
        sign, other = (sign_of(row, marks, plain) for marks in (self.gutter_marks, self.margin_marks))
        if row.base:
            return [blank, *other, blank], [blank, *sign, bar]
        return [bar, *sign, blank], [blank, *other, blank]

    # Mouse

    def span_at(self, x: int, y: int) -> Span | None:
        """The cluster at a cell and row of the pane; between paragraphs and beside the text, the nearest."""
        shown = [(abs(at - y), row) for at, row in enumerate(self._rows) if row is not None]
        if not shown:
            return None
        _, row = min(shown, key=lambda one: one[0])
        start, end = row.cluster(max(0, x - self._margin - GUTTER))
        return Span(start, end) if start < end else None

    def word_at(self, x: int, y: int) -> Span | None:
        """The word of the cluster at or nearest to a cell and row."""
        at = self.span_at(x, y)
        return Span(*word_around(self.article.text, at.start)) if at and self.article else None

    def scroll_rows(self, rows: int) -> None:
        """Scroll by that many rows, up if negative; the cursor stays on its statement."""
        self._scroll(rows)
        self.post_message(self.Scrolled())

    def pressed(self, x: int, y: int) -> None:
        """Tell which offset was pressed."""
        row = self._rows[y] if 0 <= y < len(self._rows) else None
        if row is not None:
            self.post_message(self.Pressed(self, row.offset(max(0, x - self._margin - GUTTER))))
