"""The panes of the reader: what stands where, how many fit, and which has the focus."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from tui.actions import ACTIONS, Action
from tui.catalogue import Catalogue
from tui.rtl.driver import Painter
from tui.screens.desk import Desk
from tui.screens.sparing import SparingScreen
from tui.widgets.article import ArticleView
from tui.widgets.bars import Header, HintBar, StatusBar
from tui.widgets.claims import ClaimList
from tui.widgets.lists import ArticleList, SourceList
from tui.widgets.related import RelatedList
from tui.widgets.sentence import Sentence

SMALLEST = (60, 20)
THREE_PANES = 100
TWO_PANES = 70
WIDE = 150

_ON_PANES = {one.id.replace("-", "_") for one in ACTIONS} - {"quit", "suspend", "redraw"} | {"digit"}
"""The actions on what the panes show."""


class PaneScreen(SparingScreen[None]):
    """Sources and articles, the article, its claims: three panes, or fewer where the terminal is narrow.

    They stand from left to right, and in a language that is read from right to left the other way round.
    """

    AUTO_FOCUS = ""

    DEFAULT_CSS = """
    PaneScreen {
        layers: base over;
        background: ansi_default;
        color: ansi_default;
        & #panes { height: 1fr; }
        & .pane { height: 1fr; width: 1fr; }
        & #lists { width: 32; border-right: vkey ansi_bright_black; }
        & #sidebar { width: 36; border-left: vkey ansi_bright_black; }
        & #sources { height: 1fr; max-height: 9; }
        & #articles { height: 1fr; }
        & ArticleView { height: 1fr; }
        & ClaimList { height: 1fr; }
        & #small {
            display: none; width: 100%; height: 100%; layer: over;
        }
        &.-wide #sources { max-height: 14; }
        &.-wide #lists { width: 40; }
        &.-wide #sidebar { width: 46; }
        &.-rtl #lists { border-right: none; border-left: vkey ansi_bright_black; }
        &.-rtl #sidebar { border-left: none; border-right: vkey ansi_bright_black; }
        &.-alone #lists, &.-alone #sidebar { width: 1fr; border: none; }
        &.-small #small { display: block; background: ansi_default; }
    }
    """

    def __init__(self, desk: Desk, words: Catalogue, actions: Sequence[Action]) -> None:
        super().__init__(classes="-rtl" if words.rtl else None)
        self.desk = desk
        self.words = words
        """The texts in the reader's language."""
        self.actions = actions
        """The table of keys, as the settings have it."""
        rtl = words.rtl
        self.sources = SourceList(words("empty.library"), words("pane.all-sources"), rtl=rtl, id="sources")
        self.articles = ArticleList(words("empty.articles"), rtl=rtl, id="articles")
        self.view = ArticleView(words("empty.article"), rtl=rtl, id="article")
        self.claims = ClaimList(words, id="claims")
        self.related = RelatedList(rtl=rtl, id="related")
        self.status = StatusBar(rtl=rtl)
        self.headers = {
            name: Header(words(f"pane.{name}"), rtl=rtl)
            for name in ("sources", "articles", "article", "claims")
        }
        self.zoomed = False

    def compose(self) -> ComposeResult:
        """The panes, the status line and the hints."""
        lists = Vertical(
            self.headers["sources"],
            self.sources,
            self.headers["articles"],
            self.articles,
            id="lists",
            classes="pane",
        )
        middle = Vertical(self.headers["article"], self.view, id="middle", classes="pane")
        sidebar = Vertical(self.headers["claims"], self.claims, self.related, id="sidebar", classes="pane")
        panes = (lists, middle, sidebar)
        yield Horizontal(*(reversed(panes) if self.words.rtl else panes), id="panes")
        yield self.status
        hints = [
            (self.words.keys[one.id], self.words(f"hint.{one.id}"), one.always)
            for one in self.actions
            if one.hinted
        ]
        yield HintBar(hints, rtl=self.words.rtl)
        small = self.words("pane.too-small", columns=SMALLEST[0], rows=SMALLEST[1])
        yield Sentence(small, centred=True, id="small")

    @property
    def source(self) -> str | None:
        """The outlet whose articles are listed; None for all, or for those of a saved search."""
        return None

    def open_article(self, article_id: str, offset: int, *, opened: bool = True) -> bool:
        """Show an article with the cursor at `offset`; `opened` is False for one that is only offered.

        False, and the reason on the status line, where it cannot be shown: then what was open stays open.
        """
        raise NotImplementedError

    # Panes

    @property
    def panes(self) -> dict[Widget, Widget]:
        """Each thing that takes the focus, with the pane it stands in."""
        lists, sidebar = self.query_one("#lists"), self.query_one("#sidebar")
        panes: dict[Widget, Widget] = {
            self.sources: lists,
            self.articles: lists,
            self.view: self.query_one("#middle"),
            self.claims: sidebar,
        }
        return panes | {self.related: sidebar} if self.related.count else panes

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing changes what a terminal that is too small does not show."""
        return not (self.has_class("-small") and action in _ON_PANES)

    def on_resize(self, event: events.Resize) -> None:
        """Show as many panes as there is room for."""
        width, height = event.size
        self.set_class(width < SMALLEST[0] or height < SMALLEST[1], "-small")
        self.set_class(width >= WIDE, "-wide")
        self._arrange(width)

    def on_descendant_focus(self, _event: events.DescendantFocus) -> None:
        """Light up the header of the pane that has the focus."""
        self._arrange(self.size.width)
        for name, header in self.headers.items():
            header.show(focused=self.focused is not None and self.focused.id == name)

    def _arrange(self, width: int) -> None:
        panes = self.panes
        middle = self.query_one("#middle")
        own = panes.get(self.focused, middle) if self.focused else middle
        if self.zoomed or width < TWO_PANES:
            shown = {own}
        elif width < THREE_PANES:
            shown = {middle, own if own is not middle else self.query_one("#sidebar")}
        else:
            shown = set(panes.values())
        self.set_class(len(shown) == 1, "-alone")
        for pane in set(panes.values()):
            pane.display = pane in shown

    @property
    def shows_article(self) -> bool:
        """Whether the article or its claims are on the screen."""
        panes = self.panes
        return panes[self.view].display or panes[self.claims].display

    def action_next_pane(self) -> None:
        """Give the focus to the next pane."""
        self._pane(1)

    def action_previous_pane(self) -> None:
        """Give the focus to the pane before."""
        self._pane(-1)

    def _pane(self, step: int) -> None:
        order = list(self.panes)
        index = order.index(self.focused) if self.focused in order else 2
        self.focus_pane(order[(index + step) % len(order)])

    def focus_pane(self, pane: Widget) -> None:
        """Give the focus to `pane`, one of the four that take it."""
        # A hidden pane cannot take the focus; and the next key, which may be waiting already, is for it.
        self.panes[pane].display = True
        self.set_focus(pane)

    def say_how_to_leave(self) -> None:
        """Say which key quits: Ctrl-C was pressed."""
        self.status.say(self.words("status.how-to-quit"))

    def action_redraw(self) -> None:
        """Draw all of the screen again: something else may have written over it."""
        if isinstance(self.app, Painter):
            self.app.repaint()

    def action_zoom(self) -> None:
        """Show the pane alone, or all again."""
        self.zoomed = not self.zoomed
        self._arrange(self.size.width)

    def drop_selection(self) -> bool:
        """Select nothing any more; False where nothing was."""
        had = self.view.selected is not None
        self.view.select(None)
        return had

    def leave_zoom(self) -> bool:
        """Show the other panes again; False where they are shown."""
        was = self.zoomed
        if was:
            self.action_zoom()
        return was

    def leave_pane(self) -> bool:
        """Go back to the article, or from there to the list; always True."""
        self.focus_pane(self.view if self.focused is not self.view else self.articles)
        return True
