"""The support desk's tools as a request shows them, and conversations held over them."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from itsupport import dual_mode
from itsupport.domains import assets, billing, customers, knowledge, tickets
from itsupport.errors import SupportError
from itsupport.offline.exchange import Call, Exchange, Message, Reply, Tool
from itsupport.offline.selector.engine import answer

FUNCTIONS = {
    function.__name__: function
    for domain in (tickets, customers, billing, knowledge, assets)
    for function in domain.TOOLS
}
TOOLS = tuple(
    Tool(name, dual_mode.description(function), dual_mode.input_schema(function))
    for name, function in FUNCTIONS.items()
)
SYSTEM = Message("system", "You answer questions of a support desk. Today is 2025-06-30.")
Runner = Callable[[Call], str]
Engine = Callable[[Exchange], Reply]


@dataclass
class Talk:
    """A conversation so far: `calls` and `text` belong to the last question."""

    messages: list[Message] = field(default_factory=lambda: [SYSTEM])
    calls: list[Call] = field(default_factory=list)
    text: str = ""

    @property
    def names(self) -> list[str]:
        return [call.name for call in self.calls]

    @property
    def plain_calls(self) -> list[tuple[str, dict[str, object]]]:
        """Names and arguments, nulls left out."""
        return [
            (call.name, {key: value for key, value in call.arguments.items() if value is not None})
            for call in self.calls
        ]


def run(call: Call) -> str:
    """Run a call as a server would: the result, or the envelope of the error, as JSON text."""
    arguments = {name: value for name, value in call.arguments.items() if value is not None}
    try:
        return json.dumps(FUNCTIONS[call.name](**arguments))
    except SupportError as problem:
        return json.dumps(problem.envelope)


def talk(
    *questions: str,
    tools: Sequence[Tool] = TOOLS,
    runner: Runner = run,
    engine: Engine = answer,
) -> Talk:
    """Ask the questions one after the other; each must be answered within ten rounds."""
    held = Talk()
    for question in questions:
        held.messages.append(Message("user", question))
        held.calls = []
        held.text = _answered(held, tuple(tools), runner, engine)
    return held


def _answered(held: Talk, tools: tuple[Tool, ...], runner: Runner, engine: Engine) -> str:
    for _ in range(10):
        reply = engine(Exchange(tuple(held.messages), tools))
        held.messages.append(Message("assistant", reply.text, reply.calls))
        if not reply.calls:
            return reply.text
        held.calls += reply.calls
        held.messages += [Message("tool", runner(call), (), call.id) for call in reply.calls]
    raise AssertionError(f"not answered within ten rounds: {held.names}")
