"""One question in a chat, and what has come of it so far."""

from dataclasses import dataclass, field
from typing import Literal

from itsupport.errors import ErrorEnvelope
from itsupport.orchestrator import (
    Answer,
    AnswerReady,
    CallFinished,
    CallStarted,
    Event,
    FinishedCall,
    RoundStarted,
    TextArrived,
)
from itsupport.orchestrator.forms.open_question import OpenQuestion

State = Literal["waiting", "working", "answered", "failed", "stopped"]


@dataclass
class Turn:
    """Filled by the events of its question; `id` is the same in Python and on the page.

    `calls` is replaced and never changed, because another thread may be drawing it.
    `began` is when it was no longer waiting, in seconds since 1970.
    `blocks` says that a cell waits for it, and that the kernel takes no click meanwhile.
    """

    id: str
    question: str
    state: State = "waiting"
    began: float = 0.0
    round: int = 0
    calls: dict[str, CallStarted | FinishedCall] = field(default_factory=dict)
    asked: list[OpenQuestion] = field(default_factory=list)
    text: str = ""
    blocks: bool = False
    answer: Answer | None = None
    problem: ErrorEnvelope | None = None

    @property
    def ended(self) -> bool:
        """Whether nothing more will come."""
        return self.state in ("answered", "failed", "stopped")

    @property
    def running(self) -> list[CallStarted]:
        """The calls that have not come back."""
        return [call for call in self.calls.values() if isinstance(call, CallStarted)]

    @property
    def waits_for_person(self) -> bool:
        """Whether a server's question is open."""
        return any(not question.closed for question in self.asked)

    def calls_on(self, server: str) -> list[str]:
        """The tools of a server that are being called: one of them asks when the server asks."""
        return list(dict.fromkeys(call.tool for call in self.running if call.server == server))

    def take(self, event: Event) -> None:
        """Note what happened."""
        self.state = "working"
        match event:
            case RoundStarted():
                self.round, self.text = event.number, ""
            case CallStarted():
                self.calls = {**self.calls, event.id: event}
            case CallFinished():
                self.calls = {**self.calls, event.id: event.call}
            case TextArrived():
                self.text += event.text
            case AnswerReady():
                self.answer, self.text, self.state = event.answer, event.answer.text, "answered"
