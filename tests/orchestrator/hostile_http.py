"""Web servers that mean harm, in a thread of the tests: `serving("endless_body", "tools/call")`.

Each answers as MCP over HTTP of 2025 does, except at one method.
"""

import gzip
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.orchestrator.hostile_servers import answered

PAUSE = 0.05
JSON, EVENTS = "application/json", "text/event-stream"


class Site(ThreadingHTTPServer):
    """A web server of one kind; it remembers the headers of every request."""

    daemon_threads = True
    elsewhere = ""

    def __init__(self, kind: str, method: str) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.kind, self.method = kind, method
        self.ending = threading.Event()
        self.headers: list[dict[str, str]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/mcp"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """The client hung up: that is what is hoped for."""


class Handler(BaseHTTPRequestHandler):
    """Misbehaves at one method."""

    server: Site
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: Any) -> None:
        """Nobody reads it."""

    def do_GET(self) -> None:
        self.server.headers.append(dict(self.headers))
        self.plain(405, b"", "text/plain")

    do_DELETE = do_GET  # noqa: N815

    def do_POST(self) -> None:
        self.server.headers.append(dict(self.headers))
        message = json.loads(self.rfile.read(int(self.headers["content-length"])))
        if "id" not in message:
            self.plain(202, b"", JSON)
        elif message["method"] == self.server.method:
            KINDS[self.server.kind](self, message)
        else:
            self.good(message)

    def good(self, message: dict[str, Any]) -> None:
        self.plain(200, json.dumps(answered(message)).encode(), JSON)

    def plain(self, status: int, body: bytes, content: str, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"content-type": content, **headers}.items():
            self.send_header(name, value)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def without_end(self, content: str, piece: bytes, *, slowly: bool = False) -> None:
        self.send_response(200)
        self.send_header("content-type", content)
        self.send_header("connection", "close")
        self.end_headers()
        while not self.server.ending.wait(PAUSE if slowly else 0):
            self.wfile.write(piece)
            self.wfile.flush()


def silent(handler: Handler, message: dict[str, Any]) -> None:
    handler.server.ending.wait(60)


def slow_headers(handler: Handler, message: dict[str, Any]) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nx-slow: ")
    while not handler.server.ending.wait(PAUSE):
        handler.wfile.write(b"x")


def slow_body(handler: Handler, message: dict[str, Any]) -> None:
    handler.without_end(JSON, b" ", slowly=True)


def endless_body(handler: Handler, message: dict[str, Any]) -> None:
    handler.without_end(JSON, b" " * 1_000_000)


def endless_headers(handler: Handler, message: dict[str, Any]) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nx-long: ")
    while not handler.server.ending.is_set():
        handler.wfile.write(b"x" * 1_000_000)


def unpacks_endlessly(handler: Handler, message: dict[str, Any]) -> None:
    body = gzip.compress(b" " * 200_000_000, 1)
    handler.plain(200, body, JSON, **{"content-encoding": "gzip"})


def endless_comments(handler: Handler, message: dict[str, Any]) -> None:
    handler.without_end(EVENTS, b": still here\n\n", slowly=True)


def endless_notifications(handler: Handler, message: dict[str, Any]) -> None:
    note = {"jsonrpc": "2.0", "method": "notifications/progress", "params": {"progress": 1}}
    note["params"] |= {"progressToken": 1}
    handler.without_end(EVENTS, f"data: {json.dumps(note)}\n\n".encode() * 100)


def endless_event(handler: Handler, message: dict[str, Any]) -> None:
    handler.without_end(EVENTS, b"data: " + b"x" * 100_000 + b"\n")


def cut_off(handler: Handler, message: dict[str, Any]) -> None:
    handler.send_response(200)
    handler.send_header("content-type", JSON)
    handler.send_header("content-length", "1000")
    handler.end_headers()
    handler.wfile.write(b'{"jsonrpc": "2.0"')
    handler.close_connection = True


def status_401(handler: Handler, message: dict[str, Any]) -> None:
    handler.plain(401, b"<h1>Who are you?</h1>", "text/html")


def status_500(handler: Handler, message: dict[str, Any]) -> None:
    handler.plain(500, b"Traceback (most recent call last): secret", "text/plain")


def html(handler: Handler, message: dict[str, Any]) -> None:
    handler.plain(200, b"<html><h1>Welcome to the hotel's wifi</h1></html>", "text/html")


def no_message(handler: Handler, message: dict[str, Any]) -> None:
    handler.plain(200, b'{"hello": "world"}', JSON)


def accepted(handler: Handler, message: dict[str, Any]) -> None:
    handler.plain(202, b"", JSON)


def elsewhere(handler: Handler, message: dict[str, Any]) -> None:
    handler.plain(307, b"", "text/plain", location=handler.server.elsewhere)


def no_http(handler: Handler, message: dict[str, Any]) -> None:
    handler.wfile.write(b"SSH-2.0-OpenSSH_9.9\r\n" + bytes(range(256)))
    handler.close_connection = True


KINDS: dict[str, Callable[[Handler, dict[str, Any]], None]] = {
    name: kind
    for name, kind in list(globals().items())
    if callable(kind) and name.islower() and name not in ("answered", "contextmanager")
}


@contextmanager
def serving(kind: str, method: str = "tools/call") -> Iterator[Site]:
    """One such server; at the end its threads are let go."""
    site = Site(kind, method)
    thread = threading.Thread(target=site.serve_forever, kwargs={"poll_interval": PAUSE})
    thread.start()
    try:
        yield site
    finally:
        site.ending.set()
        site.shutdown()
        site.server_close()
        thread.join()
