"""Exercises of lesson 03: read from the wire what happened."""

from typing import Any, NamedTuple

from mcp.types import jsonrpc_message_adapter

from itsupport.orchestrator.wire import WireLog, WireMessage
from itsupport.teaching.exercises.bounded import run
from itsupport.teaching.exercises.exercise import Exercise
from itsupport.teaching.exercises.outcome import Misconception
from itsupport.teaching.exercises.showing import shown

OUTCOMES = OK, FAILED, SILENT = "ok", "failed", "no answer"


class Overheard(NamedTuple):
    """A piece of wire, what happened on it, and what it shows when somebody reads otherwise."""

    wire: WireLog
    happened: list[dict[str, str]]
    misconception: str
    next_step: str


async def read_the_wire(calls_on: Any) -> None:
    """Six pieces of wire, from the plain one to answers that cross."""
    for heard in _pieces():
        story = "; ".join(_told(message) for message in heard.wire)
        given = await _given(calls_on, heard, story)
        rows = _rows(given)
        if rows == heard.happened:
            continue
        _words(rows, heard)
        raise Misconception(
            heard.misconception,
            seen=f"{shown(given)} for: {story}",
            expected=shown(heard.happened),
            next_step=heard.next_step,
        )


def _words(rows: list[dict[str, Any]], heard: Overheard) -> None:
    """Whether a row says other things than the task asks for, whichever call it is about."""
    tools = {row["tool"] for row in heard.happened}
    for row in rows:
        if row["tool"] == "tools/call" or (row["tool"] in tools and row["outcome"] not in OUTCOMES):
            raise Misconception(
                "other_words",
                seen=shown(row),
                expected=shown(heard.happened[0]),
                next_step="The tool's name is in `body['params']`; there are three outcomes.",
            )


async def _given(calls_on: Any, heard: Overheard, story: str) -> Any:
    try:
        return await run(calls_on, heard.wire)
    except Misconception as found:
        keys = "Not every message has every key: `.get(…)` gives None for a missing one."
        raise Misconception(
            found.name,
            seen=f"{found.seen} for: {story}",
            expected=shown(heard.happened),
            next_step=keys if "KeyError" in found.seen else found.next_step,
        ) from None


def _rows(given: Any) -> list[dict[str, Any]]:
    keys = ("server", "tool", "outcome")
    good = isinstance(given, list) and all(isinstance(row, dict) for row in given)
    if good and all(key in row for row in given for key in keys):
        return [{key: row[key] for key in keys} for row in given]
    raise Misconception(
        "not_rows",
        seen=shown(given),
        expected=f"a list of dictionaries, each with the keys {', '.join(keys)}",
        next_step="Begin with an empty list, append a dictionary for each call, and return it.",
    )


def _told(message: WireMessage) -> str:
    arrow = "→" if message.sent else "←"
    failed = message.method == "result" and message.body["result"].get("isError")
    return f"{arrow} {message.server} {message.method}{' isError' if failed else ''} {message.id}"


def _pieces() -> tuple[Overheard, ...]:
    return (
        Overheard(
            _wire(
                ("tickets", "tools/list", 2),
                ("tickets", "result", 2),
                ("tickets", "search_tickets", 3),
                ("tickets", "result", 3),
            ),
            [_row("tickets", "search_tickets", OK)],
            "more_than_calls",
            'Only a request whose `method` is "tools/call" is a call; its tool is in `params`.',
        ),
        Overheard(
            _wire(
                ("tickets", "get_ticket_details", 3),
                ("tickets", "tool error", 3),
                ("tickets", "search_tickets", 4),
                ("tickets", "result", 4),
            ),
            [_row("tickets", "get_ticket_details", FAILED), _row("tickets", "search_tickets", OK)],
            "tool_errors_missed",
            "A tool's error is a result too: look for `isError` in `body['result']`.",
        ),
        Overheard(
            _wire(
                ("tickets", "search_tickets", 3),
                ("tickets", "get_ticket_details", 4),
                ("tickets", "tool error", 4),
                ("tickets", "result", 3),
            ),
            [_row("tickets", "search_tickets", OK), _row("tickets", "get_ticket_details", FAILED)],
            "paired_by_place",
            "Answers may cross. The `id` says which request an answer belongs to.",
        ),
        Overheard(
            _wire(
                ("tickets", "search_tickets", 3),
                ("customers", "lookup_customer", 3),
                ("tickets", "tool error", 3),
                ("customers", "result", 3),
            ),
            [_row("tickets", "search_tickets", FAILED), _row("customers", "lookup_customer", OK)],
            "paired_by_id_alone",
            "Each connection counts from 1, so compare the `server` as well as the `id`.",
        ),
        Overheard(
            _wire(("assets", "open_door", 3), ("assets", "error", 3)),
            [_row("assets", "open_door", FAILED)],
            "refusals_missed",
            'An answer whose `method` is "error" has no result at all: it failed.',
        ),
        Overheard(
            _wire(("billing", "get_invoice", 3), ("billing", "check_payment_status", 4)),
            [
                _row("billing", "get_invoice", SILENT),
                _row("billing", "check_payment_status", SILENT),
            ],
            "silence_missed",
            'Begin each row with the outcome "no answer", and change it when an answer comes.',
        ),
    )


def _row(server: str, tool: str, outcome: str) -> dict[str, str]:
    return {"server": server, "tool": tool, "outcome": outcome}


def _wire(*messages: tuple[str, str, int]) -> WireLog:
    return WireLog([_message(*one) for one in messages])


def _message(server: str, what: str, number: int) -> WireMessage:
    """What is no kind of message is the name of a tool that is called."""
    kinds: dict[str, dict[str, Any]] = {
        "tools/list": {"method": "tools/list", "params": {}},
        "result": {"result": {"content": []}},
        "tool error": {"result": {"content": [], "isError": True}},
        "error": {"error": {"code": -32602, "message": "Unknown tool"}},
    }
    called = {"method": "tools/call", "params": {"name": what, "arguments": {}}}
    body = {"jsonrpc": "2.0", "id": number} | kinds.get(what, called)
    message = jsonrpc_message_adapter.validate_python(body, by_name=False)
    return WireMessage(server, "method" in body, message)


EXERCISES = (
    Exercise(
        name="read_the_wire",
        lesson="03_five_servers",
        title="Read the wire",
        minutes=15,
        answers=("calls_on",),
        judge=read_the_wire,
        misconceptions={
            "not_rows": "printed what happened, or returned something else than rows",
            "other_words": "gave the method for the tool, or an outcome of other words",
            "more_than_calls": "took other messages for calls of tools",
            "tool_errors_missed": "took a tool's error for a success, because it is a result",
            "refusals_missed": "did not see an error of the protocol",
            "silence_missed": "lost a call that was never answered",
            "paired_by_place": "took the next answer for the answer, whatever its id",
            "paired_by_id_alone": "mixed up servers that use the same ids",
        },
        hints=(
            'First the requests: `message.sent` and `message.method == "tools/call"`.',
            "The tool's name is `message.body['params']['name']`.",
            "An answer is not `sent`, and has the same `server` and the same `id`.",
            "It failed when its method is \"error\", or `body['result'].get('isError')` is true.",
        ),
        why="An id ties an answer to its question, on one connection: order and luck do not.",
    ),
)
