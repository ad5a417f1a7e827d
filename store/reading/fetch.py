"""Addresses of the web, fetched within limits of time and size. `hosts` has where they may lead."""

from __future__ import annotations

import errno
import socket
import threading
import time
import zlib
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from store.errors import Message, StoreError, UnreadableInput
from store.reading import hosts
from store.reading.addresses import label_of, without_login
from store.reading.encodings import shown
from store.reading.origin import LIMIT, Origin
from store.reading.patience import Forbidden, Gone, NotNow, Patience, TooMuch, retry_after

if TYPE_CHECKING:
    # Imported where it is used: only what goes to the network needs it.
    import httpcore
    import httpx

SECONDS = 30.0
"""That an address may take, from the first byte out to the last byte in."""
SILENCE = 10.0
"""Seconds without a byte after which an address is given up."""
REDIRECTS = 5
AGENT = "newsread"
_CHUNK = 1 << 16
_REDIRECTS = (301, 302, 303, 307, 308)
_FOR_GOOD = (301, 308)
"""Redirects that say that the address itself is another one now (RFC 9110, 15.4)."""
_PASSING = frozenset((408, 425, *range(500, 600)))
"""Answers after which the same request may be answered otherwise (RFC 9110, 15.5 and 15.6)."""
_KINDS = {401: Forbidden, 403: Forbidden, 410: Gone, 429: TooMuch, 503: TooMuch}


class NetworkOff(StoreError):
    """The settings forbid the network."""


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server said of a state of an address, to be told whether it has changed since (RFC 9110, 13)."""

    etag: str | None = None
    modified: str | None = None
    """The date of `Last-Modified`, as the server wrote it."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer with a body."""

    data: bytes
    url: str
    """Where it came from in the end, without a name and password."""
    moved: str
    """The address that the one asked for has become for good, likewise; else that one itself."""
    media_type: str | None
    charset: str | None
    validators: Validators

    def origin(
        self, label: str, source: str | None = None, fields: Mapping[str, str] | None = None
    ) -> Origin:
        """What the readers need to know of it; `fields` as in `Origin`."""
        host = hosts.host_of(self.url).removeprefix("www.")
        return Origin(self.url, label, host, source, self.url, self.charset, self.media_type, fields or {})


@dataclass(frozen=True, slots=True)
class _Redirect:
    """An answer that names another address."""

    url: str
    for_good: bool


class Web:
    """Fetches addresses, one at a time; for a `with` block.

    `named` are hosts that the user named: only they may be on this machine or in a private network. With
    `offline` every fetch is a `NetworkOff`. `patience` is that of the run that it is part of.
    """

    def __init__(
        self,
        named: Collection[str] = (),
        *,
        offline: bool = False,
        patience: Patience | None = None,
        seconds: float = SECONDS,
        silence: float = SILENCE,
        limit: int = LIMIT,
    ):
        self._named = frozenset(name.lower() for name in named)
        self._offline = offline
        self._patience = patience or Patience()
        self._seconds, self._silence, self._limit = seconds, silence, limit
        self._client: httpx.Client | None = None
        self._logins: dict[tuple[str, str], str] = {}
        """Scheme and host with port -> `user:password`, as an address that was asked for had it."""

    def __enter__(self) -> Web:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        if self._client is not None:
            self._client.close()
            self._client = None

    def get(self, url: str, known: Validators | None = None) -> Fetched | None:
        """What is at `url`; None where it is as it was when `known` was told.

        `UnreadableInput`, one line that names the address, for everything that goes wrong, too slow, too
        large or elsewhere; `NetworkOff` where the settings forbid it.
        """
        label = label_of(url)
        if self._offline:
            raise NetworkOff("{file}: the network is off (offline = true in config.toml)", file=label)
        deadline = time.monotonic() + self._seconds
        url = moved = self._logged_in(url, label)
        for_good = True
        for _ in range(REDIRECTS + 1):
            # First of all: to look up where a host is can take long too.
            self._patience.check(url, label)
            hosts.check(url, label, self._named)
            try:
                answer = self._once(url, label, known, deadline, moved)
            except UnreadableInput as error:
                self._patience.learn(url, error)
                raise
            self._patience.learn(url, None)
            if not isinstance(answer, _Redirect):
                return answer
            url = answer.url
            for_good = for_good and answer.for_good
            moved = url if for_good else moved
        raise UnreadableInput("{file}: more than {count:redirect|redirects}", file=label, count=REDIRECTS)

    def signed(self, url: str) -> str:
        """The address with the name and password that were given for its scheme, host and port, if any."""
        parts = urlsplit(url)
        login = self._logins.get((parts.scheme, parts.netloc.lower()))
        return url if login is None else parts._replace(netloc=f"{login}@{parts.netloc}").geturl()

    def _logged_in(self, url: str, label: str) -> str:
        """The address without a name and password, which are kept for its host."""
        try:
            parts = urlsplit(url)
        except ValueError:
            raise UnreadableInput("{file}: not an address", file=label) from None
        login, at, host = parts.netloc.rpartition("@")
        if not at:
            return url
        self._logins[parts.scheme, host.lower()] = login
        return parts._replace(netloc=host).geturl()

    def _once(
        self, url: str, label: str, known: Validators | None, deadline: float, moved: str
    ) -> Fetched | _Redirect | None:
        """One request: the answer, where it redirects to, or None where nothing has changed."""
        import httpx

        headers = {}
        if known is not None and known.etag:
            headers["If-None-Match"] = known.etag
        if known is not None and known.modified:
            headers["If-Modified-Since"] = known.modified
        line = _Line(lambda peer: hosts.check_peer(peer, url, label, self._named), deadline)
        try:
            with self._open().stream(
                "GET", self.signed(url), headers=headers, extensions={"trace": line.trace}
            ) as answer:
                return self._answer(answer, url, label, deadline, moved)
        except httpx.TimeoutException:
            raise NotNow(
                "{file}: no answer for {seconds:second|seconds}; try again later",
                file=label,
                seconds=round(self._silence),
            ) from None
        except (httpx.InvalidURL, UnicodeError):
            raise UnreadableInput("{file}: not an address", file=label) from None
        except (httpx.HTTPError, OSError) as error:
            if line.cut:
                raise self._late(label) from None
            raise NotNow("{file}: cannot be fetched ({reason})", file=label, reason=_reason(error)) from None
        finally:
            line.close()

    def _answer(
        self, answer: httpx.Response, url: str, label: str, deadline: float, moved: str
    ) -> Fetched | _Redirect | None:
        if answer.status_code == 304:
            return None
        if answer.status_code in _REDIRECTS and "location" in answer.headers:
            # A name and password that a server writes there are no concern of the user's.
            target = joined(url, answer.headers["location"], label)
            return _Redirect(without_login(target), answer.status_code in _FOR_GOOD)
        if answer.status_code != 200:
            code = answer.status_code
            kind = _KINDS.get(code, NotNow if code in _PASSING else UnreadableInput)
            error = kind(
                "{file}: the server answers {code} {phrase}",
                file=label,
                code=code,
                phrase=shown(answer.reason_phrase),
            )
            if isinstance(error, TooMuch):
                error.until = retry_after(answer.headers.get("retry-after", ""))
            raise error
        data = bytearray()
        for piece in self._pieces(answer, label):
            data += piece
            if len(data) > self._limit:
                raise UnreadableInput(
                    "{file}: larger than {size} MB", file=label, size=round(self._limit / 2**20)
                )
            if time.monotonic() > deadline:
                raise self._late(label)
        media_type, _, rest = answer.headers.get("content-type", "").partition(";")
        charset = next(
            (
                value.strip(" \"'")
                for name, _, value in (p.partition("=") for p in rest.split(";"))
                if name.strip().lower() == "charset"
            ),
            None,
        )
        validators = Validators(answer.headers.get("etag") or None, answer.headers.get("last-modified"))
        return Fetched(bytes(data), url, moved, media_type.strip().lower() or None, charset, validators)

    def _pieces(self, answer: httpx.Response, label: str) -> Iterator[bytes]:
        """The body, unpacked here a bounded piece at a time: few bytes can be made to unpack to many."""
        coding = answer.headers.get("content-encoding", "identity").strip().lower()
        if coding in ("", "identity"):
            yield from answer.iter_raw(_CHUNK)
            return
        if coding not in ("gzip", "x-gzip", "deflate"):
            raise UnreadableInput(
                "{file}: packed as {coding}, which was not asked for", file=label, coding=shown(coding)
            )
        unpacker = zlib.decompressobj(47 if "gzip" in coding else 15)
        try:
            for piece in answer.iter_raw(_CHUNK):
                while piece:
                    yield unpacker.decompress(piece, _CHUNK)
                    piece = unpacker.unconsumed_tail
        except zlib.error:
            raise UnreadableInput("{file}: damaged {coding} data", file=label, coding=coding) from None

    def _late(self, label: str) -> NotNow:
        return NotNow(
            "{file}: not done after {seconds:second|seconds}; try again later",
            file=label,
            seconds=round(self._seconds),
        )

    def _open(self) -> httpx.Client:
        """The client, made at the first fetch."""
        if self._client is None:
            import httpx

            self._client = httpx.Client(
                headers={"User-Agent": AGENT, "Accept-Encoding": "gzip, deflate"},
                timeout=httpx.Timeout(self._silence),
                # Each request on a line of its own, which is looked at and timed.
                limits=httpx.Limits(max_keepalive_connections=0),
                follow_redirects=False,
            )
        return self._client


class _Line:
    """The connection of one request: whom it reached, and its end when the time is up.

    A server that sends a byte now and then never makes a read time out, not even in its headers.
    """

    def __init__(self, check: Callable[[str], None], deadline: float):
        self._check = check
        self._deadline = deadline
        self._timer: threading.Timer | None = None
        self.cut = False
        """Whether the time was up."""

    def trace(self, event: str, info: Mapping[str, Any]) -> None:
        """What httpcore tells: at the connection, look who is at its other end before anything is sent."""
        if event != "connection.connect_tcp.complete":
            return
        stream = info["return_value"]
        self._check(str(stream.get_extra_info("server_addr")[0]))
        self._timer = threading.Timer(max(0.0, self._deadline - time.monotonic()), self._cut, [stream])
        self._timer.daemon = True
        self._timer.start()

    def _cut(self, stream: httpcore.NetworkStream) -> None:
        self.cut = True
        with suppress(OSError):
            stream.get_extra_info("socket").shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Stop the clock."""
        if self._timer is not None:
            self._timer.cancel()


def joined(url: str, link: str, label: str) -> str:
    """The address that `link` is on the page at `url`; UnreadableInput, which names `label`, for none."""
    try:
        return urljoin(url, link)
    except ValueError:
        raise UnreadableInput("{file}: leads to what is not an address", file=label) from None


def _reason(error: BaseException) -> Message | str:
    """Why there was no answer, by the first of what led to it that is known."""
    import ssl

    one: BaseException | None = error
    while one is not None:
        if isinstance(one, socket.gaierror):
            return Message("no such host, or no network")
        if isinstance(one, ssl.SSLCertVerificationError):
            return Message("its certificate is not valid: {why}", {"why": shown(one.verify_message)})
        if isinstance(one, ssl.SSLError):
            return Message("no secure connection can be made")
        if isinstance(one, ConnectionRefusedError):
            return Message("nothing answers there")
        if isinstance(one, OSError) and one.errno in (errno.ENETUNREACH, errno.EHOSTUNREACH):
            return Message("no network leads there")
        one = one.__cause__ or one.__context__
    return shown(" ".join(str(error).split()) or type(error).__name__)
