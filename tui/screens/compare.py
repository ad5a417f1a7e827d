"""The compare screen: the propositions of a story, and how each outlet puts them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.worker import get_current_worker

from store.errors import StoreError
from store.model import Comparison, Offset
from tui.catalogue import Catalogue, isolated
from tui.screens.sparing import SparingScreen
from tui.widgets.bars import Header, HintBar, StatusBar
from tui.widgets.comparison import ComparisonGrid, OutletBar, table
from tui.widgets.items import ItemList


@dataclass(frozen=True, slots=True)
class Cell:
    """A place in the table of an article's story."""

    article: str
    """The one whose story is compared."""
    row: int = 0
    column: int | None = None
    """The outlet; None for that of the article."""


@dataclass(frozen=True, slots=True)
class Jump:
    """Where to go in an article, and the cell to come back to."""

    article: str
    offset: Offset
    cell: Cell


class CompareScreen(SparingScreen[Jump | None]):
    """Propositions down, outlets across. Gives where to go, or None.

    `load` gives the comparison, or None for an article alone in its story; it runs in a thread of its own.
    """

    BINDINGS = [
        Binding("j,down", "down", id="next-statement"),
        Binding("k,up", "up", id="previous-statement"),
        Binding("l,right", "across(1)"),
        Binding("h,left", "across(-1)"),
        Binding("tab", "next", id="next-pane"),
        Binding("space,pagedown", "page(1)", id="page-down"),
        Binding("pageup,shift+space", "page(-1)", id="page-up"),
        Binding("g,home", "end(0)", id="first"),
        Binding("G,end", "end(-1)", id="last"),
        Binding("n", "turn", id="next-claim"),
        Binding("enter", "jump", id="open"),
        Binding("escape", "leave", id="back"),
        Binding("c", "leave", id="compare"),
        Binding("q", "leave", id="quit"),
    ]

    DEFAULT_CSS = """
    CompareScreen {
        background: ansi_default;
        color: ansi_default;
        & ComparisonGrid { height: 1fr; }
    }
    """

    def __init__(
        self,
        words: Catalogue,
        cell: Cell,
        load: Callable[[Callable[[], bool]], Comparison | None],
    ) -> None:
        """`load` is called in a thread, with what says whether its answer is still wanted."""
        super().__init__()
        self._words = words
        self._cell = cell
        self._load = load
        self._titles: dict[str, str] = {}
        self.header = Header(words("compare.title"), rtl=words.rtl)
        self.names = OutletBar(rtl=words.rtl)
        self.grid = ComparisonGrid(words, words("compare.loading"), id="grid")
        self.status = StatusBar(rtl=words.rtl)
        keys = words.keys
        self._hints = [
            (f"{keys['next-statement']}/{keys['previous-statement']}", words("compare.hint-down"), False),
            ("h/l", words("compare.hint-across"), False),
            (keys["open"], words("compare.hint-jump"), True),
            (keys["next-claim"], words("compare.hint-turn"), False),
            (keys["back"], words("compare.hint-leave"), True),
        ]

    def compose(self) -> ComposeResult:
        """The outlets above the table, the status line and the hints."""
        yield self.header
        yield self.names
        yield self.grid
        yield self.status
        yield HintBar(self._hints, rtl=self._words.rtl)

    def on_mount(self) -> None:
        """Find out what there is to compare."""
        self.set_focus(self.grid)
        self._compare()

    @work(thread=True, exclusive=True)
    def _compare(self) -> None:
        worker = get_current_worker()

        def tell(what: Callable[..., object], value: object) -> None:
            if not worker.is_cancelled:
                self.app.call_from_thread(what, value)

        try:
            found = self._load(lambda: not worker.is_cancelled)
        except StoreError as error:
            tell(self._say, self._words.error(error))
        else:
            tell(self.show, found)

    def _say(self, message: str) -> None:
        self.grid.empty = ""
        self.grid.refresh()
        self.status.say(message, error=True)

    def show(self, comparison: Comparison | None) -> None:
        """Show the comparison, or that there is none."""
        if not self.is_attached:
            return
        if comparison is None:
            self.grid.empty = self._words("compare.alone")
            self.grid.show((), (), 0, 0)
        else:
            self.grid.empty = self._words("compare.nothing")
            self._titles = {one.id: one.title for one in comparison.articles}
            names, rows = table(comparison)
            of_one = comparison.is_of_one_outlet
            self.grid.show(names, rows, self._cell.row, self._column(comparison), articles=of_one)
            articles = self._words.carriers(len(comparison.articles), articles=True)
            sources = len({one.source for one in comparison.articles})
            self.header.show(f"{self._words.carriers(sources, articles=False)} · {articles}")
        self._moved()

    def _column(self, comparison: Comparison) -> int:
        """The column that the cursor begins in: where it was, or that of the article itself."""
        if self._cell.column is not None:
            return self._cell.column
        voices = comparison.voices
        return list(dict.fromkeys(voices.values())).index(voices[self._cell.article])

    # Moving

    def action_down(self) -> None:
        """The next proposition."""
        self.grid.move(1)
        self._moved()

    def action_up(self) -> None:
        """The proposition before."""
        self.grid.move(-1)
        self._moved()

    def action_page(self, direction: int) -> None:
        """A page on or back."""
        self.grid.page(direction)
        self._moved()

    def action_end(self, index: int) -> None:
        """The first or the last proposition."""
        self.grid.go(index)
        self._moved()

    def action_across(self, step: int) -> None:
        """The outlet to the right or left, as they stand on the screen."""
        self.grid.step(-step if self._words.rtl else step)
        self._moved()

    def action_next(self) -> None:
        """The next outlet, and after the last the first."""
        last = self.grid.column == len(self.grid.outlets) - 1
        self.grid.step(-self.grid.column if last else 1)
        self._moved()

    def action_turn(self) -> None:
        """The next of several statements of the outlet."""
        if not self.grid.turn():
            self.status.say(self._words("compare.no-more"))
        else:
            self._moved()

    def _moved(self) -> None:
        """Name the outlet, and say in the status line all of what the cell holds."""
        grid = self.grid
        self.names.show(grid.outlets, grid.column, grid.first)
        if grid.cursor is None:
            self.status.show("", "")
            return
        place = self._words("compare.place", number=grid.cursor + 1, count=grid.count)
        statement = grid.statement
        if statement is None:
            outlet = isolated(grid.outlets[grid.column])
            self.status.show(place, self._words("compare.silent", outlet=outlet), grid.column)
            return
        parts = (self._titles.get(statement.article, ""), statement.speaker)
        self.status.show(place, " · ".join(filter(None, parts)), grid.column)

    @on(ItemList.Pressed)
    def _pressed(self) -> None:
        self._moved()

    # Leaving

    def action_jump(self) -> None:
        """Go to the statement in its article."""
        statement = self.grid.statement
        if statement is None or self.grid.cursor is None:
            if self.grid.count:
                self.status.say(self._words("compare.nothing-here"))
            return
        cell = Cell(self._cell.article, self.grid.cursor, self.grid.column)
        self.dismiss(Jump(statement.article, statement.offset, cell))

    def action_leave(self) -> None:
        """Back to where one came from."""
        self.dismiss(None)
