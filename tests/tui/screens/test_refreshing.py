"""R fetches what is new in the feeds while one reads; F folds articles that are alike."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from textual.pilot import Pilot

from store.library import Library
from store.model import Document
from tests.support.articles import small_library
from tests.support.documents import feed
from tests.support.reading import press, reading, rows, screen, settled, status, until
from tests.support.server import Server
from tests.support.waiting import PATIENCE
from tui.config import Settings

REPORT = " ".join(f"كلمة{number}" for number in range(60))


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with small_library(tmp_path / "library.db", 1) as opened:
        yield opened


def listed(pilot: Pilot[None]) -> str:
    return "\n".join(rows(screen(pilot).articles))


async def refreshed(pilot: Pilot[None]) -> None:
    """Waits for the end of the refreshing."""
    await settled(pilot)


async def test_r_brings_new_articles_into_the_list(library: Library, server: Server) -> None:
    url = server.serve("/rss", feed(f"breaking|/1|{REPORT}", title="Agency"), "application/rss+xml")
    library.feeds.subscribe(url)
    async with reading(library) as pilot:
        article = screen(pilot).desk.article
        assert article is not None
        assert "breaking" not in listed(pilot)
        await press(pilot, "R")
        await refreshed(pilot)
        assert status(pilot) == "1 feed refreshed, 1 new article"
        assert "breaking" in listed(pilot)
        still = screen(pilot).desk.article
        assert still is not None
        assert still.id == article.id, "the open article stays open"


async def test_r_finds_claims_with_what_the_library_was_opened_with(library: Library, server: Server) -> None:
    url = server.serve("/rss", feed(f"breaking|/1|{REPORT}"), "application/rss+xml")
    library.feeds.subscribe(url)
    async with reading(library) as pilot:
        await press(pilot, "R")
        await refreshed(pilot)
    found = [library.article(one.id) for one in library.article_page(None, 0, 9) if one is not None]
    assert [one.extraction.extractor for one in found] == ["test"] * 3


async def test_who_quits_meanwhile_waits_for_one_page(library: Library, server: Server) -> None:
    left = threading.Event()

    def page(request: BaseHTTPRequestHandler) -> None:
        left.wait(PATIENCE)
        request.send_error(404)

    for number in range(20):
        server.answers[f"/{number}"] = page
    teasers = [f"breaking|{server.at(f'/{number}')}|" for number in range(20)]
    library.feeds.subscribe(server.serve("/rss", feed(*teasers), "application/rss+xml"))
    async with reading(library) as pilot:
        await press(pilot, "R")
        await until(pilot, lambda: any(path == "/0" for path, _headers in server.asked))
        await press(pilot, "q")
    left.set()
    # Its thread has come to an end.
    await asyncio.get_running_loop().shutdown_default_executor()
    assert [path for path, _headers in server.asked if path != "/rss"] == ["/0"]


async def test_r_says_which_feed_failed_and_loses_nothing(library: Library, server: Server) -> None:
    url = server.serve("/rss", feed(f"breaking|/1|{REPORT}"), "application/rss+xml")
    library.feeds.subscribe(url)
    del server.answers["/rss"]
    async with reading(library) as pilot:
        await press(pilot, "R")
        await refreshed(pilot)
        assert status(pilot).startswith("0 new articles; 1 feed failed.")
    assert library.article_count() == 2


async def test_r_says_what_to_do_without_feeds_and_without_a_network(library: Library) -> None:
    async with reading(library) as pilot:
        await press(pilot, "R")
        assert "subscribe" in status(pilot)
    async with reading(library, settings=Settings(offline=True)) as pilot:
        await press(pilot, "R")
        assert "offline" in status(pilot)


async def test_f_lists_one_of_the_articles_that_are_alike(tmp_path: Path) -> None:
    with Library.open(tmp_path / "alike.db", "layla") as library:
        for outlet in ("first", "second", "third"):
            library.add(Document(f"{outlet}\n\n{REPORT} {outlet}", outlet, "/1"))
        library.add(Document("another\n\nقال الوزير إن الطريق مفتوح.", "first", "/2"))
        async with reading(library) as pilot:
            assert listed(pilot).count("≈2") == 3
            await press(pilot, "F")
            assert status(pilot) == "of articles that are alike, one is listed · F lists all"
            assert [name in listed(pilot) for name in ("first", "second", "third", "another")] == [
                True,
                False,
                False,
                True,
            ]
            await press(pilot, "F")
            assert status(pilot) == "all articles are listed"
            assert listed(pilot).count("≈2") == 3
