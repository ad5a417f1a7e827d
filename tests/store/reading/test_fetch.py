"""Addresses: what is fetched, within which limits, and where nothing may lead."""

from __future__ import annotations

import socket
import time

import pytest

from store.errors import UnreadableInput
from store.reading import fetch
from store.reading.fetch import NetworkOff, Validators, Web
from tests.support.server import Server

HERE = ("127.0.0.1",)


def refusal(web: Web, url: str) -> str:
    with pytest.raises(UnreadableInput) as caught:
        web.get(url)
    message = str(caught.value)
    assert message.isprintable()
    return message


def test_the_body_comes_with_what_the_server_says_of_it(server: Server) -> None:
    url = server.serve("/a", "نص".encode("cp1256"), 'text/HTML; charset="windows-1256"', ETag='"1"')
    with Web(HERE) as web:
        answer = web.get(url)
    assert answer is not None
    assert (answer.data, answer.url) == ("نص".encode("cp1256"), url)
    assert (answer.media_type, answer.charset) == ("text/html", "windows-1256")
    assert answer.validators == Validators('"1"', None)


def test_what_has_not_changed_is_not_sent_again(server: Server) -> None:
    url = server.serve("/a", b"x", ETag='"7"', Last_Modified="Sat, 23 Mar 2019 10:00:00 GMT")
    with Web(HERE) as web:
        first = web.get(url)
        assert first is not None
        assert web.get(url, first.validators) is None
    assert server.asked[-1][1]["If-None-Match"] == '"7"'
    assert server.asked[-1][1]["If-Modified-Since"] == "Sat, 23 Mar 2019 10:00:00 GMT"


def test_a_redirect_is_followed_and_relative_ones_too(server: Server) -> None:
    server.serve("/b/c", b"here")
    with Web(HERE) as web:
        answer = web.get(server.redirect("/a", "b/c", 301))
    assert answer is not None
    assert (answer.data, answer.url) == (b"here", server.at("/b/c"))


@pytest.mark.parametrize(
    "to", ["file:///etc/passwd", "ftp://example.com/a", "javascript:alert(1)", "data:,x"]
)
def test_a_redirect_leads_to_the_web_only(server: Server, to: str) -> None:
    with Web(HERE) as web:
        said = refusal(web, server.redirect("/a", to))
    assert "not to the web" in said or "not an address" in said
    assert len(server.asked) == 1


def test_redirects_in_a_circle_end(server: Server) -> None:
    with Web(HERE) as web:
        assert "redirects" in refusal(web, server.redirect("/a", "/a"))
    assert len(server.asked) == fetch.REDIRECTS + 1


def test_an_answer_has_a_size(server: Server) -> None:
    with Web(HERE, limit=1 << 20) as web:
        assert "larger than 1 MB" in refusal(web, server.endless("/a", bytes(1 << 16)))


def test_packed_data_are_measured_unpacked(server: Server) -> None:
    with Web(HERE, limit=4 << 20) as web:
        assert "larger than 4 MB" in refusal(web, server.bomb("/a", 64))


def test_an_answer_has_its_time_however_it_dribbles(server: Server) -> None:
    for url in (server.endless("/a", b"x", 0.05), server.slow_headers("/b")):
        with Web(HERE, seconds=0.4) as web:
            assert "not done after" in refusal(web, url)


def test_a_server_that_is_silent_is_given_up(server: Server) -> None:
    server.answers["/a"] = lambda _request: time.sleep(1)
    with Web(HERE, silence=0.2) as web:
        assert "no answer" in refusal(web, server.at("/a"))


def test_errors_of_the_server_and_of_the_line_are_one_line(server: Server) -> None:
    with Web(HERE) as web:
        assert "404" in refusal(web, server.at("/none"))
        assert "cannot be fetched" in refusal(web, "http://127.0.0.1:1/")
        assert "no host" in refusal(web, "http:///a")
        assert "not an address" in refusal(web, "http://127.0.0.1:99999999/")


def test_why_an_address_cannot_be_fetched_is_said_in_words(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Web(HERE) as web:
        assert refusal(web, "http://127.0.0.1:1/").endswith("cannot be fetched (nothing answers there)")
        secure = server.at("/").replace("http:", "https:")
        assert refusal(web, secure).endswith("cannot be fetched (no secure connection can be made)")

    def unknown(*_: object, **__: object) -> list[object]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with Web() as web:
        said = refusal(web, "http://news.invalid/")
        assert said.endswith("cannot be fetched (no such host, or no network)")


def test_damaged_and_unasked_packing_is_refused(server: Server) -> None:
    with Web(HERE) as web:
        assert "damaged" in refusal(web, server.serve("/a", b"no gzip", Content_Encoding="gzip"))
        assert "not asked for" in refusal(web, server.serve("/b", b"x", Content_Encoding="br"))


def test_nothing_is_fetched_offline(server: Server) -> None:
    with Web(HERE, offline=True) as web, pytest.raises(NetworkOff, match="offline"):
        web.get(server.serve("/a", b"x"))
    assert server.asked == []
