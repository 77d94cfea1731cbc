"""Joining results over ids, and sums over rows: computed from results only, money exactly."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from itsupport.offline.selector.results import Row, ids_in, names_by_id, rows_of
from itsupport.offline.selector.situation import Situation
from itsupport.offline.selector.turns import Done
from itsupport.offline.selector.words import listed, stems_of

Exclusions = dict[int, list[tuple[str, str]]]


@dataclass(frozen=True)
class Joined:
    """The ids that fulfil all conditions; `unnamed` are those that no result has named."""

    ids: tuple[str, ...]
    unnamed: tuple[str, ...]


def joined_ids(situation: Situation, exclusions: Exclusions) -> Joined:
    """The ids that occur in the results of every condition, and in none of a negative one."""
    join = situation.question.join
    assert join is not None
    kept: list[str] | None = None
    for index in sorted(join.wishes, key=lambda n: situation.question.wishes[n].negative):
        rows = [
            row
            for step in situation.steps
            if step.wish == index and step.purpose == "answer" and step.done
            for row in kept_rows(step.done, exclusions.get(index, []))
        ]
        found = ids_in(rows, situation.toolbox, join.type_key)
        if situation.question.wishes[index].negative:
            kept = [one for one in kept or [] if one not in found]
        else:
            kept = found if kept is None else [one for one in kept if one in found]
    names = names_by_id([done for turn in situation.turns for done in turn.calls])
    unnamed = tuple(one for one in kept or () if one not in names)
    return Joined(tuple(kept or ()), unnamed)


def kept_rows(done: Done, exclusions: list[tuple[str, str]], only: Sequence[str] = ()) -> list[Row]:
    """The rows of a result that the question is about; none for a failure.

    `only` are values that rows must have, if any row has them.
    """
    rows = [] if done.failure else rows_of(done.result)
    rows = [row for row in rows if not any(row.get(name) == value for name, value in exclusions)]
    for value in only:
        having = [row for row in rows if value in row.values()]
        rows = having or rows
    return rows


def exact(value: Any) -> Decimal:
    """A number of a result as an exact amount."""
    return Decimal(str(value))


def is_number(value: Any) -> bool:
    """Whether a value can be added up."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def summed(rows: list[Row], words: list[str]) -> tuple[str, Decimal] | None:
    """The sum of the column that the question speaks of, with the column's name."""
    column = amount_column(rows, words)
    if column is None:
        return None
    return column, sum(
        (exact(row[column]) for row in rows if is_number(row.get(column))), Decimal()
    )


def amount_column(rows: list[Row], words: list[str]) -> str | None:
    """The numeric column whose name shares most with the question; else the first amount."""
    columns = [key for key, value in rows[0].items() if is_number(value)] if rows else []
    amounts = [key for key in columns if listed("amounts") & set(stems_of(key))]

    def shared(key: str) -> int:
        return sum(stem in words for stem in stems_of(key))

    best = max(amounts or columns, key=shared, default=None)
    if best is not None and shared(best):
        return best
    return amounts[0] if amounts else None


def is_amount(key: str) -> bool:
    """Whether a column's name speaks of money."""
    return bool(listed("amounts") & set(stems_of(key))) and not re.search(
        r"(days|count|hours)", key
    )
