"""Feeds: followed, refreshed, exchanged as OPML; one that fails costs nothing."""

from __future__ import annotations

import json
import socket
import sqlite3
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from store import inputs
from store.analysis import analyse
from store.errors import Message, NotFound, UnreadableInput
from store.ids import later
from store.inputs import Address, Answer, Reading
from store.library import Library
from store.model import Document, Extraction, Outline
from store.reading import patience
from store.reading.feeds import Feed, read_feed
from store.reading.fetch import NetworkOff, Validators, Web
from store.reading.origin import Origin
from tests.support.documents import PAGE, RSS, TEXT, feed
from tests.support.server import Server

LONG = f"{TEXT} " * 20


def titles(library: Library) -> set[str]:
    return {article.title for article in library.article_page(None, 0, 100)}


class TestFollowing:
    def test_a_feed_is_followed_once_it_has_answered(self, library: Library, server: Server) -> None:
        url = server.serve("/rss", RSS.encode(), "application/rss+xml")
        subscription, is_new = library.feeds.subscribe(url)
        assert library.feeds.subscribe(url, folder="a\udcff")[0].folder == "a\ufffd"
        assert (subscription.url, subscription.title, is_new) == (url, "وكالة الخبر", True)
        assert library.feeds.subscribe(url)[1] is False
        assert [one.url for one in library.feeds.every()] == [url]
        assert library.article_count() == 0

    @pytest.mark.parametrize(
        "link",
        [
            '<link rel="alternate" type="application/rss+xml" href="/rss">',
            "<link rel=alternate type=application/rss+xml href=/rss>",
            "<LINK HREF='/rss' TYPE='application/rss+xml' REL='Alternate'/>",
        ],
    )
    def test_a_page_may_name_its_feed(self, library: Library, server: Server, link: str) -> None:
        server.serve("/rss", RSS.encode(), "application/rss+xml")
        page = server.serve("/", PAGE.replace("<meta charset", f"{link}<meta charset").encode())
        assert library.feeds.subscribe(page)[0].url == server.at("/rss")

    @pytest.mark.parametrize("code", [301, 302, 307, 308])
    def test_a_redirect_to_a_feed_that_is_followed_is_that_feed(
        self, library: Library, server: Server, code: int
    ) -> None:
        url = server.serve("/rss", RSS.encode(), "application/rss+xml")
        moved = server.redirect("/old", "/rss", code)
        assert library.feeds.subscribe(url)[1] is True
        followed, is_new = library.feeds.subscribe(moved)
        assert (followed.url, is_new) == (url, False)
        assert [one.url for one in library.feeds.every()] == [url]

    def test_only_a_lasting_redirect_changes_the_address(self, library: Library, server: Server) -> None:
        url = server.serve("/rss", RSS.encode(), "application/rss+xml")
        assert library.feeds.subscribe(server.redirect("/old", "/rss", 302))[0].url == server.at("/old")
        # It may lead elsewhere tomorrow, and so stays one of its own.
        library.feeds.subscribe(url, "اسم")
        assert [one.failure for one in library.feeds.refresh()] == [None, None]
        assert {one.url for one in library.feeds.every()} == {url, server.at("/old")}
        # Of two that were the same all along, the next refresh keeps one.
        server.redirect("/old", "/rss", 301)
        assert [one.failure for one in library.feeds.refresh()] == [None, None]
        assert [(one.url, one.source) for one in library.feeds.every()] == [(url, "اسم")]
        library.feeds.remove(url)
        assert library.feeds.subscribe(server.redirect("/older", "/rss", 301))[0].url == url

    def test_a_page_may_name_what_is_no_address(self, library: Library, server: Server) -> None:
        link = '<link rel="alternate" type="application/rss+xml" href="http://[">'
        page = server.serve("/", PAGE.replace("<meta charset", f"{link}<meta charset").encode())
        for url in (page, "http://[#x"):
            with pytest.raises(UnreadableInput, match="not an address"):
                library.feeds.subscribe(url)

    def test_a_fragment_makes_no_other_feed(self, library: Library, server: Server) -> None:
        url = server.serve("/rss", RSS.encode(), "application/rss+xml")
        library.feeds.subscribe(url)
        assert library.feeds.subscribe(f"{url}#x")[1] is False
        assert [one.url for one in library.feeds.every()] == [url]
        library.feeds.remove(f"{url}#x")
        assert library.feeds.every() == ()

    def test_a_password_is_used_and_never_shown(
        self, library: Library, server: Server, tmp_path: Path
    ) -> None:
        server.serve("/rss", feed(f"خبر|/1|{LONG}"), "application/rss+xml")
        server.redirect("/moved", server.at("/rss"))
        secret = server.at("/moved").replace("://", "://reader:s3cret@")
        shown = secret.replace("s3cret", "***")
        assert library.feeds.subscribe(secret)[0].url == shown
        server.asked.clear()
        (done,) = library.feeds.refresh([shown])
        assert (done.url, done.failure, done.new) == (shown, None, 1)
        assert all("Authorization" in headers for _, headers in server.asked)
        (article,) = library.article_page(None, 0, 10)
        told = [library.feeds.every(), done, library.feeds.write_opml(None), library.article(article.id)]
        assert "s3cret" not in str(told)
        # The list that newsread wrote names no other feed.
        library.feeds.write_opml(tmp_path / "feeds.opml")
        assert library.feeds.read_opml(tmp_path / "feeds.opml") == 0
        del server.answers["/rss"]
        (done,) = library.feeds.refresh()
        assert done.failure is not None
        assert "s3cret" not in f"{done} {library.feeds.every()}"
        library.feeds.remove(shown)
        assert library.feeds.every() == ()

    def test_markup_in_a_title_is_none_on_the_screen(self, library: Library, server: Server) -> None:
        atom = (
            '<feed xmlns="http://www.w3.org/2005/Atom"><title type="html">'
            "&lt;b&gt;أخبار&lt;/b&gt; &amp;amp; آراء</title>"
            '<entry><title type="html">&lt;b&gt;خبر&lt;/b&gt;</title><id>1</id>'
            f"<content>{LONG}</content></entry></feed>"
        )
        url = server.serve("/atom", atom.encode(), "application/atom+xml")
        assert library.feeds.subscribe(url)[0].title == "أخبار & آراء"
        list(library.feeds.refresh())
        assert titles(library) == {"خبر"}

    def test_another_name_for_a_feed_makes_no_other_articles(
        self, library: Library, server: Server, tmp_path: Path
    ) -> None:
        url = server.serve("/rss", feed(f"خبر|/1|{LONG}"))
        library.feeds.subscribe(url)
        list(library.feeds.refresh())
        path = tmp_path / "feeds.opml"
        path.write_text(f'<opml version="2.0"><body><outline text="اسم" xmlUrl="{url}"/></body></opml>')
        assert library.feeds.read_opml(path) == 0
        server.serve("/rss", feed(f"خبر|/1|{LONG}", title="اسم آخر"))
        assert library.feeds.subscribe(url)[1] is False
        (one,) = library.feeds.refresh()
        assert (one.new, one.updated, library.feeds.every()[0].title) == (0, 0, "وكالة الخبر")

    def test_what_is_no_feed_is_not_followed(self, library: Library, server: Server) -> None:
        for url in (server.serve("/", PAGE.encode()), server.at("/none"), "file:///etc/passwd"):
            with pytest.raises(UnreadableInput):
                library.feeds.subscribe(url)
        assert library.feeds.every() == ()

    def test_a_feed_is_left_and_its_articles_stay(self, library: Library, server: Server) -> None:
        url = server.serve("/rss", feed(f"خبر|/1|{LONG}"))
        library.feeds.subscribe(url)
        list(library.feeds.refresh())
        library.feeds.remove(url)
        assert (library.feeds.every(), library.article_count()) == ((), 1)
        with pytest.raises(NotFound):
            library.feeds.remove(url)

    def test_opml_goes_out_and_comes_back(self, library: Library, tmp_path: Path, server: Server) -> None:
        path = tmp_path / "feeds.opml"
        path.write_text(
            '<opml version="2.0"><body><outline text="سوريا &amp; العراق"><outline text="أ" type="rss"'
            ' xmlUrl="https://a.example/rss?x=1&amp;y=2" htmlUrl="https://a.example/"/></outline>'
            '<outline title="ب" xmlUrl="https://b.example/rss"/></body></opml>',
            encoding="utf-8",
        )
        assert library.feeds.read_opml(path) == 2
        assert library.feeds.read_opml(path) == 0
        before = library.feeds.every()
        assert {one.folder for one in before} == {"سوريا & العراق", None}
        written = library.feeds.write_opml(None)
        assert written is not None
        path.write_text(written, encoding="utf-8")
        for one in before:
            library.feeds.remove(one.url)
        assert library.feeds.read_opml(path) == 2
        assert library.feeds.every() == before
        assert server.asked == []

    def test_of_a_list_what_is_not_of_the_web_is_named_and_left_out(
        self, library: Library, tmp_path: Path
    ) -> None:
        path = tmp_path / "feeds.opml"
        addresses = ("file:///etc/passwd", "feed://example.org/a", "feed:https://example.org/b", "data:,1")
        outlines = "".join(f'<outline text="a" xmlUrl="{address}"/>' for address in addresses)
        path.write_text(f'<opml version="2.0"><body>{outlines}</body></opml>')
        complaints: list[Message] = []
        assert library.feeds.read_opml(path, complaints.append) == 2
        assert {one.url for one in library.feeds.every()} == {"http://example.org/a", "https://example.org/b"}
        assert [str(one).split(": no address")[0] for one in complaints] == [addresses[0], addresses[3]]

    @pytest.mark.parametrize(
        "text",
        [
            "no xml",
            "<rss/>",
            "<opml/>",
            '<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><opml><body>&c;</body></opml>',
            "<opml><body>" + "<outline text='a'>" * 5_000,
        ],
    )
    def test_a_bad_list_is_one_line(self, library: Library, tmp_path: Path, text: str) -> None:
        path = tmp_path / "feeds.opml"
        path.write_text(text)
        with pytest.raises(UnreadableInput) as caught:
            library.feeds.read_opml(path)
        assert str(caught.value).isprintable()


class TestRefreshing:
    def test_brings_what_is_new_and_asks_only_for_that(self, library: Library, server: Server) -> None:
        url = server.serve("/rss", feed(f"أول|/1|{LONG}"), ETag='"1"')
        library.feeds.subscribe(url)
        (one,) = library.feeds.refresh()
        assert (one.new, one.updated, one.failure) == (1, 0, None)
        (again,) = library.feeds.refresh()
        assert (again.new, again.updated) == (0, 0)
        assert server.asked[-1][1]["If-None-Match"] == '"1"'
        server.serve("/rss", feed(f"ثان|/2|{LONG}", f"أول|/1|{LONG} وتصحيح."), ETag='"2"')
        (later,) = library.feeds.refresh()
        assert (later.new, later.updated) == (1, 1)
        assert titles(library) == {"أول", "ثان"}
        assert {source.name for source in library.sources()} == {"وكالة الخبر"}

    @pytest.mark.parametrize("text", [LONG, "موجز"])
    def test_an_entry_whose_address_changes_is_the_same_article(
        self, library: Library, server: Server, text: str
    ) -> None:
        def dated(*items: str) -> bytes:
            return feed(*items).replace(
                b"</link>", b"</link><pubDate>Sat, 23 Mar 2019 10:00:00 GMT</pubDate>"
            )

        for path in ("/1", "/1?utm_source=rss", "/2"):
            server.serve(path, PAGE.encode())
        library.feeds.subscribe(server.serve("/rss", dated(f"أول|/1|{text}")))
        list(library.feeds.refresh())
        server.serve("/rss", dated(f"أول|/1?utm_source=rss|{text}"))
        (changed,) = library.feeds.refresh()
        assert (changed.new, changed.failure) == (0, None)
        server.serve("/rss", dated(f"أول|/1|{text}", f"أول|/2|{text}"))
        (two,) = library.feeds.refresh()
        assert two.new == 1

    def test_a_feed_that_fails_says_so_and_costs_nothing(self, library: Library, server: Server) -> None:
        good = server.serve("/good", feed(f"خبر|/1|{LONG}", title="جيد"))
        bad = server.serve("/bad", feed(f"آخر|/2|{LONG}", title="سيئ"))
        for url in (bad, good):
            library.feeds.subscribe(url)
        list(library.feeds.refresh())
        server.answers["/bad"] = lambda request: request.send_error(500)
        server.serve("/good", feed(f"جديد|/3|{LONG}", title="جيد"))
        said: list[tuple[int, int, str]] = []
        first, second = library.feeds.refresh(None, lambda *where: said.append(where))
        assert first.failure is not None
        assert "500" in str(first.failure)
        assert (second.new, second.failure) == (1, None)
        assert said == [(0, 2, "سيئ"), (1, 2, "جيد")]
        assert titles(library) == {"خبر", "آخر", "جديد"}
        assert [one.failure is not None for one in library.feeds.every()] == [True, False]

    def test_what_is_unsubscribed_meanwhile_stays_so(
        self, library: Library, server: Server, tmp_path: Path
    ) -> None:
        url = server.serve("/rss", feed("خبر|/1|موجز"))
        server.serve("/1", PAGE.encode())
        page = server.answers["/1"]

        def answer(request: BaseHTTPRequestHandler) -> None:
            with Library.open(library.path, "omar") as other:
                other.feeds.remove(url)
            page(request)

        server.answers["/1"] = answer
        (tmp_path / "feeds.opml").write_text(f'<opml><body><outline xmlUrl="{url}"/></body></opml>')
        library.feeds.read_opml(tmp_path / "feeds.opml")
        (one,) = library.feeds.refresh()
        assert (one.new, one.name) == (1, "وكالة الخبر")
        assert library.feeds.every() == ()

    def test_a_fault_of_newsread_itself_in_one_feed_stops_no_other(
        self, library: Library, server: Server, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for path, title in (("/bad", "سيئ"), ("/good", "جيد")):
            library.feeds.subscribe(server.serve(path, feed(f"خبر|/1|{LONG}", title=title)))

        def broken(data: bytes, origin: Origin) -> Feed:
            if origin.address.endswith("/bad"):
                raise RuntimeError("broken")
            return read_feed(data, origin)

        monkeypatch.setattr("store.reading.feeds.read_feed", broken)
        bad, good = library.feeds.refresh()
        assert str(bad.failure) == f"{server.at('/bad')}: a fault of newsread itself, RuntimeError: broken"
        assert (good.new, good.failure) == (1, None)

    def test_an_article_over_which_newsread_fails_comes_once_it_does_not(
        self, tmp_path: Path, server: Server
    ) -> None:
        def broken(text: str) -> tuple[Outline, Extraction]:
            if text.startswith("سيئ"):
                raise RuntimeError("broken")
            return analyse(text)

        url = server.serve("/rss", feed(f"سيئ|/1|{LONG}", f"جيد|/2|{LONG}"), ETag='"1"')
        for machine, expected in ((broken, (1, 1)), (analyse, (1, 0))):
            with Library.open(tmp_path / "library.db", "huda", analyse=machine) as library:
                library.feeds.subscribe(url)
                (one,) = library.feeds.refresh()
                assert (one.new, len(one.complaints), one.failure) == (*expected, None)

    @pytest.mark.parametrize("hostile", ["http://[", "http://a.example/\ud800", "\ud800"])
    def test_what_one_feed_says_never_stops_the_others(
        self, library: Library, server: Server, hostile: str
    ) -> None:
        links = server.serve(
            "/links",
            json.dumps(
                {
                    "version": "https://jsonfeed.org/version/1.1",
                    "title": f"سيئ{hostile}",
                    "home_page_url": hostile,
                    "items": [{"id": hostile, "url": hostile, "title": hostile, "summary": "موجز"}],
                }
            ).encode(),
            "application/feed+json",
        )
        moved = server.serve("/moved", feed(f"خبر|/1|{LONG}"))
        good = server.serve("/good", feed(f"خبر|/3|{LONG}", title="جيد"))
        for url in (links, moved, good):
            library.feeds.subscribe(url)
        server.redirect("/moved", "http://[")
        found = {one.url: one for one in library.feeds.refresh()}
        assert [one.url for one in found.values() if one.failure] == [moved]
        assert str(found[moved].failure) == f"{moved}: leads to what is not an address"
        assert (found[links].new, found[good].new) == (1, 1)

    def test_a_teaser_is_read_from_its_page_and_never_replaces_it(
        self, library: Library, server: Server
    ) -> None:
        page = server.serve("/1", PAGE.encode())
        url = server.serve("/rss", feed(f"سقوط الجسر|{page}|"))
        library.feeds.subscribe(url)
        (one,) = library.feeds.refresh()
        assert (one.new, one.complaints) == (1, ())
        article = library.article(library.article_page(None, 0, 1)[0].id)
        assert "الجسر كان آمنا" in article.text
        assert (article.source, article.address) == ("وكالة الخبر", page)
        (again,) = library.feeds.refresh()
        assert (again.new, again.updated) == (0, 0)

    def test_what_is_wanted_no_more_is_fetched_the_next_time(self, library: Library, server: Server) -> None:
        pages = [server.serve(f"/{number}", PAGE.encode()) for number in range(3)]
        teasers = feed(*(f"سقوط الجسر {page[-1]}|{page}|" for page in pages))
        library.feeds.subscribe(server.serve("/rss", teasers, ETag='"1"'))
        other = server.serve("/other", feed(f"الخبر|/9|{LONG}"))
        library.feeds.subscribe(other)
        server.asked.clear()

        def is_wanted() -> bool:
            return all(path != "/0" for path, _headers in server.asked)

        (one,) = library.feeds.refresh(is_wanted=is_wanted)
        assert [path for path, _headers in server.asked] == ["/rss", "/0"]
        assert one.new == library.article_count() == 1
        again = {found.url: found.new for found in library.feeds.refresh()}
        assert again == {server.at("/rss"): 2, other: 1}

    def test_a_page_that_fails_for_now_is_asked_for_again(self, library: Library, server: Server) -> None:
        server.answers["/1"] = lambda request: request.send_error(503)
        url = server.serve("/rss", feed(f"سقوط الجسر|{server.at('/1')}|"), ETag='"1"')
        library.feeds.subscribe(url)
        (one,) = library.feeds.refresh()
        assert (one.new, len(one.complaints)) == (1, 1)
        (one,) = library.feeds.refresh()
        assert (one.new, one.updated, one.complaints) == (0, 0, ())
        server.serve("/1", PAGE.encode())
        (one,) = library.feeds.refresh()
        assert (one.new, one.updated) == (0, 1)
        assert "الجسر كان آمنا" in library.article(library.article_page(None, 0, 1)[0].id).text
        server.asked.clear()
        (one,) = library.feeds.refresh()
        assert (one.new, one.updated) == (0, 0)
        assert [path for path, _ in server.asked] == ["/rss"]
        list(library.feeds.refresh())
        assert server.asked[-1][1]["If-None-Match"] == '"1"'

    def test_a_page_that_is_gone_is_not_waited_for(self, library: Library, server: Server) -> None:
        url = server.serve("/rss", feed(f"سقوط الجسر|{server.at('/none')}|"), ETag='"1"')
        library.feeds.subscribe(url)
        (one,) = library.feeds.refresh()
        assert (one.new, len(one.complaints)) == (1, 1)
        server.asked.clear()
        list(library.feeds.refresh())
        assert [headers.get("If-None-Match") for _, headers in server.asked] == ['"1"']

    def test_a_page_that_is_refused_for_good_is_not_asked_for_again(
        self, tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        server.answers["/gone"] = lambda request: request.send_error(410)
        server.answers["/busy"] = lambda request: request.send_error(503)
        server.serve("/empty", b"<html><body></body></html>")
        server.redirect("/inside", server.url.replace("127.0.0.1", "localhost") + "/secret")
        paths = ("/none", "/gone", "/empty", "/inside", "/busy")
        entries = [f"خبر {path}|{server.at(path)}|" for path in paths]
        url = server.serve("/rss", feed(*entries))
        with Library.open(tmp_path / "library.db", "huda") as library:
            library.feeds.subscribe(url)
            server.asked.clear()
            (one,) = library.feeds.refresh()
            assert (one.new, len(one.complaints)) == (5, 5)
            assert [path for path, _ in server.asked] == ["/rss", *paths]
        page = server.serve("/new", PAGE.encode())
        server.serve("/rss", feed(f"سقوط الجسر|{page}|", *entries))
        monkeypatch.setattr("store.library.feed_pages.PAGES", 2)
        with Library.open(tmp_path / "library.db", "huda") as library:
            server.asked.clear()
            (one,) = library.feeds.refresh()
            assert (one.new, one.updated, one.complaints) == (1, 0, ())
            assert [path for path, _ in server.asked] == ["/rss", "/new", "/busy"]
            server.serve("/busy", PAGE.encode())
            (one,) = library.feeds.refresh()
            assert (one.new, one.updated) == (0, 1)
            assert library.article_count() == 6

    def test_a_refused_page_is_asked_for_again_once_it_was_read_or_its_article_is_removed(
        self, library: Library, server: Server
    ) -> None:
        read, removed = links = [server.at("/1"), server.at("/2")]
        library.feeds.subscribe(server.serve("/rss", feed(*(f"سقوط الجسر|{link}|" for link in links))))
        list(library.feeds.refresh())
        for number, path in enumerate(("/1", "/2")):
            server.serve(path, PAGE.replace("17", f"{number + 18}").encode())
        library.feeds.keep_validators(read, Validators())
        (one,) = library.feeds.refresh()
        assert (one.new, one.updated) == (0, 1)
        found = {library.article(each.id).address: each.id for each in library.article_page(None, 0, 2)}
        library.upkeep.remove([found[removed]])
        (one,) = library.feeds.refresh()
        assert (one.new, one.updated) == (1, 0)

    def test_a_page_that_was_forbidden_is_asked_for_again_a_day_later(
        self, library: Library, server: Server, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for path, code in (("/login", 401), ("/block", 403)):
            server.answers[path] = partial(BaseHTTPRequestHandler.send_error, code=code)
        entries = [f"خبر {path}|{server.at(path)}|" for path in ("/login", "/block", "/none")]
        library.feeds.subscribe(server.serve("/rss", feed(*entries)))
        for moment, asked in (("2000", 3), ("2000", 0), ("9999", 2)):
            monkeypatch.setattr("store.db.pages.now", lambda moment=moment: moment)
            server.asked.clear()
            (one,) = library.feeds.refresh()
            assert (one.failure, len(server.asked) - 1) == (None, asked)
        # Whoever asks for it by name says nothing of the time that was kept.
        assert library.feeds.validators(server.at("/block")) is None

    @pytest.mark.parametrize("code", [429, 503])
    def test_a_server_that_has_too_much_to_do_is_asked_no_more_this_time(
        self, library: Library, server: Server, code: int
    ) -> None:
        for number in range(5):
            server.answers[f"/{number}"] = partial(BaseHTTPRequestHandler.send_error, code=code)
        entries = [f"خبر {number}|{server.at(f'/{number}')}|" for number in range(5)]
        for path in ("/rss", "/other"):
            library.feeds.subscribe(server.serve(path, feed(*entries), ETag='"1"'))
        server.asked.clear()
        one, other = library.feeds.refresh()
        assert [path for path, _ in server.asked] == ["/rss", "/0"]
        assert (one.new, one.failure) == (5, None)
        assert str(one.complaints[0]).startswith(f"{server.at('/0')}: the server answers {code}")
        host = server.url.removeprefix("http://")
        left_out = f"left out this time; {host} does not answer, or has too much to do"
        assert [str(line) for line in one.complaints[1:]] == [f"{server.at('/1')}: {left_out}"]
        assert str(other.failure) == f"{server.at('/other')}: {left_out}"
        for number in range(5):
            server.serve(f"/{number}", PAGE.replace("سقوط", f"سقوط {number}").encode())
        assert [(one.new, one.updated) for one in library.feeds.refresh()] == [(0, 5), (0, 0)]

    @pytest.mark.parametrize("code", [429, 503])
    def test_a_server_that_says_when_to_ask_again_is_not_asked_before(
        self, library: Library, server: Server, code: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        url = server.serve("/rss", feed(f"خبر|/1|{LONG}"))
        library.feeds.subscribe(url)
        working = server.answers["/rss"]

        def busy(wait: str) -> Callable[[BaseHTTPRequestHandler], None]:
            def answer(request: BaseHTTPRequestHandler) -> None:
                request.send_response(code)
                request.send_header("Retry-After", wait)
                request.end_headers()

            return answer

        server.answers["/rss"] = busy("3600")
        assert str(next(library.feeds.refresh()).failure).startswith(f"{url}: the server answers {code}")
        server.answers["/rss"] = working
        server.asked.clear()
        left = str(next(library.feeds.refresh()).failure)
        host = server.url.removeprefix("http://")
        assert left.startswith(f"{url}: left out; {host} asks to be left alone until 2")
        assert (str(library.feeds.every()[0].failure), server.asked) == (left, [])
        monkeypatch.setattr(patience, "now", lambda: later(timedelta(hours=2)))
        assert [one.new for one in library.feeds.refresh()] == [1]
        monkeypatch.undo()
        # A time that is past, or none at all, keeps nobody waiting.
        for wait in ("0", "Fri, 31 Dec 1999 23:59:59 GMT", "soon"):
            server.answers["/rss"] = busy(wait)
            with sqlite3.connect(library.path) as raw:
                raw.execute("DELETE FROM addresses")
            list(library.feeds.refresh())
            server.answers["/rss"] = working
            assert [one.failure for one in library.feeds.refresh()] == [None]

    def test_a_server_that_does_not_answer_three_times_is_asked_no_more_this_time(
        self, library: Library, server: Server
    ) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            dead = f"http://127.0.0.1:{free.getsockname()[1]}"
        server.answers["/bad"] = partial(BaseHTTPRequestHandler.send_error, code=500)
        links = [server.at("/bad"), server.at("/bad?2"), server.at("/none"), server.at("/bad?3")]
        links += [f"{dead}/{number}" for number in range(5)]
        library.feeds.subscribe(server.serve("/rss", feed(*(f"خبر {link}|{link}|" for link in links))))
        (one,) = library.feeds.refresh()
        said = [str(line).removeprefix(dead) for line in one.complaints[4:]]
        assert said[:3] == [f"/{number}: cannot be fetched (nothing answers there)" for number in range(3)]
        assert [line.split(";")[0] for line in said[3:]] == ["/3: left out this time"]

    def test_a_feed_that_is_gone_for_good_can_be_dropped(self, library: Library, server: Server) -> None:
        url = server.serve("/rss", feed(f"خبر|/1|{LONG}"))
        library.feeds.subscribe(url)
        server.answers["/rss"] = partial(BaseHTTPRequestHandler.send_error, code=410)
        (one,) = library.feeds.refresh()
        assert str(one.failure) == (
            f"{url}: gone for good, says the server; newsread subscribe --remove {url} drops it"
        )

    def test_pages_beyond_those_of_one_refresh_come_with_the_next(
        self, library: Library, server: Server, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("store.library.feed_pages.PAGES", 2)
        links = [server.serve(f"/{n}", PAGE.replace("سقوط", f"سقوط {n}").encode()) for n in range(3)]
        url = server.serve("/rss", feed(*(f"عنوان {n}|{link}|" for n, link in enumerate(links))), ETag='"1"')
        library.feeds.subscribe(url)
        assert [(one.new, one.updated) for one in library.feeds.refresh()] == [(3, 0)]
        assert [(one.new, one.updated) for one in library.feeds.refresh()] == [(0, 1)]

    @pytest.mark.parametrize(
        "link", ["file:///etc/passwd", "http://localhost:{port}/1", "http://10.0.0.1/", "javascript:alert(1)"]
    )
    def test_a_link_into_this_machine_is_not_followed(
        self, library: Library, server: Server, link: str
    ) -> None:
        server.serve("/1", PAGE.encode())
        link = link.format(port=server.url.rpartition(":")[2])
        url = server.serve("/rss", feed(f"عنوان|{link}|"))
        library.feeds.subscribe(url)
        (one,) = library.feeds.refresh()
        assert (one.new, one.failure, len(one.complaints)) == (1, None, 1)
        assert library.article(library.article_page(None, 0, 1)[0].id).text == "عنوان\nموجز"
        assert "/1" not in [path for path, _ in server.asked]

    def test_a_feed_that_never_ends_is_a_failure(
        self, library: Library, server: Server, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        url = server.serve("/rss", feed(f"خبر|/1|{LONG}"))
        library.feeds.subscribe(url)
        monkeypatch.setitem(Web.__init__.__kwdefaults__ or {}, "limit", 1 << 20)
        server.endless("/rss", b"<item><title>x</title></item>" * 10_000, begin=b"<rss><channel>")
        (one,) = library.feeds.refresh()
        assert one.failure is not None
        assert "larger than" in str(one.failure)

    def test_offline_nothing_is_asked(self, library: Library, server: Server) -> None:
        url = server.serve("/rss", feed(f"خبر|/1|{LONG}"))
        with pytest.raises(NetworkOff):
            library.feeds.subscribe(url, offline=True)
        library.feeds.subscribe(url)
        count = len(server.asked)
        with pytest.raises(NetworkOff):
            list(library.feeds.refresh(offline=True))
        assert len(server.asked) == count

    def test_a_feed_that_is_not_followed_is_not_refreshed(self, library: Library) -> None:
        with pytest.raises(NotFound):
            list(library.feeds.refresh(["https://a.example/"]))


def live(*pieces: str) -> bytes:
    """A feed of pieces `guid|text` of one live report, which all have its address."""
    items = "".join(
        "<item><title>مباشر</title><link>https://news.example/live</link>"
        f"<guid isPermaLink='false'>{guid}</guid>"
        f'<content:encoded xmlns:content="http://purl.org/rss/1.0/modules/content/">{text}'
        "</content:encoded></item>"
        for guid, _, text in (piece.partition("|") for piece in pieces)
    )
    return f"<rss version='2.0'><channel><title>وكالة الخبر</title>{items}</channel></rss>".encode()


class TestEntriesThatShareALink:
    FIRST, SECOND, THIRD = (f"t{number}#live|{number} {LONG}" for number in (1, 2, 3))

    def counts(self, library: Library, server: Server, *pieces: str) -> tuple[int, int]:
        """How many articles a refresh finds new and updated."""
        server.serve("/rss", live(*pieces))
        (one,) = library.feeds.refresh()
        assert (one.failure, one.complaints) == (None, ())
        return one.new, one.updated

    @pytest.fixture
    def followed(self, library: Library, server: Server) -> Library:
        library.feeds.subscribe(server.serve("/rss", live(self.FIRST)))
        return library

    def test_each_is_an_article_and_stays_the_same(self, followed: Library, server: Server) -> None:
        assert self.counts(followed, server, self.SECOND, self.FIRST) == (2, 0)
        assert self.counts(followed, server, self.SECOND, self.FIRST) == (0, 0)
        assert self.counts(followed, server, self.THIRD, f"{self.SECOND} وتصحيح.", self.FIRST) == (1, 1)
        # One that is alone by now is the same still.
        assert self.counts(followed, server, f"{self.THIRD} وتصحيح.") == (0, 1)
        assert followed.article_count() == 3

    def test_one_that_was_alone_at_the_link_is_not_doubled(self, followed: Library, server: Server) -> None:
        assert self.counts(followed, server, self.FIRST) == (1, 0)
        assert self.counts(followed, server, self.SECOND, self.FIRST) == (1, 0)
        assert self.counts(followed, server, self.THIRD, self.SECOND) == (1, 0)
        addresses = {followed.article(one.id).address for one in followed.article_page(None, 0, 10)}
        link = "https://news.example/live"
        assert addresses == {link, f"{link}#t2%23live", f"{link}#t3%23live"}

    @pytest.mark.parametrize("guids", [("", ""), ("x", "x")])
    def test_without_a_name_of_their_own_they_are_known_by_their_texts(
        self, followed: Library, server: Server, guids: tuple[str, str]
    ) -> None:
        pieces = [f"{guid}|{number} {LONG}" for number, guid in enumerate(guids)]
        assert self.counts(followed, server, *pieces) == (2, 0)
        assert self.counts(followed, server, *reversed(pieces)) == (0, 0)

    def test_of_teasers_the_page_is_the_article(self, library: Library, server: Server) -> None:
        page = server.serve("/1", PAGE.encode())
        library.feeds.subscribe(server.serve("/rss", feed(f"سقوط|{page}|", f"سقوط الجسر|{page}|")))
        for expected in ((1, 0), (0, 0)):
            (one,) = library.feeds.refresh()
            assert (one.new, one.updated) == expected
        assert [path for path, _ in server.asked].count("/1") == 1

    def test_of_a_file_each_is_an_article(self, library: Library, tmp_path: Path) -> None:
        path = tmp_path / "feed.xml"
        path.write_bytes(live(self.FIRST, self.SECOND))
        for expected in (2, 0):
            found = [one for one in inputs.documents([path]) if isinstance(one, Document)]
            counts = library.add_many(found)
            assert (counts["added"], counts["updated"]) == (expected, 0)

    def test_without_link_name_and_title_they_are_known_by_their_texts(
        self, library: Library, server: Server
    ) -> None:
        def served(*texts: str) -> bytes:
            items = [{"content_html": f"<p>{text} {LONG}</p>"} for text in texts]
            return json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items}).encode()

        library.feeds.subscribe(server.serve("/json", served("أ")))
        for texts, expected in ((("أ",), (1, 0)), (("ب", "أ"), (1, 0)), (("ج",), (1, 0))):
            server.serve("/json", served(*texts))
            (one,) = library.feeds.refresh()
            assert (one.new, one.updated) == expected


class TestAddresses:
    def index(self, library: Library, url: str) -> int:
        """Index what is at an address, which a person has named; how many articles came out."""
        answers: list[Answer] = []
        how = Reading(known=library.feeds.validators, fetched=answers.append)
        items = list(inputs.documents([Address(url)], how))
        assert not [item for item in items if isinstance(item, inputs.InputFailure)]
        library.add_many([item for item in items if not isinstance(item, inputs.InputFailure)])
        library.feeds.keep_answers(answers)
        return len(items)

    def test_a_page_is_read_once_and_kept(self, library: Library, server: Server) -> None:
        url = server.serve("/1", PAGE.encode(), ETag='"1"')
        assert self.index(library, url) == 1
        assert self.index(library, url) == 0
        assert server.asked[-1][1]["If-None-Match"] == '"1"'
        assert titles(library) == {"سقوط الجسر"}
        page = library.feeds.page(library.article_page(None, 0, 1)[0].id)
        assert page == PAGE.encode()

    def test_the_same_page_is_not_extracted_again_unless_asked(
        self, library: Library, server: Server, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        url = server.serve("/1", PAGE.encode())
        self.index(library, url)

        def never(*_: object) -> None:
            raise AssertionError("extracted again")

        monkeypatch.setattr("store.reading.pages._extract", never)
        (page,) = inputs.documents([Address(url)], Reading())
        assert not isinstance(page, inputs.InputFailure)
        assert library.add_many([page])["unchanged"] == 1
        failures: list[object] = []
        counts = library.add_many([page], None, failures.append, reread=True)
        assert (counts["unchanged"], len(failures)) == (0, 1)

    def test_a_changed_page_is_a_new_version(self, library: Library, server: Server) -> None:
        url = server.serve("/1", PAGE.encode())
        self.index(library, url)
        server.serve("/1", PAGE.replace("17 شخصا", "18 شخصا").encode())
        self.index(library, url)
        (summary,) = library.article_page(None, 0, 10)
        assert library.article(summary.id).version == 2
