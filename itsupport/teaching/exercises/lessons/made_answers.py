"""Answers as an orchestrator gives them, made by hand: what is in them is known exactly."""

from typing import Any

from itsupport.errors import SupportError
from itsupport.orchestrator import Answer, FinishedCall


def found(number: int, tool: str, arguments: dict[str, Any], result: Any) -> FinishedCall:
    """A call of this round that gave a result."""
    return FinishedCall(number, "a server", tool, arguments, result, None, 0.01)


def failed(number: int, tool: str, arguments: dict[str, Any], *actions: str) -> FinishedCall:
    """A call of this round that gave an error, with what the error suggests."""
    error = SupportError(f"{tool} found nothing of this name", suggested_actions=actions)
    return FinishedCall(number, "a server", tool, arguments, None, error.envelope, 0.01)


def answer(text: str, *calls: FinishedCall) -> Answer:
    """An answer after these calls; in the last round the model only wrote the text."""
    rounds = max((call.round for call in calls), default=0) + 1
    return Answer("What do we know?", text, calls, rounds, "made by hand", 0.1)
