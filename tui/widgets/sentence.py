"""A sentence that stands by itself, on as many rows as its widget's width asks for."""

from __future__ import annotations

from rich.segment import Segment
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from tui.rtl.layout import layout
from tui.widgets.painting import cells, paint, strip


class Sentence(Widget):
    """Laid out for the width that there is: Textual would wrap again what is in visual order."""

    DEFAULT_CSS = "Sentence { width: 100%; height: auto; }"

    def __init__(self, text: str, *, centred: bool = False, id: str | None = None) -> None:
        super().__init__(id=id)
        self._text = text
        self._centred = centred
        """Whether it stands in the middle of the widget, each of its rows too."""

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The rows of the sentence."""
        return len(layout(self._text, max(1, width)))

    def render_line(self, y: int) -> Strip:
        """A row of the sentence, or a blank one above or below it."""
        width, style = self.size.width, self.visual_style.rich_style
        rows = layout(self._text, max(1, width))
        index = y - max(0, self.size.height - len(rows)) // 2 if self._centred else y
        if not 0 <= index < len(rows):
            return Strip.blank(width, style)
        shown = paint(rows[index], style)
        if self._centred:
            shown = shown[1:] if rows[index].left else shown
            shown = [Segment(" " * ((width - cells(shown)) // 2), style), *shown]
        return strip(shown, width, style)
