"""Exercise of lesson 07: what a chat says while a call runs, and when it comes back.

The events are real: a desk with the offline model answers questions, one of which cannot be met.
"""

import re
from typing import Any

from itsupport.domains.tickets import search_tickets
from itsupport.llm import offline_model
from itsupport.orchestrator import CallFinished, CallStarted, Event, MCPOrchestrator
from itsupport.servers import build_server
from itsupport.teaching.exercises.bounded import run
from itsupport.teaching.exercises.exercise import Exercise
from itsupport.teaching.exercises.outcome import Misconception

STATES = {"running": "…", "done": "✓", "failed": "✗"}


async def line_for_every_event(line: Any) -> None:
    """The function is asked for a line for each event of three questions on two servers."""
    for event in await _events():
        text = await run(line, event)
        if not isinstance(text, str):
            raise _no_text(event, text)
        match event:
            case CallStarted():
                _check(text, "running", event.tool, event.server, "")
            case CallFinished():
                state = "failed" if event.call.error else "done"
                told = event.call.error["error"] if event.call.error else event.call.outcome
                _check(text, state, event.call.tool, event.call.server, told)
            case _ if text:
                raise _too_talkative(event, text)


async def _events() -> list[Event]:
    """What happens for an id that exists, for one that does not, and for a list; no kind twice."""
    known = search_tickets(limit=1)["tickets"][0]["ticket_id"]
    questions = [f"Show ticket {known}", "Show ticket TKT-9999", "Which invoices are overdue?"]
    servers = {name: build_server(name) for name in ("tickets", "billing")}
    kept: dict[str, Event] = {}
    async with MCPOrchestrator(servers, offline_model()) as desk:
        for question in questions:
            async for event in desk.astream(question):
                about_a_call = isinstance(event, CallStarted | CallFinished)
                key = repr(event) if about_a_call else type(event).__name__
                kept.setdefault(key, event)
    return list(kept.values())


def _check(text: str, state: str, tool: str, server: str, outcome: str) -> None:
    """One line about a call: where, what came of it, and its state in a mark and a word."""
    if not text.strip():
        raise Misconception(
            "silent",
            seen=f"an empty text for a call of {tool} that is {state}",
            expected="a line, so that silence does not look like a crash",
            next_step="Give `CallStarted` and `CallFinished` a `case` each.",
        )
    if tool not in text or server not in text:
        raise Misconception(
            "says_not_where",
            seen=f"{text!r} for a call of {tool} on the server {server}",
            expected="the tool and its server in every line about a call",
            next_step="`CallStarted` has them itself; `CallFinished` has them in `event.call`.",
        )
    if state == "failed" and (STATES["done"] in text or _has_word("done", text)):
        raise Misconception(
            "failure_looks_fine",
            seen=f"{text!r} for a call that failed",
            expected=f"{STATES['failed']} and the word failed",
            next_step="Look at `event.call.error`: it is None only when all went well.",
        )
    if outcome not in text:
        raise Misconception(
            "says_not_what_came",
            seen=f"{text!r} for a call with the outcome {outcome!r}",
            expected="what came back, or what went wrong",
            next_step="`event.call.outcome` says both in one short phrase.",
        )
    if STATES[state] not in text or not _has_word(state, text):
        raise Misconception(
            "state_half_told",
            seen=f"{text!r} for a call that is {state}",
            expected=f"the mark {STATES[state]} and the word {state}",
            next_step="Write both: marks are quick to see, and words can be read aloud.",
        )


def _has_word(word: str, text: str) -> bool:
    return re.search(rf"\b{word}\b", text, re.IGNORECASE) is not None


def _no_text(event: Event, value: Any) -> Misconception:
    return Misconception(
        "no_text",
        seen=f"{value!r} for {type(event).__name__}",
        expected='a text; the empty text "" when there is nothing to say',
        next_step="A function that only prints, or ends without `return`, gives None. Return a "
        "text in every case.",
    )


def _too_talkative(event: Event, text: str) -> Misconception:
    return Misconception(
        "every_event_a_line",
        seen=f"{text[:80]!r} for {type(event).__name__}",
        expected='"" for every event that is not about a call',
        next_step='End with `case _:`, and return "" there.',
    )


EXERCISES = (
    Exercise(
        name="line_for_every_event",
        lesson="07_chat",
        title="A line for every call",
        minutes=10,
        answers=("line",),
        judge=line_for_every_event,
        misconceptions={
            "no_text": "returned no text, because they printed it or left out a `return`",
            "silent": "said nothing about a call while it runs or when it is back",
            "says_not_where": "left out the tool or its server",
            "failure_looks_fine": "showed a failed call like one that went well",
            "says_not_what_came": "left out what came back or what went wrong",
            "state_half_told": "told the state by a mark alone or by a word alone",
            "every_event_a_line": "wrote lines for events that are not about calls",
        },
        hints=(
            "`match event:` with `case CallStarted():` and `case CallFinished():`, as the lesson "
            'has it; `case _:` returns "".',
            "`CallStarted` has `tool` and `server`. `CallFinished` has a `call`, and that has "
            "`tool`, `server`, `outcome` and `error`.",
            "A call failed when `event.call.error` is not None. Choose the mark and the word by "
            "that first, then write one f-string for both cases.",
        ),
        why="Calls that are shown while they run, and errors as errors, make an answer checkable.",
    ),
)
