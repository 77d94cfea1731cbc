"""An exercise of lesson 05: the loop between a model and its tools, tried with a scripted model."""

import json
from typing import Any

from itsupport.errors import SupportError
from itsupport.teaching.exercises.bounded import run
from itsupport.teaching.exercises.exercise import Exercise
from itsupport.teaching.exercises.lessons.scripted_model import (
    MISSING,
    TICKETS,
    Message,
    Stage,
    calls,
    message,
    no_limit,
)
from itsupport.teaching.exercises.outcome import Misconception


async def write_the_loop(loop: Any) -> None:
    """Two conversations with other ids and answers; then a model that never stops calling."""
    await _converse(loop, {"call_a": "TKT-1001", "call_b": "TKT-1002"}, "Two tickets.")
    await _converse(loop, {"call_7": MISSING, "call_8": "TKT-1002"}, "One of them is not there.")
    for most in (2, 4):
        stage = Stage(lambda number: calls({f"call_{number}": "TKT-1001"}))
        text = await _looped(loop, stage, most)
        if len(stage.asked) != most:
            raise no_limit(len(stage.asked), f"{most}, because most_rounds is {most}")
        if not isinstance(text, str) or not text:
            raise _no_text(text, "a sentence of your own when the rounds are used up")


async def _converse(loop: Any, wanted: dict[str, str], answer: str) -> None:
    said = [calls(wanted), calls({"call_last": "TKT-1001"}), message(content=answer)]
    stage = Stage(lambda number: said[min(number, len(said)) - 1])
    text = await _looped(loop, stage, 5)
    if len(stage.asked) < 2:
        raise Misconception(
            "asks_once",
            seen="the model was asked once; it wanted two calls and never saw their outputs",
            expected="the model is asked again, until it wants no more calls",
            next_step="Ask again, with the outputs in the list, while there are tool_calls.",
        )
    _check_messages(stage.asked[1], said[0], wanted)
    if text != answer:
        raise _no_text(text, f"the content of the model's last message: {answer!r}")


async def _looped(loop: Any, stage: Stage, most: int) -> Any:
    question = [{"role": "user", "content": "What do these tickets say?"}]
    try:
        text = await run(loop, stage.ask, stage.run, question, most)
    except SupportError as problem:
        raise Misconception(
            "error_ends_the_loop",
            seen=f"a tool raised SupportError, and the loop ended with it: {problem}",
            expected="the error as text in the list, so that the model reads it",
            next_step="Catch SupportError around `run`; the envelope is the output then.",
        ) from None
    except Misconception as problem:
        raise stage.found or problem from None
    if stage.found:
        raise stage.found
    return text


def _check_messages(messages: list[Message], said: Message, wanted: dict[str, str]) -> None:
    """What the model sees when it is asked the second time."""
    kinds = ["tool" if one.get("role") == "tool" else one.get("tool_calls") for one in messages]
    outputs = kinds.index("tool") if "tool" in kinds else len(kinds)
    if said["tool_calls"] not in kinds[:outputs]:
        raise Misconception(
            "forgets_the_call",
            seen=f"the second time the model saw the roles {_roles(messages)}",
            expected="user, assistant and then a tool message for each call",
            next_step="Append the model's own message first: it does not remember its calls.",
        )
    told = {one.get("tool_call_id"): one for one in messages if one.get("role") == "tool"}
    if kinds.count("tool") < len(wanted):
        raise Misconception(
            "first_call_only",
            seen=f"{kinds.count('tool')} tool messages after a message with {len(wanted)} calls",
            expected="a tool message for each call",
            next_step="Go through all of tool_calls, and append an output for every one.",
        )
    if told.keys() != wanted.keys():
        raise Misconception(
            "wrong_id",
            seen=f"tool_call_id is {', '.join(map(str, told))}",
            expected=f"{', '.join(wanted)}: the ids of the calls",
            next_step="Take the id from the call itself, not from its function or its place.",
        )
    for call_id, ticket_id in wanted.items():
        _check_output(told[call_id].get("content"), ticket_id)


def _check_output(content: Any, ticket_id: str) -> None:
    if not isinstance(content, str):
        raise Misconception(
            "output_not_text",
            seen=f"the content of a tool message is a {type(content).__name__}",
            expected="text: the result as JSON",
            next_step="json.dumps makes text of what `run` gives.",
        )
    if ticket_id == MISSING:
        good = f"Ticket {MISSING} not found" in content
    else:
        good = content == json.dumps(TICKETS[ticket_id]) or _read(content) == TICKETS[ticket_id]
    if not good:
        raise Misconception(
            "says_something_else",
            seen=f"for {ticket_id} the model reads: {content!r}",
            expected="what the tool gave, as JSON; for a failure what went wrong",
            next_step="json.dumps the result, or the error's `envelope`; str makes no JSON.",
        )


def _read(content: str) -> Any:
    try:
        return json.loads(content)
    except ValueError:
        return None


def _no_text(text: Any, expected: str) -> Misconception:
    return Misconception(
        "no_answer",
        seen=f"the loop gave back {str(text)[:80]!r}, a {type(text).__name__}",
        expected=expected,
        next_step="Return the text itself, at both ends of the loop.",
    )


def _roles(messages: list[Message]) -> str:
    return ", ".join(str(one.get("role")) for one in messages)


EXERCISES = (
    Exercise(
        name="write_the_loop",
        lesson="05_you_are_the_model",
        title="The loop",
        minutes=15,
        answers=("answer_with_tools",),
        judge=write_the_loop,
        misconceptions={
            "asks_once": "asked the model only once",
            "forgets_the_call": "left the model's own message out, or put it behind the outputs",
            "first_call_only": "ran only the first of several calls",
            "wrong_id": "tied the output to another id than the call's",
            "arguments_as_text": "gave the tool the arguments as text",
            "output_not_text": "gave the model an output that is not text",
            "error_ends_the_loop": "let the error of a tool end the loop",
            "says_something_else": "told the model something else than what the tool said",
            "no_limit": "asked more or less often than was allowed",
            "no_answer": "did not give back the text of the answer",
        },
        hints=(
            "A round: ask, append the message, and end if it has no `tool_calls`.",
            'For a call: `run(call["function"]["name"], json.loads(…))`, then append the output.',
            'An output is `{"role": "tool", "tool_call_id": call["id"], "content": text}`.',
            "Let `for number in range(most_rounds)` turn the rounds; a sentence comes after it.",
        ),
        why="A model only writes calls: ids tie outputs to them, and errors are for it to read.",
    ),
)
