"""An exercise: what it asks for, how it is judged, and what helps."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

Judge = Callable[..., Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Exercise:
    """`name` is unique in the workbook; `lesson` is the stem of the lesson's notebook.

    `judge` gets what stands under the names `answers`, in their order. It returns when all is well,
    and raises `Misconception` or `NotAttempted` otherwise. `misconceptions` are the names that it
    may raise, each with a sentence that follows "11 of 18 …" on the instructor's page.
    """

    name: str
    lesson: str
    title: str
    minutes: int
    answers: tuple[str, ...]
    judge: Judge
    misconceptions: Mapping[str, str]
    hints: tuple[str, ...]
    why: str


RAISED_BY_EVERY_CHECK = {
    "raises": "wrote code that raises an error",
    "never_ends": "wrote code that does not end",
    "confuses_the_check": "gave something that the check could not make sense of",
}
"""Misconceptions that any exercise may meet, because they are about running at all."""
