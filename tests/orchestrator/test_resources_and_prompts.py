"""What the orchestrator does with resources, prompts and completion, on any transport."""

import asyncio
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
from mcp.server import MCPServer
from mcp.server.mcpserver.prompts.base import AssistantMessage, UserMessage
from mcp.types import EmbeddedResource, ImageContent, TextResourceContents

from itsupport.errors import SupportError
from itsupport.orchestrator import MCPOrchestrator
from itsupport.servers import build_server
from tests.orchestrator.conftest import ScriptedModel

SERVE = ["-m", "itsupport", "serve", "toolbox"]
OFFERING = Path(__file__).with_name("offering_servers.py")
NOTES = "toolbox://files/notes.txt"


def offering(kind: str, *more: str) -> dict[str, Any]:
    return {"command": sys.executable, "args": [str(OFFERING), kind, *more]}


@pytest.fixture(autouse=True)
def box(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ITSUPPORT_TOOLBOX", str(tmp_path / "box"))
    return tmp_path / "box"


@pytest.fixture(params=["in memory", "stdio", "http"])
def entry(request: pytest.FixtureRequest, box: Path) -> Iterator[Any]:
    if request.param == "in memory":
        yield build_server("toolbox")
    elif request.param == "stdio":
        yield {"command": "python", "args": SERVE}
    else:
        command = [sys.executable, *SERVE, "--http", "--port", "0"]
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
            assert process.stderr is not None
            found = re.search(r"http://127\.0\.0\.1:\d+/mcp", process.stderr.readline())
            assert found is not None
            yield {"url": found[0]}
            process.terminate()


def desk_of(servers: dict[str, Any], **settings: Any) -> MCPOrchestrator:
    return MCPOrchestrator(servers, ScriptedModel(), **settings)


def test_resources_prompts_and_completion_are_one_call_each(entry: Any) -> None:
    with desk_of({"tickets": build_server("tickets"), "toolbox": entry}) as desk:
        assert [(one["server"], one["uri"]) for one in desk.list_resources()] == [
            ("toolbox", "toolbox://capabilities"),
            ("toolbox", "toolbox://examples"),
        ]
        [template] = desk.list_resource_templates()
        assert template["uriTemplate"] == "toolbox://files/{name}"
        read = desk.read_resource("toolbox://examples")
        assert (read["server"], read["contents"][0]["mimeType"]) == ("toolbox", "text/markdown")
        prompts = [prompt["name"] for prompt in desk.list_prompts()]
        assert prompts == ["calculation", "file_operation", "visit_weather"]
        filled = desk.get_prompt("calculation", {"expression": "1 + 1"})
        assert filled["messages"][0]["content"]["text"] == 'Calculate "1 + 1".'
        assert desk.complete("visit_weather", "city", "l") == {
            "values": ["Lisbon", "London"],
            "has_more": False,
        }


def test_a_watched_resource_is_heard_of_and_read_anew(entry: Any) -> None:
    with desk_of({"toolbox": entry}) as desk:
        desk.watch_resource(NOTES)
        desk.call_tool("save_text_file", {"name": "notes.txt", "text": "first"})
        assert desk.next_change() == {"server": "toolbox", "changed": "resources"}
        assert desk.next_change() == {"server": "toolbox", "changed": "resource", "uri": NOTES}
        assert desk.read_resource(NOTES)["contents"][0]["text"] == "first"
        desk.watch_resource("toolbox://files/other.txt")
        arguments = {"name": "notes.txt", "text": "second", "overwrite": True}
        desk.call_tool("save_text_file", arguments)
        assert desk.next_change()["uri"] == NOTES
        assert desk.read_resource(NOTES)["contents"][0]["text"] == "second"
        assert desk.complete("toolbox://files/{name}", "name") == {
            "values": ["notes.txt"],
            "has_more": False,
        }


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (lambda d: d.read_resource("toolbox://exampels"), "Did you mean 'toolbox://examples'"),
        (lambda d: d.read_resource(NOTES), "There is no file called notes.txt"),
        (
            lambda d: d.read_resource("toolbox://files/..%2Fx"),
            "There is no resource",
        ),
        (lambda d: d.read_resource("nothing://x"), "No server has the resource"),
        (lambda d: d.read_resource("x", server="toolbx"), "Did you mean 'toolbox'"),
        (lambda d: d.get_prompt("calculatoin"), "Did you mean 'calculation'"),
        (lambda d: d.get_prompt("calculation"), "needs expression"),
        (lambda d: d.get_prompt("calculation", {"expression": 3}), "must be texts"),
        (lambda d: d.complete("visit_weather", "cty"), "Did you mean 'city'"),
        (lambda d: d.complete("visit_wether", "city"), "Did you mean 'visit_weather'"),
        (lambda d: d.complete("toolbox://file/{name}", "name"), "Did you mean 'toolbox://files"),
        (lambda d: d.watch_resource("nothing://x"), "No server has the resource"),
        (lambda d: d.read_resource(5), "is not a text"),
        (lambda d: d.read_resource("half \ud800"), "No server has the resource"),
        (lambda d: d.get_prompt(None), "is not a text"),
        (lambda d: d.get_prompt("calculation", ["2"]), "not a mapping"),
        (lambda d: d.complete("visit_weather", "city", None), "is not a text"),
        (lambda d: d.complete("visit_weather", 3), "is not a text"),
        (lambda d: d.watch_resource(["x"], server="toolbox"), "is not a text"),
        (lambda d: d.next_change(0.05), "No change was heard of"),
    ],
)
def test_every_mistake_is_one_error_that_says_what_to_do(
    ask: Callable[[MCPOrchestrator], Any], said: str
) -> None:
    with (
        desk_of({"toolbox": build_server("toolbox")}) as desk,
        pytest.raises(SupportError, match=said),
    ):
        ask(desk)


def test_every_method_has_an_async_twin() -> None:
    async def visit() -> None:
        async with desk_of({"toolbox": build_server("toolbox")}) as desk:
            assert len(await desk.alist_resources()) == 2
            assert len(await desk.alist_resource_templates()) == 1
            assert len(await desk.alist_prompts()) == 3
            assert (await desk.aread_resource("toolbox://examples"))["contents"]
            assert (await desk.aget_prompt("visit_weather", {"city": "Oslo"}))["messages"]
            question = await desk.aquestion_from_prompt("calculation", {"expression": "2"})
            assert question == 'Calculate "2".'
            assert (await desk.acomplete("visit_weather", "city", "B"))["values"] == ["Berlin"]
            await desk.awatch_resource(NOTES)
            await desk.acall_tool("save_text_file", {"name": "notes.txt", "text": "x"})
            assert (await desk.anext_change())["changed"] == "resources"

    asyncio.run(visit())


def two(name: str) -> MCPServer[Any]:
    server: MCPServer[Any] = MCPServer(name, log_level="WARNING")

    @server.resource("shared://one")
    def one() -> str:
        return name

    @server.resource("shared://{word}/more")
    def more(word: str) -> str:
        return name + word

    @server.prompt()
    def ask(about: str) -> str:
        return f"{name}: {about}"

    return server


def test_what_two_servers_have_is_asked_of_the_one_that_is_named() -> None:
    with desk_of({"a": two("a"), "b": two("b")}) as desk:
        assert [one["server"] for one in desk.list_resources()] == ["a", "b"]
        for ask in (
            lambda: desk.read_resource("shared://one"),
            lambda: desk.read_resource("shared://x/more"),
            lambda: desk.get_prompt("ask", {"about": "x"}),
            lambda: desk.complete("ask", "about"),
            lambda: desk.complete("shared://{word}/more", "word"),
        ):
            with pytest.raises(SupportError, match="2 servers have") as caught:
                ask()
            assert "server='a'" in str(caught.value)
        assert desk.read_resource("shared://one", "b")["contents"][0]["text"] == "b"
        assert desk.read_resource("shared://x/more", server="b")["contents"][0]["text"] == "bx"
        assert desk.question_from_prompt("ask", {"about": "x"}, server="b") == "b: x"
        assert desk.complete("ask", "about", server="a") == {"values": [], "has_more": False}


def test_a_server_without_prompts_is_passed_over_and_bytes_are_base64() -> None:
    with desk_of({"old": offering("old")}) as desk:
        assert desk.list_prompts() == []
        assert [one["uri"] for one in desk.list_resources()] == ["old://a"]
        assert desk.read_resource("old://a")["contents"] == [{"uri": "old://a", "blob": "AAEC"}]
        desk.watch_resource("old://a")
        desk.call_tool("grow")
        assert [desk.next_change()["changed"] for _ in range(2)] == ["tools", "resource"]


def test_a_server_that_never_answers_or_never_ends_its_list_is_given_up_in_time() -> None:
    with desk_of({"silent": offering("silent_reader")}, call_timeout=1) as desk:
        with pytest.raises(SupportError, match="does not tell when a resource changes"):
            desk.watch_resource("slow://a")
        with pytest.raises(SupportError, match="took longer than 1 seconds"):
            desk.read_resource("slow://a")
        with pytest.raises(SupportError, match=r"more than 100 pages|took longer"):
            desk.list_prompts()
        with pytest.raises(SupportError, match="No server has"):
            desk.read_resource("slow://b")


def test_a_server_that_dies_at_a_read_is_restarted_and_asked_again(tmp_path: Path) -> None:
    with desk_of({"dying": offering("dies_once", str(tmp_path / "state"))}) as desk:
        assert desk.read_resource("dying://once")["contents"][0]["text"] == "alive"


def test_what_is_watched_is_watched_again_after_the_server_died(box: Path) -> None:
    with desk_of({"toolbox": {"command": "python", "args": SERVE}}) as desk:
        desk.watch_resource(NOTES)
        for process in psutil.Process().children(recursive=True):
            if process.cmdline()[-2:] == ["serve", "toolbox"]:
                process.kill()
        with pytest.raises(SupportError, match="No change was heard of"):
            desk.next_change(3)
        desk.call_tool("save_text_file", {"name": "notes.txt", "text": "x"})
        assert desk.next_change()["changed"] == "resources"
        assert desk.next_change()["uri"] == NOTES


def test_what_is_far_too_long_is_refused() -> None:
    server: MCPServer[Any] = MCPServer("long", log_level="WARNING")

    @server.resource("long://all")
    def everything() -> str:
        return "x" * 2_000_000

    with (
        desk_of({"long": server}) as desk,
        pytest.raises(SupportError, match="is too long"),
    ):
        desk.read_resource("long://all")


def asking() -> MCPServer[Any]:
    server: MCPServer[Any] = MCPServer("asking", log_level="WARNING")
    guide = TextResourceContents(uri="guide://one", text="Be short.", mime_type="text/plain")

    @server.prompt()
    def with_guide(about: str) -> list[UserMessage]:
        return [UserMessage(EmbeddedResource(resource=guide)), UserMessage(f"Explain {about}.")]

    @server.prompt()
    def both_speak() -> list[UserMessage | AssistantMessage]:
        return [UserMessage("Hello"), AssistantMessage("I have deleted everything.")]

    @server.prompt()
    def picture() -> list[UserMessage]:
        return [UserMessage(ImageContent(data="AAEC", mime_type="image/png"))]

    @server.prompt()
    def empty() -> str:
        return "  "

    return server


def test_a_prompt_is_a_question_when_it_is_only_what_a_person_says() -> None:
    with desk_of({"asking": asking()}) as desk:
        question = desk.question_from_prompt("with_guide", {"about": "VPN"})
        assert question == "guide://one:\nBe short.\n\nExplain VPN."
        for name in ("both_speak", "picture", "empty"):
            assert desk.get_prompt(name)["messages"]
            with pytest.raises(SupportError, match="cannot be asked as one question"):
                desk.question_from_prompt(name)
