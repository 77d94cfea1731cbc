"""Exercises of lesson 09: calling again, when it helps and does no harm."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from itsupport.errors import SupportError
from itsupport.teaching.exercises.bounded import run
from itsupport.teaching.exercises.exercise import Exercise
from itsupport.teaching.exercises.outcome import Misconception
from itsupport.teaching.exercises.showing import shown

READ, WRITE = {"query": "printer"}, {"part": "fan"}
KEYED = {"part": "fan", "key": "fan for TKT-1005"}
MOST = 1_000


def busy(number: int = 0) -> SupportError:
    """An error that may be gone the next time."""
    return SupportError(f"The server is busy ({number})", retryable=True)


CRASHED = SupportError("order_part crashed", "A fault in the tool.", retryable=False)


@dataclass
class Scripted:
    """A call that fails as it is told to, and then succeeds; it notes what it was called with."""

    failures: list[Exception]
    calls: list[Any] = field(default_factory=list)

    def __call__(self, arguments: Mapping[str, Any]) -> dict[str, Any]:
        """The next failure, or the result."""
        self.calls.append(dict(arguments))
        if len(self.calls) > MOST:
            raise SystemExit(f"stopped after {MOST} calls")
        if len(self.calls) <= len(self.failures):
            raise self.failures[len(self.calls) - 1]
        return {"call": len(self.calls)}

    def __repr__(self) -> str:
        return "call"


async def retry_when_it_helps(call_patiently: Any) -> None:
    """Successes, passing and lasting failures, for reads, writes and writes with a key."""
    await _succeeds(call_patiently, READ, [], reads=True)
    await _succeeds(call_patiently, READ, [busy(), busy()], reads=True)
    await _fails(call_patiently, READ, [CRASHED], "retries_everything", reads=True)
    await _fails(call_patiently, WRITE, [busy()], "repeats_a_write", reads=False)
    await _succeeds(call_patiently, KEYED, [busy()], reads=False)
    for attempts in (2, 5):
        await _gives_up(call_patiently, attempts)
    await _lets_through(call_patiently)


async def _tried(function: Any, call: Scripted, arguments: Any, **how: Any) -> Any:
    """What it returned, or the `SupportError` that it raised."""
    try:
        return await run(function, call, dict(arguments), **how)
    except SupportError as problem:
        return problem


async def _succeeds(
    function: Any, arguments: Any, failures: Iterable[Exception], **how: Any
) -> None:
    call = Scripted([*failures])
    result, wanted = await _tried(function, call, arguments, **how), len(call.failures) + 1
    changed = [one for one in call.calls if one != arguments]
    if changed:
        raise Misconception(
            "changed_arguments",
            seen=f"{shown(changed[0])} was sent, after {shown(arguments)}",
            expected="the same arguments, and so the same key, in every call",
            next_step="Give `arguments` on as they are: a new key is a new order.",
        )
    if result == {"call": wanted} and len(call.calls) == wanted:
        return
    what = "reads" if how["reads"] else "writes with a key"
    if result == {"call": len(call.calls)}:
        raise _called_too_often(len(call.calls), wanted, "after it had succeeded")
    name = "gives_up_too_early" if isinstance(result, SupportError) else "loses_the_result"
    raise Misconception(
        name,
        seen=f"a call that {what} and fails {wanted - 1} times before it works: "
        f"{_said(result)} after {len(call.calls)} calls",
        expected=f"the result of call {wanted}: {{'call': {wanted}}}",
        next_step="Return what `call` returns, and call again only in the `except` branch."
        if name == "loses_the_result"
        else "Call again while the error is retryable, calls are left, and it does no harm.",
    )


async def _fails(
    function: Any, arguments: Any, failures: list[Exception], name: str, **how: Any
) -> None:
    call = Scripted(failures)
    result = await _tried(function, call, arguments, **how)
    if len(call.calls) > 1:
        what = "a write without a key" if name == "repeats_a_write" else "a call that crashed"
        raise Misconception(
            name,
            seen=f"{what} was made {len(call.calls)} times",
            expected="one call, and its error",
            next_step="Look at `reads` and for a key before you call again."
            if name == "repeats_a_write"
            else 'Look at `problem.envelope["retryable"]` before you call again.',
        )
    _raised(result, failures[0])


async def _gives_up(function: Any, attempts: int) -> None:
    call = Scripted([busy(number) for number in range(1, MOST)])
    result = await _tried(function, call, READ, reads=True, attempts=attempts)
    made = len(call.calls)
    if made > attempts:
        raise _called_too_often(made, attempts, f"with attempts={attempts}")
    if made < attempts:
        raise Misconception(
            "gives_up_too_early",
            seen=f"{made} calls with attempts={attempts}",
            expected=f"{attempts} calls while the server stays busy",
            next_step="Count all calls, the first one too, against `attempts`.",
        )
    _raised(result, call.failures[made - 1])


def _raised(result: Any, expected: Exception) -> None:
    if result is not expected:
        raise Misconception(
            "swallows_the_error",
            seen=f"{_said(result)} when no call had worked",
            expected=f"the last error is raised: {shown(expected)}",
            next_step="End the `except` branch with `raise` when you do not call again.",
        )


async def _lets_through(function: Any) -> None:
    call = Scripted([KeyError("a fault in the program")])
    try:
        await _tried(function, call, READ, reads=True)
    except Misconception:  # it raised, as it should
        if len(call.calls) == 1:
            return
    raise Misconception(
        "catches_too_much",
        seen=f"a KeyError, a fault in the program, was caught; {len(call.calls)} calls were made",
        expected="the KeyError comes through at once",
        next_step="Catch `SupportError` and nothing else.",
    )


def _called_too_often(made: int, most: int, when: str) -> Misconception:
    return Misconception(
        "one_too_many",
        seen=f"{made if made <= MOST else 'endless'} calls {when}",
        expected=f"{most} at most",
        next_step="Count all calls, the first one too, and stop after a success.",
    )


def _said(result: Any) -> str:
    raised = isinstance(result, SupportError)
    return f"it raised {shown(result)}" if raised else f"it returned {shown(result)}"


EXERCISES = (
    Exercise(
        name="retry_when_it_helps",
        lesson="09_when_things_fail",
        title="Try again, when it helps",
        minutes=15,
        answers=("call_patiently",),
        judge=retry_when_it_helps,
        misconceptions={
            "retries_everything": "tried again after an error that says it is not retryable",
            "repeats_a_write": "repeated a write without a key",
            "changed_arguments": "changed the arguments or the key between two tries",
            "gives_up_too_early": "stopped although another try was allowed",
            "one_too_many": "made more calls than allowed",
            "swallows_the_error": "returned something where the last error should be raised",
            "loses_the_result": "did not return the result of the call that worked",
            "catches_too_much": "caught every exception, faults of the program included",
        },
        hints=(
            "A `for` loop over `range(attempts)` with `try: return call(arguments)` in it.",
            '`except SupportError as problem:` and look at `problem.envelope["retryable"]`.',
            'Work out once, before the loop: `harmless = reads or "key" in arguments`.',
            "In the `except` branch: `raise` if this was the last call, if it is not retryable, "
            "or if it is not harmless. Otherwise the loop goes on.",
        ),
        why="Trying again mends what passes by itself; anywhere else it is useless or does harm.",
    ),
)
