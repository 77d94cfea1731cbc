"""The page where the browser comes back to after a login: on this machine, on a free port.

It listens while the connection lives, and it takes one answer only: the one with the state of the
login that is waiting. It says nothing about what it got, and keeps no address in the browser.
"""

import asyncio
from contextlib import suppress
from urllib.parse import parse_qs, urlsplit

from mcp.shared.auth import AuthorizationCodeResult

from itsupport.errors import SupportError

LOOPBACK, PATH = "127.0.0.1", "/callback"
CLOSE_SECONDS = 1.0
"""How long a page that is on its way to a browser may take when the login is left."""

REQUEST_SECONDS = 5.0
MAXIMUM_LINE = 8_192
NO_LINE = (asyncio.IncompleteReadError, asyncio.LimitOverrunError)

PAGE = (
    "<!doctype html><html lang=en><meta charset=utf-8><title>{title}</title>"
    "<p style='font:16px system-ui;margin:3rem'>{title}. You can close this page.</p></html>"
)


class ReturnPage:
    """One listener; `port` stays the same when it is opened again, if that port is still free."""

    def __init__(self) -> None:
        self.port = 0
        self._server: asyncio.Server | None = None
        self._state = ""
        self._answer: asyncio.Future[AuthorizationCodeResult] | None = None
        self._visits: set[asyncio.Task[None]] = set()

    @property
    def address(self) -> str:
        """What the authorization server is told."""
        return f"http://{LOOPBACK}:{self.port}{PATH}"

    async def open(self) -> bool:
        """Listen. False when the address is another one than before."""
        before = self.port
        try:
            self._server = await asyncio.start_server(self._serve, LOOPBACK, before)
        except OSError:
            self._server = await asyncio.start_server(self._serve, LOOPBACK, 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return before in (0, self.port)

    async def close(self) -> None:
        """Stop listening, and let pages that are on their way arrive."""
        if self._server is not None:
            self._server.close()
            self._server = None
        if self._visits:
            _, late = await asyncio.wait(self._visits, timeout=CLOSE_SECONDS)
            for visit in late:
                visit.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    def expect(self, state: str) -> "asyncio.Future[AuthorizationCodeResult]":
        """From now on the answer with this state is waited for, and no other."""
        self._state = state
        self._answer = asyncio.get_running_loop().create_future()
        return self._answer

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        visit = asyncio.create_task(self._show(reader, writer))
        self._visits.add(visit)
        visit.add_done_callback(self._visits.discard)

    async def _show(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            with suppress(OSError, ValueError, TimeoutError, *NO_LINE):
                async with asyncio.timeout(REQUEST_SECONDS):
                    line = await reader.readuntil(b"\n")
                    status, title = self._taken(line[:MAXIMUM_LINE].decode("ascii", "replace"))
                    writer.write(_page(status, title))
                    await writer.drain()
        finally:
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()

    def _taken(self, line: str) -> tuple[str, str]:
        """The answer to one request line, after the login that waits has got what it brought."""
        method, _, rest = line.partition(" ")
        parts = urlsplit(rest.partition(" ")[0])
        brought = {name: values[0] for name, values in parse_qs(parts.query).items()}
        waiting = self._answer
        if method != "GET" or parts.path != PATH:
            return "404 Not Found", "Nothing is here"
        if waiting is None or waiting.done() or brought.get("state") != self._state:
            return "400 Bad Request", "Nobody waits for this login"
        if "code" not in brought:
            waiting.set_exception(_said_no(brought.get("error", "")))
            return "200 OK", "You were not logged in"
        waiting.set_result(
            AuthorizationCodeResult(
                code=brought["code"], state=brought["state"], iss=brought.get("iss")
            )
        )
        return "200 OK", "You are logged in"


def _page(status: str, title: str) -> bytes:
    body = PAGE.format(title=title).encode()
    head = (
        f"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\n"
        f"Content-Length: {len(body)}\r\nCache-Control: no-store\r\n"
        "Referrer-Policy: no-referrer\r\nContent-Security-Policy: default-src 'none'; "
        "style-src 'unsafe-inline'\r\nConnection: close\r\n\r\n"
    )
    return head.encode() + body


def _said_no(error: str) -> SupportError:
    known = {"access_denied": "The person said no, or gave a wrong password too often."}
    return SupportError(
        "Nobody was logged in",
        known.get(error, "The authorization server refused without a reason that we know."),
        suggested_actions=["Ask again to begin anew."],
    )
