"""A whole conversation as one Markdown document: questions, answers, calls and failures.

No times and no dates: the same conversation gives the same document. HTML in an answer is shown as
text, and a code block that an answer leaves open ends with it.
"""

from collections.abc import Sequence

from itsupport.errors import ErrorEnvelope, SupportError
from itsupport.harmless_markdown import code, contained, inline
from itsupport.orchestrator.answers import Answer, FinishedCall, counted, written

HEADING = "# A conversation"


def conversation_markdown(
    conversation: Sequence[Answer | tuple[str, SupportError]], asked: Sequence[str] = ()
) -> str:
    """The document. A question that failed is given as itself and its error.

    `asked` is Markdown for each: what servers asked the person meanwhile.
    """
    parts = [HEADING]
    for number, said in enumerate(conversation, 1):
        question = said.question if isinstance(said, Answer) else said[0]
        body = _answered(said) if isinstance(said, Answer) else failed(said[1].envelope)
        between = asked[number - 1] if number <= len(asked) else ""
        parts.append("\n\n".join(filter(None, [f"## {number}. {inline(question)}", between, body])))
    return "\n\n".join(parts if conversation else [HEADING, "Nothing was asked."]) + "\n"


def _answered(answer: Answer) -> str:
    head = f"*{inline(answer.model)}, {calls_and_rounds(answer)}*"
    calls = [_call(number, call) for number, call in enumerate(answer.calls, 1)]
    return "\n\n".join(filter(None, [contained(answer.text), head, "\n".join(calls)]))


def _call(number: int, call: FinishedCall) -> str:
    made = code(f"{call.tool}({written(call.arguments)})")
    outcome = f"{'✓' if call.error is None else '✗'} {inline(call.outcome)}"
    return f"{number}. round {call.round}: {made} on **{inline(call.server)}**: {outcome}"


def failed(envelope: ErrorEnvelope) -> str:
    """What went wrong, why, and what to do next."""
    told = filter(None, [f"**✗ {inline(envelope['error'])}**", inline(envelope["reason"])])
    actions = "\n".join(f"- {inline(action)}" for action in envelope["suggested_actions"])
    return "\n\n".join(filter(None, [*told, actions]))


def calls_and_rounds(answer: Answer) -> str:
    """How much was called for an answer: `2 tool calls in 1 round`."""
    if not answer.calls:
        return "no tool call"
    rounds = {call.round for call in answer.calls}
    return f"{counted(len(answer.calls), 'tool call')} in {counted(len(rounds), 'round')}"
