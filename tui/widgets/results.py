"""What a search finds: each article with the lines around what was found, marked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from store.model import ArticleSummary, Excerpt
from tui.rtl.bidi import level_of_part
from tui.rtl.layout import cut, offset_back
from tui.widgets import palette
from tui.widgets.items import ItemList
from tui.widgets.painting import Mark, beside, cells, line, padded, paint, snug, strip

LINES = 2
"""Excerpts of an article that are shown."""


class ResultList(ItemList):
    """Articles of four rows each: the title with outlet and date, two excerpts, a blank row."""

    ITEM_HEIGHT = LINES + 2

    def __init__(
        self, show_date: Callable[[str | None], str], *, rtl: bool = False, id: str | None = None
    ) -> None:
        super().__init__(rtl=rtl, id=id)
        self._show_date = show_date
        self._articles: Sequence[ArticleSummary] = ()
        self._excerpts: Mapping[str, Sequence[Excerpt]] = {}

    def show(
        self,
        articles: Sequence[ArticleSummary],
        excerpts: Mapping[str, Sequence[Excerpt]],
        cursor: int | None,
        empty: str,
    ) -> None:
        """Show these articles, the cursor at index `cursor`; `empty` is what is said where there are none.

        `excerpts` are the lines around what was found, by the articles' ids. Where there are as many articles
        as before, only those that differ are drawn.
        """
        before = self._articles
        if len(articles) == len(before) and articles and cursor == self.cursor and not self.scroll_y:
            self._articles = articles
            for index, (old, new) in enumerate(zip(before, articles, strict=True)):
                if old != new:
                    self.refresh_item(index)
            self.quote(excerpts)
            return
        self.empty, self._articles, self._excerpts = empty, articles, excerpts
        self.scroll_to(y=0, animate=False, immediate=True)
        self.set_count(len(articles), cursor)

    def quote(self, excerpts: Mapping[str, Sequence[Excerpt]]) -> None:
        """Show the lines around what was found, by the articles' ids, drawing those that have changed."""
        before, self._excerpts = self._excerpts, excerpts
        for index, article in enumerate(self._articles):
            if excerpts.get(article.id) != before.get(article.id):
                self.refresh_item(index)

    @property
    def article(self) -> ArticleSummary | None:
        """The article under the cursor."""
        return None if self.cursor is None else self._articles[self.cursor]

    def draw_item(self, index: int, width: int, style: Style) -> list[Strip]:
        """The rows of article `index`."""
        article = self._articles[index]
        chosen = index == self.cursor
        title = style if chosen else style + palette.TITLE
        dim = style if chosen else style + palette.DIM
        aside = self._aside(article, width // 2, dim)
        pointer = [Segment(self.pointer(index), style)]
        # A title begins where its script does, above its excerpts.
        room = max(1, width - cells(aside) - 2)
        side = bool(cut(article.title, room).base)
        head = line(article.title, room, title, rtl=side)
        edge = [Segment(" ", style)]
        rows = [beside(pointer, beside(head, aside, rtl=side), edge, rtl=self.rtl)]
        inner = max(1, width - 4)
        for excerpt in self._excerpts.get(article.id, ())[:LINES]:
            rows.append([Segment("  ", style), *self._excerpt(excerpt, inner, style), Segment("  ", style)])
        rows += [[]] * (self.ITEM_HEIGHT - len(rows))
        return [strip(row, width, style) for row in rows]

    def _aside(self, article: ArticleSummary, room: int, style: Style) -> list[Segment]:
        """Outlet and date; of a long outlet as much as the date leaves, each with its own direction."""
        shown = self._show_date(article.published)
        date = snug(f" · {shown}", room, style, rtl=self.rtl) if shown else []
        outlet = snug(article.source, room - cells(date) - 2, style, rtl=self.rtl)
        blank = [Segment(" ", style)]
        return beside(blank, outlet, date, blank, rtl=self.rtl)

    def _excerpt(self, excerpt: Excerpt, width: int, style: Style) -> list[Segment]:
        """One row around the first mark; what was found is set off."""
        first = excerpt.marks[0].start if excerpt.marks else 0
        # Where the row has no room for all, it begins a few words before what was found.
        begin = 0
        if offset_back(excerpt.line, first, width // 2) is not None:
            begin = excerpt.line.rfind(" ", 0, offset_back(excerpt.line, first, width // 3)) + 1
        row = cut(excerpt.line[begin:], width, base=level_of_part(excerpt.line))
        marks = [Mark(mark.start - begin, mark.end - begin, palette.FOUND) for mark in excerpt.marks]
        return padded(paint(row, style, marks), width, style)
