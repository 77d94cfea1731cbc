"""The page where the browser comes back to: what is no request is hung up on, without a word."""

import asyncio
from contextlib import suppress
from typing import Any

import pytest

from itsupport.orchestrator.login.return_page import ReturnPage


@pytest.mark.parametrize("sent", [b"GET /" + b"a" * 200_000, b"", b"\xff\n"])
def test_what_is_no_request_leaves_no_fault_behind(sent: bytes) -> None:
    faults: list[dict[str, Any]] = []

    async def visit() -> None:
        asyncio.get_running_loop().set_exception_handler(lambda _, told: faults.append(told))
        page = ReturnPage()
        await page.open()
        reader, writer = await asyncio.open_connection("127.0.0.1", page.port)
        with suppress(ConnectionError):  # it may hang up in the middle of it
            writer.write(sent)
            writer.write_eof()
            await reader.read()
        writer.close()
        await page.close()

    asyncio.run(visit())
    assert faults == []
