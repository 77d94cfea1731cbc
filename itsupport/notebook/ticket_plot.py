"""Tickets by priority and status, as stacked bars whose parts say their status in words."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from itsupport.errors import SupportError
from itsupport.notebook.picture import one_line
from itsupport.notebook.record_tables import rows_of
from itsupport.orchestrator.answers import counted
from itsupport.plot import Plot, bar_look, drawing, legend, name_rows, say, title

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

LETTERS_ACROSS = 100
"""So many letters of a label fit into the longest bar."""

PRIORITIES = ("critical", "high", "medium", "low")
STATUSES = ("open", "in_progress", "waiting", "resolved", "closed")
"""The order in which they are drawn; words that are not here come after them."""


def plot_tickets(tickets: Mapping[str, Any] | Sequence[Mapping[str, Any]]) -> Plot:
    """A bar per priority, a part of it per status; of `search_tickets`, or of a list of tickets.

    Raises `SupportError` for records that have no priority and status.
    """
    counts = _counts(rows_of(tickets))
    total = int(counts.to_numpy().sum())
    words = "; ".join(_in_words(str(name), row) for name, row in counts.iterrows())
    whole = tickets.get("total", total) if isinstance(tickets, Mapping) else total
    which = counted(total, "ticket") if whole == total else f"{total} of {whole:,} tickets"
    return Plot(_drawn(counts, which), f"{which} by priority and status: {words or 'none'}", counts)


def _counts(tickets: Sequence[Mapping[str, Any]]) -> "pd.DataFrame":
    """How many tickets have which priority (rows) and status (columns)."""
    import pandas as pd

    if not all({"priority", "status"} <= set(ticket) for ticket in tickets):
        raise SupportError(
            "These are no tickets",
            "Every ticket needs a priority and a status.",
            suggested_actions=['Give desk.call_tool("search_tickets", {"limit": 50}).'],
            follow_up_tools=["search_tickets"],
        )
    pairs = [(_word(ticket["priority"]), _word(ticket["status"])) for ticket in tickets]
    rows = _ordered({priority for priority, _ in pairs}, PRIORITIES)
    columns = _ordered({status for _, status in pairs}, STATUSES)
    values = [[pairs.count((row, column)) for column in columns] for row in rows]
    return pd.DataFrame(
        values,
        index=pd.Index(rows, name="priority", dtype=object),
        columns=pd.Index(columns, name="status", dtype=object),
        dtype=int,
    )


def _drawn(counts: "pd.DataFrame", which: str) -> "Figure":
    most = int(counts.sum(axis=1).max()) if len(counts) else 1
    ends = [0] * len(counts)
    with drawing(9, 1.5 + 0.5 * max(len(counts), 1)) as (figure, axes):
        for place, status in enumerate(counts.columns):
            numbers = [int(number) for number in counts[status]]
            axes.barh(range(len(ends)), numbers, 0.7, left=ends, **bar_look(place, status))
            for row, number in enumerate(numbers):
                say(axes, ends[row] + number / 2, row, _fitting(number, status, most), "center")
            ends = [end + number for end, number in zip(ends, numbers, strict=True)]
        name_rows(axes, list(counts.index))
        axes.set_xlim(0, most * 1.02)
        axes.xaxis.get_major_locator().set_params(integer=True)
        title(axes, f"{which} by priority and status")
        if len(counts.columns):
            legend(figure)
    return figure


def _fitting(number: int, status: str, most: int) -> str:
    """The number and the status in words; a narrow part has room for the number alone."""
    if not number:
        return ""
    widest = number / most * LETTERS_ACROSS
    forms = (f"{number} {status}", f"{number}\n{status}", str(number))
    return next((form for form in forms if _width(form) <= widest), str(number))


def _width(words: str) -> int:
    return max(map(len, words.split("\n")))


def _in_words(priority: str, row: "pd.Series[int]") -> str:
    parts = [f"{number} {status}" for status, number in row.items() if number]
    return f"{priority} {row.sum()} ({', '.join(parts)})"


def _ordered(words: set[str], known: Sequence[str]) -> list[str]:
    return [word for word in known if word in words] + sorted(words - set(known))


def _word(value: Any) -> str:
    return one_line(str(value), 20)
