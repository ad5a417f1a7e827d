"""The search screen: results as one types, the best first; it comes back as it was left."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.timer import Timer
from textual.worker import get_current_worker

from store.errors import StoreError
from store.library import Library
from store.model import Excerpt
from tui.catalogue import Catalogue
from tui.screens.prompts import LinePrompt
from tui.screens.query_filters import toggled, toggled_name
from tui.screens.searched import Asked, Chosen, Searched, look
from tui.screens.sparing import SparingScreen
from tui.search_keys import IN_LINE, IN_RESULTS, OF_RESULTS
from tui.widgets.bars import Header, HintBar, StatusBar
from tui.widgets.editor import LineEditor
from tui.widgets.items import ItemList
from tui.widgets.results import ResultList

REST = 0.15, 0.45
"""Between which bounds is the rest, in seconds, after which what was typed is searched."""
PACE = 1.5
"""The rest against the time between the last two keys: results that come between two letters of somebody who
types on would be drawn in vain, and on a slow line hold the letters up."""
MOMENT = 0.3
"""Seconds of a search after which it is said that one is on. Until then keys wait for what it finds."""
QUOTED = 20
"""Of the others, those whose excerpts are looked for together."""


class SearchScreen(SparingScreen[Chosen | None]):
    """Ask and choose; gives what was chosen, or None. `state` is how it was left, also after it is closed.

    `prepare_index` says whether the index of words is whole, and otherwise makes it: `index_ends` is called.
    """

    AUTO_FOCUS = ""

    BINDINGS = [
        Binding("down", "to_results"),
        Binding("tab,slash", "other", priority=False),
        Binding("j", "move(1)"),
        Binding("k,up", "move(-1)"),
        Binding("space,pagedown", "page(1)"),
        Binding("pageup", "page(-1)"),
        Binding("g,home", "end(0)"),
        Binding("G,end", "end(-1)"),
        Binding("enter", "enter", priority=True),
        Binding("c", "toggle_filter('is:claim')"),
        Binding("n", "toggle_filter('has:note')"),
        Binding("o", "toggle_source"),
        Binding("m", "toggle_mine"),
        Binding("w", "save"),
        Binding("question_mark", "help"),
        Binding("escape", "leave"),
        Binding("q", "leave_results"),
    ]

    DEFAULT_CSS = """
    SearchScreen {
        background: ansi_default;
        color: ansi_default;
        & LineEditor { margin: 0 1; border: none; height: 1; }
        & LineEditor:focus { border: none; }
        & ResultList { height: 1fr; overflow-y: scroll; }
    }
    """

    def __init__(
        self,
        library: Library,
        words: Catalogue,
        show_date: Callable[[str | None], str],
        prepare_index: Callable[[], bool],
        state: Searched,
    ) -> None:
        super().__init__()
        self._library = library
        self._words = words
        self._prepare_index = prepare_index
        self._editor = LineEditor(state.typed)
        self._results = ResultList(show_date, rtl=words.rtl)
        self._header = Header(words("search.title"), rtl=words.rtl)
        self._status = StatusBar(rtl=words.rtl)
        self._hints = HintBar((), rtl=words.rtl)
        self._typing: Timer | None = None
        self._typed_at = 0.0
        self._asked: Asked | None = None
        """What is being searched."""
        self._moment: Timer | None = None
        """Runs while a search has only begun."""
        self.state = state

    def compose(self) -> ComposeResult:
        """The line to type on, the results, the status line and the keys."""
        words = self._words
        yield self._header
        yield self._editor
        yield Header("", rtl=words.rtl)
        yield self._results
        yield self._status
        yield self._hints

    def on_mount(self) -> None:
        """Type at once, or go on in the results where there were some; the library may have others by now."""
        self._show()
        self.set_focus(self._results if self.state.articles and self._is_current else self._editor)
        self._quote(self.state)
        self._ask()

    @property
    def is_looking(self) -> bool:
        """Whether keys are for the results of a search that has only begun."""
        return self._moment is not None and self.focused is self._results and not self._is_current

    @property
    def _is_current(self) -> bool:
        """Whether the results are those of what is typed."""
        return self.state.query == self._editor.text

    # Asking

    @on(LineEditor.Changed)
    def _typed(self) -> None:
        if self._typing is not None:
            self._typing.stop()
        now = time.monotonic()
        pause, self._typed_at = now - self._typed_at, now
        least, most = REST
        self._typing = self.set_timer(max(least, min(most, PACE * pause)), self._ask)

    def _ask(self) -> None:
        """Search what is typed, unless that is done, or being done, in the library as it is."""
        if self._typing is not None:
            self._typing.stop()
            self._typing = None
        text = self._editor.text
        is_empty = not text.strip()
        try:
            asked = Asked(text, None if is_empty else self._library.search.stamp(text))
        except StoreError as error:
            self._status.say(self._words.error(error), error=True)
            return
        if asked == (self.state.query, self.state.stamp):
            if self._asked is not None:
                self._end()
                self._tell_about()
        elif asked != self._asked and (is_empty or self._prepare_index()):
            self._end()
            self._asked, self._moment = asked, self.set_timer(MOMENT, self._say_searching)
            self._search(asked)

    def _say_searching(self) -> None:
        """Say that what is shown is not yet what is asked for."""
        self._stop_moment()
        self._header.show("…")
        self._status.say(self._words("search.running"))

    def _end(self) -> None:
        """Nothing is being searched any more, or what is found is not wanted."""
        self._asked = None
        self._stop_moment()

    def _stop_moment(self) -> None:
        if self._moment is not None:
            self._moment.stop()
            self._moment = None

    def index_begins(self) -> None:
        """What was typed waits for the index."""
        self._status.say(self._words("search.preparing"))

    def index_grows(self, done: int, count: int) -> None:
        """The index is being made: what was typed is searched when it is whole."""
        self._status.say(self._words("search.prepared", done=done, count=count))

    def index_ends(self, error: StoreError | None) -> None:
        """Search what was typed meanwhile."""
        self._status.say("" if error is None else self._words.error(error), error=True)
        if error is None:
            self._ask()

    @work(thread=True, exclusive=True, group="search")
    def _search(self, asked: Asked) -> None:
        worker, tell = get_current_worker(), self.app.call_from_thread
        try:
            with self._library.another() as library:
                found = look(library, asked, lambda: not worker.is_cancelled)
        except StoreError as error:
            tell(self._failed, asked, error)
            return
        if found is not None:
            tell(self._found, asked, found)

    def _failed(self, asked: Asked, error: StoreError) -> None:
        if asked == self._asked:
            self._end()
            self._status.say(self._words.error(error), error=True)

    def _found(self, asked: Asked, state: Searched) -> None:
        if asked != self._asked:
            return
        self._end()
        if state.query != self._editor.text:
            return  # Something else has been typed by now.
        here = self._results.article
        if self._is_current and here is not None:
            # The same query: the cursor stays on its article.
            places = (index for index, one in enumerate(state.articles) if one.id == here.id)
            state = replace(state, cursor=next(places, state.cursor))
        self.state = state
        self._show()
        self._quote(state)

    @work(thread=True, exclusive=True, group="quote")
    def _quote(self, state: Searched) -> None:
        """Look for the lines around what was found further down."""
        worker = get_current_worker()
        found = dict(state.excerpts)
        left = [one for one in state.articles if one.id not in found]
        try:
            with self._library.another() as library:
                for number, summary in enumerate(left, 1):
                    found[summary.id] = library.search.excerpts(library.article(summary.id), state.query)
                    if worker.is_cancelled:
                        return
                    if number % QUOTED == 0 or number == len(left):
                        self.app.call_from_thread(self._quoted, state, dict(found))
        except StoreError as error:
            self.app.call_from_thread(self._status.say, self._words.error(error), error=True)

    def _quoted(self, state: Searched, excerpts: Mapping[str, Sequence[Excerpt]]) -> None:
        if (state.query, state.stamp) == (self.state.query, self.state.stamp):
            self.state = replace(self.state, excerpts=excerpts)
            self._results.quote(excerpts)

    def _show(self) -> None:
        state, words = self.state, self._words
        empty = words("search.nothing" if state.query.strip() else "search.how")
        self._results.show(state.articles, state.excerpts, state.cursor, empty)
        self._tell_about()

    def _tell_about(self) -> None:
        """Say how many are found, and how the query was taken."""
        state = self.state
        self._header.show(str(state.count) if state.query.strip() else "")
        self._status.say(self._words(f"search.plain.{state.hint}") if state.hint else "")

    def say_how_to_leave(self) -> None:
        """Say which key leads back: Ctrl-C was pressed."""
        self._status.say(self._words("search.quit"))

    # Keys

    @on(events.DescendantFocus)
    def _tell_keys(self) -> None:
        """Tell what the keys do where the focus is now: in the line letters are letters."""
        keys = IN_LINE if self.focused is self._editor else IN_RESULTS
        self._hints.show([(key, self._words(f"search.hint.{name}"), always) for key, name, always in keys])

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Letters are for the editor while it has the focus."""
        typing = self.focused is self._editor
        return not typing if action in OF_RESULTS else True

    def action_to_results(self) -> None:
        """From the line to the results, and on in them."""
        if self.focused is self._editor:
            self.set_focus(self._results)
        else:
            self.action_move(1)

    def action_other(self) -> None:
        """From the line to the results, or back."""
        self.set_focus(self._results if self.focused is self._editor else self._editor)

    def action_move(self, step: int) -> None:
        """Move in the results."""
        self._results.move(step)

    def action_page(self, direction: int) -> None:
        """A screenful on or back."""
        self._results.page(direction)

    def action_end(self, index: int) -> None:
        """The first result, or the last."""
        self._results.go(index)

    def action_enter(self) -> None:
        """From the line to the results, and there open the one under the cursor.

        Before the line takes the key, and not by its message: the next key, which may be waiting already, is
        for the results.
        """
        if self.focused is self._editor:
            self._ask()
            self.set_focus(self._results)
        elif self._is_current:
            self._choose()
        else:
            self._ask()
            if self._asked is not None:
                self._say_searching()

    @on(ItemList.Pressed)
    def _choose(self) -> None:
        """Open the result under the cursor."""
        article = self._results.article
        if article is not None:
            self._leave(Chosen(article.id, self.state.query))

    def action_toggle_filter(self, filter: str) -> None:
        """Add a filter to the query, or take it out."""
        self._query(toggled(self._editor.text, filter))

    def action_toggle_source(self) -> None:
        """Only the outlet of the result under the cursor, or all again."""
        article = self._results.article
        name = article.source if article is not None else None
        self._query(toggled_name(self._editor.text, "source", name))

    def action_toggle_mine(self) -> None:
        """Only what this annotator has annotated, or all again."""
        self._query(toggled_name(self._editor.text, "annotator", self._library.annotator))

    def _query(self, text: str) -> None:
        self._editor.text = text
        self._ask()

    def action_save(self) -> None:
        """Keep the search under a name, as a list among the sources."""
        query = self._editor.text

        def done(name: str | None) -> None:
            if name is None or not name.strip():
                return
            try:
                self._library.search.save(name, query)
            except StoreError as error:
                self._status.say(self._words.error(error), error=True)
            else:
                self._status.say(self._words("search.saved", name=name.strip()))

        if query.strip():
            self.app.push_screen(LinePrompt(self._words, query, "search.name"), done)

    def action_help(self) -> None:
        """Show the keys."""
        from tui.screens.help import HelpScreen, search_lines

        self.app.push_screen(HelpScreen(self._words, search_lines(self._words)))

    def action_leave(self) -> None:
        """Back to the reader."""
        self._leave(None)

    def action_leave_results(self) -> None:
        """The same, at a key that in the line is a letter."""
        self._leave(None)

    def _leave(self, chosen: Chosen | None) -> None:
        self.state = replace(self.state, cursor=self._results.cursor, typed=self._editor.text)
        self.dismiss(chosen)
