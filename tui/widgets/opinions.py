"""Who says what of a disputed statement or claim, and the words that it is about."""

from __future__ import annotations

from collections.abc import Sequence

from rich.style import Style
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from store.agreement.disputes import Opinion
from store.model import ClaimVerdict, Span
from tui.catalogue import Catalogue, isolated
from tui.rtl.layout import Row, layout
from tui.tag_names import tag_name
from tui.widgets import palette
from tui.widgets.items import ItemList
from tui.widgets.painting import Mark, beside, cells, line, paint, snug, strip

PADDING = 1
"""Cells kept free on each side of a text."""


def told_opinion(words: Catalogue, tags: Sequence[str], verdict: ClaimVerdict | None) -> str:
    """Verdict and tags in words; that there are none, where there are none."""
    parts = [] if verdict is None else [words(f"verdict.{verdict.verdict}")]
    return words("status.comma").join([*parts, *(isolated(tag_name(words, tag)) for tag in tags)]) or words(
        "adjudicate.nothing"
    )


class OpinionList(ItemList):
    """Opinions of two rows each: who says what, and the correction or the note."""

    ITEM_HEIGHT = 2

    def __init__(self, words: Catalogue) -> None:
        super().__init__(rtl=words.rtl)
        self._words = words
        self._opinions: Sequence[Opinion] = ()
        self._text = ""

    def show(self, opinions: Sequence[Opinion], text: str, cursor: int) -> None:
        """Show opinions of a stretch of `text`; one without an annotator is that nothing is to be said."""
        self._opinions, self._text = opinions, text
        self.scroll_to(y=0, animate=False, immediate=True)
        self.set_count(len(opinions), cursor)

    def chosen(self) -> Opinion | None:
        """The opinion under the cursor."""
        return self._opinions[self.cursor] if self.cursor is not None else None

    def draw_item(self, index: int, width: int, style: Style) -> list[Strip]:
        """The name and what is said, and below it how the claim is corrected, or the note."""
        one = self._opinions[index]
        own = index == self.cursor
        if one.annotator:
            name, said = isolated(one.annotator), told_opinion(self._words, one.tags, one.verdict)
        else:
            name, said = self._words("adjudicate.none"), self._words("adjudicate.holds-nothing")
        head = snug(f"{self.pointer(index)} {name}: ", width, style, rtl=self.rtl)
        room = width - cells(head)
        tags = line(said, room, style if own else style + palette.TAGS, rtl=self.rtl)
        aside = line(f"   {self._about(one)}", width, style if own else style + palette.DIM, rtl=self.rtl)
        return [strip(beside(head, tags, rtl=self.rtl), width, style), strip(aside, width, style)]

    def _about(self, one: Opinion) -> str:
        words, parts = self._words, []
        if one.verdict is not None and one.verdict.verdict in ("corrected", "added"):
            verdict = one.verdict
            parts += [verdict.speaker or "—", verdict.cue or "—"]
            parts += [words(f"claim.{value}") for value in (verdict.form, verdict.polarity) if value]
            parts += [f"«{one.span.of(self._text)}»"] if one.span is not None else []
        if one.note:
            parts.append(one.note)
        return " · ".join(isolated(" ".join(part.split())) for part in parts)


class DisputeText(ScrollView):
    """The paragraphs around a disputed stretch, from the row on where it begins; the stretch is set off."""

    DEFAULT_CSS = "DisputeText { scrollbar-size-vertical: 1; overflow-x: hidden; }"

    def __init__(self) -> None:
        super().__init__()
        self._text, self._span = "", Span(0, 0)
        self._rows: tuple[Row, ...] = ()
        self._laid_for: tuple[str, int] | None = None

    def show(self, text: str, around: Span, span: Span) -> None:
        """Show the stretch `around` of `text`, with `span` of it set off."""
        self._text = around.of(text)
        self._span = Span(span.start - around.start, span.end - around.start)
        self._lay()
        first = next((y for y, row in enumerate(self._rows) if row.end > self._span.start), 0)
        last = next((y for y, row in enumerate(self._rows) if row.end >= self._span.end), first)
        above = max(0, min(2, self.size.height - 1 - (last - first)))
        self.scroll_to(y=max(0, first - above), animate=False, immediate=True)
        self.refresh()

    def on_resize(self) -> None:
        """Lay the text out anew."""
        self._lay()

    def _lay(self) -> None:
        width = max(1, self.scrollable_content_region.width - 2 * PADDING)
        if self._laid_for != (self._text, width):
            self._laid_for = (self._text, width)
            self._rows = layout(self._text, width)
            self.virtual_size = Size(1, len(self._rows))

    def render_line(self, y: int) -> Strip:
        """The row at `y` of the widget, with a blank cell on each side."""
        width, plain = self.scrollable_content_region.width, self.rich_style
        index = y + round(self.scroll_y)
        if index >= len(self._rows):
            return Strip.blank(width, plain)
        mark = Mark(self._span.start, self._span.end, palette.STATEMENT)
        return strip(line(" ", PADDING, plain) + paint(self._rows[index], plain, [mark]), width, plain)
