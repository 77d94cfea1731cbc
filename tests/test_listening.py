"""A listening socket of the workbook: without Nagle's delay, and clear when it cannot be had."""

import socket

import pytest

from itsupport.errors import SupportError
from itsupport.listening import listen


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_its_connections_do_not_wait_to_send(host: str) -> None:
    with (
        listen(host, 0) as listener,
        socket.create_connection(listener.getsockname()[:2]),
        listener.accept()[0] as connection,
    ):
        assert connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) != 0


@pytest.mark.parametrize("wrong", [70_000, -1])
def test_a_port_that_is_none_is_a_clear_error(wrong: int) -> None:
    with pytest.raises(SupportError, match=f"Cannot listen on port {wrong} of 127.0.0.1"):
        listen("127.0.0.1", wrong)


def test_a_port_that_is_taken_is_a_clear_error() -> None:
    with listen("127.0.0.1", 0) as taken, pytest.raises(SupportError) as caught:
        listen("127.0.0.1", taken.getsockname()[1])
    assert caught.value.envelope["retryable"] is True


@pytest.mark.parametrize("host", ["no-such-host.invalid", "a..b", "192.0.2.1"])
def test_a_host_that_nobody_has_is_not_mended_by_another_port(host: str) -> None:
    with pytest.raises(SupportError, match="Choose another host") as caught:
        listen(host, 0)
    assert "port 0 for" not in str(caught.value)
