"""The tool-selection test in a terminal: a line per variation, the rates, two models side by side.

A mark always comes with its word, and colour only repeats what the words say.
"""

import sys
from collections.abc import Iterator, Sequence

from rich import box
from rich.table import Table
from rich.text import Text

from itsupport.command_line.terminal import harmless, mark
from itsupport.teaching.tool_selection import Comparison, Intent, Outcome, Rate, Report


def head(model: str, api: str, intents: Sequence[Intent]) -> Text:
    """Who is tested on what."""
    count = sum(len(intent.variations) for intent in intents)
    what = f"{count} variations of {len(intents)} intents"
    return Text(f"{harmless(model)} through the {api} API: {what}\n", "bold")


def outcome_lines(outcome: Outcome) -> Text:
    """`✓ passed`, or `✗ failed` with every reason and the calls that were made."""
    shown = _word(outcome.passed)
    shown.append(f"  {outcome.intent}: {outcome.variation.ask}")
    if not outcome.passed:
        for reason in outcome.reasons:
            shown.append(f"\n    {harmless(reason.text)}", "red")
        shown.append(f"\n    calls made: {harmless(outcome.calls_made)}", "dim")
    return shown


def summary(report: Report) -> Text:
    """A line per intent, one for all, and what the score does not say."""
    shown = Text("\n")
    for name, rate in report.rates.items():
        shown.append_text(_word(rate.passed == rate.total)).append(f"  {rate}  {name}\n")
    total = (
        f"{report.rate} variations passed ({report.rate.percent}) with {harmless(report.model)}."
    )
    shown.append(total, "bold")
    return shown.append(f"\n{report.note}" if report.note else "").append("\n")


def side_by_side(comparison: Comparison) -> Iterator[Table | Text]:
    """The rates by intent and model, then the variations on which the models differ."""
    models = list(comparison.reports)
    rates = _table("intent", models)
    reports = list(comparison.reports.values())
    for name in reports[0].intents:
        rates.add_row(Text(name), *(_rate(report.rates[name]) for report in reports))
    rates.add_section()
    rates.add_row(Text("all", "bold"), *(_rate(report.rate) for report in reports))
    yield rates
    if not comparison.differences:
        yield Text("They differ on no variation.")
        return
    differing = _table("variation on which they differ", models)
    for outcomes in comparison.differences:
        differing.add_row(Text(outcomes[0].variation.ask), *map(_choice, outcomes))
    yield differing


def _table(first: str, models: Sequence[str]) -> Table:
    table = Table(first, box=box.SIMPLE_HEAD, pad_edge=False)
    for model in models:
        table.add_column(Text(harmless(model)), overflow="fold")
    return table


def _rate(rate: Rate) -> Text:
    return _word(rate.passed == rate.total).append(f"  {rate}")


def _choice(outcome: Outcome) -> Text:
    return _word(outcome.passed).append(f"\n{harmless(', '.join(outcome.tools)) or 'no tool'}")


def _word(passed: bool) -> Text:
    word = "passed" if passed else "failed"
    return Text(f"{mark(passed, sys.stdout)} ").append(word, "green" if passed else "red")
