"""Exercises of lesson 02: a schema that refuses a bad call before the function runs."""

from typing import Any, NamedTuple

from jsonschema import Draft202012Validator
from mcp.types import CallToolResult, Tool

from itsupport.teaching.exercises.exercise import Exercise
from itsupport.teaching.exercises.outcome import Misconception
from itsupport.teaching.exercises.served import call, text_of, tool_called
from itsupport.teaching.exercises.showing import shown

TOOL = "log_work"
UNTOUCHED = f"`work_server` has no tool yet. Offer `{TOOL}` and run the cell."
GOOD = (
    ({"amount": 90, "unit": "minutes", "priority": "low"}, 90),
    ({"amount": 1.5, "unit": "hours", "priority": "critical"}, 90),
    ({"amount": 0.25, "unit": "hours"}, 15),
)


class Bad(NamedTuple):
    """A call that must not arrive, and what it shows when it does."""

    what: str
    arguments: dict[str, Any]
    misconception: str
    next_step: str


LIMIT = "Give `amount` a limit in its type hint: `Annotated[float, Field(gt=…, description=…)]`."
CHOICE = 'A type hint such as `Literal["minutes", "hours"]` allows these words and no others.'
BAD = (
    Bad("an amount below 0", {"amount": -2, "unit": "hours"}, "bad_call_passes", LIMIT),
    Bad("a unit that there is not", {"amount": 2, "unit": "hour"}, "bad_call_passes", CHOICE),
    Bad(
        "a priority that there is not",
        {"amount": 2, "unit": "hours", "priority": "urgent"},
        "bad_call_passes",
        CHOICE,
    ),
    Bad(
        "an amount of 0",
        {"amount": 0, "unit": "hours"},
        "zero_passes",
        "`ge` means greater or equal, and `gt` means greater.",
    ),
    Bad(
        "no unit at all",
        {"amount": 2},
        "guesses_the_unit",
        "A parameter with a default may be left out. Take the default of `unit` away.",
    ),
)


async def schema_that_stops_it(server: Any, logged: Any) -> None:
    """Good calls pass and bad ones do not; and what refuses them can be read in the schema."""
    tool = await tool_called(server, TOOL, UNTOUCHED)
    for arguments, minutes in GOOD:
        _good(arguments, minutes, await call(server, TOOL, arguments))
    for bad in BAD:
        before = len(logged)
        refused = (await call(server, TOOL, bad.arguments)).is_error
        _bad(bad, tool, refused=bool(refused), ran=len(logged) != before)
    _words(tool)


def _good(arguments: dict[str, Any], minutes: float, result: CallToolResult) -> None:
    if not result.is_error and result.structured_content == {"minutes": minutes}:
        return
    step = "Compare each argument with its type hint, and leave the function's body as is."
    if not result.is_error and result.structured_content is None:
        step = "Leave `-> dict[str, float]` as it was: it makes the result data for programs."
    raise Misconception(
        "good_call_fails",
        seen=f"{arguments} gave {'the error ' if result.is_error else ''}{shown(text_of(result))}",
        expected=f"{{'minutes': {minutes}}}",
        next_step=step,
    )


def _bad(bad: Bad, tool: Tool, *, refused: bool, ran: bool) -> None:
    allowed = Draft202012Validator(tool.input_schema).is_valid(bad.arguments)
    if not refused:
        raise Misconception(
            bad.misconception,
            seen=f"{bad.what} passed: {bad.arguments}",
            expected="an error, before the function runs",
            next_step=bad.next_step,
        )
    if allowed or ran:
        raise Misconception(
            "not_in_the_schema",
            seen=f"{bad.what} was refused, but the schema allows {bad.arguments}",
            expected="a schema that says it, so that a caller knows before the call",
            next_step="Say it in the type hint and not in the body: Field(gt=…), Literal[…].",
        )


def _words(tool: Tool) -> None:
    arguments: dict[str, Any] = tool.input_schema.get("properties", {})
    silent = [name for name, schema in arguments.items() if not schema.get("description")]
    if silent:
        raise Misconception(
            "no_words",
            seen=f"no description of {', '.join(silent)} in the schema",
            expected="a description of every argument: a model reads nothing else",
            next_step='Add words: `Annotated[…, Field(description="…")]`.',
        )


EXERCISES = (
    Exercise(
        name="schema_that_stops_it",
        lesson="02_first_mcp_server",
        title="A schema that stops it",
        minutes=15,
        answers=("work_server", "logged"),
        judge=schema_that_stops_it,
        misconceptions={
            "another_name": "gave the tool another name than the one that was asked for",
            "good_call_fails": "refused calls that are good, or changed what they give",
            "bad_call_passes": "let a wrong unit, a wrong priority or a negative amount pass",
            "zero_passes": "put the limit one step too low, so that 0 passes",
            "guesses_the_unit": "gave the unit a default, so that a missing unit is guessed",
            "not_in_the_schema": "checked in the function's body, which no schema shows",
            "no_words": "left the arguments without descriptions",
        },
        hints=(
            "Decorate `log_work` with `@work_server.tool()`; then change its type hints only.",
            '`Literal["minutes", "hours"]` from `typing` allows two words, and the schema says so.',
            '`Annotated[float, Field(gt=0, description="…")]` has a limit and words.',
            'Both go together: `Annotated[Literal[…], Field(description="…")]`.',
        ),
        why="What the schema says need not be tried out: a good caller never makes the bad call.",
    ),
)
