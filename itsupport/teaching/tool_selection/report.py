"""How a model did in the tool-selection test: an outcome per variation, and the rates.

In a notebook a report shows itself as tables; those are made elsewhere.
"""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from itsupport.offline.service.replies import MODEL_NAME
from itsupport.orchestrator import FinishedCall
from itsupport.orchestrator.answers import written
from itsupport.teaching.tool_selection.intent import Variation
from itsupport.teaching.tool_selection.judging import Reason

if TYPE_CHECKING:
    import pandas as pd

    from itsupport.plot import Plot

RULES_NOT_A_MODEL = (
    f"This score measures rules, not a language model: {MODEL_NAME} chooses tools by the words "
    "of their schemas."
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one variation; `reasons` says why it did not pass, and is empty when it did.

    `seconds` is wall time, the model's and the servers' together.
    """

    intent: str
    variation: Variation
    reasons: tuple[Reason, ...]
    calls: tuple[FinishedCall, ...]
    seconds: float = field(repr=False, compare=False)

    @property
    def passed(self) -> bool:
        """Whether the model did all that was expected."""
        return not self.reasons

    @property
    def tools(self) -> tuple[str, ...]:
        """The tools that were called, each once, in the order of their first call."""
        return tuple(dict.fromkeys(call.tool for call in self.calls))

    @property
    def calls_made(self) -> str:
        """Every call with its arguments, in words for people."""
        return "; ".join(f"{c.tool}({written(c.arguments)})" for c in self.calls) or "none"


@dataclass(frozen=True, slots=True)
class Rate:
    """`passed` of `total` variations."""

    passed: int
    total: int

    @property
    def share(self) -> float:
        """From 0 to 1."""
        return self.passed / self.total if self.total else 0.0

    @property
    def percent(self) -> str:
        """As `93 %`, rounded down: only a perfect score is 100 %."""
        return f"{100 * self.passed // self.total if self.total else 0} %"

    def __str__(self) -> str:
        return f"{self.passed} of {self.total}"


@dataclass(frozen=True, slots=True)
class Report:
    """The outcomes of one run, in the order in which the variations were asked."""

    model: str
    outcomes: tuple[Outcome, ...]

    @property
    def rate(self) -> Rate:
        """Over all variations."""
        return _rate(self.outcomes)

    @property
    def rates(self) -> dict[str, Rate]:
        """Intent by intent."""
        return {name: _rate(self.of(name)) for name in self.intents}

    @property
    def intents(self) -> list[str]:
        """The names of the intents, in their order."""
        return list(dict.fromkeys(outcome.intent for outcome in self.outcomes))

    @property
    def failures(self) -> list[Outcome]:
        """The outcomes of the variations that did not pass."""
        return [outcome for outcome in self.outcomes if not outcome.passed]

    @property
    def note(self) -> str:
        """What the score does not say; empty for a language model."""
        return RULES_NOT_A_MODEL if self.model == MODEL_NAME else ""

    def of(self, intent: str) -> list[Outcome]:
        """The outcomes of one intent."""
        return [outcome for outcome in self.outcomes if outcome.intent == intent]

    def to_pandas(self) -> "pd.DataFrame":
        """A row per variation: intent, question, passed, calls and reasons."""
        import pandas as pd

        columns = ["intent", "question", "passed", "calls", "reasons"]
        rows = [
            (
                outcome.intent,
                outcome.variation.ask,
                outcome.passed,
                outcome.calls_made,
                "; ".join(reason.text for reason in outcome.reasons),
            )
            for outcome in self.outcomes
        ]
        return pd.DataFrame(rows, columns=columns)

    def plot(self) -> "Plot":
        """A bar per intent."""
        from itsupport.teaching.tool_selection.plots import plot_rates

        return plot_rates({self.model: self})

    def __repr__(self) -> str:
        """Short, and without what differs from run to run."""
        return f"<Report on {self.model}: {self.rate} passed>"

    def _repr_markdown_(self) -> str:
        from itsupport.teaching.tool_selection.markdown import report_markdown

        return report_markdown(self)


def _rate(outcomes: "tuple[Outcome, ...] | list[Outcome]") -> Rate:
    return Rate(sum(outcome.passed for outcome in outcomes), len(outcomes))
