"""A box of its own for every test, and the toolbox reached in each way and each era."""

import asyncio
import contextlib
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

import pytest
from mcp import Client, StdioServerParameters

from itsupport.servers import build_server

Reach = Callable[..., AbstractAsyncContextManager[Client]]
SERVE = ["-m", "itsupport", "serve", "toolbox"]


@pytest.fixture(autouse=True)
def box(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the saved files."""
    folder = tmp_path / "box"
    monkeypatch.setenv("ITSUPPORT_TOOLBOX", str(folder))
    return folder


@pytest.fixture(params=["2026-07-28", "legacy"], ids=["2026", "2025"])
def era(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=["in memory", "stdio", "http"])
def reach(request: pytest.FixtureRequest, era: str, box: Path) -> Reach:
    """Enter a client of the era over the transport: `async with reach() as client`."""
    addresses = {"in memory": _in_memory, "stdio": _stdio, "http": _http}

    @contextlib.asynccontextmanager
    async def client(**settings: Any) -> AsyncIterator[Client]:
        async with (
            addresses[request.param](box) as address,
            Client(address, mode=era, read_timeout_seconds=20, **settings) as found,
        ):
            yield found

    return client


@contextlib.asynccontextmanager
async def _in_memory(_: Path) -> AsyncIterator[Any]:
    yield build_server("toolbox")


@contextlib.asynccontextmanager
async def _stdio(box: Path) -> AsyncIterator[Any]:
    environment = {"ITSUPPORT_TOOLBOX": str(box)}
    yield StdioServerParameters(command=sys.executable, args=SERVE, env=environment)


@contextlib.asynccontextmanager
async def _http(_: Path) -> AsyncIterator[Any]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, *SERVE, "--http", "--port", "0", stderr=subprocess.PIPE
    )
    assert process.stderr is not None
    try:
        announced = (await asyncio.wait_for(process.stderr.readline(), 20)).decode()
        [url] = [word for word in announced.split() if word.startswith("http://127.0.0.1:")]
        yield url
    finally:
        process.terminate()
        await asyncio.wait_for(process.communicate(), 10)
