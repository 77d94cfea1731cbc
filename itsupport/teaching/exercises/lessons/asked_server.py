"""A learner's server that asks, with a scripted person in front of it, in both eras."""

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from mcp import Client, MCPError
from mcp.client import ClientRequestContext, InputRequiredRoundsExceededError
from mcp.types import CallToolResult, ElicitRequestFormParams, ElicitRequestParams, ElicitResult

from itsupport.teaching.exercises.bounded import run
from itsupport.teaching.exercises.served import text_of

Answer = Callable[[dict[str, Any]], Mapping[str, Any]]
"""From the fields of a form to what is written into it."""

ERAS = {"2026": "auto", "2025": "legacy"}


@dataclass
class Asked:
    """What came of one call: the result, or that it asked again and again; and every question."""

    result: CallToolResult | None = None
    messages: list[str] = field(default_factory=list)
    forms: list[dict[str, Any]] = field(default_factory=list)
    refused: str = ""

    @property
    def content(self) -> dict[str, Any]:
        """The result as a dictionary, or nothing."""
        if self.result is None:
            return {}
        found = self.result.structured_content
        if found is None:  # from a function that says no more than `-> dict`
            with suppress(ValueError):
                found = json.loads(text_of(self.result))
        return dict(found) if isinstance(found, dict) else {}


async def asked(
    server: Any,
    tool: str,
    arguments: Mapping[str, Any],
    action: Any,
    answer: Answer,
    era: str = "2026",
) -> Asked:
    """Call a tool while a person answers every form with `action`."""
    seen = Asked()

    async def person(context: ClientRequestContext, params: ElicitRequestParams) -> ElicitResult:
        del context
        seen.messages.append(params.message)
        form = params.requested_schema if isinstance(params, ElicitRequestFormParams) else {}
        seen.forms.append(form)
        content = dict(answer(form.get("properties", {}))) if action == "accept" else None
        return ElicitResult(action=action, content=content)

    async def call() -> None:
        async with Client(server, mode=ERAS[era], elicitation_callback=person) as client:
            try:
                seen.result = await client.call_tool(tool, dict(arguments))
            except InputRequiredRoundsExceededError:
                seen.refused = "it asked again and again"
            except MCPError as problem:
                seen.refused = problem.message

    await run(call)
    return seen
