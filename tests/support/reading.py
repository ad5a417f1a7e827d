"""The reader in a headless app, and what its panes show, for tests."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from textual import events
from textual.pilot import Pilot
from textual.widget import Widget

from store.library import Library
from tests.support.waiting import PATIENCE
from tui.app import NewsreadApp
from tui.config import Settings
from tui.screens.reader import ReaderScreen

LOOK_SECONDS = 0.02
"""How far apart it is looked whether workers have come to an end."""


@asynccontextmanager
async def reading(
    library: Library, *keys: str, size: tuple[int, int] = (120, 40), settings: Settings | None = None
) -> AsyncIterator[Pilot[None]]:
    """The reader with the first article opened by Enter, and `keys` pressed."""
    app = NewsreadApp(library, settings or Settings())
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await press(pilot, "enter", *keys)
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


def is_busy(pilot: Pilot[None]) -> bool:
    """Whether keys wait for their turn, or the screen looks for what it is to show."""
    app = pilot.app
    assert isinstance(app, NewsreadApp)
    is_left = app.return_code is not None
    return not is_left and (bool(app._keys) or getattr(app.screen, "is_looking", False))


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys, and wait until what they ask for is done and shown."""
    await pilot.press(*keys)
    await acted_on(pilot)


async def acted_on(pilot: Pilot[None]) -> None:
    """Wait until what the keys so far ask for is done and shown."""
    await until(pilot, lambda: not is_busy(pilot))
    await pilot.pause()


async def until(pilot: Pilot[None], is_so: Callable[[], bool]) -> None:
    """Wait for what workers are to bring about; fails with the screen if it does not come to that."""
    for _ in range(int(PATIENCE / LOOK_SECONDS)):
        await pilot.pause()
        if is_so():
            return
        await asyncio.sleep(LOOK_SECONDS)
    raise AssertionError(f"it does not come to that:\n{picture(pilot)}")


async def settled(pilot: Pilot[None]) -> None:
    """Wait for everything that keys ask for and workers do, and for its being shown."""
    await acted_on(pilot)
    await until(pilot, lambda: all(worker.is_finished for worker in pilot.app.workers))
    await pilot.pause()


def picture(pilot: Pilot[None]) -> str:
    """The whole screen, as cells."""
    strips = pilot.app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)


async def burst(pilot: Pilot[None], keys: str) -> None:
    """Let keys arrive all at once, as one read from the terminal gives them; all are acted on."""
    names = {"\t": "tab", "\r": "enter", "\x13": "ctrl+s"}
    for key in keys:
        pilot.app.post_message(events.Key(names.get(key, key), None if key in names else key))
    await acted_on(pilot)


def own_tags(library: Library) -> list[tuple[str, ...]]:
    found = library.annotations(library.article_page(None, 0, 1)[0].id)
    return [one.tags for one in found]
