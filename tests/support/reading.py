"""The reader in a headless app, and what its panes show, for tests."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from textual import events
from textual.pilot import Pilot
from textual.widget import Widget

from store.library import Library
from tui.app import NewsreadApp
from tui.config import Settings
from tui.screens.reader import ReaderScreen


@asynccontextmanager
async def reading(
    library: Library, *keys: str, size: tuple[int, int] = (120, 40), settings: Settings | None = None
) -> AsyncIterator[Pilot[None]]:
    """The reader with the first article opened by Enter, and `keys` pressed."""
    app = NewsreadApp(library, settings or Settings())
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press("enter", *keys)
        await pilot.pause()
        yield pilot


def screen(pilot: Pilot[None]) -> ReaderScreen:
    for one in pilot.app.screen_stack:
        if isinstance(one, ReaderScreen):
            return one
    raise AssertionError("the reader is not open")


def rows(widget: Widget) -> list[str]:
    """What a widget shows, as one string of cells a row."""
    return [widget.render_line(y).text.rstrip() for y in range(widget.size.height)]


def shown(widget: Widget) -> str:
    """What a widget shows, without the isolates around what stands in a sentence."""
    return "\n".join(rows(widget)).replace("\u2068", "").replace("\u2069", "")


def status(pilot: Pilot[None]) -> str:
    return rows(screen(pilot).status)[0].strip()


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys, and wait until what they ask for is done."""
    await pilot.press(*keys)
    app = pilot.app
    assert isinstance(app, NewsreadApp)
    await until(pilot, lambda: not app._keys)


async def until(pilot: Pilot[None], is_so: Callable[[], bool]) -> None:
    """Wait for what workers are to bring about; fails with the screen if it is not so in 20 s."""
    deadline = time.monotonic() + 20
    while True:
        await pilot.pause()
        if is_so():
            return
        assert time.monotonic() < deadline, f"it does not come to that:\n{picture(pilot)}"
        await asyncio.sleep(0.02)


async def settled(pilot: Pilot[None]) -> None:
    """Wait for everything that threads and timers do, and for its being shown."""
    await until(pilot, lambda: not any(worker.is_running for worker in pilot.app.workers))
    await pilot.pause()


def picture(pilot: Pilot[None]) -> str:
    """The whole screen, as cells."""
    strips = pilot.app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)


async def burst(pilot: Pilot[None], keys: str) -> None:
    """Let keys arrive all at once, as one read from the terminal gives them."""
    names = {"\t": "tab", "\r": "enter", "\x13": "ctrl+s"}
    for key in keys:
        pilot.app.post_message(events.Key(names.get(key, key), None if key in names else key))
    await pilot.pause()
    await pilot.pause()


def own_tags(library: Library) -> list[tuple[str, ...]]:
    found = library.annotations(library.article_page(None, 0, 1)[0].id)
    return [one.tags for one in found]
