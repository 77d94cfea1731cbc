"""An exercise of lesson 13: what became of a request, read from a recorded exchange."""

import asyncio
from collections.abc import Iterator
from typing import Any, NamedTuple

from itsupport.servers.http import HttpExchange
from itsupport.teaching.exercises.bounded import run
from itsupport.teaching.exercises.exercise import Exercise
from itsupport.teaching.exercises.outcome import Misconception
from itsupport.teaching.exercises.showing import shown
from itsupport.teaching.http_recordings import recorded

OUTCOMES = RESULT, TOOL, PROTOCOL, WEB, TAKEN = (
    "result",
    "tool error",
    "protocol error",
    "refused",
    "taken",
)


class Case(NamedTuple):
    """What happened, and what it shows when somebody reads something else."""

    outcome: str
    in_session: bool
    told: str


_CASES = (
    Case(RESULT, False, "a call of 2026 for TKT-1001"),
    Case(TOOL, False, "a call of 2026 for TKT-9999"),
    Case(PROTOCOL, False, "a call of 2026 whose mcp-name is another one"),
    Case(WEB, False, "a call to the host evil.example"),
    Case(WEB, False, "a call to an address where nothing is"),
    Case(RESULT, False, "initialize, of 2025"),
    Case(TAKEN, True, "notifications/initialized, of 2025"),
    Case(RESULT, True, "a call of 2025 for TKT-1001"),
    Case(TOOL, True, "a call of 2025 for TKT-9999"),
    Case(WEB, True, "a call of 2025 from a page of evil.example"),
    Case(PROTOCOL, True, "a call of 2025 in a session that is gone"),
)
_BY_OUTCOME = {
    RESULT: ("results_missed", "Without `error` and `isError` in it, the answer is a result."),
    TOOL: ("tool_errors_missed", 'Look for `isError` in `answer["result"]`; the status is 200.'),
    PROTOCOL: (
        "protocol_errors_missed",
        "An answer with `jsonrpc` in it comes from the MCP server, whatever the status.",
    ),
    WEB: (
        "refusals_missed",
        "The web server's own refusals have an `error`, too, and no `jsonrpc`.",
    ),
    TAKEN: ("nothing_missed", "A message that wants no answer gets 202, and `answer` is None."),
}


async def read_the_exchange(what_happened: Any) -> None:
    """Eleven exchanges, made anew: both revisions, good calls and four kinds of failure."""
    exchanges = await asyncio.to_thread(recorded)
    for exchange, case in zip(exchanges, _CASES, strict=True):
        given = await _given(what_happened, exchange, case)
        _check_outcome(given[0], case, exchange)
        if given[1] is not case.in_session:
            raise Misconception(
                "another_session",
                seen=f"{given[1]} for {case.told}, whose request has the headers "
                f"{', '.join(_mcp(exchange)) or 'of no session'}",
                expected=f"{case.in_session}: what counts is what the *request* carries",
                next_step="A request belongs to a session when `mcp-session-id` is in its headers.",
            )


async def _given(what_happened: Any, exchange: HttpExchange, case: Case) -> tuple[Any, Any]:
    try:
        given = await run(what_happened, exchange)
    except Misconception as found:
        found.seen += f", for {case.told}"
        raise
    if (
        isinstance(given, tuple)
        and len(given) == 2
        and given[0] in OUTCOMES
        and isinstance(given[1], bool)
    ):
        return given
    raise Misconception(
        "not_a_pair",
        seen=f"{shown(given)} for {case.told}",
        expected=f"a pair such as {(case.outcome, case.in_session)!r}; the words are "
        f"{', '.join(OUTCOMES)}",
        next_step="End with `return outcome, in_session`.",
    )


def _check_outcome(given: str, case: Case, exchange: HttpExchange) -> None:
    if given == case.outcome:
        return
    misconception, next_step = _BY_OUTCOME[case.outcome]
    keys = ", ".join(exchange.answer) if exchange.answer else "nothing"
    raise Misconception(
        misconception,
        seen=f"{given!r} for {case.told}; the status is {exchange.status}, the answer has {keys}",
        expected=repr(case.outcome),
        next_step=next_step,
    )


def _mcp(exchange: HttpExchange) -> Iterator[str]:
    return (name for name in exchange.request_headers if name.startswith("mcp-"))


EXERCISES = (
    Exercise(
        name="read_the_exchange",
        lesson="13_over_http_and_azure",
        title="What became of it?",
        minutes=15,
        answers=("what_happened",),
        judge=read_the_exchange,
        misconceptions={
            "not_a_pair": "gave other words, or something else than a pair",
            "results_missed": "did not see a result",
            "tool_errors_missed": "took a tool's error for a result, because the status was 200",
            "protocol_errors_missed": "took an error of the MCP server for the web server's",
            "refusals_missed": "took the web server's refusal for an answer of the MCP server",
            "nothing_missed": "had no word for a message that wants no answer",
            "another_session": "looked for the session somewhere else than in the request",
        },
        hints=(
            "`exchange.answer` is the JSON that came back, from a stream too; None for nothing.",
            'First None, then `"jsonrpc" not in answer`, then `"error" in answer`.',
            'What is left has `answer["result"]`: is `isError` in it, and true?',
            'The second part is `"mcp-session-id" in exchange.request_headers`.',
        ),
        why="Three programs can say no: the web server, the MCP server and the tool. Ask the one "
        "who did.",
    ),
)
