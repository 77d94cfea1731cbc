"""The conversation as turns: a question, the calls made for it with their results, the answer.

Results are read as data only. This file leaves out what to do next.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from itsupport.offline.exchange import Message

_MOST_TEXT = 4000


@dataclass(frozen=True)
class Done:
    """A call that was made: its arguments without nulls, and what came back."""

    name: str
    arguments: dict[str, Any]
    result: Any

    @property
    def key(self) -> str:
        return call_key(self.name, self.arguments)

    @property
    def failure(self) -> dict[str, Any] | None:
        """The error envelope, when the call failed."""
        result = self.result
        if isinstance(result, dict) and isinstance(result.get("error"), str):
            return result
        if isinstance(result, str) and re.match(r"\s*error\b", result, re.IGNORECASE):
            return {"error": result.strip()[:200]}
        return None


@dataclass
class Turn:
    """One question with everything that followed it."""

    question: str
    calls: list[Done] = field(default_factory=list)
    rounds: int = 0
    answer: str = ""

    def finished(self, name: str, arguments: dict[str, Any]) -> Done | None:
        """The call with this name and these arguments, if it was made."""
        wanted = call_key(name, arguments)
        return next((done for done in self.calls if done.key == wanted), None)


def call_key(name: str, arguments: dict[str, Any]) -> str:
    """Equal for equal calls; nulls count as left out."""
    return name + json.dumps(without_nulls(arguments), sort_keys=True)


def without_nulls(arguments: dict[str, Any]) -> dict[str, Any]:
    """The arguments that say something."""
    return {name: value for name, value in arguments.items() if value is not None}


def turns_of(messages: tuple[Message, ...]) -> list[Turn]:
    """The turns of a conversation, the current one last; empty when nobody asked anything."""
    outputs = {one.call_id: one.text for one in messages if one.role == "tool"}
    turns: list[Turn] = []
    for message in messages:
        if message.role == "user":
            turns.append(Turn(message.text[:_MOST_TEXT]))
        elif message.role == "assistant" and turns:
            _add(turns[-1], message, outputs)
    return turns


def system_text(messages: tuple[Message, ...]) -> str:
    """All instructions of the conversation in one text."""
    return "\n".join(one.text for one in messages if one.role == "system")


def _add(turn: Turn, message: Message, outputs: dict[str | None, str]) -> None:
    turn.rounds += bool(message.calls)
    turn.answer = message.text or turn.answer
    for call in message.calls:
        if call.id in outputs:
            result = parsed(outputs[call.id])
            turn.calls.append(Done(call.name, without_nulls(call.arguments), result))


def parsed(text: str) -> Any:
    """The JSON value of a tool's output; its text when it is none."""
    try:
        return json.loads(text)
    except ValueError:
        return text


def leaves(value: Any, key: str = "") -> Iterator[tuple[str, Any]]:
    """Every single value inside a result with the key that it stands under, in order."""
    if isinstance(value, dict):
        for name, item in value.items():
            yield from leaves(item, str(name))
    elif isinstance(value, list):
        for item in value:
            yield from leaves(item, key)
    else:
        yield key, value
