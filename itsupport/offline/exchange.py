"""What the offline model sees and says, free of the two wire formats it arrives in."""

from dataclasses import dataclass
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool as the request describes it; `parameters` is its JSON Schema."""

    name: str
    description: str
    parameters: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Call:
    """One tool call, with its arguments as a JSON object."""

    id: str
    name: str
    arguments: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Message:
    """One message; an assistant's may carry calls, a tool's answers the call `call_id`."""

    role: Literal["system", "user", "assistant", "tool"]
    text: str
    calls: tuple[Call, ...] = ()
    call_id: str | None = None


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request: everything that is known when the next reply is decided.

    `tool_choice` is "auto", "none", "required" or the name of the one tool to call.
    """

    messages: tuple[Message, ...]
    tools: tuple[Tool, ...]
    tool_choice: str = "auto"
    parallel_calls: bool = True


@dataclass(frozen=True, slots=True)
class Reply:
    """Either calls to run, or the text that answers."""

    text: str
    calls: tuple[Call, ...] = ()
