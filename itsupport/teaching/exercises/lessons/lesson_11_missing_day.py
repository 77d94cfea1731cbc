"""An exercise of lesson 11: ask for what is missing, and only then; no is no."""

from typing import Any

from itsupport.teaching.exercises.exercise import Exercise
from itsupport.teaching.exercises.lessons.asked_server import ERAS, Asked, asked
from itsupport.teaching.exercises.outcome import Misconception
from itsupport.teaching.exercises.served import text_of, tool_called
from itsupport.teaching.exercises.showing import shown

TOOL = "book_visit"
CASES = (("CUST-003", "2025-07-09"), ("CUST-006", "2025-07-02"))


async def ask_for_the_day(server: Any, visits: Any) -> None:
    """Each case with a day, without one, and with each action, in both eras."""
    await tool_called(server, TOOL, f"Write the tool `{TOOL}` on `visit_server`.")
    if not isinstance(visits, list):
        raise Misconception(
            "no_list",
            seen=f"`visits` is {shown(visits)}",
            expected="the list of the starter",
            next_step="Append to `visits`, and put nothing else into its place.",
        )
    for era in ERAS:
        for customer, day in CASES:
            await _with_a_day(server, visits, customer, day, era)
            await _without(server, visits, customer, day, era)
            for action in ("decline", "cancel"):
                await _says_no(server, visits, customer, action, era)


async def _with_a_day(server: Any, visits: list[Any], customer: str, day: str, era: str) -> None:
    before = list(visits)
    seen = await _call(server, {"customer_id": customer, "day": day}, "accept", "2025-07-30", era)
    if seen.messages:
        raise Misconception(
            "asks_always",
            seen=f"called with day={day!r}, it asked {shown(seen.messages[0])}",
            expected="no question: the day is known",
            next_step="In the resolver: when `day` is given, return the answer yourself, "
            "as `Visit(day=day)`, and not `Elicit`.",
        )
    _check_stored(visits, before, customer, day, seen, f"called with day={day!r}")


async def _without(server: Any, visits: list[Any], customer: str, day: str, era: str) -> None:
    before = list(visits)
    seen = await _call(server, {"customer_id": customer}, "accept", day, era)
    if not seen.messages:
        raise Misconception(
            "does_not_ask",
            seen=f"called without a day, it gave {_given(seen)} and asked nobody",
            expected="a question with a form that has the field `day`",
            next_step="Return `Elicit(message, Visit)` from the resolver when `day` is None.",
        )
    if "day" not in seen.forms[0].get("properties", {}):
        raise Misconception(
            "another_field",
            seen=f"a form with the fields {', '.join(seen.forms[0].get('properties', {}))}",
            expected="a form with the field day",
            next_step="Use the class `Visit` of the starter as it is.",
        )
    _check_stored(visits, before, customer, day, seen, f"answered with {day}")


async def _says_no(server: Any, visits: list[Any], customer: str, action: str, era: str) -> None:
    before = list(visits)
    seen = await _call(server, {"customer_id": customer}, action, "", era)
    if visits != before:
        visits[:] = before
        raise Misconception(
            "stores_on_no",
            seen=f"the user chose {action}, and {len(visits) + 1 - len(before)} visit was stored",
            expected="nothing stored",
            next_step="Store only when the answer is an `AcceptedElicitation`.",
        )
    if seen.refused or (seen.result and seen.result.is_error):
        raise Misconception(
            "no_is_an_error",
            seen=f"the user chose {action}, and the call gave {_given(seen)}",
            expected=f'a result: {{"status": {action!r}}}',
            next_step="Annotate the parameter as `ElicitationResult[Visit]`: then your tool gets "
            "all three actions, and returns a result for each.",
        )
    if seen.content.get("status") != action:
        raise Misconception(
            "says_something_else",
            seen=f"the user chose {action}, and the result is {shown(seen.content)}",
            expected=f'"status": {action!r}',
            next_step="`answer.action` is the word: accept, decline or cancel.",
        )


def _check_stored(
    visits: list[Any], before: list[Any], customer: str, day: str, seen: Asked, how: str
) -> None:
    added = visits[len(before) :]
    wanted = {"customer_id": customer, "day": day}
    visits[:] = before
    if not added and (seen.refused or seen.result is None or seen.result.is_error):
        raise Misconception(
            "call_fails",
            seen=f"{how}, it gave {_given(seen)}",
            expected=shown({"status": "booked", **wanted}),
            next_step=f"Call {TOOL} yourself through a desk, and read the error.",
        )
    if added != [wanted]:
        raise Misconception(
            "stored_otherwise",
            seen=f"{how}, it stored {shown(added)}",
            expected=f"{shown([wanted])}, the day as a text",
            next_step="Append one dictionary; `answer.data.day` is the day, from either source.",
        )
    if seen.content != {"status": "booked", **wanted}:
        raise Misconception(
            "says_something_else",
            seen=f"{how}, the result is {shown(seen.content)}",
            expected=shown({"status": "booked", **wanted}),
            next_step='Return {"status": "booked", **visit}.',
        )


async def _call(server: Any, arguments: dict[str, Any], action: str, day: str, era: str) -> Asked:
    return await asked(
        server, TOOL, arguments, action, lambda fields: dict.fromkeys(fields, day), era
    )


def _given(seen: Asked) -> str:
    return shown(seen.refused or (text_of(seen.result) if seen.result else "nothing"))


EXERCISES = (
    Exercise(
        name="ask_for_the_day",
        lesson="11_asking_the_user",
        title="Ask for the day, if it is missing",
        minutes=12,
        answers=("visit_server", "visits"),
        judge=ask_for_the_day,
        misconceptions={
            "another_name": "gave the tool another name",
            "no_list": "put something else into the place of the list",
            "asks_always": "asked for a day that was given",
            "does_not_ask": "guessed, refused or failed instead of asking",
            "another_field": "asked with another form",
            "stores_on_no": "stored a visit although the user said no",
            "no_is_an_error": "made a no of the user an error of the tool",
            "says_something_else": "gave a result that does not say what happened",
            "call_fails": "wrote a tool whose call fails",
            "stored_otherwise": "stored something else than what was asked for",
        },
        hints=(
            "Two functions: a resolver `which_day(day)` that returns `Visit(day=day)` or "
            "`Elicit(…, Visit)`, and the tool with a parameter `answer`.",
            "`answer: Annotated[ElicitationResult[Visit], Resolve(which_day)]`; it has no default, "
            "so it must stand before `day: str | None = None`.",
            "In the tool: `if not isinstance(answer, AcceptedElicitation): "
            'return {"status": answer.action}`. Then store, then return.',
        ),
        why="A tool that guesses puts guesses into the data; one that stores early ignores a no.",
    ),
)
