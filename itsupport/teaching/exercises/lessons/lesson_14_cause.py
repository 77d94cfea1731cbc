"""An exercise of lesson 14: why a call failed, read from what went through the front."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from itsupport.servers.workers import Visit
from itsupport.teaching.exercises.bounded import run
from itsupport.teaching.exercises.exercise import Exercise
from itsupport.teaching.exercises.outcome import Misconception
from itsupport.teaching.exercises.showing import shown

CALL = "tools/call"


@dataclass(frozen=True, slots=True)
class _Case:
    """What went through, the cause, and the mistake that another answer shows."""

    visits: Sequence[tuple[str, str, int]]
    cause: str
    mistake: str
    next_step: str


CASES = (
    _Case(
        [("A", CALL, 200), ("B", CALL, 200), ("A", CALL, 200)],
        "nothing",
        "finds_a_fault_where_none_is",
        "Every request was answered with 200: changing workers is no fault.",
    ),
    _Case(
        [("A", "initialize", 200), ("B", "notifications/initialized", 404), ("B", CALL, 404)],
        "session",
        "misses_the_session",
        "404 is what a worker says of a session that it has not opened.",
    ),
    _Case(
        [("B", CALL, 200), ("A", CALL, 400)],
        "key",
        "misses_the_key",
        "The second round reached another worker than the first, and was refused with 400.",
    ),
    _Case(
        [("B", CALL, 200), ("B", CALL, 400)],
        "something else",
        "calls_every_400_a_key",
        "The same worker can open what it sealed. Compare the two workers before you say key.",
    ),
    _Case(
        [("A", CALL, 0), ("B", CALL, 200)],
        "nothing",
        "blames_what_was_mended",
        "A was not there, and B had the same request next and answered it. Look at the last line.",
    ),
    _Case(
        [("A", CALL, 200), ("B", CALL, 0)],
        "worker gone",
        "misses_the_dead_worker",
        "Status 0 means that no answer came. Here no other worker answered after it.",
    ),
    _Case(
        [
            ("A", "server/discover", 200),
            ("A", CALL, 200),
            ("B", "tools/list", 200),
            ("B", CALL, 400),
        ],
        "key",
        "looks_one_line_back_only",
        "Between two rounds there may be other requests. Look for the call before this call.",
    ),
    _Case(
        [("B", "tools/list", 200), ("A", CALL, 400)],
        "something else",
        "takes_any_request_for_a_round",
        "tools/list is no round of a call. Without a first round there is nothing sealed.",
    ),
    _Case(
        [("A", CALL, 400)],
        "something else",
        "takes_any_request_for_a_round",
        "A log may have one line. Without a call before it there is nothing sealed.",
    ),
    _Case(
        [("A", "initialize", 200), ("A", "notifications/initialized", 202)],
        "nothing",
        "takes_202_for_a_fault",
        "202 says that a message was taken which wants no answer: that is as good as 200.",
    ),
    _Case(
        [("A", CALL, 200), ("B", "tools/list", 400)],
        "something else",
        "blames_the_key_for_other_requests",
        "Only a call has rounds. Look at the method of the last visit, too.",
    ),
    _Case(
        [("A", CALL, 200), ("B", CALL, 500)],
        "something else",
        "blames_the_key_for_other_statuses",
        "A round that cannot be opened is refused with 400, and with no other status.",
    ),
    _Case(
        [("A", CALL, 200), ("B", CALL, 200), ("B", CALL, 400)],
        "something else",
        "looks_at_every_round",
        "B had the round before and sealed it. Look at the last call before this one alone.",
    ),
)


async def cause_of_failure(function: Any) -> None:
    """Thirteen logs, from the plain to the tricky."""
    for case in CASES:
        visits = [Visit(*visit) for visit in case.visits]
        answer = await run(function, visits)
        if answer is None or not isinstance(answer, str):
            raise Misconception(
                "no_word",
                seen=f"{shown(answer)} for {_told(case)}",
                expected="one of the five words",
                next_step="Return a word on every way through the function.",
            )
        if answer != case.cause:
            raise Misconception(
                case.mistake,
                seen=f"{shown(answer)} for {_told(case)}",
                expected=shown(case.cause),
                next_step=case.next_step,
            )


def _told(case: _Case) -> str:
    return ", ".join(f"{worker} {method} {status}" for worker, method, status in case.visits)


EXERCISES = (
    Exercise(
        name="cause_of_failure",
        lesson="14_many_users",
        title="Why did it fail?",
        minutes=15,
        answers=("cause",),
        judge=cause_of_failure,
        misconceptions={
            "no_word": "did not return a word on every way",
            "finds_a_fault_where_none_is": "took a change of workers for a fault",
            "misses_the_session": "did not know a session that another worker has opened",
            "misses_the_key": "did not know a round that another worker cannot open",
            "calls_every_400_a_key": "blamed the key where one worker had both rounds",
            "blames_what_was_mended": "blamed a dead worker for a call that was answered",
            "misses_the_dead_worker": "did not notice that no answer came",
            "looks_one_line_back_only": "compared with the line before, whatever that was",
            "takes_any_request_for_a_round": "took another request for the first round of a call",
            "takes_202_for_a_fault": "did not know 202, which is as good as 200",
            "blames_the_key_for_other_requests": "blamed the key for a request without rounds",
            "blames_the_key_for_other_statuses": "blamed the key whatever the status was",
            "looks_at_every_round": "compared with any call, not with the one before",
        },
        hints=(
            "Begin with the last visit: its status says which of the causes is possible.",
            "200 and 202 at the end mean that nothing is left to explain; 0 that nobody answered.",
            "For 400, find the last visit before it whose method is tools/call.",
            "`[one for one in visits[:-1] if one.method == 'tools/call']` and its last element.",
        ),
        why="The client hears one sentence for every reason; who asked whom tells them apart.",
    ),
)
