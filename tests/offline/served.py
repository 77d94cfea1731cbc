"""The offline model behind real HTTP, for the tests of its server."""

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from itsupport.listening import listen
from itsupport.offline.server import model_server


@contextmanager
def served(patience: int = 20) -> Iterator[int]:
    """A server in a thread of this process; gives its port."""
    listener = listen("127.0.0.1", 0)
    server = model_server("127.0.0.1", patience)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    port: int = listener.getsockname()[1]
    thread.start()
    try:
        yield port
    finally:
        server.force_exit = server.should_exit = True
        thread.join()


@contextmanager
def connected(port: int) -> Iterator[socket.socket]:
    """A bare connection, for what no client would send."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        yield connection


def everything(connection: socket.socket) -> bytes:
    """What comes until the server hangs up."""
    return b"".join(iter(lambda: connection.recv(65536), b""))


def post(body: bytes, path: str = "/v1/responses", **headers: str) -> bytes:
    """A request as bytes; it asks the server to hang up afterwards."""
    lines = {"Host": "127.0.0.1", "Content-Length": str(len(body)), "Connection": "close"}
    head = [f"POST {path} HTTP/1.1", *(f"{n}: {v}" for n, v in (lines | headers).items())]
    return "\r\n".join([*head, "", ""]).encode() + body


def status_and_error(answer: bytes) -> tuple[int, dict[str, Any]]:
    """The status of an answer and the error in it."""
    head, _, body = answer.partition(b"\r\n\r\n")
    error: dict[str, Any] = json.loads(body)["error"]
    assert error.keys() == {"message", "type", "param", "code"}
    return int(head.split()[1]), error
