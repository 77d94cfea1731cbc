"""`serve --http --workers` as a whole program: the processes act as one, and end together."""

import asyncio
import os
import socket
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

import httpx2
import pytest
from mcp import Client
from mcp.client.streamable_http import streamable_http_client
from mcp.types import ElicitResult

from tests.command_line import test_serve_http
from tests.command_line.conftest import itsupport
from tests.command_line.test_serve_http import base

pytestmark = pytest.mark.skipif(os.name != "posix", reason="uvicorn's workers end by signals")
TICKETS = 16
SECONDS = 60  # until the first of them has started
SECRET = "a-code-that-no-log-may-hold"
serving = partial(test_serve_http.serving, ends_in=40)
"""uvicorn waits for a worker that has just begun before it ends."""


@pytest.fixture(scope="module")
def fleet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of two workers that are told of no database and no key."""
    home = tmp_path_factory.mktemp("state")
    with serving("all", "--workers", "2", XDG_STATE_HOME=str(home)) as (said, _):
        assert said[0].startswith(f"Records are in sqlite:///{home}/itsupport/desk.db")
        yield base(said)


def health(url: str, query: str = "") -> Any:
    """What a worker says, as soon as there is one."""
    return httpx2.get(f"{url}/health{query}", trust_env=False, timeout=SECONDS).json()


def details(number: int) -> dict[str, str]:
    """What a ticket must have."""
    return {
        "customer_id": "CUST-001",
        "subject": f"Trouble {number}",
        "priority": "low",
        "category": "hardware",
    }


@asynccontextmanager
async def at_intake(url: str, **how: Any) -> AsyncIterator[Client]:
    """A client whose requests are on connections of their own, so that any worker gets them."""
    limits = httpx2.Limits(max_keepalive_connections=0)
    async with httpx2.AsyncClient(limits=limits, timeout=SECONDS, trust_env=False) as http:
        way = streamable_http_client(f"{url}/intake/mcp", http_client=http)
        async with Client(way, **how) as client:
            yield client


async def opened(url: str, number: int) -> Any:
    """A ticket that the server asks for."""

    async def fill_in(_context: Any, _form: Any) -> ElicitResult:
        return ElicitResult(action="accept", content=details(number))

    async with at_intake(url, mode="2026-07-28", elicitation_callback=fill_in) as client:
        return (await client.call_tool("create_ticket_v2", {})).structured_content


def test_questions_go_on_at_any_worker_and_no_number_is_given_twice(fleet: str) -> None:
    async def crowd() -> list[Any]:
        return await asyncio.gather(*(opened(fleet, number) for number in range(TICKETS)))

    outcomes = asyncio.run(crowd())
    assert {outcome["status"] for outcome in outcomes} == {"created"}
    assert len({outcome["ticket"]["ticket_id"] for outcome in outcomes}) == TICKETS


def test_clients_of_2025_are_answered_by_whichever_worker(fleet: str) -> None:
    async def echoed() -> Any:
        async with at_intake(fleet, mode="legacy") as client:
            return (await client.call_tool("echo", {"text": "hello"})).structured_content

    async def crowd() -> list[Any]:
        return await asyncio.gather(*(echoed() for _ in range(TICKETS)))

    assert asyncio.run(crowd()) == [{"text": "hello"}] * TICKETS


def test_all_are_served_but_the_logins_which_live_in_one_process(fleet: str) -> None:
    servers = health(fleet)["servers"]
    assert len(servers) == 7
    assert "account" not in servers


def test_nothing_of_an_address_is_in_the_log(tmp_path: Path) -> None:
    arguments = ("tickets", "--workers", "2")
    with serving(*arguments, XDG_STATE_HOME=str(tmp_path), never=SECRET) as (said, _):
        assert "servers" in health(base(said), f"?code={SECRET}")


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="there is no list of processes to read")
def test_workers_end_with_the_process_that_started_them(tmp_path: Path) -> None:
    with serving("tickets", "--workers", "2", XDG_STATE_HOME=str(tmp_path)) as (said, pid):
        assert "servers" in health(base(said))
        os.kill(pid, 9)
        until = time.monotonic() + 20
        while listens(base(said)):
            assert time.monotonic() < until


def listens(url: str) -> bool:
    """Whether anybody still takes connections there."""
    try:
        socket.create_connection(("127.0.0.1", int(url.rpartition(":")[2])), timeout=5).close()
    except OSError:
        return False
    return True


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["account", "tickets", "--workers", "2"], "Several workers cannot serve account"),
        (["tickets", "--workers", "2", "--sse"], "--sse is for one process only"),
        (["tickets", "--workers", "0"], "--workers is the number of processes, 1 or more"),
        (["nothing", "--workers", "2"], "There is no server called nothing"),
        (["tickets", "--workers", "2", "--allow-host", "*"], "'*' is not the name of a host"),
        (["tickets", "--workers", "2", "--token-file", "no"], "The token file no cannot be read"),
    ],
)
def test_what_no_worker_could_serve_is_said_once(arguments: list[str], said: str) -> None:
    done = itsupport("serve", *arguments, "--http", "--port", "0")
    assert done.returncode == 1
    assert done.stderr.count(f"✗ {said}") == 1
