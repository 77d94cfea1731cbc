"""What happens when servers misbehave, with real processes."""

import inspect
import os
import signal
import ssl
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx2
import psutil
import pytest

from itsupport.errors import SupportError
from itsupport.orchestrator import MCPOrchestrator, ServerStartError
from itsupport.orchestrator.configuration import HttpServer, StdioServer
from itsupport.orchestrator.start_errors import cannot_run, explained, start_error
from tests.orchestrator.conftest import ScriptedModel, strange

Servers = dict[str, Any]
SECONDS_TO_END_A_DEAF_PROCESS = 2.7
SPEAKING = """
from mcp.server import MCPServer

server = MCPServer("second")


@server.tool()
def speak() -> dict[str, str]:
    return {"said": "hello"}


server.run()
"""


@pytest.fixture
def desk(useful: Servers) -> Iterator[MCPOrchestrator]:
    with MCPOrchestrator(useful, ScriptedModel(), call_timeout=2.0) as desk:
        yield desk


def children() -> list[psutil.Process]:
    return psutil.Process().children(recursive=True)


def failed(desk: MCPOrchestrator, tool: str, **arguments: object) -> dict[str, Any]:
    with pytest.raises(SupportError) as caught:
        desk.call_tool(tool, arguments)
    return dict(caught.value.envelope)


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("silent", "did not answer within"),
        ("deaf", "did not answer within"),
        ("rubbish", "Welcome to my server!"),
        ("breaks", "no such database: helpdesk.db"),
    ],
)
def test_a_server_that_does_not_start_is_named_and_leaves_no_process_behind(
    useful: Servers, kind: str, said: str
) -> None:
    desk = MCPOrchestrator(useful | {"odd": strange(kind)}, ScriptedModel(), start_timeout=4.0)
    started = time.monotonic()

    with pytest.raises(ServerStartError) as caught:
        desk.start_servers()

    assert time.monotonic() - started < 15
    assert caught.value.envelope["error"] == "The server odd did not start"
    assert said in caught.value.envelope["reason"]
    assert desk.server_states == {"useful": "stopped", "odd": "stopped"}
    assert children() == []


SLOW = """
import time

end = time.monotonic() + 5
while time.monotonic() < end:
    {does}
"""


def test_a_server_that_still_works_at_its_start_is_waited_for(tmp_path: Path) -> None:
    """One slow processor with nothing compiled took 8.5 seconds, and Windows takes longer."""
    (tmp_path / "slow.py").write_text(SLOW.format(does="pass") + SPEAKING, "utf-8")
    slow = StdioServer(command=sys.executable, args=[str(tmp_path / "slow.py")])
    with MCPOrchestrator({"slow": slow}, ScriptedModel(), start_timeout=4.0) as desk:
        assert desk.call_tool("speak") == {"said": "hello"}


def test_a_server_that_does_nothing_at_its_start_is_not(tmp_path: Path) -> None:
    (tmp_path / "idle.py").write_text(SLOW.format(does="time.sleep(0.1)") + SPEAKING, "utf-8")
    idle = StdioServer(command=sys.executable, args=[str(tmp_path / "idle.py")])
    with pytest.raises(ServerStartError, match="did not answer within 3 seconds"):
        MCPOrchestrator({"idle": idle}, ScriptedModel(), start_timeout=3.0).start_servers()


def test_by_default_a_silent_server_is_told_of_within_ten_seconds() -> None:
    waits = inspect.signature(MCPOrchestrator).parameters["start_timeout"].default
    assert waits + SECONDS_TO_END_A_DEAF_PROCESS < 10


def test_a_program_that_does_not_exist_is_named() -> None:
    desk = MCPOrchestrator({"odd": {"command": "no-such-program-here"}}, ScriptedModel())
    with pytest.raises(ServerStartError, match="There is no program called no-such-program-here"):
        desk.start_servers()


def test_a_program_that_windows_does_not_find_is_named() -> None:
    unnamed = FileNotFoundError(2, "The system cannot find the file specified")
    assert str(cannot_run(StdioServer("pyhton"), unnamed)) == "There is no program called pyhton."
    refused = PermissionError(13, "Access is denied")
    assert str(cannot_run(StdioServer("notes.txt"), refused)) == "notes.txt may not be run."


def test_a_folder_that_is_not_there_is_not_taken_for_a_program(tmp_path: Path) -> None:
    entry = {"command": sys.executable, "cwd": str(tmp_path / "missing")}
    with pytest.raises(ServerStartError, match=r"There is no folder .*missing, which is its cwd"):
        MCPOrchestrator({"odd": entry}, ScriptedModel()).start_servers()
    with pytest.raises(SupportError, match='"cwd" of the server odd is not the path of a folder'):
        MCPOrchestrator({"odd": entry | {"cwd": 5}}, ScriptedModel())


def test_a_host_that_nobody_knows_is_told_from_one_where_nothing_listens(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    desk = MCPOrchestrator({"odd": {"url": "https://no-such-host.invalid/mcp"}}, ScriptedModel())
    with pytest.raises(ServerStartError, match=r"No address is known for no-such-host\.invalid"):
        desk.start_servers()


def test_a_certificate_that_is_not_trusted_is_named_as_the_cause() -> None:
    untrusted = ssl.SSLCertVerificationError()
    untrusted.verify_message = "self-signed certificate in certificate chain"
    request = httpx2.Request("POST", "https://me:secret@school.example/mcp")
    problem = httpx2.ConnectError("It failed", request=request)
    problem.__cause__ = untrusted
    said = str(start_error("far", ExceptionGroup("", [problem]), None, ""))
    assert "The certificate of https://school.example/mcp is not trusted: self-signed" in said
    assert "SSL_CERT_FILE" in said
    assert "secret" not in said


def test_a_file_that_a_server_of_this_process_misses_is_not_taken_for_a_program() -> None:
    missing = FileNotFoundError(2, "No such file or directory", "notes.json")
    assert "notes.json" in explained(missing)
    assert "program" not in explained(missing)


@pytest.mark.parametrize("value", ["Bearer s3cret\n", "Bearer “s3cret”", " s3cret", "s3\x00cret"])
def test_a_header_that_cannot_be_sent_is_refused_without_its_value(value: str) -> None:
    url = "http://127.0.0.1:9/mcp"
    for entry in (
        {"url": url, "headers": {"Authorization": value}},
        HttpServer(url, {"Authorization": value}),
    ):
        with pytest.raises(SupportError, match="The header Authorization of the server") as caught:
            MCPOrchestrator({"far": entry}, ScriptedModel())
        assert "cret" not in str(caught.value).replace("secret", "")
    with pytest.raises(SupportError, match="A header of the server far") as caught:
        MCPOrchestrator({"far": {"url": url, "headers": {value: "x"}}}, ScriptedModel())
    assert "cret" not in str(caught.value).replace("secret", "")


def test_what_http_refuses_to_send_is_not_repeated() -> None:
    for problem in (
        httpx2.LocalProtocolError("Illegal header value b'Bearer s3cret\\n'"),
        UnicodeEncodeError("ascii", "Bearer “s3cret”", 7, 8, "ordinal not in range(128)"),
    ):
        assert "s3cret" not in str(start_error("far", problem, None, ""))


def test_an_address_where_nothing_listens_is_named() -> None:
    desk = MCPOrchestrator({"odd": {"url": "http://127.0.0.1:9/mcp"}}, ScriptedModel())
    with pytest.raises(ServerStartError, match=r"Nothing listens at http://127\.0\.0\.1:9/mcp"):
        desk.start_servers()


def test_secrets_in_an_address_are_not_shown() -> None:
    address = "http://user:password@127.0.0.1:9/mcp?token=secret"
    with pytest.raises(ServerStartError) as caught:
        MCPOrchestrator({"odd": {"url": address}}, ScriptedModel()).start_servers()
    assert "Nothing listens at http://127.0.0.1:9/mcp." in str(caught.value)
    assert "password" not in str(caught.value)
    assert "secret" not in str(caught.value)


def test_a_killed_server_is_restarted_by_the_next_read_only_call(desk: MCPOrchestrator) -> None:
    first = desk.call_tool("process_id")["pid"]
    os.kill(first, signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)

    second = desk.call_tool("process_id")["pid"]

    assert second != first
    assert not psutil.pid_exists(first)
    assert desk.server_states == {"useful": "ready"}


def test_a_read_only_call_that_kills_its_server_once_is_repeated(desk: MCPOrchestrator) -> None:
    assert desk.call_tool("die_the_first_time") == {"alive": True}


def test_a_call_that_writes_is_not_repeated(desk: MCPOrchestrator, tmp_path: Path) -> None:
    envelope = failed(desk, "write_and_die")

    assert envelope["error"] == "write_and_die was interrupted"
    assert "it may have happened or not" in envelope["reason"]
    assert (tmp_path / "state").read_text() == "written\n"
    assert "pid" in desk.call_tool("process_id")


def test_a_server_that_dies_twice_is_unavailable_until_it_is_started_again(
    desk: MCPOrchestrator,
) -> None:
    assert failed(desk, "die")["error"] == "The server useful is unavailable"
    assert failed(desk, "process_id")["error"] == "The server useful is unavailable"
    assert desk.tool_to_server == {}

    desk.start_servers()

    assert "pid" in desk.call_tool("process_id")


def test_a_server_that_cannot_be_started_again_leaves_the_others_running(
    useful: Servers, tmp_path: Path
) -> None:
    script = tmp_path / "second.py"
    script.write_text(SPEAKING, "utf-8")
    second = StdioServer(command=sys.executable, args=[str(script)])
    with MCPOrchestrator(useful | {"second": second}, ScriptedModel()) as desk:
        first = desk.call_tool("process_id")
        script.write_text("raise SystemExit(1)", "utf-8")
        next(child for child in children() if str(script) in child.cmdline()).kill()
        assert failed(desk, "speak")["error"] == "The server second is unavailable"
        with pytest.raises(ServerStartError, match="second"):
            desk.start_servers()
        assert desk.server_states == {"useful": "ready", "second": "unavailable"}
        assert desk.call_tool("process_id") == first
        script.write_text(SPEAKING, "utf-8")
        desk.start_servers()
        assert desk.call_tool("speak") == {"said": "hello"}


def test_a_slow_tool_ends_in_a_time_out_envelope_and_its_server_lives_on(
    desk: MCPOrchestrator,
) -> None:
    before = desk.call_tool("process_id")

    envelope = failed(desk, "wait", seconds=60.0)

    assert envelope["error"] == "wait took longer than 2 seconds"
    assert envelope["retryable"]
    assert desk.call_tool("process_id") == before


def test_a_server_that_hangs_altogether_is_given_up_within_a_bound(desk: MCPOrchestrator) -> None:
    started = time.monotonic()
    assert failed(desk, "block")["error"] == "The server useful is unavailable"
    assert time.monotonic() - started < 20


def test_a_hung_tool_does_not_hold_up_the_end(useful: Servers) -> None:
    desk = MCPOrchestrator(useful, ScriptedModel(), call_timeout=0.5)
    desk.start_servers()
    failed(desk, "wait", seconds=600.0)
    started = time.monotonic()
    desk.stop_servers()
    assert time.monotonic() - started < 5
    assert children() == []


def test_a_crash_reaches_the_log_but_its_text_does_not_reach_the_caller(
    desk: MCPOrchestrator,
) -> None:
    envelope = failed(desk, "crash")
    assert envelope["error"] == "crash crashed"
    assert "secret" not in str(envelope)
    assert "the secret text" in desk.server_log("useful", lines=200)


def test_sys_exit_in_a_tool_does_not_end_the_server(desk: MCPOrchestrator) -> None:
    before = desk.call_tool("process_id")
    assert failed(desk, "leave")["error"] == "leave crashed"
    assert desk.call_tool("process_id") == before


def test_what_a_tool_prints_goes_to_the_log_and_not_into_the_protocol(
    desk: MCPOrchestrator,
) -> None:
    assert desk.call_tool("chatter") == {"printed": True}
    assert "hello from file descriptor 1" in desk.server_log("useful")


def test_a_lone_surrogate_from_our_own_tool_is_replaced(desk: MCPOrchestrator) -> None:
    assert desk.call_tool("odd_text") == {"text": "before \ufffd after"}
    assert failed(desk, "odd_error")["error"] == "before \ufffd after"


@pytest.mark.parametrize(
    ("reply", "text"),
    [(r"a\\ud800b", "a\ufffdb"), (r"a\xffb", "a\ufffdb"), (r"\\ud83d\\ude00", "😀")],
)
def test_invalid_bytes_and_lone_surrogates_from_any_server_do_no_harm(
    reply: str, text: str
) -> None:
    with MCPOrchestrator({"raw": strange("raw", reply)}, ScriptedModel(), call_timeout=3) as desk:
        assert desk.call_tool("speak") == {"text": text}
        assert desk.call_tool("speak") == {"text": text}


def test_unknown_tools_and_bad_arguments_get_near_misses(desk: MCPOrchestrator) -> None:
    assert failed(desk, "proces_id")["follow_up_tools"] == ["process_id"]
    assert "Did you mean 'seconds'?" in failed(desk, "wait", secons=1.0)["suggested_actions"]


def test_two_tools_of_one_name_are_refused_by_name(useful: Servers) -> None:
    twice = useful | {"copy": useful["useful"]}
    with pytest.raises(SupportError, match="Two tools are called process_id") as caught:
        MCPOrchestrator(twice, ScriptedModel()).start_servers()
    assert "useful and copy" in caught.value.envelope["reason"]
    assert children() == []


def test_a_call_starts_servers_that_do_not_run(useful: Servers) -> None:
    desk = MCPOrchestrator(useful, ScriptedModel())
    assert "pid" in desk.call_tool("process_id")
    desk.stop_servers()
    assert "pid" in desk.call_tool("process_id")
    desk.stop_servers()


@pytest.mark.parametrize(
    ("name", "arguments"),
    [(5, {}), ("process_id", "x"), ("process_id", [1]), ("process_id", {1: 2})],
)
def test_a_call_of_another_form_is_an_envelope_too(
    desk: MCPOrchestrator, name: Any, arguments: Any
) -> None:
    with pytest.raises(SupportError, match="the name of a tool and a mapping"):
        desk.call_tool(name, arguments)


def test_arguments_that_are_not_json_are_refused_before_they_are_sent(
    desk: MCPOrchestrator,
) -> None:
    assert failed(desk, "wait", seconds={1, 2})["error"] == "The arguments of wait cannot be sent"


@pytest.mark.parametrize(
    "servers",
    [
        {},
        {"x": {"comand": "python"}},
        {"x": {"command": "python", "args": "one text"}},
        {"x": {"url": "ftp://example.com"}},
        {"x": 5},
        {"x": {"command": "python", "env": {"A": 1}}},
        [],
        "x",
        {5: {"command": "x"}},
    ],
)
def test_a_wrong_configuration_is_refused_by_the_name_of_the_entry(servers: Servers) -> None:
    with pytest.raises(SupportError) as caught:
        MCPOrchestrator(servers, ScriptedModel())
    error = caught.value.envelope["error"]
    assert "server x" in error or error == "No servers are given"


def test_secrets_of_a_wrong_entry_are_not_shown() -> None:
    with pytest.raises(SupportError) as caught:
        MCPOrchestrator({"x": {"env": {"KEY": "very-secret"}}}, ScriptedModel())
    assert "very-secret" not in str(caught.value)


def test_two_threads_that_start_and_stop_at_once_do_not_get_in_each_others_way(
    useful: Servers,
) -> None:
    desk = MCPOrchestrator(useful, ScriptedModel())
    with ThreadPoolExecutor() as threads:
        started = [threads.submit(desk.start_servers) for _ in range(3)]
        assert all("process_id" in future.result()["useful"] for future in started)
        assert len(children()) == 1
        stopped = [threads.submit(desk.stop_servers) for _ in range(3)]
        assert [future.result() for future in stopped] == [None] * 3
    assert children() == []
