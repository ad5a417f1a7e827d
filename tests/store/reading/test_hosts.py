"""Where addresses lead: not into this machine, nor into a private network."""

from __future__ import annotations

import pytest

from store.errors import UnreadableInput
from store.reading import hosts
from store.reading.fetch import Web
from tests.support.server import Server

HERE = ("127.0.0.1",)


def refusal(web: Web, url: str) -> str:
    with pytest.raises(UnreadableInput) as caught:
        web.get(url)
    return str(caught.value)


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:9/",
        "http://localhost:9/",
        "http://127.1:9/",
        "http://0x7f000001:9/",
        "http://2130706433:9/",
        "http://[::1]:9/",
        "http://[::ffff:127.0.0.1]:9/",
        "http://10.0.0.1/",
        "http://192.168.1.1/",
        "http://169.254.169.254/latest/meta-data",
        "http://0.0.0.0:9/",
        "http://user:word@127.0.0.1:9/",
    ],
)
def test_nothing_leads_to_this_machine_or_a_private_network(address: str) -> None:
    with Web() as web:
        assert "private network" in refusal(web, address)


def test_not_even_by_a_redirect_from_a_host_that_was_named(server: Server) -> None:
    with Web(HERE) as web:
        said = refusal(web, server.redirect("/a", server.url.replace("127.0.0.1", "localhost") + "/b"))
    assert "private network" in said
    assert [path for path, _ in server.asked] == ["/a"]


def test_a_name_that_means_another_machine_by_now_is_noticed(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hosts, "_resolved", lambda *_: ["93.184.216.34"])
    with Web() as web:
        said = refusal(web, server.serve("/a", b"x").replace("127.0.0.1", "localhost"))
    assert "private network" in said
    assert server.asked == []
