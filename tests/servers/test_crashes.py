"""Tools that crash, give back what is no JSON, or try to end their server: one envelope."""

import asyncio
import json
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from mcp import Client

from itsupport.dual_mode import dual_mode
from itsupport.errors import SupportError
from itsupport.servers import SupportServer


def called_twice(server: SupportServer, tool: str) -> list[Any]:
    """The results of two calls: after the first, the server must still be there."""

    async def ask() -> list[Any]:
        async with Client(server) as client:
            return [await client.call_tool(tool, {}), await client.call_tool(tool, {})]

    return asyncio.run(ask())


def serving(act: Callable[[], Any]) -> SupportServer:
    @dual_mode
    def act_up() -> dict[str, Any]:
        """Do it."""
        result: dict[str, Any] = act()
        return result

    return SupportServer("strange", [act_up])


def ended(kind: type[BaseException]) -> Any:
    raise kind("secret words")


RESULTS = {
    "a set inside": lambda: {"rows": {1, 2}},
    "a list": lambda: [1, 2],
    "nothing": lambda: None,
    "a text": lambda: "text",
    "a pair as key": lambda: {(1, 2): "one"},
    "not a number": lambda: {"share": float("nan")},
    "sys.exit": lambda: ended(SystemExit),
    "Ctrl-C": lambda: ended(KeyboardInterrupt),
    "a context that is no JSON": lambda: refuse({"seen": {1, 2}}),
}


def refuse(context: dict[str, Any]) -> Any:
    raise SupportError("No", context=context)


@pytest.mark.parametrize("act", RESULTS.values(), ids=RESULTS)
def test_what_is_no_json_object_is_a_crash_whose_text_stays_inside(
    act: Callable[[], Any], caplog: pytest.LogCaptureFixture
) -> None:
    for result in called_twice(serving(act), "act_up"):
        assert result.is_error
        assert result.structured_content["error"] == "act_up crashed"
        assert json.loads(result.content[0].text) == result.structured_content
        for inside in ("serializable", "NoneType", "JSON compliant", "secret", "keys must"):
            assert inside not in str(result)
    assert "Tool act_up crashed" in caplog.text
    assert "Traceback" in caplog.text


def test_a_date_in_the_context_of_an_error_arrives_as_text() -> None:
    (result, _) = called_twice(serving(lambda: refuse({"due": date(2025, 6, 30)})), "act_up")
    assert result.structured_content["error"] == "No"
    assert result.structured_content["context"] == {"due": "2025-06-30"}


@pytest.mark.parametrize("kind", [SystemExit, KeyboardInterrupt])
@pytest.mark.parametrize("waits", [False, True])
def test_a_tool_of_the_sdks_own_decorator_cannot_end_the_server(
    kind: type[BaseException], waits: bool, caplog: pytest.LogCaptureFixture
) -> None:
    server = SupportServer("mixed")

    def leave() -> dict[str, int]:
        """Leave."""
        raise kind("secret words")

    async def leave_later() -> dict[str, int]:
        """Leave, without a thread."""
        raise kind("secret words")

    server.tool(name="leave")(leave_later if waits else leave)
    for result in called_twice(server, "leave"):
        assert result.is_error
        assert result.structured_content["error"] == "leave crashed"
        assert "secret" not in str(result)
    assert "secret words" in caplog.text


def test_a_call_that_is_given_up_is_given_up_and_not_a_crash(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def give_up() -> None:
        server, begun = SupportServer("slow"), asyncio.Event()

        @server.tool()
        async def wait() -> dict[str, int]:
            """Wait."""
            begun.set()
            await asyncio.Event().wait()
            return {}

        call = asyncio.ensure_future(server.call_tool("wait", {}))
        await begun.wait()
        call.cancel()
        with pytest.raises(asyncio.CancelledError):
            await call

    asyncio.run(give_up())
    assert "crashed" not in caplog.text


BROKEN = """
from contextlib import asynccontextmanager
from itsupport.servers import SupportServer
from itsupport.servers.hosting import serve_stdio

@asynccontextmanager
async def lifespan(server):
    raise OSError("the disk is gone")
    yield

serve_stdio(SupportServer("broken", lifespan=lifespan))
"""


def test_a_server_that_crashes_says_why_and_exits_with_1() -> None:
    done = subprocess.run(
        [sys.executable, "-c", BROKEN], input="", capture_output=True, text=True, timeout=30
    )
    assert done.returncode == 1
    assert "Traceback" in done.stderr
    assert "the disk is gone" in done.stderr
    assert done.stdout == ""
