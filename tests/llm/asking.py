"""Two tools, and a question to a model of a test's service."""

from collections.abc import Sequence
from typing import Any

import openai

from itsupport.llm import Model, ModelReply, ToolDefinition, Turn, UserMessage
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
