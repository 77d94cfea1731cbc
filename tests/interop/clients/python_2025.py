"""The official Python client of 2025: `mcp` 1.x, which speaks 2025-11-25."""

import os
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

from answering import Job, Report, filled_in, main
from mcp import ClientSession, McpError, StdioServerParameters, stdio_client
from mcp.client.streamable_http import streamable_http_client
from mcp.shared._httpx_utils import create_mcp_http_client
from mcp.types import ElicitRequestParams, ElicitResult, TextContent
from pydantic import AnyUrl


async def session(job: Job) -> Report:
    asked: list[str] = []

    async def answer(_: Any, question: ElicitRequestParams) -> ElicitResult:
        asked.append(question.message)
        content = filled_in(question.requestedSchema, job["answers"])
        return ElicitResult(action="accept", content=content)

    async with AsyncExitStack() as stack:
        streams = await stack.enter_async_context(transport(job["server"], stack))
        client = await stack.enter_async_context(
            ClientSession(streams[0], streams[1], elicitation_callback=answer)
        )
        agreed = await client.initialize()
        tools = (await client.list_tools()).tools
        report: Report = {"era": agreed.protocolVersion, "asked": asked}
        report["tools"] = [tool.name for tool in tools]
        report["results"] = [await call(client, **one) for one in job["calls"]]
        if agreed.capabilities.resources:
            report |= await read(client)
        if agreed.capabilities.prompts:
            report["prompts"] = await prompts(client, job["prompts"])
        return report


def transport(server: dict[str, Any], stack: AsyncExitStack) -> Any:
    if "url" in server:
        http = create_mcp_http_client(server.get("headers"))
        return streamable_http_client(server["url"], http_client=http)
    silence = stack.enter_context(Path(os.devnull).open("w"))  # noqa: SIM115
    return stdio_client(StdioServerParameters(**server), errlog=silence)


async def call(client: ClientSession, name: str, arguments: dict[str, Any]) -> Report:
    try:
        result = await client.call_tool(name, arguments)
    except McpError as problem:
        return {"raised": repr(problem)}
    texts = [part.text for part in result.content if isinstance(part, TextContent)]
    content = result.structuredContent
    return {"is_error": result.isError, "content": content, "text": "\n".join(texts)}


async def read(client: ClientSession) -> Report:
    found = {}
    for resource in (await client.list_resources()).resources:
        contents = (await client.read_resource(AnyUrl(resource.uri))).contents
        found[str(resource.uri)] = contents[0].text
    templates = (await client.list_resource_templates()).resourceTemplates
    return {"resources": found, "templates": [template.uriTemplate for template in templates]}


async def prompts(client: ClientSession, wanted: list[dict[str, Any]]) -> Report:
    listed = [prompt.name for prompt in (await client.list_prompts()).prompts]
    got = {}
    for prompt in wanted:
        messages = (await client.get_prompt(prompt["name"], prompt["arguments"])).messages
        got[prompt["name"]] = messages[0].content.text
    return {"listed": listed, "got": got}


main(session)
