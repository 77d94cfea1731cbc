"""What customers owe, as bars whose overdue part is marked. Amounts are in the data's currency."""

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

SHOWN_CUSTOMERS = 40
AMOUNTS = ["overdue", "pending", "outstanding"]


def plot_balances(balances: Mapping[str, Any] | Sequence[Mapping[str, Any]]) -> Plot:
    """A bar per customer, the largest on top; of `calculate_outstanding_balance`.

    Raises `SupportError` for records without overdue and outstanding amounts.
    """
    rows = rows_of(balances)
    frame = _table(rows)
    currency = balances.get("currency") if isinstance(balances, Mapping) else None
    unit = f" {one_line(str(currency), 12)}" if currency else ""
    sums = {name: float(frame[name].sum()) for name in AMOUNTS}
    alt = (
        f"{counted(len(frame), 'customer')}: {sums['outstanding']:,.2f}{unit} outstanding, "
        f"{sums['overdue']:,.2f}{unit} of it overdue"
    )
    return Plot(_drawn(frame.head(SHOWN_CUSTOMERS), alt, len(frame)), alt, frame)


def _table(rows: Sequence[Mapping[str, Any]]) -> "pd.DataFrame":
    import pandas as pd

    try:
        values = [_amounts(row) for row in rows]
    except (KeyError, TypeError, ValueError):
        raise SupportError(
            "These are no balances",
            "Every record needs amounts that are overdue and outstanding.",
            suggested_actions=['Give desk.call_tool("calculate_outstanding_balance").'],
            follow_up_tools=["calculate_outstanding_balance"],
        ) from None
    values.sort(key=lambda value: (-value[3], value[0]))
    return pd.DataFrame(values, columns=["customer_id", *AMOUNTS])


def _amounts(row: Mapping[str, Any]) -> tuple[str, float, float, float]:
    """Name, overdue, pending and outstanding: what is not overdue is pending."""
    overdue, outstanding = float(row["overdue"]), float(row["outstanding"])
    name = row.get("company_name") or row["customer_id"]
    return one_line(str(name), 40), overdue, round(outstanding - overdue, 2), outstanding


def _drawn(frame: "pd.DataFrame", alt: str, customers: int) -> "Figure":
    most = max([float(amount) for amount in frame["outstanding"]], default=0) or 1.0
    rows = range(len(frame))
    with drawing(9, 1.5 + 0.36 * max(len(frame), 1)) as (figure, axes):
        overdue = list(frame["overdue"])
        axes.barh(rows, overdue, 0.7, **bar_look(1, "overdue"))
        axes.barh(rows, list(frame["pending"]), 0.7, left=overdue, **bar_look(0, "pending"))
        for row, (late, total) in enumerate(zip(overdue, frame["outstanding"], strict=True)):
            say(axes, total + most * 0.01, row, _in_words(late, total))
        name_rows(axes, list(frame["customer_id"]))
        axes.set_xlim(0, most * 1.32)
        axes.xaxis.set_major_formatter("{x:,.0f}")
        left_out = customers - len(frame)
        title(axes, alt + (f"\nthe {left_out:,} smallest are not drawn" if left_out else ""))
        legend(figure)
    return figure


def _in_words(overdue: float, total: float) -> str:
    if not overdue:
        return f"{total:,.2f}"
    return (
        f"{total:,.2f}, all overdue"
        if overdue == total
        else f"{total:,.2f}, {overdue:,.2f} overdue"
    )
