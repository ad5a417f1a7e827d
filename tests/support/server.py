"""A web server on this machine that answers as it is told, also badly."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = Callable[[BaseHTTPRequestHandler], None]


class Server:
    """Its address, what it answers, and what it was asked."""

    def __init__(self, port: int):
        self.url = f"http://127.0.0.1:{port}"
        self.answers: dict[str, Answer] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []

    def at(self, path: str) -> str:
        """The address of a path."""
        return self.url + path

    def serve(self, path: str, body: bytes, kind: str = "text/html", **headers: str) -> str:
        """Answer with `body`; gives the address."""

        def answer(request: BaseHTTPRequestHandler) -> None:
            etag = headers.get("ETag")
            if etag and request.headers.get("If-None-Match") == etag:
                request.send_response(304)
                request.end_headers()
                return
            request.send_response(200)
            request.send_header("Content-Type", kind)
            request.send_header("Content-Length", str(len(body)))
            for name, value in headers.items():
                request.send_header(name.replace("_", "-"), value)
            request.end_headers()
            request.wfile.write(body)

        self.answers[path] = answer
        return self.at(path)

    def redirect(self, path: str, to: str, code: int = 302) -> str:
        """Answer with a redirect."""

        def answer(request: BaseHTTPRequestHandler) -> None:
            request.send_response(code)
            request.send_header("Location", to)
            request.end_headers()

        self.answers[path] = answer
        return self.at(path)

    def endless(self, path: str, piece: bytes, pause: float = 0.0, begin: bytes = b"") -> str:
        """Answer with `begin` and then `piece` again and again, without an end."""

        def answer(request: BaseHTTPRequestHandler) -> None:
            request.send_response(200)
            request.send_header("Content-Type", "application/rss+xml")
            request.end_headers()
            request.wfile.write(begin)
            for _ in range(100_000):
                request.wfile.write(piece)
                request.wfile.flush()
                time.sleep(pause)

        self.answers[path] = answer
        return self.at(path)

    def slow_headers(self, path: str) -> str:
        """Answer with a byte of a header now and then."""

        def answer(request: BaseHTTPRequestHandler) -> None:
            request.wfile.write(b"HTTP/1.0 200 OK\r\nX-Slow: ")
            for _ in range(1000):
                request.wfile.write(b"x")
                request.wfile.flush()
                time.sleep(0.05)

        self.answers[path] = answer
        return self.at(path)

    def bomb(self, path: str, megabytes: int) -> str:
        """Answer with zeros that gzip has packed to a thousandth."""
        return self.serve(path, gzip.compress(bytes(megabytes << 20)), Content_Encoding="gzip")


@contextmanager
def serving() -> Iterator[Server]:
    """A server for the block."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            server.asked.append((self.path, dict(self.headers)))
            answer = server.answers.get(self.path)
            with suppress(OSError):  # The other end may have had enough, which is what is tested.
                if answer is None:
                    self.send_error(404)
                else:
                    answer(self)

        def log_message(self, *_: object) -> None:
            """Nothing: a test's output is pytest's."""

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    http.daemon_threads = True
    server = Server(http.server_address[1])
    thread = threading.Thread(target=http.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        http.shutdown()
        http.server_close()
        thread.join()
