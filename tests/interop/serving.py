"""Our servers as others start or reach them: over stdio, and over HTTP."""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

SERVE = ["-m", "itsupport", "serve"]


def entry(server: str) -> dict[str, Any]:
    """What a host's configuration says of a server on stdio."""
    return {"command": sys.executable, "args": [*SERVE, server]}


@contextmanager
def addresses(servers: list[str]) -> Iterator[dict[str, str]]:
    """The addresses of servers over HTTP, each in a process of its own."""
    with ExitStack() as stack:
        started = {server: stack.enter_context(_http(server)) for server in servers}
        yield {server: _address(process) for server, process in started.items()}


@contextmanager
def _http(server: str) -> "Iterator[subprocess.Popen[str]]":
    command = [sys.executable, *SERVE, server, "--http", "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        yield process
        process.terminate()


def _address(process: "subprocess.Popen[str]") -> str:
    assert process.stderr is not None
    found = re.search(r"http://127\.0\.0\.1:\d+/\S*", process.stderr.readline())
    assert found is not None
    return found[0]
