"""All that is known when the next step is decided, and the steps noted so far."""

from dataclasses import dataclass, field
from typing import Any

from itsupport.offline.selector.conversation import Done, Turn
from itsupport.offline.selector.planning.filling import Value
from itsupport.offline.selector.question.choosing import Chooser
from itsupport.offline.selector.question.wishes import Question, Wish
from itsupport.offline.selector.tools.cards import Card
from itsupport.offline.selector.tools.toolbox import Toolbox


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

    chooser: Chooser
    turns: list[Turn]
    question: Question
    steps: list[Step] = field(default_factory=list)

    @property
    def toolbox(self) -> Toolbox:
        return self.chooser.toolbox

    @property
    def turn(self) -> Turn:
        return self.turns[-1]

    @property
    def whole(self) -> Wish:
        """The whole question as one wish."""
        return self.chooser.whole(self.question.reading)

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


@dataclass
class Plan:
    """The steps for all wishes; `asks` are questions back.

    By wish, `exclusions` are (parameter, value) that its rows must not have, and `only` are values
    that its rows must have where they occur at all: what the tool could not be told.
    """

    situation: Situation
    asks: list[str] = field(default_factory=list)
    exclusions: dict[int, list[tuple[str, str]]] = field(default_factory=dict)
    only: dict[int, list[str]] = field(default_factory=dict)
    unserved: list[str] = field(default_factory=list)

    @property
    def steps(self) -> list[Step]:
        return self.situation.steps

    @property
    def open_steps(self) -> list[Step]:
        """The calls to make now, each once, in order."""
        found: dict[str, Step] = {}
        for step in self.steps:
            if step.done is None:
                found.setdefault(step.card.name + repr(sorted(step.plain.items())), step)
        return list(found.values())
