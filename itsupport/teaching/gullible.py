"""A stand-in for a model that believes what it reads. It is no language model and knows no tricks.

Language models fall for orders in tool results sometimes, and nobody can say when. This one falls
for every order of one form, `tool_name({"argument": "value"})`, so that a lesson can show in each
run what happens then, and what a defence is worth. Everything else the offline model does.
"""

import json
import re
from collections.abc import AsyncGenerator, Sequence

from itsupport.llm import ModelReply, ToolCall, ToolDefinition, ToolOutput, Turn, offline_model

ORDER = re.compile(r"\b(\w+)\((\{[^{}]*\})\)")


class GullibleStandIn:
    """Obeys each order that stands in a tool result, once; answers like the offline model."""

    name = "gullible-stand-in"

    def __init__(self) -> None:
        self._offline = offline_model()
        self._obeyed: set[tuple[str, str]] = set()

    async def reply(
        self, instructions: str, conversation: Sequence[Turn], tools: Sequence[ToolDefinition]
    ) -> AsyncGenerator[str | ModelReply, None]:
        """What a model of this kind replies; see `itsupport.llm.conversation.Model`."""
        if calls := self._ordered(conversation, {tool.name for tool in tools}):
            yield ModelReply("", calls, items=tuple(map(_item, calls)))
            return
        async for said in self._offline.reply(instructions, conversation, tools):
            yield said

    async def close(self) -> None:
        """Close the model that it stands on."""
        await self._offline.close()

    def _ordered(self, conversation: Sequence[Turn], known: set[str]) -> tuple[ToolCall, ...]:
        """The calls that the newest results order and that were not made yet."""
        found = dict.fromkeys(
            order
            for turn in conversation
            if isinstance(turn, ToolOutput)
            for text in _texts(json.loads(turn.output))
            for order in ORDER.findall(text)
            if order[0] in known
        )
        new = [order for order in found if order not in self._obeyed]
        self._obeyed.update(new)
        return tuple(ToolCall(f"obeyed_{n}", *order) for n, order in enumerate(new))


def _texts(value: object) -> list[str]:
    """Every text in a result, wherever it stands."""
    match value:
        case str():
            return [value]
        case dict():
            return [text for item in value.values() for text in _texts(item)]
        case list():
            return [text for item in value for text in _texts(item)]
    return []


def _item(call: ToolCall) -> dict[str, str]:
    return {
        "type": "function_call",
        "call_id": call.id,
        "name": call.name,
        "arguments": call.arguments,
    }
