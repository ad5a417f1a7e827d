"""The reader: sources and articles, the article, its claims, and the keys that work on them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType

from store.errors import StoreError
from store.model import Article
from tui.actions import ACTIONS, DIGITS, Action
from tui.catalogue import Catalogue, isolated
from tui.screens.copying import CopyingScreen
from tui.screens.desk import Desk
from tui.screens.exporting import ExportingScreen
from tui.screens.listing import ListingScreen
from tui.widgets.article import ArticleView
from tui.widgets.items import ItemList


class ReaderScreen(ListingScreen, CopyingScreen, ExportingScreen):
    """Reading and moving; the keys are those of `tui.actions`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(action.keys, action.id.replace("-", "_"), id=action.id, show=False) for action in ACTIONS),
        *(Binding(action.keys, f"digit('{action.keys}')", id=action.id) for action in DIGITS),
    ]

    def __init__(
        self,
        desk: Desk,
        words: Catalogue,
        actions: Sequence[Action],
        show_date: Callable[[str | None], str],
    ) -> None:
        super().__init__(desk, words, actions)
        self._show_date = show_date

    # Starting

    def on_mount(self) -> None:
        """Show what was there last time, or the first article."""
        place = self.desk.library.place()
        self.show_lists()
        self.list_articles(place.article if place else None)
        if place is not None:
            self.open_article(place.article, place.offset)
        elif first := self.articles.at(0):
            self.open_article(first.id, 0, opened=False)
        # Not `focus()`, which would wait for the first paint and cost a second one.
        self.set_focus(self.view if place is not None else self.articles)
        if self.desk.library.read_only:
            self.status.say(self.words("status.read-only"))

    def show_date(self, published: str | None) -> str:
        """A date as the settings ask for."""
        return self._show_date(published)

    # Moving

    def action_next_statement(self) -> None:
        """The next statement, or line of a list."""
        self._move(1)

    def action_previous_statement(self) -> None:
        """The statement before, or line of a list."""
        self._move(-1)

    def _move(self, step: int) -> None:
        if self.focused is self.view and self.grown_by_statement(step):
            return
        if isinstance(self.focused, ItemList):
            self.focused.move(step)
        elif not self.stepped(step):
            self.view.move(step)
        self._moved()

    def _moved(self) -> None:
        """The cursor of the pane with the focus has moved: what depends on it follows at once.

        Not by a message: the next key may be waiting already, and has to find it done.
        """
        if self.focused in (self.sources, self.articles):
            # What was said of the step before gives way here too.
            self.status.say("")
            self.say_where()
        if self.focused is self.sources:
            self.list_source()
        elif self.focused is self.claims:
            self.follow_claim()
        elif self.focused is self.view:
            self.drop_selection()
            self.follow_cursor()
            self._read_at_end()

    def action_page_down(self) -> None:
        """A page on."""
        self._page(1)

    def action_page_up(self) -> None:
        """A page back."""
        self._page(-1)

    def _page(self, direction: int) -> None:
        if isinstance(self.focused, ItemList):
            self.focused.page(direction)
        else:
            self.view.page(direction)
        self._moved()

    def action_first(self) -> None:
        """The beginning of the article or list."""
        self._ends(last=False)

    def action_last(self) -> None:
        """The end of the article or list."""
        self._ends(last=True)

    def _ends(self, *, last: bool) -> None:
        if isinstance(self.focused, ItemList):
            self.focused.go(-1 if last else 0)
        else:
            self.view.ends(last=last)
        self._moved()

    def action_next_claim(self) -> None:
        """The next claim after the cursor."""
        self._claim(1)

    def action_previous_claim(self) -> None:
        """The claim before the cursor."""
        self._claim(-1)

    def _claim(self, step: int) -> None:
        if self.next_found(step):
            return
        claims, found = self.claims, [one.claim for one in self.desk.claims]
        if not found:
            self.status.say(self.words("status.no-claims"))
            return
        before = claims.cursor
        if before is None:
            here = self.view.statement_span
            on = next((i for i, c in enumerate(found) if here and c.start >= here.start), len(found))
            before = on - 1 if step > 0 else on
        index = self.claim_from(before, step)
        if index is not None:
            claims.go(index)
            self.drop_selection()
            self.follow_claim()
        elif self.filter is not None:
            self.status.say(self.words("status.no-more", name=self.named(self.filter)))
        else:
            self.status.say(self.words("status.no-claim-after" if step > 0 else "status.no-claim-before"))

    # Opening, and back

    def action_back(self) -> None:
        """Drop one thing, the one that the status line tells of before others; or go back a pane."""
        drops = (
            self.drop_extent,
            self.drop_link,
            self.drop_selection,
            self.drop_found,
            self.back_to_table,
            self.drop_filter,
            self.leave_zoom,
            self.leave_pane,
        )
        any(drop() for drop in drops)

    def action_open(self) -> None:
        """Open what the cursor is on, unless something waits for Enter."""
        if self.focused in (self.view, self.claims) and self.take():
            return
        if self.focused is self.sources:
            self.focus_pane(self.articles)
        elif self.focused is self.articles:
            self.open_listed()
            if self.articles.cursor is not None:
                self.focus_pane(self.view)
        elif self.focused is self.claims:
            self.focus_pane(self.view)
        elif self.focused is self.related:
            self.open_related()

    @on(ItemList.Pressed)
    def _pressed_item(self) -> None:
        self._moved()
        if self.focused is not self.claims:
            self.action_open()

    @on(ArticleView.Pressed)
    def _pressed_text(self, event: ArticleView.Pressed) -> None:
        statement = self.view.statement_at(event.offset)
        if statement is not None and statement != self.view.statement:
            self.view.go(statement)
            self._moved()

    @on(ArticleView.Scrolled)
    def _read_at_end(self) -> None:
        """At its end an article is read."""
        article = self.desk.article
        if article is not None and (
            self.view.share == 1.0 or self.view.statement == len(article.outline.statements) - 1
        ):
            self.mark_read(article.id)

    def _tell(self, article: Article) -> None:
        """Add to the header what the article says about itself, if it is still open."""
        if self.desk.article is not article:
            return
        # Imported here: the first screen is there without it.
        from store.about import about_of

        found = about_of(article)
        languages = [one for one in dict.fromkeys(found.languages) if one != "und"]
        known = " ".join(languages) if len(languages) > 1 else ""
        self.told = [isolated(part) for part in (found.place, found.byline, found.agency, known) if part]
        if self.told:
            self.show_about()

    def open_article(self, article_id: str, offset: int, *, opened: bool = True) -> bool:
        """Show an article with the cursor at `offset`."""
        before = self.desk.article_id
        try:
            article = self.desk.open(article_id)
        except StoreError as error:
            self.status.say(self.words.error(error), error=True)
            return False
        self.drop_selection()
        self.forget_found()
        self.put_cursor(article_id, before)
        self.view.show(article, offset)
        self.claims.show([one.claim for one in self.desk.claims])
        self.about = [isolated(part) for part in (article.source, self._show_date(article.published)) if part]
        self.told = ()
        self.call_after_refresh(self._tell, article)
        self.show_annotations()
        self.follow_statement()
        self.look_around()
        if opened:
            self.start_reading()
        self.say_where()
        return True

    # The program

    def action_help(self) -> None:
        """Show the keys."""
        from tui.screens.help import HelpScreen, help_lines

        self.app.push_screen(HelpScreen(self.words, help_lines(self.words, self.actions)))

    def action_suspend(self) -> None:
        """Give the terminal back to the shell until `fg`."""
        self.app.action_suspend_process()

    def action_command_palette(self) -> None:
        """Show every action by name, and run the one that is chosen."""
        from tui.screens.commands import CommandPalette

        def run(action: Action | None) -> None:
            if action is not None:
                self.call_later(getattr(self, "action_" + action.id.replace("-", "_")))

        self.app.push_screen(CommandPalette(self.words, self.actions), run)

    def action_quit(self) -> None:
        """Leave newsread."""
        self.app.exit()
