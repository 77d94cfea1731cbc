"""Reports, comparisons and scoreboards as Markdown, for notebooks."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from itsupport.teaching.tool_selection.report import Outcome, Rate, Report


def report_markdown(report: "Report") -> str:
    """The rates, then every variation that did not pass, with its reasons."""
    parts = [
        f"**{report.rate} passed** ({report.rate.percent}) · {inline(report.model)}",
        rates_table({"passed": report}),
    ]
    if report.failures:
        rows = [
            (*map(inline, (o.intent, o.variation.ask)), _reasons(o), inline(o.calls_made))
            for o in report.failures
        ]
        parts.append(table(("intent", "question that failed", "why", "calls made"), rows))
    return "\n\n".join([*parts, *filter(None, [report.note])])


def rates_table(reports: "Mapping[str, Report]") -> str:
    """A row per intent and one for all; a column per report, under its title."""
    shown = list(reports.values())
    rows = [
        (inline(name), *(_marked(report.rates[name]) for report in shown))
        for name in shown[0].intents
    ]
    overall = (f"**{report.rate} ({report.rate.percent})**" for report in shown)
    return table(("intent", *map(inline, reports)), [*rows, ("**all**", *overall)])


def table(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; the cells are Markdown already."""
    lines = [titles, ["---"] * len(titles), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def inline(text: str) -> str:
    """Text that stays in its cell and cannot start Markdown or HTML of its own."""
    flat = " ".join(text.split()).replace("&", "&amp;")
    return flat.translate({ord(mark): f"\\{mark}" for mark in r"\`*_[]<>|#$~"})


def outcome_words(outcome: "Outcome") -> str:
    """The mark, the word, and the tools that were called."""
    tools = ", ".join(f"`{tool}`" for tool in outcome.tools) or "no tool"
    return f"{'✓ passed' if outcome.passed else '✗ failed'}: {tools}"


def _marked(rate: "Rate") -> str:
    return f"{'✓' if rate.passed == rate.total else '✗'} {rate}"


def _reasons(outcome: "Outcome") -> str:
    return "<br>".join(inline(reason.text) for reason in outcome.reasons)
