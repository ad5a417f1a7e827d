"""The test card: one text shown in each mode, for a person to pick the one that reads right.

An app of its own on the reader's driver and painter, so that what reads right here does so in the reader.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from importlib.resources import files

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.filter import LineFilter
from textual.strip import Strip
from textual.widget import Widget

from tui.catalogue import Catalogue
from tui.config import MODE_NAMES, Settings
from tui.display import LightInk, theme_on
from tui.keyboard import Keyboard
from tui.rtl.asking import Terminal
from tui.rtl.driver import TerminalDriver, driver_for
from tui.rtl.layout import layout
from tui.rtl.terminal import recognise
from tui.widgets import palette
from tui.widgets.painting import GUTTER, Mark, line, paint, strip

CARD = "card.txt"
"""Numbers of both kinds and a date in brackets and beside them; lam-alef; Latin and brackets; vowel marks."""

UNDERLINED, GROUNDED = "المرفأ", "(كبيرة)"
"""What is set off as the reader sets claims and statements off: in some terminals a colour ends a word."""

ROOM = 62
"""Cells of a row of the card at most: each line of it on one row where the terminal has 80 columns."""


class Card(Widget, can_focus=True):
    """What the terminal was taken for, the text, the modes and the keys."""

    DEFAULT_CSS = "Card { height: 1fr; }"

    def __init__(self, words: Catalogue, terminal: Terminal, mode: str) -> None:
        super().__init__()
        self._words = words
        self._recognised = recognise(terminal.answers)
        self._begun = mode
        self._card = files("tui").joinpath(CARD).read_text(encoding="utf-8").splitlines()
        self.mode = mode

    def render_line(self, y: int) -> Strip:
        """Row `y` of all of it."""
        rows = self._rows()
        width, plain = self.size.width, self.rich_style
        # Where there is not room for all, what stands below goes: the text and the mode stay.
        return strip(rows[y], width, plain) if y < len(rows) else Strip.blank(width, plain)

    def _rows(self) -> list[list[Segment]]:
        """All rows from the top, the blank ones too."""
        width, plain, words = self.size.width, self.rich_style, self._words
        place = words(
            "doctor.place", number=MODE_NAMES.index(self.mode) + 1, count=len(MODE_NAMES), mode=self.mode
        )
        rows = [
            self._line(place, palette.FOCUS),
            self._line(words(f"doctor.mode.{self.mode}"), palette.TITLE),
            [Segment("─" * width, plain + palette.RULE)],
            *self._text(),
            [Segment("─" * width, plain + palette.RULE)],
            *self._wrapped(words("doctor.question")),
            *self._wrapped(words("doctor.keys")),
            [],
        ]
        if len(rows) + len(MODE_NAMES) > self.size.height:
            # The first row says which of them is shown.
            return [*rows, *self._wrapped(" · ".join(f"{n} {name}" for n, name in enumerate(MODE_NAMES, 1)))]
        for number, name in enumerate(MODE_NAMES, 1):
            signs = [words("doctor.recognised")] if name == self._recognised else []
            signs += [words("doctor.begun")] if name == self._begun else []
            sign = f" ({', '.join(signs)})" if signs else ""
            style = palette.CURSOR if name == self.mode else palette.DIM
            rows.append(self._line(f"{number}  {name}{sign}", style))
        return rows

    def _line(self, text: str, style: Style) -> list[Segment]:
        return line(f" {text} ", self.size.width, self.rich_style + style, rtl=self._words.rtl)

    def _wrapped(self, text: str) -> list[list[Segment]]:
        """A text of the interface on as many rows as it needs."""
        room = max(1, self.size.width - 2)
        rows = layout(text, room, base=int(self._words.rtl))
        return [[Segment(" ", self.rich_style), *paint(row, self.rich_style)] for row in rows]

    def _text(self) -> list[list[Segment]]:
        """The text of the card as the reader shows an article."""
        plain = self.rich_style
        room = max(1, min(ROOM, self.size.width - 2 * GUTTER))
        left = Segment(" " * ((self.size.width - room) // 2), plain)
        rows = []
        for text in self._card:
            marks = [
                Mark(start, start + len(part), style)
                for part, style in ((UNDERLINED, palette.CLAIM), (GROUNDED, palette.STATEMENT))
                if (start := text.find(part)) >= 0
            ]
            rows += [[left, *paint(row, plain, marks)] for row in layout(text, room, base=1)]
        return rows


class CardApp(App[str]):
    """Shows the card on `terminal`; `run` gives the name of the mode that was picked, or None."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS = [
        Binding("right,down,j,l,n,space,tab", "step(1)"),
        Binding("left,up,k,h,p,shift+tab", "step(-1)"),
        Binding("enter", "pick"),
        Binding("q,escape", "leave"),
        Binding("ctrl+c,ctrl+q", "leave", priority=True),
    ]

    def __init__(self, words: Catalogue, settings: Settings, terminal: Terminal) -> None:
        self._mode = terminal.mode.name
        shown = replace(terminal, choose=lambda _: self._mode)
        theme = theme_on(settings, terminal.answers)
        super().__init__(driver_for(shown), ansi_color=theme.startswith("ansi-"))
        self.theme = theme
        self._keyboard = Keyboard(settings.keyboard, {})
        self._card = Card(words, terminal, self._mode)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's filters; on a light ground what is written is dark."""
        return [*super().get_line_filters(), *([LightInk()] if self.theme == "ansi-light" else [])]

    def compose(self) -> ComposeResult:
        """The card alone."""
        yield self._card

    def on_mount(self) -> None:
        """Let the card take the keys."""
        self._card.focus()

    def on_key(self, event: events.Key) -> None:
        """A digit shows its mode; a letter of an Arabic or Persian layout acts as the key it stands on."""
        typed = event.character or ""
        key = self._keyboard.latin(typed) or typed
        if key.isdecimal() and 1 <= int(key) <= len(MODE_NAMES):
            self._show(MODE_NAMES[int(key) - 1])
        elif key != typed and key in ("j", "k", "l", "h", "n", "p"):
            self.action_step(1 if key in "jln" else -1)
        elif key != typed and key == "q":
            self.action_leave()

    def action_step(self, by: int) -> None:
        """Show the next mode, or the one before."""
        self._show(MODE_NAMES[(MODE_NAMES.index(self._mode) + by) % len(MODE_NAMES)])

    def action_pick(self) -> None:
        """Leave with the mode that is shown."""
        self.exit(self._mode)

    def action_leave(self) -> None:
        """Leave without one."""
        self.exit(None)

    def _show(self, mode: str) -> None:
        self._mode = self._card.mode = mode
        if isinstance(self._driver, TerminalDriver):
            self._driver.choose_again()
        self._card.refresh()
