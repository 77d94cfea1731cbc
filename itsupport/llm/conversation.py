"""A conversation with a model, free of any provider's format.

The orchestrator keeps a list of these; `responses.py` and `chat_completions.py` translate it.
"""

from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class ToolDefinition:
    """A tool as an MCP server describes it."""

    name: str
    description: str
    input_schema: dict[str, Any]


@dataclass(frozen=True, slots=True)
class ToolCall:
    """A call that the model asks for; `arguments` is the JSON text exactly as it wrote it."""

    id: str
    name: str
    arguments: str


@dataclass(frozen=True, slots=True)
class UserMessage:
    """What a person said."""

    text: str


@dataclass(frozen=True, slots=True)
class ModelReply:
    """What the model said: text, or calls to run, or both.

    `items` is the reply in the provider's own format, sent back as it came in the next round
    (reasoning included). `usage` counts tokens by kind, as the provider reports them.
    """

    text: str
    calls: tuple[ToolCall, ...] = ()
    items: tuple[dict[str, Any], ...] = ()
    usage: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ToolOutput:
    """The result of one call, as JSON text."""

    call_id: str
    output: str


Turn = UserMessage | ModelReply | ToolOutput


class Model(Protocol):
    """Anything that answers a conversation. `name` is the model's own, for people to read."""

    name: str

    def reply(
        self, instructions: str, conversation: Sequence[Turn], tools: Sequence[ToolDefinition]
    ) -> AsyncGenerator[str | ModelReply, None]:
        """Yield pieces of text as they arrive, and the whole reply last.

        Raises `itsupport.llm.ModelError` with a readable message when the model cannot answer.
        """
        ...

    async def close(self) -> None:
        """Close the connections to the provider, for good. Whoever made the model may do it."""
        ...
