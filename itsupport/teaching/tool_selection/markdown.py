"""Reports, comparisons and scoreboards as Markdown, for notebooks."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from itsupport.teaching.tool_selection.report import Outcome, Report


def report_markdown(report: "Report") -> str:
    """The rates, then every variation that did not pass, with its reasons."""
    parts = [
        f"**{report.rate} passed** ({report.rate.percent}) · {inline(report.model)}",
        rates_table({"passed": report}),
    ]
    if report.failures:
        rows = [
            (inline(o.intent), inline(o.variation.ask), "<br>".join(_reasons(o)))
            for o in report.failures
        ]
        parts.append(table(("intent", "question that failed", "why"), rows))
    return "\n\n".join([*parts, *filter(None, [report.note])])


def rates_table(reports: "Mapping[str, Report]") -> str:
    """A row per intent and one for all; a column per report, under its title."""
    titles = list(reports)
    first = reports[titles[0]]
    rows = [
        (
            inline(name),
            *(
                _marked(reports[title].rates[name].passed, reports[title].rates[name].total)
                for title in titles
            ),
        )
        for name in first.intents
    ]
    overall = tuple(
        f"**{reports[title].rate} ({reports[title].rate.percent})**" for title in titles
    )
    return table(("intent", *map(inline, titles)), [*rows, ("**all**", *overall)])


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


def _marked(passed: int, total: int) -> str:
    return f"{'✓' if passed == total else '✗'} {passed} of {total}"


def _reasons(outcome: "Outcome") -> list[str]:
    return [inline(reason.text) for reason in outcome.reasons]
