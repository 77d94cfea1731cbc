"""A model behind OpenAI's Responses API.

Stateless: nothing is stored at the provider (`store=False`), so every request carries the whole
conversation, and the model's own items, reasoning included, go back as they came.
"""

from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from typing import TYPE_CHECKING, Any

from itsupport.llm.addresses import shown
from itsupport.llm.azure_schemas import as_taken_at
from itsupport.llm.conversation import (
    ModelReply,
    ToolCall,
    ToolDefinition,
    ToolOutput,
    Turn,
    UserMessage,
)
from itsupport.llm.errors import broke_off, masked, model_error, nonsense
from itsupport.llm.schemas import to_responses_tool
from itsupport.llm.tool_names import with_aliases, with_own_names
from itsupport.offline.service.model_families import never_reasons
from itsupport.unicode import sendable

if TYPE_CHECKING:
    from openai import AsyncOpenAI

_ENCRYPTED_REASONING = "reasoning.encrypted_content"


class ResponsesModel:
    """`client` is an `openai.AsyncOpenAI`, used in one event loop; `name` is the model's name."""

    def __init__(self, client: "AsyncOpenAI", name: str) -> None:
        self.name = name
        self._client = client
        self._include = [] if never_reasons(name) else [_ENCRYPTED_REASONING]

    async def reply(
        self, instructions: str, conversation: Sequence[Turn], tools: Sequence[ToolDefinition]
    ) -> AsyncGenerator[str | ModelReply, None]:
        """Yield pieces of text as they arrive, and the whole reply last. Raises `ModelError`."""
        taken = as_taken_at(str(self._client.base_url), tools)
        request = _request(instructions, conversation, taken)
        try:
            async with await self._events(request) as events:
                async for piece in self._pieces(events):
                    yield piece if isinstance(piece, str) else with_own_names(piece, tools)
        except Exception as problem:
            raise model_error(problem, self.name, self._client) from None

    async def close(self) -> None:
        """Close the connections to the provider."""
        await self._client.close()

    async def _events(self, request: dict[str, Any]) -> Any:
        """Open the stream. A name may hide what the model is: one that has no reasoning says so."""
        import openai

        create: Any = self._client.responses.create
        fixed = {"model": self.name, "store": False, "stream": True}
        try:
            return await create(**fixed, **request, include=self._include)
        except openai.BadRequestError as problem:
            if not self._include or "include" not in (problem.param or problem.message):
                raise
        self._include = []
        return await create(**fixed, **request, include=[])

    async def _pieces(self, events: Any) -> AsyncIterator[str | ModelReply]:
        done: list[Any] = []
        begun = False
        async for event in events:
            begun = begun or event.type == "response.created"
            match event.type:
                case "response.output_text.delta" | "response.refusal.delta":
                    yield event.delta
                case "response.output_item.done":
                    done.append(event.item)
                case "response.completed":
                    yield _whole_reply(event.response, done)
                    return
                case "response.incomplete" | "response.failed" | "error":
                    raise broke_off(self.name, masked(_fault(event), self._client.api_key))
        if begun:
            raise broke_off(self.name, "The connection closed before the answer ended.")
        raise nonsense(self.name, shown(str(self._client.base_url)))


def _request(
    instructions: str, conversation: Sequence[Turn], tools: Sequence[ToolDefinition]
) -> dict[str, Any]:
    request = {
        "instructions": instructions,
        "input": [item for turn in conversation for item in _items(turn)],
        "tools": [to_responses_tool(tool) for tool in with_aliases(tools)],
    }
    clean: dict[str, Any] = sendable(request)
    return clean


def _items(turn: Turn) -> Sequence[dict[str, Any]]:
    match turn:
        case UserMessage(text):
            return [{"role": "user", "content": text}]
        case ToolOutput(call_id, output):
            return [{"type": "function_call_output", "call_id": call_id, "output": output}]
        case ModelReply():
            return turn.items


def _whole_reply(response: Any, done: list[Any]) -> ModelReply:
    """Some servers leave the output out of the last event: then it is what the events brought."""
    output = response.output or done
    usage = response.usage.to_dict() if response.usage else {}
    return ModelReply(
        text="".join(_text(item) for item in output),
        calls=tuple(
            ToolCall(item.call_id, item.name, item.arguments or "{}")
            for item in output
            if item.type == "function_call"
        ),
        items=tuple(item.to_dict() for item in output),
        usage={kind: count for kind, count in usage.items() if isinstance(count, int)},
    )


def _text(item: Any) -> str:
    if item.type != "message":
        return ""
    parts = [
        str(getattr(part, "text", "") or getattr(part, "refusal", "")) for part in item.content
    ]
    return "".join(parts)


def _fault(event: Any) -> str:
    """Why the service gave up, in its own words."""
    if event.type == "error":
        return str(event.message)
    if event.type == "response.incomplete":
        details = event.response.incomplete_details
        return f"It was cut off: {details.reason if details else 'no reason was given'}."
    error = event.response.error
    return str(error.message) if error else "The provider gave no reason."
