"""Rates as a bar chart. Matplotlib is imported when something is plotted, and only then.

The figure brings its own white ground, so that it can be read on a dark page; every bar says in
words what it is. The same rates give the same bytes.
"""

import logging
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from itsupport.errors import SupportError
from itsupport.teaching.tool_selection.report import Rate, Report

if TYPE_CHECKING:
    from matplotlib.figure import Figure

ENDINGS = (".png", ".svg")
INK = "#1f2933"
FILLS = (("#9ec9f0", ""), ("#f6c98a", "//"), ("#b9dfb1", ".."), ("#dcc3ea", "xx"))
"""Light colours under dark words; the pattern tells the bars apart without them."""

BAR = 0.3
"""Inches from one bar to the next."""


class Plot:
    """A drawing that a notebook shows as it is, and that `save` writes to a file."""

    def __init__(self, figure: "Figure") -> None:
        self._figure = figure

    def save(self, path: str | Path) -> None:
        """Write a `.png` or `.svg` file. Raises `SupportError` when that cannot be done."""
        ending = check_ending(path)
        try:
            Path(path).write_bytes(self._drawn(ending))
        except OSError as problem:
            raise SupportError(f"{path} cannot be written", f"{problem.strerror}.") from None

    def __repr__(self) -> str:
        return "<Plot: save('FILE.svg') or save('FILE.png') writes it>"

    def _repr_png_(self) -> bytes:
        """For JupyterLab, which shows no SVG of a notebook that was not run here; as wide as it."""
        return self._drawn(".png", dots_per_inch=96)

    def _repr_svg_(self) -> str:
        return self._drawn(".svg").decode("utf-8")

    def _drawn(self, ending: str, dots_per_inch: int = 150) -> bytes:
        import matplotlib as mpl

        drawn = BytesIO()
        dateless: dict[str, Any] = {"metadata": {"Date": None}} if ending == ".svg" else {}
        with mpl.rc_context({"svg.hashsalt": "itsupport", "svg.fonttype": "none"}):
            self._figure.savefig(drawn, format=ending[1:], dpi=dots_per_inch, **dateless)
        return drawn.getvalue()


def check_ending(path: str | Path) -> str:
    """The ending of the path. Raises `SupportError` for one that cannot be plotted to."""
    ending = Path(path).suffix.lower()
    if ending in ENDINGS:
        return ending
    raise SupportError(
        f"{path} cannot hold a plot",
        "A plot is written to a .png or an .svg file.",
        suggested_actions=["Give it one of these endings."],
    )


def plot_rates(reports: Mapping[str, Report]) -> Plot:
    """A group of bars per intent, a bar in it per report, the first intent on top."""
    # The first import on a machine may report on its fonts, in the middle of a notebook.
    logging.getLogger("matplotlib").addHandler(logging.NullHandler())
    import matplotlib as mpl
    from matplotlib.figure import Figure

    names = next(iter(reports.values())).intents
    with mpl.rc_context({**mpl.rcParamsDefault, "hatch.linewidth": 0.4}):
        height = BAR * (len(reports) + 0.6) * len(names) + 1.0
        figure = Figure(figsize=(9, height), facecolor="white", layout="constrained")
        axes = figure.subplots()
        for place, (model, report) in enumerate(reports.items()):
            for row, name in enumerate(names):
                top = row - 0.4 + 0.8 * (place + 0.5) / len(reports)
                _bar(axes, top, 0.76 / len(reports), place, model, report.rates[name])
        _frame(axes, names, reports)
    return Plot(figure)


def _bar(axes: Any, middle: float, height: float, place: int, model: str, rate: Rate) -> None:
    colour, pattern = FILLS[place % len(FILLS)]
    axes.barh(middle, rate.share, height, color=colour, hatch=pattern, edgecolor=INK, linewidth=0.6)
    ground = {"facecolor": "white", "edgecolor": "none", "alpha": 0.8, "pad": 1.0}
    words = f"{rate.passed}/{rate.total}  {model}"
    axes.text(
        0.012, middle, words, va="center", color=INK, fontsize=9, bbox=ground, parse_math=False
    )


def _frame(axes: Any, names: list[str], reports: Mapping[str, Report]) -> None:
    axes.set_yticks(range(len(names)), names, color=INK, parse_math=False)
    axes.set_ylim(len(names) - 0.5, -0.5)
    axes.set_xlim(0, 1.005)
    axes.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0 %", "25 %", "50 %", "75 %", "100 %"], color=INK)
    notes = "\n".join(report.note for report in reports.values() if report.note)
    axes.set_xlabel(notes, fontsize=8, color=INK)
    axes.spines[["top", "right"]].set_visible(False)
    overall = " · ".join(f"{model}: {report.rate}" for model, report in reports.items())
    axes.set_title(
        f"Variations that got the right tools\n{overall}", fontsize=10, color=INK, parse_math=False
    )
