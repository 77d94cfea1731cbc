"""Two tools, a question to a model of a test's service, and what a model sends to an address."""

import json
from collections.abc import Sequence
from typing import Any

import anyio
import httpx2
import openai
import pytest

from itsupport.llm import Model, ModelError, ModelReply, ToolDefinition, Turn, UserMessage
from tests.llm.strict_service import KEY, StrictService

HELLO = UserMessage("Hello")
WEATHER = ToolDefinition(
    "get_weather",
    "The weather in a town.",
    {
        "type": "object",
        "properties": {
            "town": {"type": "string", "minLength": 1, "examples": ["Oslo"]},
            "unit": {"type": "string", "enum": ["celsius", "kelvin"], "default": "celsius"},
        },
        "required": ["town"],
    },
)
ANYTHING = ToolDefinition(
    "note",
    "Keep any data.",
    {"type": "object", "additionalProperties": True, "properties": {"data": {"type": "object"}}},
)


async def ask(
    model: Model, conversation: Sequence[Turn], tools: Sequence[ToolDefinition] = (WEATHER,)
) -> tuple[list[str], ModelReply]:
    """The pieces of text, and the reply that comes last."""
    pieces: list[str] = []
    replies: list[ModelReply] = []
    async for piece in model.reply("Be brief.", conversation, tools):
        assert not replies, "nothing comes after the reply"
        (pieces if isinstance(piece, str) else replies).append(piece)  # type: ignore[arg-type]
    return pieces, replies[0]


def model_of(kind: Any, service: StrictService, name: str = "gpt-6-luna") -> Any:
    return kind(openai.AsyncOpenAI(api_key=KEY, base_url=service.url, max_retries=0), name)


def sent(kind: Any, address: str, tools: Sequence[ToolDefinition] = ()) -> dict[str, Any]:
    """The body of the request that a model of this kind sends to an address."""
    bodies: list[bytes] = []

    def provider(request: httpx2.Request) -> httpx2.Response:
        bodies.append(request.content)
        return httpx2.Response(401, json={"error": {"message": "No."}})

    async def question() -> None:
        inside = httpx2.AsyncClient(transport=httpx2.MockTransport(provider), trust_env=False)
        client = openai.AsyncOpenAI(api_key="k", base_url=address, http_client=inside)
        model = kind(client, "gpt-0")
        with pytest.raises(ModelError):
            async for _ in model.reply("", [HELLO], tools):
                pass
        await model.close()

    anyio.run(question)
    body: dict[str, Any] = json.loads(bodies[0])
    return body
