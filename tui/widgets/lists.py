"""The source list and the article list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from store.model import ArticleSummary, SavedSearch, Source
from tui.signs import ALIKE, UNREAD
from tui.widgets import palette
from tui.widgets.items import ItemList
from tui.widgets.painting import beside, cells, line, strip

PAGE = 100
"""How many articles are fetched at a time."""

SEARCH_SIGN = "⌕"
"""Stands before the name of a saved search."""

Listed: TypeAlias = str | SavedSearch | None
"""Whose articles are listed: an outlet's, those that a saved search finds, or (None) all."""

Fetch = Callable[[int, int], Sequence[ArticleSummary | None]]
"""(first index, how many) -> the articles of the list from there; None for one that has gone."""


class SourceList(ItemList):
    """The outlets with their counts; the first line, called `everything`, stands for all of them."""

    def __init__(
        self, empty: str = "", everything: str = "", *, rtl: bool = False, id: str | None = None
    ) -> None:
        super().__init__(empty, rtl=rtl, id=id)
        self._everything = everything
        self._sources: Sequence[Source] = ()
        self._saved: Sequence[SavedSearch] = ()

    def show(self, sources: Sequence[Source], chosen: Listed, saved: Sequence[SavedSearch] = ()) -> None:
        """Show `sources` and below them `saved`, the cursor on what is `chosen`, or on the line for all."""
        before, saved_before = self._sources, self._saved
        self._sources, self._saved = sources, saved
        entries: list[Listed] = [None, *(source.name for source in sources), *saved]
        cursor = entries.index(chosen) if chosen in entries else 0
        names = [source.name for source in before]
        if names != entries[1 : len(sources) + 1] or saved != saved_before or cursor != self.cursor:
            self.set_count(len(entries) if sources else 0, cursor)
        elif sources != before:
            # Counts alone: a line each, and the one for all.
            for index, (old, new) in enumerate(zip(before, sources, strict=True), 1):
                if old != new:
                    self.refresh_item(index)
            self.refresh_item(0)

    @property
    def entry(self) -> Listed:
        """What the cursor is on; None also where it is on nothing."""
        return None if self.cursor is None else self.entry_at(self.cursor)

    def entry_at(self, index: int) -> Listed:
        """What is listed at that index."""
        if index > len(self._sources):
            return self._saved[index - len(self._sources) - 1]
        return self._sources[index - 1].name if index else None

    def draw_item(self, index: int, width: int, style: Style) -> list[Strip]:
        """The name, and at the other edge the unread dot and the counts."""
        entry = self.entry_at(index)
        if isinstance(entry, SavedSearch):
            sign = [Segment(self.pointer(index), style), Segment(f"{SEARCH_SIGN} ", style)]
            name = line(entry.name, max(1, width - cells(sign)), style, rtl=self.rtl)
            return [strip(beside(sign, name, rtl=self.rtl), width, style)]
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
        self._pages: dict[int, Sequence[ArticleSummary | None]] = {}

    def show(self, count: int, fetch: Fetch, cursor: int | None) -> None:
        """Show `count` articles that `fetch` gives, the cursor at index `cursor`."""
        self._fetch = fetch
        self._pages.clear()
        self.set_count(count, cursor)

    def renew(self) -> None:
        """Fetch again what was fetched, and repaint the articles that have changed."""
        for number, before in list(self._pages.items()):
            now = self._pages[number] = self._fetch(number * PAGE, PAGE)
            for place, (old, new) in enumerate(zip(before, now, strict=False)):
                if old != new:
                    self.refresh_item(number * PAGE + place)

    @property
    def article(self) -> ArticleSummary | None:
        """The article under the cursor; None also where it has gone."""
        return None if self.cursor is None else self.at(self.cursor)

    def at(self, index: int) -> ArticleSummary | None:
        """The article at that index; None where the list has become shorter, or the article has gone."""
        number, place = divmod(index, PAGE)
        if number not in self._pages:
            if len(self._pages) > 8:
                self._pages.clear()
            self._pages[number] = self._fetch(number * PAGE, PAGE)
        page = self._pages[number]
        return page[place] if place < len(page) else None

    def draw_item(self, index: int, width: int, style: Style) -> list[Strip]:
        """The counts of annotations and of copies, the title, and at the other edge the unread dot."""
        article = self.at(index)
        if article is None:
            return [Strip.blank(width, style)]
        own_colour = index != self.cursor
        mark = style + palette.MARK if own_colour else style
        dim = style + palette.DIM
        pointer = Segment(self.pointer(index), mark)
        count = [Segment(f"{article.annotations:>2} ", mark)] if article.annotations else []
        copies = [Segment(f"{ALIKE}{article.copies} ", dim)] if article.copies else []
        dot = Segment(f" {' ' if article.read else UNREAD} ", mark)
        room = width - cells([pointer, *count, *copies, dot])
        title = line(article.title, max(1, room), dim if article.read else style)
        return [strip(beside([pointer], count, copies, title, [dot], rtl=self.rtl), width, style)]
