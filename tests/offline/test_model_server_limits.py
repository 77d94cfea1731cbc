"""What the server of the offline model refuses: foreign hosts, too much, too slow, nonsense."""

import json
import socket
from collections.abc import Iterator

import pytest

from itsupport.offline.server import LARGEST_BODY
from tests.offline.served import connected, everything, post, served, status_and_error

HELLO = json.dumps({"model": "m", "input": "Hello"}).encode()


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with served() as port:
        yield port


@pytest.fixture(scope="module")
def impatient() -> Iterator[int]:
    """A server that waits for one second only."""
    with served(patience=1) as port:
        yield port


def answer_to(port: int, request: bytes) -> bytes:
    with connected(port) as connection:
        connection.sendall(request)
        return everything(connection)


@pytest.mark.parametrize(
    ("request_bytes", "status"),
    [
        (post(b"{"), 400),
        (post(b"\xff\xfe"), 400),
        (post(b""), 400),
        (post(b"{}"), 400),
        (post(HELLO, "/v1/embeddings"), 404),
        (post(HELLO, "/"), 404),
        (post(HELLO, "/v1/../v1/%2e"), 404),
        (post(HELLO, "/v1/models"), 405),
        (post(HELLO).replace(b"POST", b"DELETE", 1), 405),
        (post(HELLO).replace(b"POST", b"BREW", 1), 405),
    ],
)
def test_a_wrong_request_is_refused_in_the_shape_of_openai(
    port: int, request_bytes: bytes, status: int
) -> None:
    given, error = status_and_error(answer_to(port, request_bytes))
    assert given == status
    assert error["type"] == "invalid_request_error"


def test_what_is_not_http_is_refused(port: int) -> None:
    assert answer_to(port, b"\x16\x03\x01 hello\r\n\r\n").startswith(b"HTTP/1.1 400 ")


@pytest.mark.parametrize(
    "host", ["127.0.0.1:80", "localhost", "LOCALHOST:1", "[::1]:9", socket.gethostname()]
)
def test_names_and_addresses_of_this_machine_are_served(port: int, host: str) -> None:
    assert answer_to(port, post(HELLO, Host=host)).startswith(b"HTTP/1.1 200 ")


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8010", "localhost.evil.example", "127.0.0.1.evil", "["]
)
def test_a_foreign_host_is_refused_against_dns_rebinding(port: int, host: str) -> None:
    status, error = status_and_error(answer_to(port, post(HELLO, Host=host)))
    assert status == 403
    assert host in error["message"]


def test_a_body_that_is_too_large_is_refused(port: int) -> None:
    text = b"x" * LARGEST_BODY
    status, error = status_and_error(answer_to(port, post(b'{"input": "' + text + b'"}')))
    assert status == 413
    assert str(LARGEST_BODY) in error["message"]
    assert answer_to(port, post(HELLO)).startswith(b"HTTP/1.1 200 ")


@pytest.mark.parametrize(
    "half",
    [b"", b"POST /v1/resp", b"POST /v1/responses HTTP/1.1\r\nHost: 127.0.0.1\r\n"],
    ids=["nothing", "half a line", "half a head"],
)
def test_a_request_whose_head_does_not_end_is_hung_up_on(impatient: int, half: bytes) -> None:
    assert answer_to(impatient, half) == b""


def test_a_body_that_does_not_end_is_refused_and_hung_up_on(impatient: int) -> None:
    status, error = status_and_error(answer_to(impatient, post(HELLO)[:-5]))
    assert status == 408
    assert "in time" in error["message"]


def test_a_second_head_that_does_not_end_is_hung_up_on(impatient: int) -> None:
    first = post(HELLO, Connection="keep-alive")
    answer = answer_to(impatient, first + b"POST /v1/resp")
    assert answer.count(b"HTTP/1.1 ") == 1


def test_a_client_that_leaves_in_the_middle_disturbs_nobody(port: int) -> None:
    streamed = json.dumps({"model": "m", "input": "Hello", "stream": True}).encode()
    for request in (post(HELLO)[:-5], post(streamed), b"POST"):
        with connected(port) as connection:
            connection.sendall(request)
    assert answer_to(port, post(HELLO)).startswith(b"HTTP/1.1 200 ")
