"""Rates as a bar chart: how it is drawn and saved is in `itsupport.plot`.

Every bar says in words what it is.
"""

from collections.abc import Mapping
from typing import Any

from itsupport.plot import INK, Plot, bar_look, drawing, name_rows, say, title
from itsupport.teaching.tool_selection.report import Rate, Report

BAR = 0.3
"""Inches from one bar to the next."""


def plot_rates(reports: Mapping[str, Report]) -> Plot:
    """A group of bars per intent, a bar in it per report, the first intent on top."""
    names = next(iter(reports.values())).intents
    with drawing(9, BAR * (len(reports) + 0.6) * len(names) + 1.0) as (figure, axes):
        for place, (model, report) in enumerate(reports.items()):
            for row, name in enumerate(names):
                top = row - 0.4 + 0.8 * (place + 0.5) / len(reports)
                _bar(axes, top, 0.76 / len(reports), place, model, report.rates[name])
        _frame(axes, names, reports)
    return Plot(figure)


def _bar(axes: Any, middle: float, height: float, place: int, model: str, rate: Rate) -> None:
    axes.barh(middle, rate.share, height, **bar_look(place))
    say(axes, 0.012, middle, f"{rate.passed}/{rate.total}  {model}")


def _frame(axes: Any, names: list[str], reports: Mapping[str, Report]) -> None:
    name_rows(axes, names)
    axes.set_xlim(0, 1.005)
    axes.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0 %", "25 %", "50 %", "75 %", "100 %"], color=INK)
    notes = "\n".join(report.note for report in reports.values() if report.note)
    axes.set_xlabel(notes, fontsize=8, color=INK)
    overall = " · ".join(f"{model}: {report.rate}" for model, report in reports.items())
    title(axes, f"Variations that got the right tools\n{overall}")
