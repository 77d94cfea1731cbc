"""An exercise of lesson 06: read the trace of an answer, and doubt what no call said."""

from typing import Any

from itsupport.orchestrator import Answer
from itsupport.teaching.exercises.bounded import run
from itsupport.teaching.exercises.exercise import Exercise
from itsupport.teaching.exercises.lessons.made_answers import answer, failed, found
from itsupport.teaching.exercises.outcome import Misconception
from itsupport.teaching.exercises.showing import shown

FIELDS = ("rounds", "failed", "unfounded")


def _answers() -> list[tuple[Answer, dict[str, Any]]]:
    """Answers made by hand, each with what is to be read from it."""
    nested = {"tickets": [{"ticket_id": "TKT-1004", "linked": {"asset_id": "AST-SRV-002"}}]}
    search = found(1, "search_tickets", {"priority": "critical"}, nested)
    customer = found(2, "lookup_customer", {"tier": "premium"}, {"customer_id": "CUST-001"})
    empty = found(1, "search_tickets", {"status": "closed"}, {"count": 0, "tickets": []})
    lost = failed(1, "get_ticket_details", {"ticket_id": "TKT-1099"}, "Did you mean TKT-1009?")
    gone = failed(2, "get_invoice", {"invoice_id": "INV-2099"})
    said = "TKT-1004 concerns AST-SRV-002, of CUST-001."
    return [
        (answer(said, search, customer), _read(3)),
        (answer("No ticket is closed.", empty), _read(2)),
        (answer("I have no tool for that."), _read(1)),
        (answer("It may be TKT-1004 again.", gone, search), _read(3, ["get_invoice"])),
        (
            answer("TKT-1004 concerns AST-SRV-002, of CUST-007.", search, customer),
            _read(3, unfounded=["CUST-007"]),
        ),
        (
            answer("Neither TKT-1099 nor TKT-1009 helps; INV-2099 does.", lost, gone, search),
            _read(3, ["get_ticket_details", "get_invoice"], ["INV-2099", "TKT-1009", "TKT-1099"]),
        ),
    ]


def _read(rounds: int, failing: Any = (), unfounded: Any = ()) -> dict[str, Any]:
    return {"rounds": rounds, "failed": list(failing), "unfounded": list(unfounded)}


async def read_the_trace(read: Any) -> None:
    """Six answers: all well, nothing found, no call at all, errors, and ids from nowhere."""
    for made, expected in _answers():
        got = await run(read, made)
        if not isinstance(got, dict) or not set(FIELDS) <= got.keys():
            raise Misconception(
                "another_form",
                seen=f"{str(got)[:80]!r}, a {type(got).__name__}",
                expected=f"a dictionary with {', '.join(FIELDS)}, such as {expected}",
                next_step="Return one dictionary with these three keys.",
            )
        for field in ("failed", "unfounded"):
            _check_list(field, got[field])
        _check_rounds(made, got["rounds"])
        _check_failed(made, got["failed"], expected["failed"])
        _check_unfounded(made, got["unfounded"], expected["unfounded"])


def _check_list(field: str, got: Any) -> None:
    texts = isinstance(got, list | tuple) and all(isinstance(one, str) for one in got)
    if not texts or (field == "unfounded" and list(got) != sorted(set(got))):
        raise Misconception(
            "another_form",
            seen=f"{field} is {shown(got)}",
            expected="a list of texts" + (", each once and sorted" if field == "unfounded" else ""),
            next_step="`sorted(set(…))` makes such a list of ids; a call's `tool` is a text.",
        )


def _check_rounds(made: Answer, got: Any) -> None:
    if got != made.rounds:
        raise Misconception(
            "rounds_miscounted",
            seen=f"rounds is {got!r} for {made!r}",
            expected=f"{made.rounds}: the round in which the model only writes its answer counts",
            next_step="The answer knows it: look at what `repr` shows of an answer.",
        )


def _check_failed(made: Answer, got: Any, expected: list[str]) -> None:
    if list(got) == expected:
        return
    empty = any(call.result and call.result.get("count") == 0 for call in made.calls)
    if empty and got:
        raise Misconception(
            "empty_is_no_error",
            seen=f"failed is {got!r}, after a search that found nothing",
            expected="[]: an empty result is a result",
            next_step="A call failed when its `error` is not None, and only then.",
        )
    raise Misconception(
        "failures_missed",
        seen=f"failed is {got!r}",
        expected=f"{expected}: the tools of the failed calls, in the order of the calls",
        next_step="Go through all of `answer.calls` and look at each `error`.",
    )


def _check_unfounded(made: Answer, got: Any, expected: list[str]) -> None:
    if list(got) == expected:
        return
    if set(got) - set(expected):
        raise Misconception(
            "doubts_too_much",
            seen=f"unfounded is {got!r} for the text: {made.text}",
            expected=f"{expected}: the rest stands in a result",
            next_step="An id may stand deep inside any call's result: search the whole of it.",
        )
    if not all(call.error for call in made.calls) and any(call.error for call in made.calls):
        raise Misconception(
            "asked_is_not_found",
            seen=f"unfounded is {got!r} for the text: {made.text}",
            expected=f"{expected}: these were asked for or suggested, and no result has them",
            next_step="Search the results only; arguments and errors prove nothing.",
        )
    raise Misconception(
        "believes_the_text",
        seen=f"unfounded is {got!r} for the text: {made.text}",
        expected=f"{expected}: no result has it",
        next_step="Take every id of the text, and look for it in the results of the calls.",
    )


EXERCISES = (
    Exercise(
        name="read_the_trace",
        lesson="06_orchestrated_queries",
        title="Read the trace",
        minutes=12,
        answers=("read_trace",),
        judge=read_the_trace,
        misconceptions={
            "another_form": "gave back another form than the one that was asked for",
            "rounds_miscounted": "counted calls, or left out the last round",
            "empty_is_no_error": "took an empty result for an error",
            "failures_missed": "missed a call that failed",
            "doubts_too_much": "doubted an id that a call had given",
            "asked_is_not_found": "took what was asked for as what was found",
            "believes_the_text": "believed an id that no call had given",
        },
        hints=(
            "`answer.rounds` is a number, and `call.error` is None when all went well.",
            "`json.dumps(call.result)` is the whole result as one text, however deep it is.",
            "`known = ids_in(…)` of all results joined; unfounded is what the text has beyond it.",
            "Sets can be subtracted: `sorted(set(ids_in(answer.text)) - set(known))`.",
        ),
        why="An id that no result contains was made up or only asked for: do not act on it.",
    ),
)
