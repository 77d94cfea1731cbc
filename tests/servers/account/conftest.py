"""The servers, run once for all tests here, and a client that speaks plain HTTP to them."""

from collections.abc import Iterator

import pytest

from itsupport.record_store import forget
from itsupport.servers.account.running import account_running
from itsupport.teaching.plain_login import PlainLogin


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    """The address of a running account server with its logins."""
    with account_running() as address:
        yield address


@pytest.fixture
def client(base: str) -> Iterator[PlainLogin]:
    """A registered client that nobody has logged in with yet."""
    with PlainLogin(base) as plain:
        plain.discover()
        plain.register()
        yield plain
    forget()
