"""The client of fastmcp: it speaks the revision that the job names."""

import os
from pathlib import Path
from typing import Any

from answering import Job, Report, filled_in, main
from fastmcp import Client
from fastmcp.client.elicitation import ElicitResult
from fastmcp.client.transports import StdioTransport, StreamableHttpTransport
from mcp import MCPError
from mcp.types import ElicitRequestURLParams


async def session(job: Job) -> Report:
    asked: list[str] = []

    async def answer(message: str, _: Any, question: Any, __: Any) -> Any:
        if isinstance(question, ElicitRequestURLParams):
            asked.append(question.url)  # nobody is here who could go there
            return ElicitResult(action="decline")
        asked.append(message)
        return filled_in(question.requested_schema, job["answers"])

    mode = "legacy" if job["era"] == "2025-11-25" else "auto"  # it asks what the server can do
    way = transport(job["server"])
    async with Client(way, elicitation_handler=answer, mode=mode, timeout=30) as client:
        report: Report = {"era": client.protocol_version, "asked": asked}
        report["tools"] = [tool.name for tool in await client.list_tools()]
        report["results"] = [await call(client, **one) for one in job["calls"]]
        if client.server_capabilities.resources:
            report |= await read(client)
        if client.server_capabilities.prompts:
            report["prompts"] = await prompts(client, job["prompts"])
        return report


def transport(server: dict[str, Any]) -> Any:
    if "url" in server:
        return StreamableHttpTransport(**server)
    return StdioTransport(**server, keep_alive=False, log_file=Path(os.devnull))


async def call(client: Client, name: str, arguments: dict[str, Any]) -> Report:
    try:
        result = await client.call_tool(name, arguments, raise_on_error=False)
    except MCPError as problem:
        return {"raised": repr(problem)}
    text = "\n".join(part.text for part in result.content if part.type == "text")
    return {"is_error": result.is_error, "content": result.structured_content, "text": text}


async def read(client: Client) -> Report:
    listed = await client.list_resources()
    found = {str(one.uri): (await client.read_resource(one.uri))[0].text for one in listed}
    templates = await client.list_resource_templates()
    return {"resources": found, "templates": [template.uri_template for template in templates]}


async def prompts(client: Client, wanted: list[dict[str, Any]]) -> Report:
    listed = [prompt.name for prompt in await client.list_prompts()]
    got = {}
    for prompt in wanted:
        messages = (await client.get_prompt(prompt["name"], prompt["arguments"])).messages
        got[prompt["name"]] = messages[0].content.text
    return {"listed": listed, "got": got}


main(session)
