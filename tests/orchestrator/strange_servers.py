"""Server programs for the tests of faults: `python strange_servers.py KIND [ARGUMENT]`."""

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any


def useful(state: str) -> None:  # noqa: C901 - ten small tools
    """A good MCP server whose tools do the damage. `state` is a file that survives restarts."""
    from mcp.types import ToolAnnotations

    from itsupport.dual_mode import dual_mode
    from itsupport.errors import SupportError
    from itsupport.servers import SupportServer
    from itsupport.servers.hosting import serve_stdio

    @dual_mode
    def process_id() -> dict[str, Any]:
        """The number of the server's process."""
        return {"pid": os.getpid()}

    @dual_mode
    def wait(seconds: float) -> dict[str, Any]:
        """Answer late."""
        time.sleep(seconds)
        return {"waited": seconds}

    @dual_mode
    def die_the_first_time() -> dict[str, Any]:
        """Kill the server on the first call, answer on the next."""
        if not Path(state).exists():
            Path(state).write_text("died once")
            os._exit(9)
        return {"alive": True}

    @dual_mode
    def die() -> dict[str, Any]:
        """Kill the server, every time."""
        os._exit(9)

    @dual_mode
    def crash() -> dict[str, Any]:
        """Fail with a secret in the message."""
        raise RuntimeError("the secret text")

    @dual_mode
    def leave() -> dict[str, Any]:
        """Try to end the server politely."""
        sys.exit(3)

    @dual_mode
    def chatter() -> dict[str, Any]:
        """Print where only the protocol should be."""
        print("hello from print")
        os.write(1, b"hello from file descriptor 1\n")
        return {"printed": True}

    @dual_mode
    def odd_text() -> dict[str, Any]:
        """Half a character."""
        return {"text": "before \ud800 after"}

    @dual_mode
    def odd_error() -> dict[str, Any]:
        """Half a character in an error."""
        raise SupportError("before \ud800 after")

    functions = [
        process_id,
        wait,
        die_the_first_time,
        die,
        crash,
        leave,
        chatter,
        odd_text,
        odd_error,
    ]
    server = SupportServer("useful", functions)

    @server.tool(annotations=ToolAnnotations(read_only_hint=False))
    def write_and_die() -> dict[str, Any]:
        """Change something, then kill the server before it can say so."""
        with Path(state).open("a") as file:
            file.write("written\n")
        os._exit(9)

    @server.tool(annotations=ToolAnnotations(read_only_hint=True))
    async def block() -> dict[str, Any]:
        """Hold the server's event loop, so that it answers nobody."""
        time.sleep(600)  # noqa: ASYNC251 - the mistake is the point
        return {}

    serve_stdio(server)


def curious(speaks: str) -> None:
    """The shop of `curious_shop.py`; `speaks` is "2025" for one that knows no later protocol."""
    from itsupport.servers.hosting import serve_stdio
    from tests.orchestrator.curious_shop import only_2025, shop

    serve_stdio(only_2025(shop()) if speaks == "2025" else shop())


def silent(_: str) -> None:
    """Reads everything, says nothing."""
    sys.stdin.read()


def deaf(_: str) -> None:
    """Does not even notice that its stdin was closed."""
    time.sleep(600)


def rubbish(_: str) -> None:
    """Talks, but not MCP."""
    for _line in sys.stdin:
        print("Welcome to my server!", flush=True)


def breaks(_: str) -> None:
    """Says why, and ends."""
    print("no such database: helpdesk.db", file=sys.stderr)
    sys.exit(3)


def raw(reply: str) -> None:
    """A server of 2025 that answers every call with the bytes given (as an escaped text)."""
    answers: dict[str, Callable[[], dict[str, Any]]] = {
        "initialize": lambda: {
            "protocolVersion": "2025-11-25",
            "capabilities": {"tools": {}},
            "serverInfo": {"name": "raw", "version": "1"},
        },
        "tools/list": lambda: {
            "tools": [
                {"name": "speak", "description": "Says it.", "inputSchema": {"type": "object"}}
            ]
        },
    }
    for line in sys.stdin:
        request = json.loads(line)
        if "id" not in request:
            continue
        start = b'{"jsonrpc": "2.0", "id": %d, ' % request["id"]
        if request["method"] == "tools/call":
            body = reply.encode("latin-1").decode("unicode_escape").encode("latin-1")
            body = b'"result": {"content": [{"type": "text", "text": "' + body + b'"}]}'
        elif answer := answers.get(request["method"]):
            body = b'"result": ' + json.dumps(answer()).encode()
        else:
            body = b'"error": {"code": -32601, "message": "Method not found"}'
        os.write(1, start + body + b"}\n")


if __name__ == "__main__":
    kinds = {f.__name__: f for f in (useful, curious, silent, deaf, rubbish, breaks, raw)}
    kinds[sys.argv[1]](sys.argv[2] if len(sys.argv) > 2 else "")
