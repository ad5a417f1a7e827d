"""The command for a terminal that answers, as a program: in no hurry, and it says when it has come to rest.

The terminal is waited for as long as a busy machine takes. At SIGUSR1 the reader sends DONE as soon as it has
done all that it was asked.
"""

from __future__ import annotations

import asyncio
import signal
import sys
from unittest.mock import patch

from textual.drivers.linux_driver import LinuxDriver
from textual.timer import Timer

from tests.support.emulator import DONE
from tests.support.idle import all_heard, waited_for
from tests.support.waiting import PATIENCE
from tui import app, cli
from tui.rtl import asking, driver

SOON = 1.0
"""Seconds of a timer for whose end is waited: of what is shown when one has rested."""


class RestingApp(app.NewsreadApp):
    """The reader; it says when it has come to rest."""

    def on_mount(self) -> None:
        """From now on it can be asked to."""
        loop = asyncio.get_running_loop()
        signal.signal(signal.SIGUSR1, lambda *_: loop.call_soon_threadsafe(self._ask))

    def _ask(self) -> None:
        with self._context():
            self._telling = asyncio.create_task(self._tell())

    async def _tell(self) -> None:
        while not await all_heard(self) or waited_for(self) or self._is_at_work:
            await asyncio.sleep(0.01)
        if isinstance(self._driver, driver.TerminalDriver):
            self._driver.flush()
            LinuxDriver.write(self._driver, DONE)

    @property
    def _is_at_work(self) -> bool:
        timers = [timer for node in (self, *self._registry) for timer in node._timers]
        return (
            bool(self._keys)
            or getattr(self.screen, "is_looking", False)
            or not all(worker.is_finished for worker in self.workers)
            or any(_is_running_out(timer) for timer in timers)
        )


def _is_running_out(timer: Timer) -> bool:
    """Whether it is one that ends, and soon."""
    is_over = timer._task is None or timer._task.done()
    return not is_over and timer._repeat is not None and timer._interval <= SOON


if __name__ == "__main__":
    asking.PATIENCE = asking.LONGER_PATIENCE = asking.CLIENT_SECONDS = PATIENCE
    driver.UNNAMED_SECONDS = (0.2,) * int(PATIENCE / 0.2)
    with patch.object(app, "NewsreadApp", RestingApp):
        sys.exit(cli.main())
