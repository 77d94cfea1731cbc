"""Before and after a change, such as another description of a tool: what became of the score."""

from dataclasses import dataclass

from itsupport.teaching.tool_selection.comparison import check_same_questions
from itsupport.teaching.tool_selection.markdown import inline, outcome_words, rates_table, table
from itsupport.teaching.tool_selection.report import Outcome, Report


@dataclass(frozen=True, slots=True)
class Scoreboard:
    """Two runs of the same questions; `changed` are those that got other tools the second time."""

    before: Report
    after: Report

    @property
    def changed(self) -> list[tuple[Outcome, Outcome]]:
        """The outcomes, before and after, of every variation whose tools are not the same."""
        pairs = zip(self.before.outcomes, self.after.outcomes, strict=True)
        return [(old, new) for old, new in pairs if _choice(old) != _choice(new)]

    def __repr__(self) -> str:
        """Short, and without what differs from run to run."""
        return f"<Scoreboard: {self.before.rate} before, {self.after.rate} after>"

    def _repr_markdown_(self) -> str:
        rows = [
            (inline(old.variation.ask), outcome_words(old), outcome_words(new))
            for old, new in self.changed
        ]
        changed = table(("question whose tools changed", "before", "after"), rows)
        parts = [
            rates_table({"before": self.before, "after": self.after}),
            changed if rows else "The same tools were called for every question.",
        ]
        return "\n\n".join([*parts, *filter(None, [self.after.note])])


def scoreboard(before: Report, after: Report) -> Scoreboard:
    """What changed between two runs. Raises `SupportError` when the questions differ."""
    check_same_questions([before, after])
    return Scoreboard(before, after)


def _choice(outcome: Outcome) -> tuple[bool, list[str]]:
    """Calls of one round run at the same time: their order is no choice."""
    return outcome.passed, sorted(outcome.tools)
