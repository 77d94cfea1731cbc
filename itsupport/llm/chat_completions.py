"""A model behind Chat Completions, which nearly every provider and local server offers."""

from collections.abc import AsyncGenerator, Sequence
from typing import TYPE_CHECKING, Any

from itsupport.llm.addresses import is_azure, is_openai, shown
from itsupport.llm.azure_schemas import as_taken_at
from itsupport.llm.conversation import (
    ModelReply,
    ToolCall,
    ToolDefinition,
    ToolOutput,
    Turn,
    UserMessage,
)
from itsupport.llm.errors import broke_off, model_error, nonsense
from itsupport.llm.schemas import to_chat_tool
from itsupport.llm.tool_names import with_aliases, with_own_names
from itsupport.offline.service.model_families import wants_no_effort_with_chat_tools
from itsupport.unicode import sendable

if TYPE_CHECKING:
    from openai import AsyncOpenAI

_CUT_OFF = {
    "length": "The answer is longer than the model may write.",
    "content_filter": "The provider's content filter stopped it.",
}


class ChatCompletionsModel:
    """`client` is an `openai.AsyncOpenAI`, used in one event loop; `name` is the model's name."""

    def __init__(self, client: "AsyncOpenAI", name: str) -> None:
        self.name = name
        self._client = client

    async def reply(
        self, instructions: str, conversation: Sequence[Turn], tools: Sequence[ToolDefinition]
    ) -> AsyncGenerator[str | ModelReply, None]:
        """Yield pieces of text as they arrive, and the whole reply last. Raises `ModelError`."""
        request = self._request(instructions, conversation, tools)
        answer = _Answer(first_id=f"call_{len(conversation)}")
        try:
            chunks = await self._client.chat.completions.create(
                model=self.name, stream=True, stream_options={"include_usage": True}, **request
            )
            async with chunks:
                async for chunk in chunks:
                    if piece := answer.add(chunk):
                        yield piece
            yield with_own_names(self._finished(answer), tools)
        except Exception as problem:
            raise model_error(problem, self.name, self._client) from None

    async def close(self) -> None:
        """Close the connections to the provider."""
        await self._client.close()

    def _request(
        self, instructions: str, conversation: Sequence[Turn], tools: Sequence[ToolDefinition]
    ) -> dict[str, Any]:
        system = [{"role": "system", "content": instructions}] if instructions else []
        turns = [message for turn in conversation for message in _messages(turn)]
        request: dict[str, Any] = {"messages": [*system, *turns]}
        url = str(self._client.base_url)
        if tools:
            taken = with_aliases(as_taken_at(url, tools))
            request["tools"] = [to_chat_tool(tool) for tool in taken]
        if is_openai(url) or is_azure(url):
            request["store"] = False  # accounts made lately keep every conversation otherwise
        if tools and wants_no_effort_with_chat_tools(self.name):
            request["reasoning_effort"] = "none"
        clean: dict[str, Any] = sendable(request)
        return clean

    def _finished(self, answer: "_Answer") -> ModelReply:
        if answer.finish_reason in _CUT_OFF:
            raise broke_off(self.name, _CUT_OFF[answer.finish_reason])
        if not answer.finish_reason and not answer.text and not answer.calls:
            raise nonsense(self.name, shown(str(self._client.base_url)))
        if not answer.finish_reason:
            raise broke_off(self.name, "The connection closed before the answer ended.")
        return answer.reply()


class _Answer:
    """What the chunks have brought so far. `first_id` names calls that a server left nameless."""

    def __init__(self, first_id: str) -> None:
        self.text = ""
        self.calls: list[dict[str, str]] = []
        self.finish_reason = ""
        self.usage: dict[str, int] = {}
        self._first_id = first_id
        self._places: dict[int, int] = {}

    def add(self, chunk: Any) -> str:
        """Take a chunk in; give back the text that it brought."""
        if chunk.usage:
            counts = chunk.usage.to_dict().items()
            self.usage = {kind: count for kind, count in counts if isinstance(count, int)}
        if not chunk.choices:
            return ""
        choice = chunk.choices[0]
        self.finish_reason = choice.finish_reason or self.finish_reason
        if choice.delta is None:
            return ""
        for part in choice.delta.tool_calls or []:
            self._add_call(part)
        piece = choice.delta.content or choice.delta.refusal or ""
        self.text += piece
        return piece

    def reply(self) -> ModelReply:
        """The whole reply, with the message that goes back in the next round."""
        for call in self.calls:
            call["arguments"] = call["arguments"] or "{}"
        message: dict[str, Any] = {"role": "assistant", "content": self.text or None}
        if self.calls:
            message["tool_calls"] = [_wire_call(call) for call in self.calls]
        calls = tuple(ToolCall(call["id"], call["name"], call["arguments"]) for call in self.calls)
        return ModelReply(self.text, calls, (message,) if self.text or calls else (), self.usage)

    def _add_call(self, part: Any) -> None:
        """Most servers number the calls; some give every call the number 0, or none."""
        place = self._places.get(part.index or 0)
        if place is None or (part.id and part.id != self.calls[place]["id"]):
            place = self._places[part.index or 0] = len(self.calls)
            made_up = f"{self._first_id}_{place}"
            self.calls.append({"id": part.id or made_up, "name": "", "arguments": ""})
        if part.function:
            self.calls[place]["name"] += part.function.name or ""
            self.calls[place]["arguments"] += part.function.arguments or ""


def _messages(turn: Turn) -> Sequence[dict[str, Any]]:
    match turn:
        case UserMessage(text):
            return [{"role": "user", "content": text}]
        case ToolOutput(call_id, output):
            return [{"role": "tool", "tool_call_id": call_id, "content": output}]
        case ModelReply():
            return turn.items


def _wire_call(call: dict[str, str]) -> dict[str, Any]:
    function = {"name": call["name"], "arguments": call["arguments"]}
    return {"id": call["id"], "type": "function", "function": function}
