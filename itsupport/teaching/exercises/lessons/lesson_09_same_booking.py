"""Exercises of lesson 09: a write that may be sent twice."""

from typing import Any
from uuid import uuid4

from itsupport.errors import SupportError
from itsupport.llm import offline_model
from itsupport.orchestrator import MCPOrchestrator
from itsupport.teaching.exercises.bounded import run
from itsupport.teaching.exercises.exercise import Exercise
from itsupport.teaching.exercises.lessons.breaking_off import BreaksOff
from itsupport.teaching.exercises.outcome import Misconception, NotAttempted
from itsupport.teaching.exercises.served import call, text_of, tools_of
from itsupport.teaching.exercises.showing import shown

TOOL = "book_technician"
TICKETS = ("TKT-1005", "TKT-1013")


async def idempotent_call(server: Any, bookings: Any) -> None:
    """Two calls with one key, then another key, then a connection that breaks off once."""
    await _takes_a_key(server, bookings)
    for ticket in TICKETS:
        await _same_booking(server, bookings, ticket)
        await _another_key(server, bookings, ticket)
    await _says_so(server)
    for ticket in TICKETS:
        await _survives(server, bookings, ticket)


async def _takes_a_key(server: Any, bookings: Any) -> None:
    tools = {tool.name: tool for tool in await tools_of(server)}
    if TOOL not in tools or not isinstance(bookings, list):
        raise Misconception(
            "another_form",
            seen=f"the tools {', '.join(tools) or '(none)'}; bookings is {shown(bookings)}",
            expected=f"a tool called {TOOL}, and a list of bookings",
            next_step="Keep the names of the starter, and let `bookings` be a list.",
        )
    if "key" in tools[TOOL].input_schema.get("properties", {}):
        return
    if not tools[TOOL].annotations and await _books_twice(server, bookings):
        raise NotAttempted(f"`{TOOL}` takes no `key` yet. Add it, and run the cell.")
    raise Misconception(
        "no_key",
        seen=f"arguments: {', '.join(tools[TOOL].input_schema.get('properties', {}))}",
        expected="ticket_id and key",
        next_step="Let the caller say which booking it means: add `key: str` to the arguments.",
    )


async def _books_twice(server: Any, bookings: list[Any]) -> bool:
    before = len(bookings)
    for _ in range(2):
        await call(server, TOOL, {"ticket_id": TICKETS[0]})
    return len(bookings) == before + 2


async def _booked(server: Any, ticket: str, key: str, which: str) -> Any:
    result = await call(server, TOOL, {"ticket_id": ticket, "key": key})
    if not result.is_error and result.structured_content is None:
        raise Misconception(
            "bare_dict",
            seen=f"a booking without structured content: {shown(text_of(result))}",
            expected="structured content, which a program can compare",
            next_step="Say what is in the dictionary: `-> dict[str, str]` and not `-> dict`.",
        )
    if result.is_error or not isinstance(result.structured_content, dict):
        raise Misconception(
            "refuses_the_repeat" if which == "second" else "call_fails",
            seen=f"the {which} call for {ticket} gave {shown(text_of(result))}",
            expected="the same booking once more" if which == "second" else "a booking",
            next_step="A repeated call is no mistake of the caller: give the booking that exists."
            if which == "second"
            else f"Call {TOOL} directly with a ticket and a key, and read the error.",
        )
    return result.structured_content


async def _same_booking(server: Any, bookings: list[Any], ticket: str) -> None:
    key, before = uuid4().hex, len(bookings)
    first = await _booked(server, ticket, key, "first")
    second = await _booked(server, ticket, key, "second")
    if len(bookings) - before > 1:
        raise Misconception(
            "books_twice",
            seen=f"{len(bookings) - before} bookings after two calls with one key",
            expected="one",
            next_step="Keep each key with its booking, outside the function, and look there first.",
        )
    if first != second or first.get("ticket_id") != ticket or len(bookings) == before:
        raise Misconception(
            "another_answer",
            seen=f"{shown(first)}, then {shown(second)}; {len(bookings) - before} more in bookings",
            expected=f"twice the same booking for {ticket}, and one more in bookings",
            next_step="Return the booking itself both times: the caller may have lost the first.",
        )


async def _another_key(server: Any, bookings: list[Any], ticket: str) -> None:
    before = len(bookings)
    for _ in range(2):
        await _booked(server, ticket, uuid4().hex, "first")
    if len(bookings) != before + 2:
        raise Misconception(
            "key_is_not_used",
            seen=f"{len(bookings) - before} new bookings for {ticket} after two calls, two keys",
            expected="two: another key is another booking, even for the same ticket",
            next_step="Look the booking up by `key` alone, not by the ticket.",
        )


async def _says_so(server: Any) -> None:
    [tool] = [tool for tool in await tools_of(server) if tool.name == TOOL]
    if tool.annotations and tool.annotations.read_only_hint:
        raise Misconception(
            "says_it_only_reads",
            seen="read_only_hint=True",
            expected="a tool that books says that it changes something",
            next_step="Set read_only_hint=False; the hint that fits is called idempotent_hint.",
        )


async def _survives(server: Any, bookings: list[Any], ticket: str) -> None:
    before, given = len(bookings), {"ticket_id": ticket, "key": uuid4().hex}

    def through_a_desk() -> Any:
        broken = {"bookings": BreaksOff(server)}
        with MCPOrchestrator(broken, offline_model(), call_timeout=2) as desk:
            return desk.call_tool(TOOL, given)

    try:
        await run(through_a_desk)
    except SupportError as problem:
        raise Misconception(
            "does_not_say_so",
            seen=f"the connection broke off, and the desk gave up: {shown(str(problem))}",
            expected="the desk sends the call again",
            next_step="Tell it: `@booking_server.tool(annotations=ToolAnnotations("
            "idempotent_hint=True))`.",
        ) from None
    if len(bookings) != before + 1:
        raise Misconception(
            "books_twice",
            seen=f"{len(bookings) - before} bookings after a call that the desk repeated",
            expected="one",
            next_step="Keep each key with its booking before you return.",
        )


EXERCISES = (
    Exercise(
        name="idempotent_call",
        lesson="09_when_things_fail",
        title="The same booking, not another one",
        minutes=15,
        answers=("booking_server", "bookings"),
        judge=idempotent_call,
        misconceptions={
            "another_form": "changed the names or forms that the task gives",
            "no_key": "made repeats harmless without a key of the caller's",
            "call_fails": "wrote a tool whose call fails",
            "bare_dict": "returned a bare dict, which gives no structured content",
            "refuses_the_repeat": "answered a repeated call with an error",
            "books_twice": "booked again for a key that was known",
            "another_answer": "gave a repeated call another answer than the booking",
            "key_is_not_used": "took two bookings for one because the ticket was the same",
            "says_it_only_reads": "called a tool read-only that changes something",
            "does_not_say_so": "did not say that the call may be repeated, so that it was not",
        },
        hints=(
            "Keep a dictionary beside `bookings`, from key to booking, outside the function.",
            "If the key is in it, return that booking. If not, make one and keep it in both.",
            "`@booking_server.tool(annotations=ToolAnnotations(read_only_hint=False, "
            "idempotent_hint=True))` stands above the function.",
        ),
        why="Whoever got no answer cannot know what happened; a key makes asking again harmless.",
    ),
)
