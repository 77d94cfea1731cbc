"""Filters that must all fit, and what could be left out when nothing does.

A domain says what each of its filters means, as a table from the filter's name to a test of one
record and the wanted value. This file leaves out ranking.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from itsupport.errors import SupportError

Record = TypeVar("Record")


def given(**filters: Any) -> dict[str, Any]:
    """The filters that were given a value."""
    return {name: value for name, value in filters.items() if value is not None}


def fitting(
    records: Sequence[Record],
    wanted: Mapping[str, Any],
    tests: Mapping[str, Callable[[Record, Any], bool]],
) -> list[Record]:
    """The records that pass the test of every wanted filter."""
    return [
        record
        for record in records
        if all(tests[name](record, value) for name, value in wanted.items())
    ]


def looser(
    records: Sequence[Record],
    wanted: Mapping[str, Any],
    tests: Mapping[str, Callable[[Record, Any], bool]],
) -> list[str]:
    """One sentence for each filter without which something would be found."""
    if not wanted:
        return ["There is no record at all."]
    hints = []
    for name, value in wanted.items():
        rest = {other: wanted[other] for other in wanted if other != name}
        if found := len(fitting(records, rest, tests)):
            hints.append(f"Without {name}={value!r} the search finds {found}.")
    return hints or [f"Leave out {' and '.join(wanted)} to see everything."]


def check_period(after: str | None, before: str | None) -> None:
    """Raise `SupportError` when the first day of a period lies after its last."""
    if after and before and after > before:
        raise SupportError(
            f"The period from {after} to {before} ends before it begins",
            "created_after is the first day of the period, created_before the last.",
            suggested_actions=[f"Exchange them: created_after={before}, created_before={after}."],
            retryable=True,
            context={"created_after": after, "created_before": before},
        )
