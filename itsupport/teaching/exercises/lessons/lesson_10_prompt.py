"""An exercise of lesson 10: a prompt with an argument that it needs, and one that it does not."""

from typing import Any

from mcp import MCPError
from mcp.types import Prompt, TextContent

from itsupport.teaching.exercises.exercise import Exercise
from itsupport.teaching.exercises.outcome import Misconception, NotAttempted
from itsupport.teaching.exercises.served import asked, tools_of
from itsupport.teaching.exercises.showing import shown

UNTOUCHED = "`shift` has no prompt yet. Put `@shift.prompt()` above a function called `handover`."
FILLED = (
    {"ticket_id": "TKT-1001"},
    {"ticket_id": "TKT-1004", "audience": "the customer's manager"},
)
ANOTHER = {"ticket_id": "TKT-1011"}
"""A ticket that has nothing in common with the first: other status, system, customer and words."""


async def prompt_for_a_handover(shift: Any) -> None:
    """The prompt is listed, then filled in twice: once with what it needs, once with all.

    At last it is filled in for another ticket: a question that looks nothing up is the same.
    """
    _check_arguments(await _prompt(shift))
    texts = [await _written(shift, given) for given in (*FILLED, ANOTHER)]
    for given, text in zip((*FILLED, ANOTHER), texts, strict=True):
        _check_gaps(given, text)
    _check_nothing_looked_up(texts[0], texts[-1])


async def _prompt(shift: Any) -> Prompt:
    tools = await tools_of(shift)
    listed = (await asked(shift, lambda client: client.list_prompts())).prompts
    prompts: dict[str, Prompt] = {prompt.name: prompt for prompt in listed}
    if not tools and not prompts:
        raise NotAttempted(UNTOUCHED)
    if "handover" in prompts:
        return prompts["handover"]
    told = {"expected": "a prompt called handover"}
    if prompts:
        step = "A prompt's name is the function's name."
        told["seen"] = f"a prompt called {', '.join(prompts)}"
        raise Misconception("another_name", **told, next_step=step)
    step = "Tools are for the model. A person chooses a prompt: `@shift.prompt()`."
    told["seen"] = f"a tool called {tools[0].name}, and no prompt"
    raise Misconception("a_tool_instead", **told, next_step=step)


def _check_arguments(prompt: Prompt) -> None:
    arguments = {one.name: one for one in prompt.arguments or []}
    if set(arguments) != {"ticket_id", "audience"}:
        raise Misconception(
            "other_arguments",
            seen=f"the arguments {', '.join(arguments) or '(none)'}",
            expected="ticket_id and audience",
            next_step="A prompt's arguments are the function's parameters.",
        )
    needed = {name: bool(one.required) for name, one in arguments.items()}
    if needed != {"ticket_id": True, "audience": False}:
        raise Misconception(
            "wrong_ones_needed",
            seen=", ".join(
                f"{name} {'must' if must else 'need not'} be given" for name, must in needed.items()
            ),
            expected="ticket_id must be given, audience need not be",
            next_step="A parameter with a default may be left out; one without must be given.",
        )
    if missing := [name for name, one in arguments.items() if not one.description]:
        raise Misconception(
            "not_described",
            seen=f"no description of {', '.join(missing)}: the person who fills it in sees a name",
            expected="a description of each argument",
            next_step='`Annotated[str, Field(description="…")]`. An `Args:` section stays unread.',
        )


async def _written(shift: Any, given: dict[str, str]) -> str:
    try:
        found = await asked(shift, lambda client: client.get_prompt("handover", given))
    except MCPError as problem:
        raise Misconception(
            "cannot_be_filled_in",
            seen=f"with {given} a client gets the error: {problem.message}",
            expected="a message",
            next_step="Call the function itself in a cell: its own error says why.",
        ) from None
    if strange := [one for one in found.messages if one.role != "user"]:
        raise Misconception(
            "speaks_for_the_model",
            seen=f"a message with the role {strange[0].role}: {shown(_text(strange[0]))}",
            expected="messages that the person could have typed, with the role user",
            next_step="Return the question as a text: it becomes a message of the person.",
        )
    return "\n".join(_text(message) for message in found.messages)


def _check_nothing_looked_up(first: str, other: str) -> None:
    if _without_number(first, FILLED[0]) == _without_number(other, ANOTHER):
        return
    raise Misconception(
        "answers_by_itself",
        seen=f"with {FILLED[0]} it says {shown(first)}, and with {ANOTHER} {shown(other)}",
        expected="the same question about both; the model looks the ticket up when it is asked",
        next_step="Leave the ticket's data out: what is in a prompt is old when it is asked.",
    )


def _without_number(text: str, given: dict[str, str]) -> str:
    return text.replace(given["ticket_id"].partition("-")[2], "")


def _check_gaps(given: dict[str, str], text: str) -> None:
    wanted = [given["ticket_id"], given.get("audience", "the next shift")]
    if missing := [one for one in wanted if one.casefold() not in text.casefold()]:
        raise Misconception(
            "gaps_not_filled_in",
            seen=f"with {given} it says {shown(text)}",
            expected=f"a question with {' and '.join(missing)} in it",
            next_step="Put the arguments into the text: an f-string has an `f` in front of it.",
        )


def _text(message: Any) -> str:
    return message.content.text if isinstance(message.content, TextContent) else ""


EXERCISES = (
    Exercise(
        name="prompt_for_a_handover",
        lesson="10_resources_and_prompts",
        title="A question that needs its ticket",
        minutes=10,
        answers=("shift",),
        judge=prompt_for_a_handover,
        misconceptions={
            "a_tool_instead": "made a tool of a question that people start from",
            "another_name": "gave the prompt another name than the one that was asked for",
            "other_arguments": "gave the prompt other arguments",
            "wrong_ones_needed": "got wrong which argument must be given",
            "not_described": "did not describe the arguments where a client reads it",
            "cannot_be_filled_in": "wrote a prompt that cannot be filled in",
            "speaks_for_the_model": "put words into the model's mouth",
            "answers_by_itself": "looked the ticket up and put the answer into the question",
            "gaps_not_filled_in": "left out of the question what the person gave",
        },
        hints=(
            "`@shift.prompt()` goes above `def handover(ticket_id: …, audience: …) -> str:`.",
            'The default of `audience` is "the next shift".',
            '`Annotated[str, Field(description="The ticket to hand over, such as TKT-1001.")]`',
            'Return one f-string, such as `f"Summarise the ticket {ticket_id} for {audience}."`',
        ),
        why="A prompt writes the question and no more, so that the person sees what is asked.",
    ),
)
