"""All that is known when the next step is decided, and the steps noted so far."""

from dataclasses import dataclass, field
from typing import Any

from itsupport.offline.selector.arguments import Value
from itsupport.offline.selector.conversation import Done, Turn
from itsupport.offline.selector.tools import Card, Toolbox
from itsupport.offline.selector.wishes import Question, Understanding, Wish


@dataclass(frozen=True)
class Step:
    """A call to make or made, for which wish; a "lookup" only serves other calls."""

    card: Card
    arguments: dict[str, Value]
    wish: int
    purpose: str = "answer"
    done: Done | None = None

    @property
    def plain(self) -> dict[str, Any]:
        return {name: value.value for name, value in self.arguments.items()}


@dataclass
class Situation:
    """All that is known when the next step is decided; `steps` grows wish by wish."""

    understanding: Understanding
    turns: list[Turn]
    question: Question
    steps: list[Step] = field(default_factory=list)

    @property
    def toolbox(self) -> Toolbox:
        return self.understanding.toolbox

    @property
    def turn(self) -> Turn:
        return self.turns[-1]

    @property
    def whole(self) -> Wish:
        """The whole question as one wish."""
        return self.understanding.whole(self.question.reading)

    def step(
        self, card: Card, arguments: dict[str, Value], wish: int, purpose: str = "answer"
    ) -> Step:
        """Note a step; one that was made in this turn, or looked up earlier, is done."""
        plain = {name: value.value for name, value in arguments.items()}
        turns = self.turns[::-1] if purpose == "lookup" else [self.turn]
        made = (turn.finished(card.name, plain) for turn in turns)
        step = Step(card, arguments, wish, purpose, next(filter(None, made), None))
        self.steps.append(step)
        return step
