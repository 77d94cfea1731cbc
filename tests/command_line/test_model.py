"""`model` as a person and other programs see it: what it prints, who reaches it, how it ends."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import openai
import pytest

from itsupport.command_line.model import directions
from itsupport.llm import model_from_environment
from itsupport.orchestrator import MCPOrchestrator
from tests.command_line.conftest import clean_environment, itsupport

COMMAND = [sys.executable, "-m", "itsupport", "model", "--port", "0"]
PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")
LAST_LINE = '  PowerShell  $env:NO_PROXY="127.0.0.1,localhost"\n'
DEAD_PROXY = "http://127.0.0.1:9"
posix = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")


@contextmanager
def started(*arguments: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The command in a process of its own, and the address that it printed first."""
    process = subprocess.Popen(
        [*COMMAND, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=clean_environment(),
    )
    assert process.stdout is not None
    try:
        [url] = re.findall(r"http://\S+/v1", process.stdout.readline())
        yield process, url
    finally:
        process.kill()
        process.communicate()


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with started() as (_, url):
        yield url


@pytest.fixture
def dead_proxies(no_settings: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Every variable that names a proxy names one that does not answer."""
    for name in PROXIES:
        no_settings.setenv(name, DEAD_PROXY)
        no_settings.setenv(name.lower(), DEAD_PROXY)
    for name in ("NO_PROXY", "no_proxy"):
        no_settings.delenv(name, raising=False)
    return no_settings


@pytest.mark.parametrize("api", ["responses", "chat"])
def test_the_orchestrator_reaches_it_past_a_dead_proxy(
    dead_proxies: pytest.MonkeyPatch, url: str, api: str
) -> None:
    dead_proxies.setenv("OPENAI_BASE_URL", url)
    dead_proxies.setenv("OPENAI_MODEL", "offline-selector-1")
    dead_proxies.setenv("ITSUPPORT_API", api)
    with MCPOrchestrator() as desk:
        answer = desk.query("Pull up TKT-1003")
    assert [call.tool for call in answer.calls] == ["get_ticket_details"]
    assert "TKT-1003" in answer.text


def test_the_settings_that_it_prints_work_in_a_shell(
    no_settings: pytest.MonkeyPatch,
) -> None:
    with started() as (process, url):
        assert process.stdout is not None
        printed = "".join(iter(process.stdout.readline, LAST_LINE)) + LAST_LINE
        for name, value in re.findall(r"(OPENAI_\w+)=([^\s\";]+)", printed):
            no_settings.setenv(name, value)
        assert str(model_from_environment()._client.base_url) == f"{url}/"  # type: ignore[attr-defined]
        with openai.OpenAI() as client:
            assert [model.id for model in client.models.list()] == [os.environ["OPENAI_MODEL"]]
    assert f'$env:OPENAI_BASE_URL="{url}"' in printed
    assert f'openai.OpenAI(base_url="{url}", api_key="any")' in printed
    assert "NO_PROXY=127.0.0.1,localhost" in printed


def test_a_plain_client_needs_the_printed_setting_past_a_dead_proxy(
    dead_proxies: pytest.MonkeyPatch, url: str
) -> None:
    with (
        openai.OpenAI(base_url=url, api_key="any", max_retries=0) as client,
        pytest.raises(openai.APIConnectionError),
    ):
        client.models.list()
    dead_proxies.setenv("NO_PROXY", "127.0.0.1,localhost")
    with openai.OpenAI(base_url=url, api_key="any") as client:
        assert len(client.models.list().data) == 1


def test_a_port_in_use_is_one_clear_statement_and_exit_code_1() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = itsupport("model", "--port", port)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"✗ Cannot listen on port {port} of 127.0.0.1")
    assert "--port 0" in done.stderr


def test_a_host_that_is_not_this_machine_is_refused() -> None:
    done = itsupport("model", "--host", "203.0.113.1")
    assert (done.returncode, done.stdout) == (1, "")
    assert "Cannot listen on port 8010 of 203.0.113.1" in done.stderr.splitlines()[0]


@pytest.mark.parametrize(
    ("host", "url", "warned"),
    [
        ("127.0.0.1", "http://127.0.0.1:8010/v1", False),
        ("localhost", "http://localhost:8010/v1", False),
        ("::1", "http://[::1]:8010/v1", False),
        ("0.0.0.0", "http://127.0.0.1:8010/v1", True),
        ("::", "http://[::1]:8010/v1", True),
        ("192.0.2.7", "http://192.0.2.7:8010/v1", True),
    ],
)
def test_a_host_open_to_other_machines_is_warned_about(host: str, url: str, warned: bool) -> None:
    printed = directions(host, 8010)
    assert f"listens at {url} " in printed
    assert ("WARNING: this is open to other machines" in printed) == warned


@posix
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_at_once_and_quietly_with_open_streams(number: signal.Signals) -> None:
    with started() as (process, url), socket.socket() as connection:
        port = int(url.rpartition(":")[2].partition("/")[0])
        connection.connect(("127.0.0.1", port))
        connection.sendall(endless_stream())
        assert connection.recv(12) == b"HTTP/1.1 200"
        begun = time.monotonic()
        process.send_signal(number)
        rest = process.communicate(timeout=10)
    assert time.monotonic() - begun < 3
    assert process.returncode == 128 + number
    assert "Traceback" not in "".join(rest)
    assert rest[1] == ""


def endless_stream() -> bytes:
    """A request whose answer is too long to wait unread: it repeats the instructions thrice."""
    body = {"model": "m", "input": "Hello", "stream": True, "instructions": "x" * 7_000_000}
    content = json.dumps(body).encode()
    head = f"POST /v1/responses HTTP/1.1\r\nHost: localhost\r\nContent-Length: {len(content)}\r\n"
    return head.encode() + b"\r\n" + content
