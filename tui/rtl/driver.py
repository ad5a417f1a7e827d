"""Textual's driver, taught what this terminal needs: it finishes the output and puts the terminal back.

What was switched on is switched off on every way out: the end, a crash, SIGTERM, SIGHUP, and while another
program has the terminal.
"""

from __future__ import annotations

import os
import select
import signal
import termios
import time
from codecs import getincrementaldecoder
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import replace
from socket import socket, socketpair
from threading import RLock, Thread, Timer
from types import FrameType
from typing import Any, ClassVar, Protocol, runtime_checkable

from textual import events
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from tui.rtl.asking import Terminal, ask_client_again
from tui.rtl.hearing import Hearing
from tui.rtl.keys import KeyParser
from tui.rtl.stream import Stream
from tui.rtl.terminal import Answers, news

LEAVE = (
    "\x1b[?2026l\x1b[?2004l\x1b[?7h\x1b[?2048l\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l"
    "\x1b[<u\x1b[?1049l\x1b[?25h\x1b[?1004l"
)
"""Takes back what Textual's driver switches on: updates at once, bracketed paste, no wrapping, reports of the
size and the mouse, kitty's keyboard, the alternate screen, the hidden cursor, reports of the focus."""

DEADLY = (signal.SIGTERM, signal.SIGHUP)
POLL_SECONDS = 0.1
AWAY_SECONDS = 2.0
"""A pause in which a tmux session may have been attached from elsewhere. Where `focus-events` is off and the
size stays, tmux says nothing of it: the next key is the time to ask."""
UNNAMED_SECONDS: tuple[float, ...] = 0.2, 0.4, 0.8, 1.6, 3.2
"""How long after one another tmux is asked again for a client that it knows no name of: it may have been
attached just now, over a slow line. tmux itself waits five seconds for what a terminal says of itself."""
WRITABLE_SECONDS = 0.2
"""How long a terminal that takes no output may hold up a process that was told to end."""

KEEP_SECONDS = 2.0
"""How long an app that was told to end may take to keep what is unfinished."""


@runtime_checkable
class Keeper(Protocol):
    """An app that has something to keep when its process is told to end."""

    def keep(self) -> None:
        """Keep what is unfinished."""


@runtime_checkable
class Painter(Protocol):
    """An app that knows what it has sent, and leaves out what has not changed."""

    def repaint(self) -> None:
        """Send everything again."""


@runtime_checkable
class Grounded(Protocol):
    """An app that goes by what is known of the terminal's ground."""

    def stand_on(self, answers: Answers) -> None:
        """Go by these answers."""


class TerminalDriver(LinuxDriver):
    """Writes to the terminal of its class; see `driver_for`."""

    terminal: ClassVar[Terminal] = Terminal(Answers())
    bound: ClassVar[Collection[str]] = ()
    """The keys that the settings name."""

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._terminal = type(self).terminal
        self._typed = self._terminal.typed
        self._mode = self._terminal.mode
        self._stream = Stream(self._mode.finish)
        self._writing = RLock()
        self._asking: Thread | None = None
        self._alarm: tuple[socket, ...] = ()
        self._paused = False

    # Output

    def write(self, data: str) -> None:
        """Send `data`, finished for the terminal; a row that has not ended waits for `flush`."""
        with self._writing:
            super().write(self._stream.feed(data))

    def flush(self) -> None:
        """Send what waits."""
        with self._writing:
            if waiting := self._stream.flush():
                super().write(waiting)

    @property
    def sends_whole_rows(self) -> bool:
        """Whether a row of a widget has to be sent from its beginning to its end: see `stream`."""
        return self._mode.finish is not None

    # Modes

    def start_application_mode(self) -> None:
        """Take the terminal."""
        start: Callable[[], None] = super().start_application_mode
        start()
        if self._key_thread is None or not self._key_thread.is_alive():
            return  # in the background: there is no terminal to take
        self._wake_at_signals()
        for number in DEADLY:
            # A signal that is ignored (nohup) stays so.
            if signal.getsignal(number) is signal.SIG_DFL:
                signal.signal(number, self._end)
        if self._in_tmux:
            self._on_resize(self._ask_client)
            if not self._terminal.answers.client_type:
                self._ask_client()
        self.write(self._mode.start)

    def _sigtstp_application(self, *_: object) -> None:
        """Pause between two tasks of the loop: the signal may have come amid a write that holds a lock."""
        with suppress(RuntimeError):  # the app has ended meanwhile
            self._loop.call_soon_threadsafe(self._pause)

    def _pause(self) -> None:
        if not self._paused:
            self._paused = True
            super()._sigtstp_application()

    def _sigcont_application(self, *_: object) -> None:
        """Go on; who was not paused but stopped has all switched on still."""
        if self._paused:
            self._paused = False
            super()._sigcont_application()
        else:
            self._repaint()

    def resume_application_mode(self) -> None:
        """Take the terminal again: whoever had it has left something else there."""
        super().resume_application_mode()
        self._repaint()

    def _repaint(self) -> None:
        """Have the app paint everything, from a signal too."""
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._paint_all)

    def _paint_all(self) -> None:
        if isinstance(self._app, Painter):
            self._app.repaint()
        else:
            self._app.refresh()

    def stop_application_mode(self) -> None:
        """Give the terminal back."""
        self.flush()
        self.write(self._mode.stop)
        super().stop_application_mode()
        for number in DEADLY:
            if signal.getsignal(number) == self._end:
                signal.signal(number, signal.SIG_DFL)

    def _wake_at_signals(self) -> None:
        """Let a signal wake the loop: one that comes as it falls asleep would wait for the next key."""
        if not self._alarm:
            bell, alarm = self._alarm = socketpair()
            bell.setblocking(False)
            alarm.setblocking(False)
            self._loop.add_reader(bell, bell.recv, 64)
            signal.set_wakeup_fd(alarm.fileno(), warn_on_full_buffer=False)

    def _end(self, number: int, _frame: FrameType | None) -> None:
        """Have the app keep what is unfinished, and die of the signal.

        That is done between two tasks of the loop, for the signal may have come amid one that writes. A loop
        that is stuck is not waited for long, nor is a second signal.
        """
        signal.signal(number, signal.SIG_DFL)
        last = Timer(KEEP_SECONDS, self._die, (number,))
        last.daemon = True
        last.start()
        try:
            self._loop.call_soon_threadsafe(self._keep_and_die, number)
        except RuntimeError:  # the app has ended meanwhile
            self._die(number)

    def _keep_and_die(self, number: int) -> None:
        try:
            if isinstance(self._app, Keeper):
                self._app.keep()
        finally:
            self._die(number)

    def _die(self, number: int) -> None:
        """Put the terminal back and die of the signal. The terminal may be gone or stuck: nothing waits."""
        screen = self._file.fileno() if self._file else self.fileno
        with suppress(OSError):
            if select.select([], [screen], [], WRITABLE_SECONDS)[1]:
                os.write(screen, (self._mode.stop + LEAVE).encode())
        if self.attrs_before is not None:
            with suppress(termios.error):
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)

    # What is learnt later

    @property
    def _in_tmux(self) -> bool:
        return self._terminal.answers.version.startswith("tmux")

    def _ask_client(self) -> None:
        """Ask tmux for its client again: the session may have been attached from another terminal."""
        if self._asking is None or not self._asking.is_alive():
            self._asking = Thread(target=self._ask_client_and_wait, name="newsread-tmux", daemon=True)
            self._asking.start()

    def _ask_client_and_wait(self) -> None:
        for seconds in (*UNNAMED_SECONDS, 0.0):
            known = self._terminal.answers
            answers = ask_client_again(known)
            self._learn_soon(news(known, answers))
            if answers.client_type:
                return
            time.sleep(seconds)

    def _learn_soon(self, found: Mapping[str, Any]) -> None:
        """Learn on the app's own thread."""
        with suppress(RuntimeError):  # the app has ended meanwhile
            self._loop.call_soon_threadsafe(self._learn, found)

    def _learn(self, found: Mapping[str, Any]) -> None:
        """Go on with what the terminal needs after all; `found` are new fields of its answers."""
        self._terminal = replace(self._terminal, answers=self._terminal.answers._replace(**found))
        if "ground" in found and isinstance(self._app, Grounded):
            self._app.stand_on(self._terminal.answers)
        self.choose_again()

    def choose_again(self) -> None:
        """Ask whoever decides what the terminal needs once more, and paint everything where that is new."""
        mode = self._terminal.mode
        if mode is self._mode:
            return
        self.flush()
        self.write(self._mode.stop)
        self._mode, self._stream = mode, Stream(mode.finish)
        self.write(mode.start)
        self._paint_all()

    @staticmethod
    def _on_resize(act: Callable[[], None]) -> None:
        """Call `act` too when the terminal's size changes."""
        present = signal.getsignal(signal.SIGWINCH)

        def resized(number: int, frame: FrameType | None) -> None:
            if callable(present):
                present(number, frame)
            act()

        signal.signal(signal.SIGWINCH, resized)

    # Input

    def process_message(self, message: Message) -> None:
        """Pass a message on to the app."""
        if isinstance(message, events.AppFocus) and self._in_tmux:
            self._ask_client()
        super().process_message(message)

    def run_input_thread(self) -> None:
        """Read what is typed, and pass it on; learn from answers that come late."""
        parser = KeyParser(self.bound, debug=self._debug)
        hearing = Hearing(self._terminal.answers)
        decode = getincrementaldecoder("utf-8")("replace").decode
        text, self._typed = self._hear(hearing, self._typed), ""
        heard = time.monotonic()
        while not self.exit_event.is_set():
            # To feed the parser nothing is to tell it that there is no more to come.
            for message in parser.feed(text) if text else ():
                self.process_message(message)
            for message in parser.tick():
                self.process_message(message)
            if not select.select([self.fileno], [], [], POLL_SECONDS)[0]:
                text = hearing.pause()
                continue
            received = os.read(self.fileno, 4096)
            if not received:
                raise EOFError("the terminal is gone")
            before, heard = heard, time.monotonic()
            if self._in_tmux and heard - before > AWAY_SECONDS:
                self._ask_client()
            text = self._hear(hearing, decode(received))

    def _hear(self, hearing: Hearing, received: str) -> str:
        """What was typed of what came; what was answered is learnt."""
        known = hearing.answers
        typed = hearing.feed(received)
        if found := news(known, hearing.answers):
            self._learn_soon(found)
        return typed


def driver_for(terminal: Terminal, bound: Collection[str] = ()) -> type[TerminalDriver]:
    """The driver for an app on `terminal`, of which the settings give the keys `bound` an action."""
    return type("NewsreadDriver", (TerminalDriver,), {"terminal": terminal, "bound": bound})
