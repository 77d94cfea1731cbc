"""Our servers as others start or reach them: over stdio, and over HTTP."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

SERVE = ["-m", "itsupport", "serve"]


def entry(server: str) -> dict[str, Any]:
    """What a host's configuration says of a server on stdio; it keeps files where tests do."""
    kept = {name: os.environ[name] for name in ("XDG_STATE_HOME", "LOCALAPPDATA")}
    return {"command": sys.executable, "args": [*SERVE, server], "env": kept}


@contextmanager
def addresses(servers: Sequence[str]) -> Iterator[dict[str, str]]:
    """The addresses of servers over HTTP, all in one web server."""
    command = [sys.executable, *SERVE, *servers, "--http", "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        try:
            found = [_address(line) for line, _ in zip(process.stderr, servers, strict=False)]
            yield dict(zip(servers, found, strict=True))
        finally:
            process.terminate()


def _address(line: str) -> str:
    found = re.search(r"http://127\.0\.0\.1:\d+/\S*mcp", line)
    assert found is not None, line
    return found[0]
