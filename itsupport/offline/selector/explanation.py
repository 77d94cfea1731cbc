"""Why this tool, and where this argument came from: the plan's reasons, as data and as tables."""

from dataclasses import dataclass
from typing import Any

from itsupport.harmless_markdown import contained
from itsupport.offline.exchange import Exchange
from itsupport.offline.selector.answers.tables import escaped
from itsupport.offline.selector.engine import planned
from itsupport.offline.selector.planning.situation import Plan
from itsupport.offline.selector.question.wishes import Wish
from itsupport.offline.selector.tools.toolbox import toolbox_of
from itsupport.unicode import printable

_MOST_SHOWN = 5
_NOTHING = "Nothing was asked."


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
    """All wishes of the last question, and what is asked back: tables in a notebook, else lines."""

    wishes: tuple[ExplainedWish, ...]
    questions_back: tuple[str, ...]

    def __repr__(self) -> str:
        parts = [_lines(number, wish) for number, wish in enumerate(self.wishes, 1)]
        parts += [f"Asked back: {text}" for text in self.questions_back]
        return printable("\n\n".join(parts)) or _NOTHING

    def _repr_markdown_(self) -> str:
        parts = [_shown(number, wish) for number, wish in enumerate(self.wishes, 1)]
        parts += [f"**Asked back:** {escaped(text)}" for text in self.questions_back]
        return contained("\n\n".join(parts)) or _NOTHING


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
    return ExplainedWish(wish.reading.said, wish.card.name if wish.card else None, scores, calls)


def _shown(number: int, wish: ExplainedWish) -> str:
    """One wish: the best tools with their points and reasons, then the calls and their values."""
    chosen = f"`{wish.tool}`" if wish.tool else "no tool"
    lines = [f"**Wish {number}:** “{escaped(wish.text)}” → {chosen}", ""]
    lines += ["| Tool | Score | Points for and against |", "| --- | ---: | --- |"]
    for one in wish.scores[:_MOST_SHOWN]:
        mark = " ←" if one.tool == wish.tool else ""
        lines.append(f"| `{one.tool}`{mark} | {one.score:.1f} | {escaped(_reasons(one))} |")
    if told := _arguments(wish):
        lines += [
            "",
            "| Call | Argument | Value | Where it came from |",
            "| --- | --- | --- | --- |",
        ]
        lines += [
            f"| `{call.tool}` ({call.purpose}) | `{one.name}` | {escaped(str(one.value))} "
            f"| {escaped(one.origin)} |"
            for call, one in told
        ]
    return "\n".join(lines)


def _lines(number: int, wish: ExplainedWish) -> str:
    """The same as lines, whose columns stand below each other."""
    shown = wish.scores[:_MOST_SHOWN]
    width = max((len(one.tool) for one in shown), default=0)
    lines = [f"Wish {number}: “{wish.text}” → {wish.tool or 'no tool'}"]
    for one in shown:
        mark = "→" if one.tool == wish.tool else " "
        lines.append(f"{mark} {one.score:5.1f}  {one.tool:{width}}  {_reasons(one)}")
    lines += [
        f"{call.tool} ({call.purpose}): {one.name} = {one.value}, {one.origin}"
        for call, one in _arguments(wish)
    ]
    return "\n".join(" ".join(line.splitlines()) for line in lines)


def _reasons(score: Score) -> str:
    return ", ".join(f"{reason} {points:+.1f}" for reason, points in score.evidence) or "none"


def _arguments(wish: ExplainedWish) -> list[tuple[ExplainedCall, Argument]]:
    return [(call, argument) for call in wish.calls for argument in call.arguments]
