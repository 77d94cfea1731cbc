"""Two or more reports on the same questions, side by side: for comparing models."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from itsupport.errors import SupportError
from itsupport.teaching.tool_selection.markdown import inline, outcome_words, rates_table, table
from itsupport.teaching.tool_selection.report import Outcome, Report

if TYPE_CHECKING:
    import pandas as pd

    from itsupport.plot import Plot


@dataclass(frozen=True, slots=True)
class Comparison:
    """Reports by model; `differences` are the variations that not all of them passed or failed."""

    reports: dict[str, Report]

    @property
    def differences(self) -> list[tuple[Outcome, ...]]:
        """For each variation on which the models differ, one outcome per model."""
        return [each for each in _pairs(self.reports) if len({o.passed for o in each}) > 1]

    def to_pandas(self) -> "pd.DataFrame":
        """A row per intent and one for all; the share that passed, from 0 to 1, per model."""
        import pandas as pd

        columns = {
            model: [*(rate.share for rate in report.rates.values()), report.rate.share]
            for model, report in self.reports.items()
        }
        names = next(iter(self.reports.values())).intents
        return pd.DataFrame(columns, index=pd.Index([*names, "all"], name="intent"))

    def plot(self) -> "Plot":
        """A group of bars per intent, one bar per model."""
        from itsupport.teaching.tool_selection.plots import plot_rates

        return plot_rates(self.reports)

    def __repr__(self) -> str:
        """Short, and without what differs from run to run."""
        rates = ", ".join(f"{model} {report.rate}" for model, report in self.reports.items())
        return f"<Comparison: {rates}>"

    def _repr_markdown_(self) -> str:
        rows = [
            (inline(each[0].variation.ask), *(outcome_words(outcome) for outcome in each))
            for each in self.differences
        ]
        differing = table(("question on which they differ", *map(inline, self.reports)), rows)
        notes = [report.note for report in self.reports.values() if report.note]
        parts = [rates_table(self.reports), differing if rows else "They differ on no question."]
        return "\n\n".join([*parts, *notes])


def compare(*reports: Report) -> Comparison:
    """The reports of two or more models on the same questions.

    Raises `SupportError` when the questions differ, or when two reports are on the same model.
    """
    by_model = {report.model: report for report in reports}
    if len(by_model) < max(2, len(reports)):
        raise SupportError(
            "A comparison needs reports on two models",
            f"Given: {', '.join(report.model for report in reports) or 'none'}.",
            suggested_actions=["To compare two runs of one model, use scoreboard(before, after)."],
        )
    check_same_questions(reports)
    return Comparison(by_model)


def check_same_questions(reports: Sequence[Report]) -> None:
    """Raises `SupportError` when the reports are not on the same variations."""
    asked = [[(o.intent, o.variation) for o in report.outcomes] for report in reports]
    if any(each != asked[0] for each in asked):
        raise SupportError(
            "These reports are not on the same questions",
            f"They are on {', '.join(str(len(each)) for each in asked)} variations.",
            suggested_actions=["Run both with the same intents."],
        )


def _pairs(reports: dict[str, Report]) -> list[tuple[Outcome, ...]]:
    return list(zip(*(report.outcomes for report in reports.values()), strict=True))
