"""The list of articles: an outlet's, all of them, or what a saved search finds; next and previous in it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from textual import on
from textual.message import Message

from store.errors import NotFound, StoreError
from store.model import ArticleSummary, SavedSearch
from tui.screens.bench import BenchScreen
from tui.screens.comparing import ComparingScreen
from tui.screens.finding import FindingScreen
from tui.screens.lookup import Lookup, carried_over, still_there
from tui.screens.places import PlaceScreen
from tui.screens.refreshing import RefreshingScreen
from tui.widgets.lists import Listed

WAIT = 0.15
"""Seconds that a key waits for what a saved search finds; what takes longer comes when it is there."""


class ListingScreen(FindingScreen, ComparingScreen, BenchScreen, RefreshingScreen, PlaceScreen):
    """What is listed. What a saved search finds is a list that stands still while one goes through it.

    It is looked up again when the library has changed: the cursor stays on its article, and the one that is
    being read stays in the list also where it is found no more, until one has gone on.
    """

    class Found(Message):
        """A lookup has found something, or all."""

        def __init__(self, lookup: Lookup) -> None:
            super().__init__()
            self.lookup = lookup

    listed: Listed = None
    folded = False
    """Whether the list shows one of the articles that are alike."""
    _lookup: Lookup | None = None
    """The last one that was begun."""
    _shown: Lookup | None = None
    """The one whose articles are listed."""
    _whole: Lookup | None = None
    """The last one whose articles are all listed."""
    _ids: Sequence[str] = ()
    """The articles that are listed, where they are those of a saved search."""
    _stamp: object = None
    _left: str | None = None
    """The article that was left for one that is not in the list; or the open one, where it is folded away."""

    @property
    def source(self) -> str | None:
        """The outlet whose articles are listed; None for all, or for those of a saved search."""
        return self.listed if isinstance(self.listed, str) else None

    # Listing

    def list_articles(self, article: str | None = None) -> None:
        """List what `listed` says, the cursor on the article with that id, or on the first."""
        self._left = None
        if isinstance(self.listed, SavedSearch):
            self._list_found(self.listed)
        else:
            self._list_from((self.index_of(article) if article else None) or 0)

    def _list_from(self, cursor: int | None) -> None:
        """List the articles of a source, or all, with the cursor at that index."""
        if self._lookup is not None:
            self._lookup.stop()
        self._lookup = self._shown = None
        library = self.desk.library
        count = library.article_count(self.source, self.folded)
        self.articles.empty = self.words("empty.articles")
        self.articles.show(count, partial(library.article_page, self.source, folded=self.folded), cursor)
        self.headers["articles"].show(str(count) if count else "")
        self.count_progress()

    def list_source(self) -> None:
        """List what the cursor among the sources is on."""
        entry = self.sources.entry
        if entry != self.listed:
            self.listed = entry
            self.list_articles()

    def show_lists(self) -> None:
        """The sources, their counts or the saved searches have changed; the cursor stays."""
        library = self.desk.library
        sources, saved = library.sources(), library.saved_searches()
        listed = self.listed
        if isinstance(listed, SavedSearch) and listed not in saved:
            # Dropped by now, or of another query.
            self.listed = next((one for one in saved if one.name == listed.name), None)
            self.list_articles()
        elif isinstance(listed, str) and all(one.name != listed for one in sources):
            # Its last article has been removed.
            self.listed = None
            self.list_articles(self.desk.article_id)
        self.sources.show(sources, self.listed, saved)

    def show_lists_again(self) -> None:
        """Others have written to the library: what is listed may have changed."""
        if isinstance(self.listed, SavedSearch):
            self.refresh_lists()
            self._look_again()
        elif self.desk.library.article_count(self.source, self.folded) == self.articles.count:
            self.refresh_lists()
        else:
            self._list_with_cursor()

    def refresh_lists(self) -> None:
        """Counts and read marks changed; the cursors stay."""
        self.show_lists()
        self.articles.renew()

    def refreshed(self) -> None:
        """New articles have come: the one under the cursor stays under it."""
        if isinstance(self.listed, SavedSearch):
            self.refresh_lists()
            self._look_again()
        else:
            self._list_with_cursor()

    def action_fold(self) -> None:
        """Show one of the articles that are alike, or all of them."""
        self.folded = not self.folded
        self.refreshed()
        self.status.say(self.words("status.folded" if self.folded else "status.unfolded"))

    def _list_with_cursor(self) -> None:
        """List anew with the cursor on its article; without a cursor, `]` still goes on from where it was."""
        self.show_lists()
        cursor, left = self.articles.cursor, self._left
        under, opened = self.articles.article, self.desk.article_id
        here = opened if cursor is None else under.id if under is not None else None
        index = self.index_of(here) if here is not None else None
        if index is None and cursor is None:
            index = 0 if left is None else None
        elif index is None:
            is_folded = here is not None and here == opened and self._place(here) is not None
            index, left = (None, here) if is_folded else (cursor, None)
        self._list_from(index)
        self._left = left if index is None else None

    def changed(self, message: str) -> None:
        """Show what has been committed; it can be what a saved search asks for."""
        super().changed(message)
        self._look_again()

    def show_progress(self) -> None:
        """As before; a saved search is no source."""
        if not isinstance(self.listed, SavedSearch):
            super().show_progress()

    def action_read_all(self) -> None:
        """Mark every article of the list read."""
        if not isinstance(self.listed, SavedSearch):
            super().action_read_all()
        elif self._is_indexing or ((one := self._shown or self._lookup) is not None and not one.is_done):
            self.status.say(self.words("status.still-searching"))
        else:
            self.read_all(partial(self.desk.library.mark_read, self._ids, True, step=True))

    # What a saved search finds

    def _list_found(self, search: SavedSearch) -> None:
        """List what the search finds: at once, or when it is found."""
        words = self.words
        self._ids, self._shown, self._stamp = (), None, None
        self.articles.empty = words("empty.searching")
        self.articles.show(0, self._summaries, None)
        self.headers["articles"].show("…")
        hint = self.desk.library.search.hint(search.query)
        about = words("status.listed-search", name=search.name, query=search.query)
        self.status.say(words(f"search.plain.{hint}") if hint else about)
        self._look_up(search, WAIT)

    def _look_up(self, search: SavedSearch, wait: float = 0.0) -> None:
        if self._lookup is not None:
            self._lookup.stop()
        self._lookup = None
        if not self.prepare_index():
            return
        library = self.desk.library
        self._stamp = self._stamp_of(search)
        lookup = Lookup(library, search.query, self.folded, lambda one: self.post_message(self.Found(one)))
        self._lookup = lookup
        if lookup.wait(wait):
            self._take(lookup)

    def _look_again(self) -> None:
        """Look the search up again if what it finds may have changed."""
        listed = self.listed
        if not isinstance(listed, SavedSearch) or (self._lookup is not None and not self._lookup.is_done):
            return
        try:
            if self._stamp_of(listed) != self._stamp:
                self._look_up(listed)
        except StoreError as error:
            self.status.say(self.words.error(error), error=True)

    def _stamp_of(self, search: SavedSearch) -> object:
        """What changes when the search may find something else."""
        return self.desk.library.search.stamp(search.query), self.folded

    @on(Found)
    def _found_more(self, event: Found) -> None:
        if event.lookup is self._lookup:
            self._take(event.lookup)

    def _take(self, lookup: Lookup) -> None:
        """List what was found: bit by bit the first time, later as a whole in place of what is listed."""
        is_done = lookup.is_done
        if lookup is self._whole:
            return  # The last part and the end are told one after the other, and may have come together.
        if isinstance(lookup.error, StoreError):
            self._say_failed(lookup.error, is_listed=self._shown not in (None, lookup))
        elif lookup.error is not None:
            raise lookup.error  # And so end the reader, as any other mistake does.
        elif self._shown in (None, lookup):
            self._shown = lookup
            self._show_ids(list(lookup.ids), self.articles.cursor or 0)
        elif is_done:
            self._shown = lookup
            cursor, kept = self.articles.cursor, self.desk.article_id
            self._left = still_there(self._ids, self._left, lookup.ids) if self._left else None
            self._show_ids(*carried_over(self._ids, cursor, lookup.ids, kept))
        if is_done:
            self._whole = lookup
            self._look_again()

    def _say_failed(self, error: StoreError, *, is_listed: bool) -> None:
        """What is found cannot be looked up; `is_listed` says whether what was found before is."""
        self.status.say(self.words.error(error), error=True)
        if not is_listed:
            self.articles.empty = self.words.error(error)
            self.articles.refresh()
            self.headers["articles"].show(str(self.articles.count or ""))

    def _show_ids(self, ids: Sequence[str], cursor: int | None) -> None:
        search, lookup = self.listed, self._shown
        if not isinstance(search, SavedSearch) or lookup is None:
            return
        # The one that is kept though it is found no more does not count.
        more = "" if lookup.is_done else "…"
        self.headers["articles"].show(f"{len(lookup.ids)}{more}")
        if lookup.is_done:
            self.articles.empty = self.words("empty.found", query=search.query)
        if ids != self._ids or not ids:
            self._ids = ids
            self.articles.show(len(ids), self._summaries, cursor)

    def _summaries(self, start: int, length: int) -> Sequence[ArticleSummary | None]:
        return self.desk.library.search.summaries(self._ids[start : start + length])

    def index_begins(self) -> None:
        """Say where the articles would be what they wait for."""
        if isinstance(self.listed, SavedSearch) and self._lookup is None:
            self.articles.empty = self.words("empty.indexing")
            self.articles.refresh()

    def index_grows(self, done: int, count: int) -> None:
        """The index is being made: said where the articles would be, and not over what was just done."""
        if isinstance(self.listed, SavedSearch) and self._lookup is None:
            self.headers["articles"].show(f"{100 * done // max(1, count)} %")

    def index_ends(self, error: StoreError | None) -> None:
        """List what waited for it."""
        waits = isinstance(self.listed, SavedSearch) and self._lookup is None
        if error is not None:
            self._say_failed(error, is_listed=not waits)
        elif isinstance(self.listed, SavedSearch) and waits:
            self._look_up(self.listed)

    def action_forget_search(self) -> None:
        """Drop the saved search under the cursor."""
        entry = self.sources.entry if self.focused is self.sources else None
        if not isinstance(entry, SavedSearch):
            self.status.say(self.words("status.no-saved-search"))
        elif self.attempt(partial(self.desk.library.search.forget, entry.name)):
            self.listed = None
            self.show_lists()
            self.list_articles()
            self.status.say(self.words("status.search-forgotten", name=entry.name))

    # Going through it

    def action_next_article(self) -> None:
        """Open the next article of the list."""
        self._step(1)

    def action_previous_article(self) -> None:
        """Open the article before."""
        self._step(-1)

    def _step(self, step: int) -> None:
        if not self.articles.count:
            self.status.say(self.words("status.empty-list"))
            return
        index = self._neighbour(step)
        # What has been removed since it was listed is passed over.
        while 0 <= index < self.articles.count and self.articles.at(index) is None:
            index += step
        if not 0 <= index < self.articles.count:
            self.status.say(self.words("status.last-article" if step > 0 else "status.first-article"))
            return
        self.articles.go(index)
        self.open_listed()

    def _neighbour(self, step: int) -> int:
        """The index of the article after the cursor, or before it.

        Where the open article is not in the list, the one under the cursor comes next; without a cursor, the
        one behind the article that was left.
        """
        cursor, opened = self.articles.cursor, self.desk.article_id
        if cursor is None:
            following = self._following()
            return following if step > 0 else following - 1
        under = self.articles.article
        is_open = under is not None and under.id == opened
        if not is_open and step > 0 and opened is not None and self.index_of(opened) is None:
            return cursor
        return cursor + step

    def _following(self) -> int:
        """The index of what follows in the list on the article that one has left."""
        place = self._place(self._left) if self._left is not None else None
        return 0 if place is None else sum(place)

    def open_listed(self) -> None:
        """Open the article under the cursor."""
        summary = self.articles.article
        if summary is None:
            return
        if summary.id != self.desk.article_id:
            self.open_article(summary.id, 0)
        else:
            self.start_reading()

    def put_cursor(self, article_id: str, before: str | None) -> None:
        """Put the cursor of the list on the article, if it is there; else `]` goes on where it was.

        `before` is what was open; a cursor that is on another article stays there, and that comes next.
        """
        index, under = self.index_of(article_id), self.articles.article
        if index is None and self.articles.cursor is not None:
            if under is not None and under.id != before:
                return
            self._left = under.id if under is not None else None
        self.articles.go(index)

    def index_of(self, article_id: str) -> int | None:
        """Where the article stands in the list; None where it does not."""
        place = self._place(article_id)
        return place[0] if place is not None and place[1] else None

    def _place(self, article_id: str) -> tuple[int, bool] | None:
        """How many of the list stand before the article, and whether it is in it; None where it is gone."""
        if isinstance(self.listed, SavedSearch):
            return (self._ids.index(article_id), True) if article_id in self._ids else None
        try:
            return self.desk.library.article_place(article_id, self.source, self.folded)
        except NotFound:
            return None
