"""Compares the calls that a model made with those that a variation expects."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any, Literal

from itsupport.orchestrator import FinishedCall
from itsupport.orchestrator.answers import written
from itsupport.teaching.tool_selection.intent import ExpectedArguments, Variation

Kind = Literal[
    "missing_tool", "extra_tool", "wrong_arguments", "failed_call", "too_few_calls", "error"
]


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason why a variation did not pass, in words for people."""

    kind: Kind
    text: str


def reasons_against(variation: Variation, calls: Sequence[FinishedCall]) -> tuple[Reason, ...]:
    """Every reason why these calls are not what was expected; empty when they are."""
    found = [*_missing(variation, calls), *_extra(variation, calls)]
    for expected in variation.arguments:
        found += _wrong_arguments(expected, calls)
    if not found:
        found += _failed(variation, calls)
    if len(calls) < variation.minimum_calls:
        text = f"{_times(len(calls))}, at least {variation.minimum_calls} expected"
        found.append(Reason("too_few_calls", text))
    return tuple(found)


def _missing(variation: Variation, calls: Sequence[FinishedCall]) -> list[Reason]:
    called = {call.tool for call in calls}
    return [
        Reason("missing_tool", f"{' or '.join(alternatives)} was not called")
        for alternatives in variation.tools
        if not called & set(alternatives)
    ]


def _extra(variation: Variation, calls: Sequence[FinishedCall]) -> list[Reason]:
    extra = dict.fromkeys(call.tool for call in calls if call.tool not in variation.allowed)
    return [Reason("extra_tool", f"{tool} was called, which is not expected") for tool in extra]


def _wrong_arguments(expected: ExpectedArguments, calls: Sequence[FinishedCall]) -> list[Reason]:
    """Tools that were not called at all are not this one's business."""
    made = [call for call in calls if call.tool in expected.tools]
    if not made or any(_fits(expected.arguments, call.arguments) for call in made):
        return []
    given = "; ".join(f"{call.tool}({written(call.arguments)})" for call in made)
    wanted = written(expected.arguments)
    return [Reason("wrong_arguments", f"expected {wanted}; given {given}")]


def _fits(expected: Mapping[str, Any], given: Mapping[str, Any]) -> bool:
    return all(_same(wanted, given.get(name)) for name, wanted in expected.items())


def _same(wanted: Any, given: Any) -> bool:
    """True is not 1 here; a text with a star is a pattern."""
    if isinstance(wanted, str) and isinstance(given, str) and "*" in wanted:
        return fnmatchcase(given.lower(), wanted.lower().replace("[", "[[]"))
    if isinstance(wanted, bool) or isinstance(given, bool):
        return wanted is given
    return bool(wanted == given)


def _failed(variation: Variation, calls: Sequence[FinishedCall]) -> list[Reason]:
    """A call that failed is forgiven when another one to the same tools went well."""
    found = []
    for alternatives in variation.tools:
        made = [call for call in calls if call.tool in alternatives]
        if made and all(call.error is not None for call in made):
            found.append(Reason("failed_call", f"{made[-1].tool} gave an {made[-1].outcome}"))
    return found


def _times(count: int) -> str:
    return {0: "no call", 1: "1 call"}.get(count, f"{count} calls")
