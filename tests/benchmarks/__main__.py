"""`python -m tests.benchmarks`: the figures of the README, measured on this machine.

Every figure is a ratio of medians: ours against the SDK used plainly, taken in turn in one run, so
that a slow or busy machine slows both sides. Nothing here needs a network.
"""

import argparse
import os
import platform
import statistics
from collections.abc import Callable

from tests.benchmarks.calls import Calls
from tests.benchmarks.classroom import main as classroom
from tests.benchmarks.grading import add_options as add_grading_options
from tests.benchmarks.grading import main as grade_classes
from tests.benchmarks.queries import Queries
from tests.benchmarks.selection.command import add_options
from tests.benchmarks.selection.command import main as select
from tests.benchmarks.starts import concurrent_start, in_process_start, plain_start, shutdown
from tests.benchmarks.users import add_options as add_user_options
from tests.benchmarks.users import main as many_users

Measurement = Callable[[], float]


def in_turn(rounds: int, **sides: Measurement) -> dict[str, float]:
    """The median seconds of each side, after one round that does not count."""
    taken: dict[str, list[float]] = {name: [] for name in sides}
    for number in range(rounds + 1):
        for name, measure in sides.items():
            seconds = measure()
            if number > 0:
                taken[name].append(seconds)
    return {name: statistics.median(values) for name, values in taken.items()}


def row(what: str, ours: float, baseline: float, bound: float) -> bool:
    """Print one figure; false when it is over its bound."""
    ratio = ours / baseline
    mark = "✓" if ratio <= bound else "✗"
    shown = f"| {what} | {ours * 1000:.1f} ms | {baseline * 1000:.1f} ms |"
    print(f"{shown} {ratio:.2f} | ≤ {bound:g} {mark} |", flush=True)
    return ratio <= bound


def main() -> int:
    """Measure, print a Markdown table, and return 1 when a figure is over its bound."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7, help="rounds of the slow figures")
    commands = parser.add_subparsers(dest="command")
    add_options(commands.add_parser("selection", help="the offline model instead"))
    add_user_options(commands.add_parser("users", help="many users at several workers instead"))
    add_grading_options(commands.add_parser("grading", help="how long a class takes, instead"))
    commands.add_parser("classroom", help="what one learner costs, instead")
    options = parser.parse_args()
    others = {"selection": select, "users": many_users, "classroom": classroom}
    others |= {"grading": grade_classes}
    return others[options.command](options) if options.command else protocol(options.rounds)


def protocol(rounds: int) -> int:
    """The figures of the protocol's side."""
    print(
        f"{platform.system()}, {os.cpu_count()} processors, Python {platform.python_version()}\n\n"
        "| what | ours | plain SDK | ratio | bound |\n|---|---|---|---|---|"
    )
    starts = in_turn(rounds, plain=plain_start, ours=concurrent_start, inside=in_process_start)
    good = [
        row("start five servers, find twenty tools", starts["ours"], starts["plain"], 0.65),
        row("the same, servers in this process", starts["inside"], starts["plain"], 0.05),
    ]
    with Calls() as calls:
        called = in_turn(rounds * 8, plain=calls.plain, ours=calls.ours, awaited=calls.awaited)
    good += [
        row("one tool call over stdio", called["ours"], called["plain"], 1.15),
        row("the same, awaited", called["awaited"], called["plain"], 1.15),
    ]
    with Queries() as queries:
        asked = in_turn(
            rounds * 6, plain=queries.plain, ours=queries.ours, streamed=queries.streamed
        )
    good += [
        row("a question: two model trips, two calls", asked["ours"], asked["plain"], 1.3),
        row(
            "its events handed over one by one (against collected)",
            asked["streamed"],
            asked["ours"],
            1.05,
        ),
    ]
    good.append(row("stop five servers (against 0.5 s)", in_turn(3, ours=shutdown)["ours"], 0.5, 1))
    return 0 if all(good) else 1


if __name__ == "__main__":
    raise SystemExit(main())
