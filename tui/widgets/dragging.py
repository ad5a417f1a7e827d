"""Selecting with the mouse: press, drag, let go."""

from __future__ import annotations

from textual import events
from textual.timer import Timer
from textual.widget import Widget

from store.model import Span

LEFT = 1
"""The button that selects."""
WHEEL = 3
"""Rows that the wheel scrolls by."""
EDGE_SECONDS = 0.05
"""How often a row comes into sight while the mouse is held beyond an edge."""


class Dragging(Widget):
    """A text in which the mouse selects whole clusters: from the one it was pressed on to the one it is on.

    A press without a drag drops the selection and goes to what it was on; a double click selects the word
    there. The rows and cells are those of the widget; what stands there, the subclass says.
    """

    # Textual's own selection would take the text as it is drawn: in visual order, and shaped.
    ALLOW_SELECT = False

    _anchor: Span | None = None
    """What the mouse was pressed on; None while it is not held."""
    _dragged = False
    _held_at = (0, 0)
    """The cell that the mouse is held at, which may lie beyond an edge."""
    _edge: Timer | None = None
    """Runs while the mouse is held beyond an edge."""

    def span_at(self, x: int, y: int) -> Span | None:
        """The cluster at or nearest to a cell; None where there is no text."""
        raise NotImplementedError

    def word_at(self, x: int, y: int) -> Span | None:
        """The word at or nearest to a cell; None where there is no text."""
        raise NotImplementedError

    def select(self, span: Span | None) -> None:
        """Select `span`, or nothing."""
        raise NotImplementedError

    def scroll_rows(self, rows: int) -> None:
        """Scroll by that many rows, up if negative."""
        raise NotImplementedError

    def pressed(self, x: int, y: int) -> None:
        """The mouse was pressed there, and not dragged."""
        raise NotImplementedError

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin: what is selected from here on is told by where the mouse goes."""
        if event.button == LEFT:
            self._anchor = self.span_at(event.x, event.y)
            self._dragged = False
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select up to here, and beyond an edge scroll on."""
        if self._anchor is None:
            return
        self._held_at = event.x, event.y
        self._select_to(event.x, event.y)
        if not self._beyond:
            self._stop_scrolling()
        elif self._edge is None:
            self._edge = self.set_interval(EDGE_SECONDS, self._scroll_on)

    def on_mouse_up(self, _event: events.MouseUp) -> None:
        """The selection is made."""
        self._let_go()
        self.release_mouse()

    def on_mouse_release(self, _event: events.MouseRelease) -> None:
        """The mouse is somebody else's, a window's that opened: the selection stays as it is."""
        self._let_go()

    def on_click(self, event: events.Click) -> None:
        """A press that was no drag; the second of two selects a word."""
        if not self._dragged and event.button == LEFT:
            self.select(self.word_at(event.x, event.y) if event.chain > 1 else None)
            self.pressed(event.x, event.y)

    def on_mouse_scroll_down(self, _event: events.MouseScrollDown) -> None:
        """Scroll on."""
        self.scroll_rows(WHEEL)

    def on_mouse_scroll_up(self, _event: events.MouseScrollUp) -> None:
        """Scroll back."""
        self.scroll_rows(-WHEEL)

    def _select_to(self, x: int, y: int) -> None:
        here = self.span_at(x, y)
        if self._anchor is None or here is None or (here == self._anchor and not self._dragged):
            return
        self._dragged = True
        self.select(Span(min(self._anchor.start, here.start), max(self._anchor.end, here.end)))

    @property
    def _beyond(self) -> int:
        """-1 where the mouse is held above the widget, 1 below it."""
        _, y = self._held_at
        return -1 if y < 0 else int(y >= self.size.height)

    def _scroll_on(self) -> None:
        self.scroll_rows(self._beyond)
        self._select_to(*self._held_at)

    def _let_go(self) -> None:
        self._anchor = None
        self._stop_scrolling()

    def _stop_scrolling(self) -> None:
        if self._edge is not None:
            self._edge.stop()
            self._edge = None
