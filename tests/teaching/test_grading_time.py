"""Time limits: who waits is stopped, and a busy computer is not taken for an endless answer."""

from threading import Event
from time import monotonic

import pytest

from itsupport.teaching.grading import watching
from itsupport.teaching.grading.counts import counted
from itsupport.teaching.grading.family import Family
from itsupport.teaching.grading.time_limit import LONGEST, TimeLimit
from itsupport.teaching.grading.verdict import Row, Task, Verdict
from itsupport.teaching.grading.watching import verdicts
from tests.teaching.submissions import LESSON, NAME, OTHERS, solved

SECONDS = 30.0


class Answer:
    """An answer that gets a part of the processor, on a clock that is turned by hand."""

    def __init__(self, part: float) -> None:
        self.part, self.now, self.used = part, 1000.0, 3.0
        self.limit = TimeLimit(SECONDS, lambda: self.used, lambda: self.now)

    def runs_until_stopped(self) -> float:
        began = self.now
        while not self.limit.is_over():
            self.now += 0.1
            self.used += 0.1 * self.part
        return self.now - began


@pytest.mark.parametrize(
    ("part", "seconds", "too_slow"),
    [
        (1.0, SECONDS, False),
        (4.0, SECONDS, False),
        (0.0, SECONDS, False),
        (0.03, SECONDS, False),
        (0.5, 2 * SECONDS, False),
        (0.15, LONGEST * SECONDS, True),
    ],
)
def test_who_works_gets_the_limit_of_the_processor_and_who_waits_that_of_the_clock(
    part: float, seconds: float, too_slow: bool
) -> None:
    answer = Answer(part)
    assert answer.runs_until_stopped() == pytest.approx(seconds, abs=0.3)
    assert answer.limit.was_too_slow() == too_slow


def test_who_worked_and_then_waits_is_stopped_at_the_next_look() -> None:
    answer = Answer(0.2)
    for _ in range(400):
        answer.now, answer.used = answer.now + 0.1, answer.used + 0.02
        assert not answer.limit.is_over()
    answer.part = 0.0
    assert answer.runs_until_stopped() < SECONDS / 2
    assert not answer.limit.was_too_slow()


def test_a_computer_that_is_too_busy_is_no_misconception_and_costs_one_exercise(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The endless answer seems to get a tenth of the processor."""
    monkeypatch.setattr(Family, "processor_seconds", a_tenth := Tenth())
    tasks = [Task(LESSON, NAME, ("while True: pass",))]
    tasks += [Task(LESSON, OTHERS[0], (solved(OTHERS[0]),))]
    found = verdicts(tasks, 1.0, Event())
    slow = next(found)
    assert (slow.exercise, slow.status, slow.misconception) == (NAME, "not graded", "")
    assert "too busy" in slow.seen
    monkeypatch.undo()
    assert a_tenth.asked
    assert [one.exercise for one in found] == [OTHERS[0]]


class Tenth:
    """Ten seconds of the clock are one of the processor."""

    def __init__(self) -> None:
        self.asked = False

    def __call__(self) -> float:
        self.asked = True
        return monotonic() / 10


def test_a_judging_process_that_does_not_begin_is_no_answers_fault(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(watching, "START", 0.1)
    monkeypatch.setattr(watching, "has_begun", lambda *_given: False)
    tasks = [Task(LESSON, NAME, ("server = 1",)), Task(LESSON, OTHERS[0], ("x = 1",))]
    found = list(verdicts(tasks, 1.0, Event()))
    assert [one.status for one in found] == ["not graded", "not graded"]
    assert [one.exercise for one in found] == [NAME, OTHERS[0]]
    assert "did not start" in found[0].seen


def test_what_was_not_graded_is_not_counted_as_not_attempted() -> None:
    verdict = {"anna": "passed", "ben": "not graded"}
    rows = [Row(one, "a", LESSON, Verdict(NAME, verdict[one])) for one in verdict]  # type: ignore[arg-type]
    [count] = counted(rows)
    assert (count.learners, count.passed, count.not_attempted) == (1, 1, 0)
