"""The source list and the article list."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from store.model import ArticleSummary, Source
from tui.widgets import palette
from tui.widgets.items import ItemList
from tui.widgets.painting import beside, cells, line, strip

UNREAD = "●"
PAGE = 100
"""How many articles are fetched at a time."""

Fetch = Callable[[int, int], Sequence[ArticleSummary]]
"""(first index, how many) -> the articles of the list from there."""


class SourceList(ItemList):
    """The outlets with their counts; the first line, called `everything`, stands for all of them."""

    def __init__(
        self, empty: str = "", everything: str = "", *, rtl: bool = False, id: str | None = None
    ) -> None:
        super().__init__(empty, rtl=rtl, id=id)
        self._everything = everything
        self._sources: Sequence[Source] = ()

    def show(self, sources: Sequence[Source], chosen: str | None) -> None:
        """Show `sources`, the cursor on the one named `chosen`, or on the line for all."""
        self._sources = sources
        names = [source.name for source in sources]
        cursor = names.index(chosen) + 1 if chosen in names else 0
        self.set_count(len(sources) + 1 if sources else 0, cursor)

    def name_at(self, index: int) -> str | None:
        """The source's name at that index; None for all sources."""
        return self._sources[index - 1].name if index else None

    def draw_item(self, index: int, width: int, style: Style) -> list[Strip]:
        """The name, and at the other edge the unread dot and the counts."""
        if index:
            source = self._sources[index - 1]
        else:
            articles, unread = sum(s.articles for s in self._sources), sum(s.unread for s in self._sources)
            source = Source(self._everything, articles, unread)
        dot = UNREAD if source.unread else " "
        number = f"{source.unread}/{source.articles}" if source.unread else str(source.articles)
        counts = beside(*([Segment(part, style)] for part in (" ", dot, " ", number, " ")), rtl=self.rtl)
        name = line(source.name, max(1, width - cells(counts) - 1), style, rtl=self.rtl)
        return [
            strip(beside([Segment(self.pointer(index), style)], name, counts, rtl=self.rtl), width, style)
        ]


class ArticleList(ItemList):
    """The articles of a source, fetched a page at a time as they come into sight."""

    def __init__(self, empty: str = "", *, rtl: bool = False, id: str | None = None) -> None:
        super().__init__(empty, rtl=rtl, id=id)
        self._fetch: Fetch = lambda _first, _count: ()
        self._pages: dict[int, Sequence[ArticleSummary]] = {}

    def show(self, count: int, fetch: Fetch, cursor: int | None) -> None:
        """Show `count` articles that `fetch` gives, the cursor at index `cursor`."""
        self._fetch = fetch
        self._pages.clear()
        self.set_count(count, cursor)

    def refetch(self) -> None:
        """Fetch again what is in sight: counts or read marks changed."""
        self._pages.clear()
        self.refresh()

    def renew(self) -> None:
        """Fetch the article under the cursor again: its count of annotations changed."""
        self._pages.clear()
        self.refresh_item(self.cursor)

    def at(self, index: int) -> ArticleSummary | None:
        """The article at that index; None where the list has become shorter."""
        number, place = divmod(index, PAGE)
        if number not in self._pages:
            if len(self._pages) > 8:
                self._pages.clear()
            self._pages[number] = self._fetch(number * PAGE, PAGE)
        page = self._pages[number]
        return page[place] if place < len(page) else None

    def draw_item(self, index: int, width: int, style: Style) -> list[Strip]:
        """The count of annotations, the title at its own side, the unread dot at the other edge."""
        article = self.at(index)
        if article is None:
            return [Strip.blank(width, style)]
        own_colour = index != self.cursor
        mark = style + palette.MARK if own_colour else style
        dim = style + palette.DIM
        pointer = Segment(self.pointer(index), mark)
        count = [Segment(f"{article.annotations:>2} ", mark)] if article.annotations else []
        dot = Segment(f" {' ' if article.read else UNREAD} ", mark)
        room = width - cells([pointer, *count, dot])
        title = line(article.title, max(1, room), dim if article.read else style)
        return [strip(beside([pointer], count, title, [dot], rtl=self.rtl), width, style)]
