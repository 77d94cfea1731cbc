"""What the README says is true: its commands, tables, configuration and every error in it."""

import asyncio
import json
import os
import re
import socket
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx2
import openai
import pytest

from itsupport.dataset import today
from itsupport.domains.tickets import get_ticket_metrics
from itsupport.dual_mode import dual_mode
from itsupport.errors import SupportError
from itsupport.llm import ResponsesModel, model_from_environment
from itsupport.notebook import Chat
from itsupport.orchestrator import MCPOrchestrator, ServerStartError, UserReply
from itsupport.orchestrator.asking import AskUser
from itsupport.orchestrator.configuration import SUPPORT_DESK, specifications
from itsupport.servers import SERVER_NAMES, SupportServer, build_server
from itsupport.servers.account.running import account_running
from itsupport.servers.catalog import OTHER_SERVERS
from itsupport.servers.hosting import serve_stdio
from itsupport.servers.http import BearerTokens, start_http
from itsupport.servers.http.running import serve_http
from tests.orchestrator.conftest import ScriptedModel

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
ERRORS = re.findall(r"^\| `([^`]+)` \|", README.split("## Troubleshooting")[1], re.MULTILINE)


def command(number: str) -> str:
    match = re.search(rf"<!-- {number} command -->\n```bash\n(.+)\n```", README)
    assert match is not None
    return match[1]


def test_both_commands_set_up_the_same_way() -> None:
    first, second = command("first"), command("second")
    assert first.rpartition(" && ")[0] == second.rpartition(" && ")[0]
    assert (ROOT / first.split()[-1]).exists()


@pytest.mark.parametrize("server", [*SERVER_NAMES, *OTHER_SERVERS])
def test_the_table_of_tools_is_what_the_servers_have(server: str) -> None:
    match = re.search(rf"^\| {server} \| (.+) \|$", README, re.MULTILINE)
    assert match is not None
    tools = asyncio.run(build_server(server).list_tools())
    assert re.findall(r"`(\w+)`", match[1]) == [tool.name for tool in tools]


def test_the_five_servers_are_the_same_everywhere() -> None:
    assert tuple(specifications(json.loads(SUPPORT_DESK.read_text("utf-8")))) == SERVER_NAMES


def test_the_configuration_for_other_hosts_starts_all_five_servers() -> None:
    match = re.search(r"```json\n(.+?)```", README, re.DOTALL)
    assert match is not None
    with MCPOrchestrator(json.loads(match[1]), ScriptedModel()) as desk:
        assert tuple(desk.server_states) == SERVER_NAMES
        assert len(desk.tool_to_server) == 20


def test_the_example_of_a_new_server_works_as_printed(tmp_path: Path) -> None:
    server, question = re.findall(r"```python\n(.+?)```", README, re.DOTALL)
    (tmp_path / "weather_server.py").write_text(server, "utf-8")
    done = subprocess.run(
        [sys.executable, "-c", question], cwd=tmp_path, capture_output=True, text=True, timeout=60
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "`storm_warning`" in done.stdout
    assert "yes" in done.stdout


def test_every_lesson_is_listed_with_its_minutes() -> None:
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        minutes = json.loads(path.read_text("utf-8"))["metadata"]["workbook"]["minutes"]
        row = rf"^\| \[{path.stem[:2]}[^\]]*\]\(notebooks/{path.name}\) \| .+ \| {minutes} \|$"
        assert re.search(row, README, re.MULTILINE), path.name


def test_every_link_of_the_readme_leads_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert (ROOT / target).exists(), target


def test_the_pythons_named_are_those_that_the_package_accepts() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["requires-python"] == ">=3.11,<3.14"
    assert "Python 3.11, 3.12 or 3.13" in README


# Every error of the troubleshooting table, made to happen


def no_module() -> str:
    code = (
        "import sys; sys.path[:] = [p for p in sys.path if 'packages' not in p]; import itsupport"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code], capture_output=True, text=True, cwd="/"
    )
    return done.stderr


def no_start() -> str:
    entry = {"command": sys.executable, "args": ["-c", "raise SystemExit('broken')"]}
    with pytest.raises(ServerStartError) as caught:
        MCPOrchestrator({"tickets": entry}, ScriptedModel()).start_servers()
    return str(caught.value)


def loop_in_loop() -> str:
    code = """
import asyncio
async def cell():
    work = asyncio.sleep(0)
    try: asyncio.run(work)
    finally: work.close()
asyncio.run(cell())
"""
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stderr


def refused(status: int) -> str:
    """What is said when the provider answers with this status."""

    def provider(request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(status, json={"error": {"message": "No.", "type": "x", "code": "x"}})

    inside = httpx2.AsyncClient(transport=httpx2.MockTransport(provider), trust_env=False)
    client = openai.AsyncOpenAI(api_key="k", http_client=inside, max_retries=0)
    desk = MCPOrchestrator({"tickets": build_server("tickets")}, ResponsesModel(client, "gpt-0"))
    with desk, pytest.raises(SupportError) as caught:
        desk.query("Anything open?")
    return str(caught.value)


def no_model_name(patch: pytest.MonkeyPatch) -> str:
    patch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:11434/v1")
    patch.delenv("OPENAI_MODEL", raising=False)
    with pytest.raises(SupportError) as caught:
        model_from_environment()
    return str(caught.value)


def taken_port() -> str:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]
        with pytest.raises(SupportError) as caught:
            serve_http({"tickets": build_server("tickets")}, port=port)
    return str(caught.value).replace(str(port), "8000")


def no_date(patch: pytest.MonkeyPatch) -> str:
    patch.setenv("ITSUPPORT_TODAY", "tomorrow")
    with pytest.raises(SupportError) as caught:
        today()
    return str(caught.value)


def broken_data(patch: pytest.MonkeyPatch, folder: Path) -> str:
    (folder / "tickets.json").write_text("[{,}]")
    patch.setenv("ITSUPPORT_DATA", str(folder))
    with pytest.raises(SupportError) as caught:
        get_ticket_metrics()
    return str(caught.value)


def same_name() -> str:
    servers = {"one": build_server("tickets"), "two": build_server("tickets")}
    with pytest.raises(SupportError) as caught:
        MCPOrchestrator(servers, ScriptedModel()).start_servers()
    return str(caught.value)


def closed_chat() -> str:
    with MCPOrchestrator({"tickets": build_server("tickets")}, ScriptedModel()) as desk:
        chat = Chat(desk)
        chat.close()
        with pytest.raises(SupportError) as caught:
            chat.ask("hello?")
    return str(caught.value)


def open_ticket(ask_user: AskUser | None) -> str:
    with MCPOrchestrator({"intake": build_server("intake")}, ScriptedModel()) as desk:
        wanted = {"customer_id": "CUST-001", "subject": "No network"}
        with pytest.raises(SupportError) as caught:
            desk.call_tool("create_ticket_v2", wanted, ask_user=ask_user)
    return str(caught.value)


def no_database(patch: pytest.MonkeyPatch) -> str:
    patch.setenv("ITSUPPORT_DATABASE", "desk.db")
    with pytest.raises(SupportError) as caught:
        get_ticket_metrics()
    return str(caught.value)


def over_http(headers: dict[str, str], tokens: BearerTokens | None) -> str:
    with (
        start_http({"tickets": build_server("tickets")}, tokens=tokens) as site,
        httpx2.Client(trust_env=False) as client,
    ):
        return client.post(site.urls["tickets"], headers=headers, json={}).json()["error"]


def nobody_logged_in() -> str:
    with account_running() as base:
        entry = {"url": f"{base}/account/mcp", "auth": "oauth"}
        with (
            MCPOrchestrator({"account": entry}, ScriptedModel()) as desk,
            pytest.raises(SupportError) as caught,
        ):
            desk.call_tool("login")
    return str(caught.value)


def wrong_token() -> str:
    tokens = BearerTokens({"anna": "a" * 40})
    with start_http({"tickets": build_server("tickets")}, tokens=tokens) as site:
        entries = site.entries({"Authorization": f"Bearer {'b' * 40}"})
        with pytest.raises(SupportError) as caught:
            MCPOrchestrator(entries, ScriptedModel()).start_servers()
    return str(caught.value)


def no_whole_path(patch: pytest.MonkeyPatch) -> str:
    patch.setenv("ITSUPPORT_TOOLBOX", "notes")
    toolbox = {"toolbox": build_server("toolbox")}
    with MCPOrchestrator(toolbox, ScriptedModel()) as desk, pytest.raises(SupportError) as caught:
        desk.call_tool("read_text_file", {"name": "a.txt"})
    return str(caught.value)


def blocked_form() -> str:
    """Made to happen in `tests/notebook/test_cell_questions.py`, in a kernel."""
    return (ROOT / "itsupport/notebook/asking/kernel_loop.py").read_text("utf-8")


def busy_kernel() -> str:
    """Made to happen in `tests/browser/test_chat_pages.py`, where a browser is."""
    return (ROOT / "itsupport/notebook/chat/panel.js").read_text("utf-8")


def ended_kernel() -> str:
    """The same."""
    return (ROOT / "tests/browser/test_chat_pages.py").read_text("utf-8")


def unavailable() -> str:
    code = "import os, sys; from tests.test_readme import once; once(sys.argv[1])"
    with TemporaryDirectory() as folder:
        entry = {"command": sys.executable, "args": ["-c", code, folder], "cwd": str(ROOT)}
        desk = MCPOrchestrator({"tickets": entry}, ScriptedModel())
        with desk, pytest.raises(SupportError) as caught:
            desk.call_tool("leave")
    return str(caught.value)


def once(folder: str) -> None:
    """A server that starts once only, and ends when its tool is called."""
    Path(folder, "started").mkdir()

    @dual_mode
    def leave() -> dict[str, Any]:
        """End the server."""
        os._exit(1)

    serve_stdio(SupportServer("tickets", [leave]))


@pytest.mark.parametrize("error", ERRORS)
def test_every_error_of_the_troubleshooting_table_really_says_this(
    error: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    makers: dict[str, Callable[[], str]] = {
        "No module named": no_module,
        "did not start": no_start,
        "asyncio.run()": loop_in_loop,
        "does not accept the key": lambda: refused(401),
        "There is no model": lambda: refused(404),
        "OPENAI_MODEL is not set": lambda: no_model_name(monkeypatch),
        "Cannot listen": taken_port,
        "is not a date": lambda: no_date(monkeypatch),
        "cannot be used": lambda: broken_data(monkeypatch, tmp_path),
        "Two tools": same_name,
        "chat is closed": closed_chat,
        "has not taken it": busy_kernel,
        "displaying widget": ended_kernel,
        "cannot ask": lambda: open_ticket(None),
        "does not fit the form": lambda: open_ticket(lambda _: UserReply("accept", {})),
        "ITSUPPORT_DATABASE": lambda: no_database(monkeypatch),
        "cell blocks": blocked_form,
        "Nobody is logged in": nobody_logged_in,
        "accept the token": wrong_token,
        "not a whole path": lambda: no_whole_path(monkeypatch),
        "serve the host": lambda: over_http({"Host": "evil.example"}, None),
        "wants a token": lambda: over_http({}, BearerTokens({"anna": "a" * 40})),
        "is unavailable": unavailable,
    }
    [make] = [maker for words, maker in makers.items() if words in error]
    assert error in make()
