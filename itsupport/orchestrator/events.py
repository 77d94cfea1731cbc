"""What happens while a question is answered, in order: the chat shows it, `query` collects it."""

import time
from dataclasses import dataclass, field
from typing import Any, Literal

from itsupport.orchestrator.answers import Answer, FinishedCall
from itsupport.orchestrator.asking import UserRequest


@dataclass(frozen=True, slots=True)
class RoundStarted:
    """The model is asked for the `number`th time (from 1) in this question."""

    number: int


@dataclass(frozen=True, slots=True)
class CallStarted:
    """A tool call was sent to its server; `id` ties it to its `CallFinished`.

    `at` is when, in seconds since 1970.
    """

    id: str
    server: str
    tool: str
    arguments: dict[str, Any]
    at: float = field(default_factory=time.time, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class CallFinished:
    """A tool call came back, with a result or an error."""

    id: str
    call: FinishedCall


@dataclass(frozen=True, slots=True)
class QuestionAsked:
    """A server asks the person in front, in the middle of a call; `id` ties it to its answer."""

    id: str
    server: str
    request: UserRequest


@dataclass(frozen=True, slots=True)
class QuestionAnswered:
    """The person replied; what was written goes to the server alone and is not in here."""

    id: str
    action: Literal["accept", "decline", "cancel"]


@dataclass(frozen=True, slots=True)
class TextArrived:
    """The next piece of what the model says."""

    text: str


@dataclass(frozen=True, slots=True)
class AnswerReady:
    """The question is answered; always the last event."""

    answer: Answer


Event = (
    RoundStarted
    | CallStarted
    | QuestionAsked
    | QuestionAnswered
    | CallFinished
    | TextArrived
    | AnswerReady
)
