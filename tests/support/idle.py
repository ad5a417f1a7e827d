"""When an app has done what it was asked: its queues say so, whatever else the machine is at."""

from __future__ import annotations

import asyncio

from textual._context import active_app
from textual.app import App
from textual.message_pump import MessagePump
from textual.pilot import Pilot

POSTING = 5
"""Rounds of the loop after which a key that the driver has sent is in the app's queue; it takes two."""
ROUNDS = 1_000
"""After so many there is no end to it."""


async def wait_for_idle(*_seconds: float) -> None:
    """Return when no message waits for any widget, and nothing for the screen to be drawn.

    In place of Textual's, which returns when this process has used no processor time for 20 ms: also where
    another one has kept it from it.
    """
    app = active_app.get()
    for _ in range(POSTING):
        await asyncio.sleep(0)
    for _ in range(ROUNDS):
        if not await all_heard(app) or not app.screen_stack:
            return
        app.screen._on_timer_update()
        if not waited_for(app):
            return
        await asyncio.sleep(0.001)
    raise AssertionError(f"there is no end to it: {waited_for(app)}")


async def all_heard(app: App[None]) -> bool:
    """Let whoever is amid a message come to the end of it; False where the app has failed."""
    return await Pilot(app)._wait_for_screen()


def waited_for(app: App[None]) -> list[MessagePump]:
    """For whom a message waits; also the app while its size changes or something glides, and the screen that
    is to be drawn."""
    found = [one for one in (app, *app._registry) if one.message_queue_size or one._next_callbacks]
    if app._resize_timer is not None or app.animator._animations or app.animator._scheduled:
        found.append(app)
    screen = app.screen
    if screen._callbacks or screen._layout_required or screen._dirty_widgets:
        found.append(screen)
    return [one for one in found if one.is_running]
