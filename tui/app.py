"""The reader as a Textual app: wiring only."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import partial
from typing import Protocol, runtime_checkable

from rich.console import RenderableType
from rich.terminal_theme import TerminalTheme
from textual import events
from textual._compositor import CompositorUpdate
from textual.app import App
from textual.driver import Driver
from textual.filter import LineFilter
from textual.message_pump import MessagePump
from textual.screen import Screen

from store.library import Library
from tui.actions import first_keys, key_name, remapped
from tui.catalogue import catalogue, language_of
from tui.config import Settings
from tui.display import DisplayFilter, LightInk, theme_on
from tui.keyboard import LAM, Keyboard
from tui.output import date
from tui.rtl.asking import Terminal
from tui.rtl.driver import Keeper, TerminalDriver, driver_for
from tui.rtl.terminal import Answers
from tui.screens.desk import Desk
from tui.screens.reader import ReaderScreen
from tui.shown import Sent, Shown

LAM_SECONDS = 0.03
"""How long an alef may come after the lam that the same key sent."""

OPENING_TRIES, OPENING_SECONDS = 100, 0.01
"""How often, and how far apart, it is looked whether a screen that opens is there to take keys."""


@runtime_checkable
class Leavable(Protocol):
    """A screen with a status line on which it can say how it is left."""

    def say_how_to_leave(self) -> None:
        """Say which key does."""


class NewsreadApp(App[None]):
    """Opens the reader on one library for one annotator."""

    TITLE = "newsread"
    _colours: tuple[str, TerminalTheme] | None = None
    """The theme, and the colours that it gives the terminal's names."""

    ENABLE_COMMAND_PALETTE = False  # Textual's shows Arabic as it is typed, letter by letter; ours does not.

    def __init__(
        self, library: Library, settings: Settings, driver_class: type[Driver] | None = None
    ) -> None:
        theme = theme_on(settings, Answers())
        # Said here, so that Textual chooses its colour filters (NO_COLOR) for the terminal's own colours.
        super().__init__(driver_class, ansi_color=theme.startswith("ansi-"))
        # A list that glides to where it goes is drawn over and over, which a slow line has to carry. What
        # scrolls then jumps with the animator's next beat; with animate=False at once, before the next key.
        self.animation_level = "none"
        self.library = library
        self.settings = settings
        self.actions = remapped(settings.keys)
        """The table of keys, as the settings have it."""
        self.words = catalogue(language_of(settings.language, os.environ), first_keys(self.actions))
        self.keyboard = Keyboard(settings.keyboard, os.environ)
        self.theme = theme
        self._display_filter, self._light_ink = DisplayFilter(settings), LightInk()
        self._shown = Shown()
        self._lam: events.Key | None = None
        self._keys: list[events.Key] = []
        self.failure: Exception | None = None
        """The error that ended the reader."""

    @property
    def ansi_theme(self) -> TerminalTheme:
        """The colours that the terminal's names stand for; Textual asks for them with each row it draws."""
        if self._colours is None or self._colours[0] != self.theme:
            self._colours = self.theme, super().ansi_theme
        return self._colours[1]

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's filters, and the display settings."""
        filters = list(super().get_line_filters())
        if self._display_filter.enabled:
            filters.append(self._display_filter)
        if self.theme == "ansi-light":
            filters.append(self._light_ink)
        return filters

    def get_default_screen(self) -> Screen[None]:
        """The reader."""
        reader = ReaderScreen(
            Desk(self.library),
            self.words,
            self.actions,
            partial(date, settings=self.settings),
        )
        reader.offline = self.settings.offline
        return reader

    def on_mount(self) -> None:
        """Give the keys the places that the settings ask for."""
        self.set_keymap(dict(self.settings.keys))

    def _handle_exception(self, error: Exception) -> None:
        """Leave the screen in order and let `run` raise the error: the command makes one line of it."""
        self.failure = self.failure or error
        if self.is_headless:
            super()._handle_exception(error)
        else:
            self.exit(return_code=1)

    def action_help_quit(self) -> None:
        """At Ctrl-C, say in the reader's own words which key quits; elsewhere Esc leads there."""
        screen = self.screen
        if isinstance(screen, Leavable):
            screen.say_how_to_leave()

    def keep(self) -> None:
        """Keep what every open screen has that is not finished: the process was told to end."""
        for screen in reversed(self.screen_stack):
            if isinstance(screen, Keeper):
                screen.keep()

    # Painting

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        """Send of an update only what differs from what the terminal shows; nothing where nothing does."""
        if isinstance(renderable, CompositorUpdate) and not (self._batch_count or self.is_headless):
            driver = self._driver
            whole = isinstance(driver, TerminalDriver) and driver.sends_whole_rows
            text = self._shown.difference(renderable, self.console, whole=whole)
            moved = screen.outer_size.clamp_offset(self.cursor_position) != self._previous_cursor_position
            renderable = Sent(text) if text or moved else None
        super()._display(screen, renderable)

    def stand_on(self, answers: Answers) -> None:
        """Take the theme for the ground that the terminal has told, unless one is set."""
        self.theme = theme_on(self.settings, answers)

    def repaint(self) -> None:
        """Send everything again: the terminal has lost it, or shows it in another way now."""
        self._shown.forget()
        self.refresh()

    # Keyboards

    async def on_event(self, event: events.Event) -> None:
        """Take keys one at a time: what a key asks for is done, or on the screen, before the next acts.

        Textual hands each key to the widget with the focus and acts on it when it has bubbled back. Keys that
        arrive in one bunch, as they do over a slow line, would all go to the widget that had the focus first.
        """
        if isinstance(event, events.Key) and not event.is_forwarded:
            self._keys.append(event)
            if len(self._keys) == 1:
                self.call_later(self._next_key, OPENING_TRIES)
        else:
            await super().on_event(event)

    @property
    def _is_opening(self) -> bool:
        """Whether the screen, or a prompt on it, has not taken the focus yet, or looks for what it shows."""
        return not self.screen_stack or self.focused is None or getattr(self.screen, "is_looking", False)

    @property
    def _is_typing(self) -> bool:
        """Whether letters are for an editor."""
        return bool(getattr(self.focused, "takes_text", False))

    async def _next_key(self, tries: int) -> None:
        if self._is_opening and tries:
            self.set_timer(OPENING_SECONDS, partial(self._next_key, tries - 1))
            return
        path = [] if self.focused is None else self.focused.ancestors_with_self
        await self._act_on(self._keys[0])
        self._follow(path)

    def _follow(self, path: Sequence[MessagePump]) -> None:
        """Wait behind the key in the queue of each node that it bubbles through, then take the next."""
        for place, node in enumerate(path):
            if node.is_running and node.call_later(self._follow, path[place + 1 :]):
                return
        del self._keys[0]
        if self._keys:
            self.call_later(self._next_key, OPENING_TRIES)

    async def _act_on(self, event: events.Event) -> None:
        """Let a key of an Arabic or Persian layout act as the Latin key, except in an editor."""
        if isinstance(event, events.Key) and not self._is_typing:
            held, self._lam = self._lam, None
            if held is not None:
                pair = LAM + (event.character or "")
                if self.keyboard.latin(pair) is not None:
                    await super().on_event(self._as_latin(event, pair))
                    return
                await super().on_event(self._as_latin(held, LAM))
            elif event.character == LAM:
                self._lam = event
                # By the queue: what has come by then is before it.
                self.set_timer(LAM_SECONDS, partial(self.call_later, self._release_lam, event))
                return
            event = self._as_latin(event, event.character)
        await super().on_event(event)

    async def _release_lam(self, lam: events.Key) -> None:
        """Act on a lam that stands alone, unless the next key waits already, which then tells."""
        if lam is self._lam and all(key is lam for key in self._keys):
            self._lam = None
            await super().on_event(self._as_latin(lam, LAM))

    def _as_latin(self, event: events.Key, typed: str | None) -> events.Key:
        latin = self.keyboard.latin(typed) if typed else None
        if latin is None:
            return event
        return events.Key(key_name(latin), latin)


def run(library: Library, settings: Settings, terminal: Terminal) -> int:
    """Open the reader on `terminal` and stay in it until it is left; gives the exit code.

    Raises `StoreError` where the library cannot be read, and what else ended the reader.
    """
    bound = {key for keys in settings.keys.values() for key in keys.split(",")}
    app = NewsreadApp(library, settings, driver_for(terminal, bound))
    app.stand_on(terminal.answers)
    app.run()
    if app.failure is not None:
        raise app.failure
    return app.return_code or 0
