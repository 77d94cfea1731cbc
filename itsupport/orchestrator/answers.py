"""An answer and how it came about: as Markdown, as a sequence diagram, as a table."""

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from itsupport.errors import ErrorEnvelope
from itsupport.harmless_markdown import code, contained, inline
from itsupport.orchestrator.diagram import Diagram, label, participant

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """What a server asked the person during a call, and how that ended; never what was written."""

    message: str
    action: str


@dataclass(frozen=True, slots=True)
class FinishedCall:
    """One tool call: `result` on success, `error` (the envelope) on failure, never both.

    `round` counts from 1; calls of the same round ran at the same time. `seconds` is wall time.
    `questions` are those that its server asked the person meanwhile.
    """

    round: int
    server: str
    tool: str
    arguments: dict[str, Any]
    result: dict[str, Any] | None
    error: ErrorEnvelope | None
    seconds: float = field(repr=False)
    questions: tuple[AskedQuestion, ...] = ()

    @property
    def outcome(self) -> str:
        """One short phrase: the error's statement, or which fields came back."""
        if self.error is not None:
            return f"error: {self.error['error']}"
        result = self.result or {}
        count = result.get("count")
        return f"{count} found" if isinstance(count, int) else f"{len(result)} fields"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the model said to a question, and the calls it made for it."""

    question: str
    text: str
    calls: tuple[FinishedCall, ...]
    rounds: int
    model: str
    seconds: float
    usage: dict[str, int] = field(default_factory=dict)

    def to_markdown(self) -> str:
        """The question, the answer and the calls as a Markdown document; nothing breaks out."""
        steps = [
            f"{number}. {code(f'{call.tool}({written(call.arguments)})')} on "
            f"**{inline(call.server)}**, round {call.round}: {inline(call.outcome)}"
            for number, call in enumerate(self.calls, 1)
        ]
        trace = "\n".join(steps) or "No tool was called."
        return f"**{inline(self.question)}**\n\n{contained(self.text)}\n\n---\n\n{trace}\n"

    def to_mermaid(self) -> Diagram:
        """Who asked whom, as a Mermaid sequence diagram; calls of one round stand together."""
        servers = dict.fromkeys(call.server for call in self.calls)
        lines = [
            "sequenceDiagram",
            "    actor you",
            "    participant model",
            "    participant desk",
        ]
        lines += [f"    participant {participant(server)} as {label(server)}" for server in servers]
        lines.append(f"    you->>model: {label(self.question)}")
        for number in sorted({call.round for call in self.calls}):
            lines += _round_arrows([call for call in self.calls if call.round == number])
        return Diagram("\n".join([*lines, "    model-->>you: the answer"]))

    def to_frame(self) -> "pd.DataFrame":
        """A row per call: round, server, tool, arguments, outcome."""
        from itsupport.guarded_frame import GuardedFrame

        columns = ["round", "server", "tool", "arguments", "outcome"]
        rows = [(c.round, c.server, c.tool, written(c.arguments), c.outcome) for c in self.calls]
        return GuardedFrame(rows, columns=columns)

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        """Short, and without what differs from run to run: notebooks keep it beside the answer."""
        calls, rounds = len(self.calls), self.rounds
        return f"<Answer to {self.question!r}: {calls} call(s) in {rounds} round(s), {self.model}>"

    def _repr_markdown_(self) -> str:
        """For a cell, which would fetch images and make formulas; `text` stays as it came."""
        return contained(self.text)


def _round_arrows(calls: list[FinishedCall]) -> list[str]:
    """First everything that is asked in a round, then everything that comes back."""
    asked = [f"    model->>desk: {label(f'{c.tool}({written(c.arguments)})')}" for c in calls]
    sent = [f"    desk->>{participant(c.server)}: tools/call" for c in calls]
    in_between = [arrow for call in calls for arrow in _question_arrows(call)]
    came = [f"    {participant(c.server)}-->>desk: {label(c.outcome)}" for c in calls]
    return [*asked, *sent, *in_between, *came, f"    desk-->>model: {len(calls)} result(s)"]


def _question_arrows(call: FinishedCall) -> list[str]:
    """The server asks through the desk; the model is not in between."""
    server = participant(call.server)
    return [
        arrow
        for question in call.questions
        for arrow in (
            f"    {server}-->>desk: asks the user",
            f"    desk->>you: {label(question.message)}",
            f"    you-->>desk: {label(question.action)}",
            f"    desk->>{server}: {label(question.action)}",
        )
    ]


def written(arguments: dict[str, Any]) -> str:
    """Arguments as in a Python call: status="open", limit=5."""
    return ", ".join(
        f"{name}={json.dumps(value, ensure_ascii=False)}" for name, value in arguments.items()
    )


def counted(number: int, thing: str) -> str:
    """A number and its noun: 1 tool, 2 tools, 1,234 messages."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"
