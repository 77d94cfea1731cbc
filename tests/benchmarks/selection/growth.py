"""How the cost of a turn grows with the number of tools."""

import json
import math
import statistics
from itertools import chain
from pathlib import Path

from tests.benchmarks.selection.clones import toolset
from tests.benchmarks.selection.recordings import question, replay, written
from tests.benchmarks.selection.tables import heading, held
from tests.offline.cases import cases
from tests.offline.library import LIBRARY

SIZES = (20, 50, 100, 200, 500, 1000)
QUESTIONS = 40
ROUNDS = 3
Seconds = dict[int, float]


def grows_at_most_linearly(engine: str, plot: str | None) -> bool:
    """Print the medians for each number of tools, and the slope on two logarithmic axes."""
    heading("Cost of a turn with more tools", "what", *map(str, SIZES), "slope", "target")
    known, first = _measured(engine)
    good = [_line("tools seen before", known), _line("first turn with these tools", first)]
    if plot:
        draw(Path(plot), {"tools seen before": known, "first turn with these tools": first})
    return all(good)


def slope(seconds: Seconds) -> float:
    """Of the straight line through the logarithms: 1 is proportional, below 1 is better."""
    sizes = [math.log(size) for size in seconds]
    return statistics.linear_regression(sizes, [*map(math.log, seconds.values())]).slope


def draw(path: Path, lines: dict[str, Seconds]) -> None:
    """Write the plot, with a line of slope 1 to compare."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(6, 4), layout="constrained")
    axes = figure.subplots()
    for name, seconds in lines.items():
        axes.loglog([*seconds], [1000 * one for one in seconds.values()], "o-", label=name)
    start = 1000 * min(seconds[SIZES[0]] for seconds in lines.values())
    axes.loglog(SIZES, [start * size / SIZES[0] for size in SIZES], "k:", label="proportional")
    axes.set(xlabel="tools", ylabel="milliseconds a turn", xticks=SIZES, xticklabels=SIZES)
    axes.legend()
    figure.savefig(path)


def _measured(engine: str) -> tuple[Seconds, Seconds]:
    """The least of some rounds counts, which a busy machine disturbs least."""
    asked = [case["ask"][0] for case in cases("practice")][::4][:QUESTIONS]
    known, first = {}, {}
    for size in SIZES:
        recorded = written([LIBRARY, toolset(size)], [question(1, text) for text in asked])
        runs = [json.loads(replay(engine, "times", recorded)) for _ in range(ROUNDS)]
        known[size] = statistics.median(map(min, *(chain(*run["talks"]) for run in runs)))
        first[size] = min(run["first"][1] for run in runs)
    return known, first


def _line(what: str, seconds: Seconds) -> bool:
    steepness = slope(seconds)
    cells = [f"{1000 * one:.1f} ms" for one in seconds.values()]
    return held(steepness <= 1, "≤ 1", what, *cells, f"{steepness:.2f}")
