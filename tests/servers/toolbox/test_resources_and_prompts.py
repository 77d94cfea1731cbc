"""Tools, resources, prompts and completion: the same over every transport, in both eras."""

import asyncio
import json
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client, MCPError
from mcp.client.subscriptions import ResourcesListChanged, ResourceUpdated
from mcp.types import (
    EmptyResult,
    PromptReference,
    ResourceTemplateReference,
    SubscribeRequest,
    SubscribeRequestParams,
    UnsubscribeRequest,
    UnsubscribeRequestParams,
)

from itsupport.errors import ErrorEnvelope
from itsupport.servers import build_server
from tests.servers.toolbox.conftest import Reach

NOTES = "toolbox://files/notes.txt"


async def envelope(request: Any) -> ErrorEnvelope:
    """What a refused request says."""
    with pytest.raises(MCPError) as caught:
        await request
    assert caught.value.code == -32602
    found: ErrorEnvelope = caught.value.data
    assert found["error"] == caught.value.message
    return found


async def saved(client: Client, text: str, **more: Any) -> Any:
    arguments = {"name": "notes.txt", "text": text, **more}
    return (await client.call_tool("save_text_file", arguments)).structured_content


def test_everything_is_listed_and_can_be_used(reach: Reach) -> None:
    async def visit() -> None:
        async with reach() as client:
            tools = (await client.list_tools()).tools
            assert {tool.name for tool in tools if tool.annotations.read_only_hint} == {
                "greet",
                "calculate",
                "get_system_info",
                "get_weather",
                "read_text_file",
            }
            assert [tool.name for tool in tools if tool.annotations.destructive_hint] == [
                "save_text_file"
            ]
            found = await client.call_tool("calculate", {"expression": "0.1 + 0.2"})
            assert found.structured_content["result"] == "0.3"
            told = (await client.read_resource("toolbox://capabilities")).contents[0]
            assert told.mime_type == "application/json"
            assert list(json.loads(told.text)["tools"]) == [
                "greet",
                "calculate",
                "get_system_info",
                "get_weather",
                "save_text_file",
                "read_text_file",
            ]
            example = (await client.read_resource("toolbox://examples")).contents[0]
            assert example.mime_type == "text/markdown"
            [template] = (await client.list_resource_templates()).resource_templates
            assert template.uri_template == "toolbox://files/{name}"

    asyncio.run(visit())


def test_a_saved_file_is_listed_and_read_as_a_resource(reach: Reach) -> None:
    async def visit() -> None:
        async with reach() as client:
            assert NOTES not in [one.uri for one in (await client.list_resources()).resources]
            await saved(client, "Call back.")
            assert NOTES in [one.uri for one in (await client.list_resources()).resources]
            contents = (await client.read_resource(NOTES)).contents
            assert [(one.uri, one.text) for one in contents] == [(NOTES, "Call back.")]

    asyncio.run(visit())


def test_an_address_that_leads_nowhere_is_refused_with_the_envelope(
    reach: Reach, box: Path
) -> None:
    (box.parent / "secret.txt").write_text("the secret")

    async def visit() -> None:
        async with reach() as client:
            await saved(client, "Call back.")
            near = await envelope(client.read_resource("toolbox://files/note.txt"))
            assert near["suggested_actions"] == ["Did you mean 'notes.txt'?"]
            for name in (
                "..%2Fsecret.txt",
                "%2E%2E%2Fsecret.txt",
                "../secret.txt",
                "%2Fetc%2Fpasswd",
                "notes.txt%00",
                "notes.txt%0A",
                "a" * 5_000,
                "file%E2%80%AE.txt",
            ):
                await envelope(client.read_resource(f"toolbox://files/{name}"))
            await envelope(client.read_resource("file:///etc/passwd"))

    asyncio.run(visit())


def test_prompts_are_filled_in_and_mistakes_say_what_to_do(reach: Reach) -> None:
    async def visit() -> None:
        async with reach() as client:
            prompts = {prompt.name: prompt for prompt in (await client.list_prompts()).prompts}
            assert list(prompts) == ["calculation", "file_operation", "visit_weather"]
            needed = [a.name for a in prompts["file_operation"].arguments or [] if a.required]
            assert needed == ["operation", "name"]
            filled = await client.get_prompt("calculation", {"expression": "1 + 1"})
            assert [(m.role, m.content.text) for m in filled.messages] == [
                ("user", 'Calculate "1 + 1".')
            ]
            assert (await envelope(client.get_prompt("calculatoin")))["suggested_actions"]
            missing = await envelope(client.get_prompt("calculation"))
            assert missing["error"] == "The prompt calculation needs expression"
            for wrong in (
                {"operation": "raed", "name": "notes.txt"},
                {"operation": "read", "name": "../x"},
                {"operation": "save", "name": "notes.txt"},
                {"operation": "read", "nam": "notes.txt"},
            ):
                await envelope(client.get_prompt("file_operation", wrong))

    asyncio.run(visit())


def test_files_cities_and_operations_are_suggested_while_one_types(reach: Reach) -> None:
    async def visit() -> None:
        async def suggested(about: Any, argument: str, typed: str, known: Any = None) -> list[str]:
            answer = await client.complete(about, {"name": argument, "value": typed}, known)
            return list(answer.completion.values)

        files, operation = PromptReference(name="file_operation"), {"operation": "save"}
        template = ResourceTemplateReference(uri="toolbox://files/{name}")
        async with reach() as client:
            await saved(client, "Call back.")
            weather = PromptReference(name="visit_weather")
            assert await suggested(weather, "city", "l") == ["Lisbon", "London"]
            assert await suggested(files, "operation", "re") == ["read", "replace"]
            assert await suggested(files, "name", "n") == ["notes.txt"]
            assert await suggested(files, "name", "n", operation) == []
            assert await suggested(template, "name", "") == ["notes.txt"]
            assert await suggested(template, "other", "") == []

    asyncio.run(visit())


def test_who_listens_hears_of_new_files_and_of_the_one_that_is_watched(
    reach: Reach, era: str
) -> None:
    async def new_era() -> None:
        async with (
            reach() as client,
            client.listen(resources_list_changed=True, resource_subscriptions=[NOTES]) as stream,
        ):
            await saved(client, "first")
            with anyio.fail_after(20):
                assert await anext(stream) == ResourcesListChanged()
                assert await anext(stream) == ResourceUpdated(uri=NOTES)
                await client.call_tool("save_text_file", {"name": "other.txt", "text": "x"})
                assert await anext(stream) == ResourcesListChanged()
                await saved(client, "second", overwrite=True)
                assert await anext(stream) == ResourceUpdated(uri=NOTES)

    async def old_era() -> None:
        sending, heard = anyio.create_memory_object_stream[Any](100)
        subscribe = SubscribeRequest(params=SubscribeRequestParams(uri=NOTES))
        unsubscribe = UnsubscribeRequest(params=UnsubscribeRequestParams(uri=NOTES))
        async with sending, heard, reach(message_handler=sending.send) as client:
            capabilities = client.server_capabilities.resources
            assert capabilities is not None
            assert capabilities.subscribe
            assert capabilities.list_changed
            await client.session.send_request(subscribe, EmptyResult)
            await saved(client, "first")
            with anyio.fail_after(20):
                assert (await heard.receive()).method == "notifications/resources/list_changed"
                assert (await heard.receive()).params.uri == NOTES
                await client.session.send_request(unsubscribe, EmptyResult)
                await saved(client, "second", overwrite=True)
                await client.call_tool("save_text_file", {"name": "other.txt", "text": "x"})
                assert (await heard.receive()).method == "notifications/resources/list_changed"

    asyncio.run(old_era() if era == "legacy" else new_era())


def test_two_clients_of_one_server_hear_of_each_others_files(era: str) -> None:
    async def visit() -> None:
        server = build_server("toolbox")
        async with (
            Client(server, mode=era) as saving,
            Client(server) as listening,
            listening.listen(resource_subscriptions=[NOTES]) as stream,
        ):
            await saved(saving, "from the other one")
            with anyio.fail_after(20):
                assert await anext(stream) == ResourceUpdated(uri=NOTES)
            assert (await listening.read_resource(NOTES)).contents[0].text == "from the other one"

    asyncio.run(visit())


def test_a_call_that_is_refused_tells_nobody(era: str) -> None:
    async def visit() -> None:
        server = build_server("toolbox")
        async with Client(server, mode=era) as saving, Client(server) as listening:
            await saved(saving, "first")
            async with listening.listen(resource_subscriptions=[NOTES]) as stream:
                assert (await saved(saving, "again"))["error"].startswith("There is a file")
                await saved(saving, "asked for", overwrite=True)
                with anyio.fail_after(20):
                    assert await anext(stream) == ResourceUpdated(uri=NOTES)
                with anyio.move_on_after(0.1) as quiet:
                    await anext(stream)
                assert quiet.cancelled_caught

    asyncio.run(visit())


def test_the_functions_know_nothing_of_the_protocol() -> None:
    import ast

    import itsupport.servers.toolbox as package

    folder = Path(package.__file__).parent
    for name in ("calculator", "expressions", "files", "box", "open_folder", "weather"):
        tree = ast.parse((folder / f"{name}.py").read_text("utf-8"))
        imported = {
            module
            for node in ast.walk(tree)
            if isinstance(node, ast.Import | ast.ImportFrom)
            for module in [getattr(node, "module", None) or node.names[0].name]
        }
        assert not [module for module in imported if module.split(".")[0] == "mcp"]
