"""`subscribe` and `refresh`, with a web server on this machine; and articles that are alike, in the lists."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from store.library.feeds import Feeds
from store.model import Subscription
from tests.support.command import Run
from tests.support.documents import TEXT, feed
from tests.support.server import Server

LONG = f"{TEXT} " * 20
REPORT = " ".join(f"كلمة{number}" for number in range(60))


def objects(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


class TestFeeds:
    def test_a_feed_is_followed_listed_and_left(self, run: Run, server: Server) -> None:
        url = server.serve("/rss", feed(f"خبر|/1|{LONG}"), "application/rss+xml")
        assert run("subscribe", url).out == f"following وكالة الخبر ({url})\n"
        assert run("subscribe", url).out == f"وكالة الخبر ({url}) was followed already\n"
        (listed,) = objects(run("subscribe", "--json").out)
        assert (listed["url"], listed["title"], listed["checked"]) == (url, "وكالة الخبر", None)
        left = run("subscribe", "--remove", url)
        assert (left.code, left.out) == (0, f"وكالة الخبر ({url}) is followed no more\n")
        assert "no feeds are followed" in run("subscribe").err

    def test_refresh_brings_what_is_new_and_says_how_much(self, run: Run, server: Server) -> None:
        url = server.serve("/rss", feed(f"خبر أول|/1|{LONG}"), "application/rss+xml")
        run("subscribe", "--source", "الوكالة", url)
        assert run("refresh").out == "1 feed: 1 new article, 0 updated\n"
        server.serve("/rss", feed(f"خبر أول|/1|{LONG}", f"خبر ثان|/2|{LONG}"), "application/rss+xml")
        (done,) = objects(run("refresh", "--json").out)
        assert done == {"url": url, "name": "الوكالة", "new": 1, "updated": 0, "failure": None}
        found = objects(run("articles", "--json").out)
        assert {(one["title"], one["source"]) for one in found} == {
            ("خبر أول", "الوكالة"),
            ("خبر ثان", "الوكالة"),
        }

    def test_what_a_list_calls_a_feed_reaches_the_terminal_as_references(
        self, run: Run, tmp_path: Path
    ) -> None:
        (tmp_path / "list.opml").write_text(
            '<opml version="2.0"><body><outline text="خبر&#x9b;31m&#x202e;"'
            ' xmlUrl="https://example.org/feed"/></body></opml>',
            encoding="utf-8",
        )
        run("subscribe", str(tmp_path / "list.opml"))
        out = run("subscribe", "--opml", "-").out
        assert not {"\x9b", "\u202e"} & set(out)
        (tmp_path / "again.opml").write_text(out, encoding="utf-8")
        run("subscribe", "--remove", "https://example.org/feed")
        run("subscribe", str(tmp_path / "again.opml"))
        (listed,) = objects(run("subscribe", "--json").out)
        assert listed["title"] == "خبر\x9b31m\u202e"

    def test_a_feed_that_fails_is_named_and_stops_no_other(self, run: Run, server: Server) -> None:
        gone = server.serve("/gone", feed(f"قديم|/0|{LONG}"), "application/rss+xml")
        good = server.serve("/good", feed(f"خبر|/1|{LONG}", title="أخرى"), "application/rss+xml")
        run("subscribe", gone, good)
        run("refresh")
        del server.answers["/gone"]
        result = run("refresh")
        assert (result.code, result.out) == (1, "2 feeds: 0 new articles, 0 updated; 1 failed\n")
        (line,) = result.err.splitlines()
        assert gone in line
        assert "404" in line
        listed = run("subscribe")
        assert (listed.code, listed.err) == (0, result.err)
        assert "✗" in listed.out
        assert len(objects(run("articles", "--json").out)) == 2

    def test_the_outlet_of_a_list_is_that_of_all_its_feeds(self, run: Run, tmp_path: Path) -> None:
        outlines = "".join(f'<outline text="{n}" xmlUrl="https://example.org/{n}"/>' for n in "ab")
        path = tmp_path / "list.opml"
        path.write_text(f'<opml version="2.0"><body>{outlines}</body></opml>', encoding="utf-8")
        run("subscribe", "--source", "الأفق", str(path))
        found = objects(run("subscribe", "--json").out)
        assert [(one["title"], one["source"]) for one in found] == [("a", "الأفق"), ("b", "الأفق")]

    def test_feed_may_be_the_scheme_of_an_address(self, run: Run, server: Server) -> None:
        url = server.serve("/rss", feed(f"خبر|/1|{LONG}"), "application/rss+xml")
        bare = url.removeprefix("http://")
        assert run("subscribe", f"feed://{bare}").out == f"following وكالة الخبر ({url})\n"
        assert run("subscribe", f"feed:{url}").out == f"وكالة الخبر ({url}) was followed already\n"
        assert run("refresh", f"feed://{bare}").out == "1 feed: 1 new article, 0 updated\n"

    def test_what_is_done_is_told_before_the_next_feed_is_asked(
        self, run: Run, server: Server, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        urls = [server.serve(f"/{title}", feed(f"خبر|/{title}|{LONG}", title=title)) for title in "abc"]
        run("subscribe", *urls)
        del server.answers["/b"]
        fetch = Feeds._fetch

        def interrupted(self: Feeds, subscription: Subscription, *rest: Any) -> Any:
            if subscription.title == "c":
                raise KeyboardInterrupt
            return fetch(self, subscription, *rest)

        monkeypatch.setattr(Feeds, "_fetch", interrupted)
        result = run("refresh", "--json")
        assert [(one["name"], one["new"]) for one in objects(result.out)] == [("a", 1), ("b", 0)]
        assert f"{urls[1]}: the server answers 404" in result.err
        assert result.code == 130

    def test_what_cannot_be_followed_is_one_line(self, run: Run, server: Server) -> None:
        result = run("subscribe", server.at("/none"))
        assert (result.code, result.out) == (1, "")
        assert len(result.err.splitlines()) == 1
        assert server.at("/none") in result.err

    def test_what_is_neither_file_nor_address_is_said_to_be_neither(self, run: Run) -> None:
        result = run("subscribe", "feeds.opml", "127.0.0.1:80/rss")
        assert (result.code, result.out) == (1, "")
        assert [line.split(",")[0] for line in result.err.splitlines()] == [
            "newsread: feeds.opml: no such file",
            "newsread: 127.0.0.1:80/rss: no such file",
        ]

    def test_offline_fetches_nothing(self, run: Run, server: Server, tmp_path: Path) -> None:
        url = server.serve("/rss", feed(f"خبر|/1|{LONG}"), "application/rss+xml")
        run("subscribe", url)
        asked = len(server.asked)
        (tmp_path / "config.toml").write_text("offline = true\n", encoding="utf-8")
        result = run("refresh")
        assert result.code == 1
        assert "offline" in result.err
        assert len(server.asked) == asked


def test_articles_that_are_alike_say_how_many_others_there_are(run: Run, tmp_path: Path) -> None:
    for outlet, text in (("أ", REPORT), ("ب", f"قالت الجريدة {REPORT}"), ("ج", LONG)):
        (tmp_path / outlet).mkdir()
        (tmp_path / outlet / "1.txt").write_text(f"{outlet}\n\n{text}\n", encoding="utf-8")
    assert run("index", *(str(tmp_path / outlet) for outlet in "أبج")).code == 0
    found = objects(run("articles", "--json").out)
    assert {one["source"]: one["copies"] for one in found} == {"أ": 1, "ب": 1, "ج": 0}
