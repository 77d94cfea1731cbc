"""What happens while a question is answered, in order: the chat shows it, `query` collects it."""

from dataclasses import dataclass
from typing import Any

from itsupport.orchestrator.answers import Answer, FinishedCall


@dataclass(frozen=True, slots=True)
class RoundStarted:
    """The model is asked for the `number`th time (from 1) in this question."""

    number: int


@dataclass(frozen=True, slots=True)
class CallStarted:
    """A tool call was sent to its server; `id` ties it to its `CallFinished`."""

    id: str
    server: str
    tool: str
    arguments: dict[str, Any]


@dataclass(frozen=True, slots=True)
class CallFinished:
    """A tool call came back, with a result or an error."""

    id: str
    call: FinishedCall


@dataclass(frozen=True, slots=True)
class TextArrived:
    """The next piece of what the model says."""

    text: str


@dataclass(frozen=True, slots=True)
class AnswerReady:
    """The question is answered; always the last event."""

    answer: Answer


Event = RoundStarted | CallStarted | CallFinished | TextArrived | AnswerReady
