"""An exercise of lesson 05: take out the nulls of the strict form, and no others."""

from copy import deepcopy
from typing import Any

from itsupport.llm import without_nulls
from itsupport.teaching.exercises.bounded import run
from itsupport.teaching.exercises.exercise import Exercise
from itsupport.teaching.exercises.outcome import Misconception

Arguments = dict[str, Any]

TEXT, NULLABLE = {"type": "string"}, {"type": ["string", "null"]}
EITHER = {"anyOf": [{"type": "string"}, {"type": "null"}]}
SEARCH = {
    "type": "object",
    "properties": {"query": TEXT, "status": TEXT, "limit": {"type": "integer"}},
    "required": ["query"],
}
ASSIGN = {
    "type": "object",
    "properties": {
        "ticket_id": TEXT,
        "assigned_to": NULLABLE,
        "note": EITHER,
        "urgent": {"type": "boolean"},
        "minutes": {"type": "integer"},
        "tags": {"type": "array", "items": TEXT},
        "reason": TEXT,
    },
    "required": ["ticket_id", "assigned_to"],
}
FALSY: Arguments = {"ticket_id": "TKT-1001", "assigned_to": "", "urgent": False, "minutes": 0}
MEANT: Arguments = {"ticket_id": "TKT-1001", "assigned_to": None, "reason": None}
EITHER_MEANT: Arguments = {"ticket_id": "TKT-1001", "assigned_to": "Helen", "note": None}


async def strict_and_nulls(function: Any) -> None:
    """Nulls of both kinds in two schemas, and values that are only as good as false."""
    made = {"query": "printer", "status": None, "limit": None}
    for given in (made, {"query": "vpn", "status": None, "limit": 3}):
        result = await _left(function, given, SEARCH)
        if None in result.values():
            raise Misconception(
                "keeps_the_nulls",
                seen=f"{given} became {result}",
                expected=f"{without_nulls(given, SEARCH)}",
                next_step="A null that the tool's own schema does not allow means: left out.",
            )
        _compare(given, result, SEARCH)
    given = FALSY | {"tags": [], "reason": None}
    result = await _left(function, given, ASSIGN)
    if lost := [name for name, value in given.items() if value is not None and name not in result]:
        raise Misconception(
            "drops_what_is_false",
            seen=f"{', '.join(lost)} went missing from {given}",
            expected="an empty text, an empty list, 0 and False stay: they are values",
            next_step="Ask for `is None`; `if value` is also false for 0 and for an empty text.",
        )
    _compare(given, result, ASSIGN)
    await _judge_meant(function)


async def _judge_meant(function: Any) -> None:
    result = await _left(function, MEANT, ASSIGN)
    if "assigned_to" not in result:
        raise Misconception(
            "drops_a_meant_null",
            seen=f"{MEANT} became {result}",
            expected=f"{without_nulls(MEANT, ASSIGN)}: null is an assignment to nobody",
            next_step="Look at the argument's own schema: does its `type` allow null?",
        )
    _compare(MEANT, result, ASSIGN)
    result = await _left(function, EITHER_MEANT, ASSIGN)
    if "note" not in result:
        raise Misconception(
            "misses_any_of",
            seen=f"{EITHER_MEANT} became {result}; note has the schema {EITHER}",
            expected="note stays: one of its alternatives is null",
            next_step="Null is allowed in two ways: in a list under `type`, and under `anyOf`.",
        )
    _compare(EITHER_MEANT, result, ASSIGN)


async def _left(function: Any, arguments: Arguments, schema: Arguments) -> Arguments:
    given = deepcopy(arguments)
    result = await run(function, given, deepcopy(schema))
    if given != arguments:
        raise Misconception(
            "changes_the_arguments",
            seen=f"the dictionary that was given became {given}",
            expected=f"a new dictionary, and the given one as it was: {arguments}",
            next_step="Build the result with a dictionary comprehension.",
        )
    if not isinstance(result, dict):
        raise Misconception(
            "no_dictionary",
            seen=f"the result is {result!r}",
            expected="a dictionary of arguments",
            next_step="Return the dictionary of what stays, names and values.",
        )
    return result


def _compare(given: Arguments, result: Arguments, schema: Arguments) -> None:
    expected = without_nulls(given, schema)
    if result != expected:
        raise Misconception(
            "other_arguments",
            seen=f"{given} became {result}",
            expected=f"{expected}",
            next_step="Take nothing else out, put nothing in, and change no value.",
        )


EXERCISES = (
    Exercise(
        name="strict_and_nulls",
        lesson="05_you_are_the_model",
        title="Nulls that mean nothing, and nulls that do",
        minutes=12,
        answers=("left_out_removed",),
        judge=strict_and_nulls,
        misconceptions={
            "keeps_the_nulls": "left in the nulls that the strict form made",
            "drops_what_is_false": "took 0, False or an empty text for null",
            "drops_a_meant_null": "took out a null that the tool's own schema allows",
            "misses_any_of": "knew only one of the two ways in which a schema allows null",
            "changes_the_arguments": "changed the dictionary that was given",
            "no_dictionary": "gave back something else than a dictionary",
            "other_arguments": "changed more than the nulls",
        },
        hints=(
            "Go through `arguments.items()` and keep what is not None. Then think of the rest.",
            '`schema["properties"][name]` is the schema of one argument.',
            "Write a function `allows_null(schema)`: `type` may be a text or a list of texts.",
            "`anyOf` is a list of schemas: null is allowed if it is allowed in `any` of them.",
        ),
        why="Null can mean left out or nothing; only the tool's own schema knows which.",
    ),
)
