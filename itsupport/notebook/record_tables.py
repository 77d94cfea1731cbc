"""Tickets, invoices, assets and all other records as tables. Pandas is imported to make one.

Which columns a table has is decided in `record_columns.py`.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from itsupport.errors import SupportError
from itsupport.notebook.record_columns import columns_of, empty_columns

if TYPE_CHECKING:
    from itsupport.notebook.record_frame import RecordFrame


def records(result: Mapping[str, Any] | Sequence[Mapping[str, Any]]) -> "RecordFrame":
    """The records of a tool's result as a pandas frame, with the columns that tell most.

    Takes a search (its tickets, invoices, …), a list of records, or one record. Days stay texts
    such as 2025-06-30 and amounts stay numbers; what is missing is shown as a dash. Raises
    `SupportError` for what is no result.
    """
    from itsupport.notebook.record_frame import RecordFrame

    rows, columns = _rows(result)
    for row in rows:
        columns += [name for name in columns_of(row) if name not in columns]
    values = [[_readable(row.get(name)) for name in columns] for row in rows]
    frame = RecordFrame(values, columns=list(map(str, columns)), dtype=object)
    return frame.astype({name: _dtype(list(frame[name])) for name in frame.columns})


def rows_of(result: Any) -> list[Mapping[str, Any]]:
    """The records alone, whatever they came in. Raises `SupportError` for what is no result."""
    return _rows(result)[0]


def _rows(result: Any) -> tuple[list[Mapping[str, Any]], list[str]]:
    """The records, and the columns that a table has even without any."""
    if isinstance(result, Mapping):
        found = _list_in(result)
        if found is None:
            return [result], []
        name, listed = found
        return listed, [] if listed else empty_columns(name, result)
    if isinstance(result, Sequence) and not isinstance(result, str) and _all_records(result):
        return list(result), []
    raise SupportError(
        "This is no result of a tool",
        f"A table is made from a mapping or a list of mappings, and not from {_kind(result)}.",
        suggested_actions=[
            'Give what a tool returned, such as desk.call_tool("search_tickets").',
            "Of an answer, give the result of one of its calls: answer.calls[0].result.",
        ],
    )


def _list_in(result: Mapping[str, Any]) -> tuple[str, list[Any]] | None:
    """The one list of records in a search. A record may hold lists too: it has no count of them."""
    lists = {n: v for n, v in result.items() if isinstance(v, list) and _all_records(v)}
    counted = {n: v for n, v in lists.items() if len(v) == result.get("count")}
    if counted:
        return next(iter(counted.items()))
    return next(iter(lists.items())) if len(result) == len(lists) == 1 else None


def _all_records(values: Sequence[Any]) -> bool:
    return all(isinstance(value, Mapping) for value in values)


def _readable(value: Any) -> Any:
    """One value of a cell: a list becomes its items, and a moment loses its T and its seconds."""
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {item}" for name, item in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    if isinstance(value, str) and _is_moment(value):
        return f"{value[:10]} {value[11:16]}"
    return value


def _dtype(values: Sequence[Any]) -> str:
    """Pandas' name for the kind of a column that may have gaps."""
    kinds = {type(value) for value in values if value is not None}
    for wanted, name in (({bool}, "boolean"), ({int}, "Int64"), ({int, float}, "Float64")):
        if kinds and kinds <= wanted:
            return name
    return "string" if kinds == {str} else "object"


def _is_moment(text: str) -> bool:
    return len(text) == 19 and text[10] == "T" and text[:4].isdecimal() and text[13] == ":"


def _kind(value: Any) -> str:
    return "None" if value is None else f"a value of type {type(value).__name__}"
