"""Warranties on a time line: expired, about to expire and active, each with its mark and words."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from itsupport.errors import SupportError
from itsupport.notebook.picture import one_line
from itsupport.notebook.record_tables import rows_of
from itsupport.orchestrator.answers import counted
from itsupport.plot import INK, Plot, drawing, legend, name_rows, say, title

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

SHOWN_ASSETS = 60
SOON_DAYS = 30
"""A warranty that ends within so many days counts as expiring; its last day still counts."""

MARKS = {"expired": ("X", "#b3261e"), "expiring": ("^", "#9a5b00"), "active": ("o", "#1b6e2c")}
"""The shape and the colour of the end of each warranty."""


def plot_warranties(
    assets: Mapping[str, Any] | Sequence[Mapping[str, Any]], today: date | str | None = None
) -> Plot:
    """A line per machine from today to its warranty's end, the first to end on top.

    Takes what `check_warranty` or `lookup_asset` gives. `today` may be left out when the result
    says its day itself (`as_of`). Raises `SupportError` for records without warranty_end.
    """
    day = _day(today, assets)
    frame = _table(rows_of(assets), day)
    states = list(frame["state"])
    found = ", ".join(f"{states.count(state)} {state}" for state in MARKS)
    alt = f"Warranties of {counted(len(frame), 'machine')} on {day}: {found}"
    return Plot(_drawn(frame.head(SHOWN_ASSETS), day, alt, len(frame)), alt, frame)


def _table(rows: Sequence[Mapping[str, Any]], today: date) -> "pd.DataFrame":
    import pandas as pd

    try:
        ends = [(date.fromisoformat(row["warranty_end"]), _name(row)) for row in rows]
    except (KeyError, TypeError, ValueError):
        raise SupportError(
            "These are no warranties",
            "Every record needs an asset_id and a warranty_end such as 2025-06-30.",
            suggested_actions=['Give desk.call_tool("check_warranty").'],
            follow_up_tools=["check_warranty"],
        ) from None
    left = [(name, end, (end - today).days) for end, name in sorted(ends)]
    values = [(name, end.isoformat(), days, _state(days)) for name, end, days in left]
    return pd.DataFrame(values, columns=["machine", "warranty_end", "days_left", "state"])


def _drawn(frame: "pd.DataFrame", today: date, alt: str, machines: int) -> "Figure":
    days = [int(number) for number in frame["days_left"]]
    first, last = min([0, *days]), max([0, *days])
    room = max(last - first, 30) / 20
    with drawing(9, 1.4 + 0.32 * max(len(days), 1)) as (figure, axes):
        axes.hlines(range(len(days)), 0, days, color=INK, linewidth=0.8)
        for state, (mark, colour) in MARKS.items():
            rows = [row for row, found in enumerate(frame["state"]) if found == state]
            ends = [days[row] for row in rows]
            axes.plot(ends, rows, mark, color=colour, markersize=9, label=state)
        for row, number in enumerate(days):
            say(axes, max(number, 0) + room * 0.5, row, _in_words(number))
        axes.axvline(0, color=INK, linewidth=1.2, linestyle="--", label=f"today, {today}")
        name_rows(axes, list(frame["machine"]))
        axes.set_xlim(first - room, last + room * 6)
        months = _months(today, first, last)
        axes.set_xticks([(month - today).days for month in months], [f"{m:%Y-%m}" for m in months])
        left_out = machines - len(days)
        title(axes, alt + (f"\nthe last {left_out:,} are not drawn" if left_out else ""))
        legend(figure)
    return figure


def _state(days: int) -> str:
    if days < 0:
        return "expired"
    return "expiring" if days <= SOON_DAYS else "active"


def _in_words(days: int) -> str:
    match days:
        case 0:
            return "expires today"
        case _ if days < 0:
            return f"expired {counted(-days, 'day')} ago"
        case _:
            return f"{'expiring' if days <= SOON_DAYS else 'active'}, {counted(days, 'day')} left"


def _months(today: date, first: int, last: int) -> list[date]:
    """The beginnings of months between two days, at most about ten of them."""
    start, end = today + timedelta(days=first), today + timedelta(days=last)
    numbers = range(start.year * 12 + start.month, end.year * 12 + end.month)
    steps = numbers[:: len(numbers) // 10 + 1]
    return [date(number // 12, number % 12 + 1, 1) for number in steps]


def _name(row: Mapping[str, Any]) -> str:
    host = row.get("hostname")
    return one_line(f"{row['asset_id']} {host}" if host else str(row["asset_id"]), 40)


def _day(today: date | str | None, assets: Any) -> date:
    given: Any = today or (assets.get("as_of") if isinstance(assets, Mapping) else None)
    try:
        return given if isinstance(given, date) else date.fromisoformat(given)
    except (TypeError, ValueError):
        raise SupportError(
            "The day of the time line is not known",
            "A line for today needs a day such as 2025-06-30.",
            suggested_actions=["Give it: plot_warranties(result, today='2025-06-30')."],
        ) from None
