"""An exercise of lesson 06: does a plan made by hand agree with the trace of an answer?"""

from typing import Any, NamedTuple

from itsupport.orchestrator import Answer
from itsupport.teaching.exercises.bounded import run
from itsupport.teaching.exercises.exercise import Exercise
from itsupport.teaching.exercises.lessons.made_answers import answer, failed, found
from itsupport.teaching.exercises.outcome import Misconception

TOOL = "lookup_customer"


class _Case(NamedTuple):
    """An answer, the ids in the rows, the verdict, and who gets it wrong."""

    told: str
    answer: Answer
    ids: tuple[str, ...]
    agrees: bool
    misconception: str
    next_step: str


def _looked_up(*ids: str) -> dict[str, Any]:
    return {"count": len(ids), "customers": [{"customer_id": one} for one in ids]}


def _cases() -> list[_Case]:
    tickets = {"tickets": [{"customer_id": one} for one in ("CUST-001", "CUST-002", "CUST-005")]}
    searched = found(1, "search_tickets", {"priority": "high"}, tickets)
    one = found(2, TOOL, {"customer_id": "CUST-001"}, _looked_up("CUST-001"))
    two = found(2, TOOL, {"tier": "basic"}, _looked_up("CUST-002", "CUST-004"))
    none = failed(2, TOOL, {"customer_id": "CUST-009"})
    three = answer("TechCorp, DataFlow and Alpine.", searched, one, two)
    lost = answer("TechCorp. Of CUST-009 nothing is known.", searched, one, none)
    invented = answer("TechCorp (CUST-001) and Northgate (CUST-003).", searched, one)
    both = "Compare two sets of ids: `==` looks in both directions."
    results = "Take the ids from the results of successful lookup_customer calls, nowhere else."
    every = "One call may find several. Take all of lookup_customer, and none of other tools."
    return [
        _Case("the same customers", three, ("CUST-001", "CUST-002", "CUST-004"), True,
              "misses_customers", every),
        _Case("the same customers in another order", three, ("CUST-004", "CUST-001", "CUST-002"),
              True, "compares_the_order", "Order says nothing here: compare sets, not lists."),
        _Case("a customer missing from the rows", three, ("CUST-001", "CUST-002"), False,
              "one_direction", both),
        _Case("a customer too many in the rows", three,
              ("CUST-001", "CUST-002", "CUST-004", "CUST-006"), False, "one_direction", both),
        _Case("as many customers, but others", three, ("CUST-001", "CUST-002", "CUST-006"), False,
              "counts_only", "As many is not the same: compare the ids."),
        _Case("a look-up that failed", lost, ("CUST-001",), True, "believes_the_question", results),
        _Case("a look-up that failed", lost, ("CUST-001", "CUST-009"), False,
              "believes_the_question", results),
        _Case("a customer that stands only in the text", invented, ("CUST-001", "CUST-003"), False,
              "believes_the_text", results),
    ]  # fmt: skip


async def compare_with_the_trace(agrees: Any) -> None:
    """The same rows with several answers made by hand, and several rows with the same answer."""
    for case in _cases():
        rows = [{"customer_id": one, "tickets": 1, "overdue": 10.0} for one in case.ids]
        verdict = await run(agrees, rows, case.answer)
        if not isinstance(verdict, bool):
            raise Misconception(
                "no_verdict",
                seen=f"agrees gave {str(verdict)[:80]!r}, a {type(verdict).__name__}",
                expected="True or False",
                next_step="Return the comparison itself: `return … == …`.",
            )
        if verdict is not case.agrees:
            raise Misconception(
                case.misconception,
                seen=f"{verdict} for {case.told}: rows of {', '.join(case.ids)}",
                expected=f"{case.agrees}",
                next_step=case.next_step,
            )


EXERCISES = (
    Exercise(
        name="compare_with_the_trace",
        lesson="06_orchestrated_queries",
        title="Does the trace agree?",
        minutes=8,
        answers=("agrees",),
        judge=compare_with_the_trace,
        misconceptions={
            "misses_customers": "did not see every customer in the results",
            "compares_the_order": "took another order for a difference",
            "one_direction": "looked for differences in one direction only",
            "counts_only": "compared how many customers there are, and not which",
            "believes_the_question": "took a customer that was asked for as one that was found",
            "believes_the_text": "took the words of the answer as proof",
            "no_verdict": "gave back something else than True or False",
        },
        hints=(
            "`answer.calls` are the calls; each has a `tool` and a `result`, None after an error.",
            '`call.result["customers"]` is a list; each customer in it has a `customer_id`.',
            "Collect the ids of all results in a set, those of the rows in another, and compare.",
        ),
        why="An answer is as good as its calls: a trace proves what the text only says.",
    ),
)
