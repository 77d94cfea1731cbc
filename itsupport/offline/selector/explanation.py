"""Why this tool, and where this argument came from: the plan's reasons as data.

How it is shown is left to the notebook.
"""

from dataclasses import dataclass
from typing import Any

from itsupport.offline.exchange import Exchange
from itsupport.offline.selector.engine import planned
from itsupport.offline.selector.plan import Plan
from itsupport.offline.selector.toolbox import toolbox_of
from itsupport.offline.selector.wish import Wish


@dataclass(frozen=True, slots=True)
class Score:
    """One tool's score for a wish; `evidence` are the reasons with their points."""

    tool: str
    score: float
    evidence: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a call, and where its value came from."""

    name: str
    value: Any
    origin: str


@dataclass(frozen=True, slots=True)
class ExplainedCall:
    """A call for a wish; `purpose` is "answer", "lookup" or "follow-up"."""

    tool: str
    arguments: tuple[Argument, ...]
    purpose: str
    made: bool


@dataclass(frozen=True, slots=True)
class ExplainedWish:
    """One wish: its words, the chosen tool or None, all scores best first, and its calls."""

    text: str
    tool: str | None
    scores: tuple[Score, ...]
    calls: tuple[ExplainedCall, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """All wishes of the last question, and what is asked back."""

    wishes: tuple[ExplainedWish, ...]
    questions_back: tuple[str, ...]


def explain(exchange: Exchange) -> Explanation:
    """The reasons for the reply that this exchange gets."""
    plan = planned(exchange, toolbox_of(exchange.tools))
    if plan is None:
        return Explanation((), ())
    wishes = plan.situation.question.wishes
    explained = tuple(_explained(plan, index, wish) for index, wish in enumerate(wishes))
    return Explanation(explained, tuple(plan.asks))


def _explained(plan: Plan, index: int, wish: Wish) -> ExplainedWish:
    scores = tuple(Score(one.card.name, one.score, one.evidence) for one in wish.ranked)
    calls = tuple(
        ExplainedCall(
            tool=step.card.name,
            arguments=tuple(
                Argument(name, value.value, value.origin) for name, value in step.arguments.items()
            ),
            purpose=step.purpose,
            made=step.done is not None,
        )
        for step in plan.steps
        if step.wish == index
    )
    return ExplainedWish(wish.text, wish.card.name if wish.card else None, scores, calls)
