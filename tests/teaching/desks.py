"""Desks for the tool-selection test: real servers, and models that choose in known ways."""

import json
import re
from collections.abc import AsyncGenerator, Sequence
from typing import Any

from itsupport.llm import Model
from itsupport.llm.conversation import ModelReply, ToolCall, ToolDefinition, Turn, UserMessage
from itsupport.orchestrator import MCPOrchestrator
from itsupport.servers import SERVER_NAMES, build_server


def desk_with(model: Model) -> MCPOrchestrator:
    """The five servers in this process."""
    return MCPOrchestrator({name: build_server(name) for name in SERVER_NAMES}, model)


def asks(*calls: tuple[str, dict[str, Any]]) -> ModelReply:
    """A reply that asks for calls, given as pairs of tool and arguments."""
    return ModelReply(
        "", tuple(ToolCall(f"c{i}", tool, json.dumps(a)) for i, (tool, a) in enumerate(calls))
    )


class _OneCall:
    """Calls one tool for each question, then answers."""

    name = ""

    def __init__(self) -> None:
        self.lengths: list[int] = []

    async def reply(
        self, instructions: str, conversation: Sequence[Turn], tools: Sequence[ToolDefinition]
    ) -> AsyncGenerator[str | ModelReply, None]:
        self.lengths.append(len(conversation))
        last = conversation[-1]
        if isinstance(last, UserMessage):
            yield asks((self.choose(last.text, tools), {}))
        else:
            yield ModelReply("Done.")

    def choose(self, question: str, tools: Sequence[ToolDefinition]) -> str:
        raise NotImplementedError

    async def close(self) -> None:
        """Nothing to close."""


class Stubborn(_OneCall):
    """Calls the same tool whatever it is asked."""

    name = "stubborn"

    def __init__(self, tool: str) -> None:
        super().__init__()
        self._tool = tool

    def choose(self, question: str, tools: Sequence[ToolDefinition]) -> str:
        return self._tool


class Reader(_OneCall):
    """Calls the tool whose description has the most words of the question."""

    name = "reader"

    def choose(self, question: str, tools: Sequence[ToolDefinition]) -> str:
        asked = set(re.findall(r"\w+", question.lower()))
        shared = {t.name: len(asked & {*re.findall(r"\w+", t.description.lower())}) for t in tools}
        return max(sorted(shared), key=lambda name: shared[name])
