"""How much a request may carry and how long it may take, whichever way it is sent."""

import socket
from collections.abc import Iterator

import httpx2
import pytest

from tests.servers.http.conftest import HEADERS, Serve, call, envelope

JSON = {"content-type": "application/json"}


def chunks(size: int) -> Iterator[bytes]:
    """A body whose length is not said."""
    for _ in range(size // 1_000):
        yield b" " * 1_000


def test_a_body_may_have_its_largest_size_and_not_a_byte_more(
    serve: Serve, http: httpx2.Client
) -> None:
    url = serve(largest_body=100_000).urls["tickets"]
    headers = HEADERS | JSON
    fits = http.post(url, content=b" " * 100_000, headers=headers)
    assert fits.json()["error"]["message"] == "Parse error"
    for content in (b" " * 100_001, chunks(200_000)):
        large = http.post(url, content=content, headers=headers)
        assert large.status_code == 413
        assert "100000 bytes" in envelope(large)["reason"]
    assert call(http, url).status_code == 200


@pytest.mark.parametrize("length", ["99999999999", "9" * 5_000, "-1", "ten"])
def test_a_length_is_not_waited_for(serve: Serve, length: str) -> None:
    answer = raw(serve(), f"Content-Length: {length}", b"")
    assert answer[9:12] in {b"413", b"400"}


def test_a_slow_body_is_given_up(serve: Serve) -> None:
    slow = serve(patience=0.2)
    for how in ("Content-Length: 100", "Transfer-Encoding: chunked"):
        answer = raw(slow, how, b"")
        assert answer.startswith(b"HTTP/1.1 408 ")
        assert b"did not arrive in time" in answer


def test_a_client_that_leaves_in_mid_sentence_does_no_harm(
    serve: Serve, http: httpx2.Client
) -> None:
    site = serve()
    with connected(site.url) as connection:
        connection.sendall(head("Content-Length: 100") + b"half")
    assert call(http, site.urls["tickets"]).status_code == 200


def raw(site: object, how: str, body: bytes) -> bytes:
    """All that comes back until the server hangs up."""
    with connected(str(getattr(site, "url", ""))) as connection:
        connection.sendall(head(how) + body)
        answer = b""
        while piece := connection.recv(10_000):
            answer += piece
    return answer


def connected(url: str) -> socket.socket:
    return socket.create_connection(("127.0.0.1", int(url.rpartition(":")[2])), timeout=10)


def head(how: str) -> bytes:
    return f"POST /tickets/mcp HTTP/1.1\r\nHost: localhost\r\n{how}\r\n\r\n".encode()
