"""`serve --http` as a whole program: addresses, names, tokens, and an end in time."""

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2
import pytest

from tests.command_line.conftest import clean_environment, itsupport

TOKEN = "a-token-for-the-tests-only"


@contextmanager
def serving(
    *arguments: str, never: str = TOKEN, ends_in: float = 6, **environment: str
) -> Iterator[tuple[list[str], int]]:
    """What a running `serve --http` says before it is ready, and its process number.

    It ends in time, without a traceback, and `never` is not in what it said.
    """
    process = subprocess.Popen(
        [sys.executable, "-m", "itsupport", "serve", *arguments, "--http", "--port", "0"],
        stderr=subprocess.PIPE,
        env=clean_environment() | environment,
        text=True,
    )
    assert process.stderr is not None
    said = []
    try:
        for line in process.stderr:
            if line.startswith("Ctrl-C"):
                break
            said.append(line.strip())
        yield said, process.pid
        process.send_signal(signal.SIGTERM)
        process.wait(ends_in)
        rest = process.stderr.read()
        assert "Traceback" not in rest
        assert never not in rest
    finally:
        process.kill()
        process.communicate(timeout=10)


def base(said: list[str]) -> str:
    """The part of the addresses that all servers share."""
    match = re.search(r"http://127\.0\.0\.1:\d+", " ".join(said))
    assert match is not None, said
    return match[0]


def test_several_servers_are_in_one_web_server_that_ends_with_streams_open() -> None:
    with (
        serving("tickets", "billing", "--sse") as (said, _),
        httpx2.Client(trust_env=False) as http,
    ):
        assert "HTTP+SSE is deprecated" in said[0]
        assert [line.split(":")[-1].lstrip("0123456789") for line in said[1:]] == [
            "/tickets/mcp",
            "/billing/mcp",
        ]
        stream = http.send(http.build_request("GET", base(said) + "/tickets/sse"), stream=True)
        assert stream.status_code == 200
    # leaving waits for the process first, while the stream is open


def test_all_stands_for_every_server() -> None:
    with serving("all") as (said, _):
        health = httpx2.get(base(said) + "/health", trust_env=False).json()
    assert {"tickets", "customers", "billing", "knowledge", "assets"} <= set(health["servers"])


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="there is no list of processes to read")
def test_a_token_is_wanted_and_not_shown(tmp_path: Path) -> None:
    path = tmp_path / "tokens"
    path.write_text(f"anna {TOKEN}\n", "utf-8")
    with serving("tickets", "--token-file", str(path)) as (said, pid):
        url = base(said) + "/mcp"
        refused = httpx2.post(url, trust_env=False)
        let_in = httpx2.post(url, headers={"Authorization": f"Bearer {TOKEN}"}, trust_env=False)
        assert TOKEN not in Path(f"/proc/{pid}/cmdline").read_text("utf-8")
    assert (refused.status_code, let_in.status_code) == (401, 400)
    with serving("tickets", ITSUPPORT_HTTP_TOKEN=TOKEN) as (said, _):
        assert httpx2.post(base(said) + "/mcp", trust_env=False).status_code == 401


def test_other_machines_are_let_in_by_name_only_and_with_a_warning() -> None:
    refused = itsupport("serve", "tickets", "--http", "--host", "0.0.0.0", "--port", "0")
    assert refused.returncode == 1
    assert refused.stderr.startswith("✗ --host 0.0.0.0 needs --allow-host")
    arguments = ("tickets", "--host", "0.0.0.0", "--allow-host", "desk.example.org")
    with serving(*arguments) as (said, _):
        assert said[0].startswith("WARNING: the servers are open to other machines")
        assert "There is no --token-file" in said[0]
        statuses = {
            host: httpx2.get(base(said) + "/health", headers={"host": host}, trust_env=False)
            for host in ("desk.example.org", "evil.example")
        }
    assert [answer.status_code for answer in statuses.values()] == [200, 421]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["tickets", "customers"], "A pipe carries one server"),
        (["all"], "A pipe carries one server"),
        (["tickets", "--token-file", "x"], "--token-file is for --http only"),
        (["tickets", "--sse"], "--sse is for --http only"),
        (["tickets", "nothing", "--http"], "There is no server called nothing"),
        (["tickets", "--http", "--allow-host", "*"], "'*' is not the name of a host"),
        (["tickets", "--http", "--allow-origin", "*"], "'*' is not an origin"),
        (["tickets", "--http", "--token-file", "nowhere"], "The token file nowhere cannot be read"),
    ],
)
def test_what_cannot_be_served_is_said_in_one_line(arguments: list[str], said: str) -> None:
    done = itsupport("serve", *arguments)
    assert done.returncode == 1
    assert done.stderr.startswith(f"✗ {said}")
