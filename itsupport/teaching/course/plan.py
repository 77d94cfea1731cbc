"""A plan for a course, as data, and what is wrong with one: its time, its names, its order."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from itsupport.errors import did_you_mean
from itsupport.teaching.course.minutes import lessons, minutes_of_exercises, minutes_of_lessons
from itsupport.teaching.exercises.catalogue import exercises

if TYPE_CHECKING:
    import pandas as pd

LONGEST_STRETCH = 90
"""Minutes after which people need a break."""

LEFT_OVER = 0.1
"""The share of its time that a plan may leave for questions; more is a plan that is not done."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """Everybody works through a lesson; its own minutes count."""

    name: str


@dataclass(frozen=True, slots=True)
class Shown:
    """The instructor runs a lesson and talks; nobody types, so nothing has to come before it."""

    name: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Practice:
    """Everybody does an exercise; its own minutes count."""

    name: str


@dataclass(frozen=True, slots=True)
class Break:
    """Nobody does anything."""

    minutes: int
    name: str = "break"


Step = Lesson | Shown | Practice | Break


@dataclass(frozen=True, slots=True)
class Plan:
    """What happens in `minutes`, in this order, for people who have been through plan `after`."""

    title: str
    minutes: int
    steps: tuple[Step, ...]
    after: "Plan | None" = None

    @property
    def planned(self) -> int:
        """Minutes of all steps together."""
        return sum(minutes_of(step) for step in self.steps)

    def to_frame(self) -> "pd.DataFrame":
        """A row per step with its beginning in hours and minutes, and a last one for questions."""
        import pandas as pd

        rows, now = [], 0
        for step in self.steps:
            rows.append((_clock(now), minutes_of(step), type(step).__name__.lower(), step.name))
            now += minutes_of(step)
        if self.minutes > now:
            rows.append((_clock(now), self.minutes - now, "questions", ""))
        return pd.DataFrame(rows, columns=["begins", "minutes", "what", "name"])


def minutes_of(step: Step) -> int:
    """How long a step takes; nothing for a name that does not exist."""
    match step:
        case Lesson():
            return minutes_of_lessons().get(step.name, 0)
        case Practice():
            return minutes_of_exercises().get(step.name, 0)
        case _:
            return step.minutes


def problems(plan: Plan) -> list[str]:
    """Why a plan cannot be held, in words for people; empty when it can."""
    return [*_about_names(plan), *_about_time(plan), *_about_order(plan)]


def _about_names(plan: Plan) -> Iterator[str]:
    for step in plan.steps:
        known: Collection[str] = lessons() if isinstance(step, Lesson | Shown) else exercises()
        if not isinstance(step, Break) and step.name not in known:
            near = " ".join(did_you_mean(step.name, known))
            kind = "exercise" if isinstance(step, Practice) else "lesson"
            yield f"There is no {kind} called {step.name}. {near}".strip()


def _about_time(plan: Plan) -> Iterator[str]:
    if plan.planned > plan.minutes:
        yield f"The steps take {plan.planned} minutes, and there are {plan.minutes}."
    if plan.planned < plan.minutes * (1 - LEFT_OVER):
        yield f"Only {plan.planned} of {plan.minutes} minutes are planned."
    stretch = 0
    for step in plan.steps:
        stretch = 0 if isinstance(step, Break) else stretch + minutes_of(step)
        if stretch > LONGEST_STRETCH:
            yield f"{step.name} ends {stretch} minutes after the last break."


def _about_order(plan: Plan) -> Iterator[str]:
    """Lessons after those that they build on, exercises after their lesson, nothing twice."""
    before = _done_in(plan.after)
    for step in plan.steps:
        if isinstance(step, Break):
            continue
        if step.name in before:
            yield f"{step.name} comes twice."
        needed: Collection[str] = ()
        if isinstance(step, Lesson):
            needed = lessons().get(step.name, {}).get("prerequisites", ())
        elif isinstance(step, Practice) and step.name in exercises():
            needed = (exercises()[step.name].lesson,)
        for name in needed:
            if name not in before:
                yield f"{step.name} needs {name} before it."
        before.add(step.name)


def _done_in(plan: Plan | None) -> set[str]:
    """What everybody has done in a plan and in those before it."""
    if plan is None:
        return set()
    done = {step.name for step in plan.steps if isinstance(step, Lesson | Practice)}
    return done | _done_in(plan.after)


def _clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}"
