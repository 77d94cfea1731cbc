"""Plans that fit their time, and the page for instructors: complete, and true of the catalogue."""

import asyncio
from typing import Any

import pytest

from itsupport.teaching.course import (
    PLANS,
    Break,
    Lesson,
    Plan,
    Practice,
    Shown,
    minutes_of_exercises,
    minutes_of_lessons,
    minutes_table,
    problems,
    stumbles,
)
from itsupport.teaching.exercises.catalogue import exercises
from itsupport.teaching.exercises.notebooks import (
    EXERCISES,
    SOLUTIONS,
    read,
    solution_notebooks,
    solution_of,
)
from itsupport.teaching.exercises.trying import tried

PAGE = SOLUTIONS / "00_for_instructors.ipynb"
BEGIN = (Lesson("00_start_here"), Lesson("01_direct_calls"))


def told(*steps: Any, minutes: int) -> str:
    return " ".join(problems(Plan("A plan", minutes, steps)))


def shown_on_the_page() -> str:
    cells = [cell for cell in read(PAGE).cells if cell.cell_type == "code"]
    return " ".join(
        " ".join(str(form) for form in output.get("data", {}).values()).replace("&lt;", "<")
        for cell in cells
        for output in cell.outputs
    )


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.title)
def test_a_shipped_plan_can_be_held(plan: Plan) -> None:
    assert problems(plan) == []


def test_the_shipped_plans_are_for_ninety_minutes_four_hours_and_two_days_of_seven() -> None:
    assert [plan.minutes for plan in PLANS] == [90, 240, 420, 420]
    assert PLANS[-1].after == PLANS[-2]


def test_a_plan_that_takes_too_long_is_refused() -> None:
    assert "take 55 minutes, and there are 50" in told(
        *BEGIN, Lesson("02_first_mcp_server"), minutes=50
    )


def test_a_plan_that_leaves_its_time_empty_is_refused() -> None:
    assert "Only 30 of 60 minutes are planned." in told(*BEGIN, minutes=60)


def test_a_plan_with_a_lesson_or_an_exercise_that_does_not_exist_is_refused() -> None:
    assert "There is no lesson called 01_direct_cals" in told(
        Lesson("01_direct_cals"), Shown("00_start_here", 30), minutes=30
    )
    assert "There is no lesson called nothing" in told(Shown("nothing", 30), minutes=30)
    assert "There is no exercise called count_by_prio" in told(
        *BEGIN, Practice("count_by_prio"), minutes=30
    )


def test_an_exercise_before_its_lesson_is_refused() -> None:
    steps = (*BEGIN, Practice("count_by_priority"))
    assert "needs 02_first_mcp_server before it" in told(*steps, minutes=40)


def test_a_lesson_before_those_that_it_builds_on_is_refused_unless_it_is_only_shown() -> None:
    steps = (*BEGIN, Lesson("07_chat"))
    assert "07_chat needs 06_orchestrated_queries before it." in told(*steps, minutes=55)
    assert told(*BEGIN, Shown("07_chat", 25), minutes=55) == ""


def test_the_same_lesson_twice_is_refused() -> None:
    assert "01_direct_calls comes twice." in told(*BEGIN, BEGIN[1], minutes=50)


def test_a_plan_may_build_on_the_plan_before_it_and_repeats_nothing_of_it() -> None:
    first = Plan("First", 30, BEGIN)
    later = Plan("Then", 25, (Lesson("02_first_mcp_server"),), after=first)
    assert problems(later) == []
    assert problems(Plan("Alone", 25, later.steps)) != []
    again = Plan("Again", 20, BEGIN[1:], after=Plan("Between", 25, later.steps, after=first))
    assert problems(again) == ["01_direct_calls comes twice."]


def test_a_long_stretch_without_a_break_is_refused() -> None:
    first, second = Shown("00_start_here", 60), Shown("01_direct_calls", 60)
    assert "120 minutes after the last break" in told(first, second, minutes=120)
    assert told(first, Break(10), second, minutes=130) == ""


def test_a_plans_table_begins_at_zero_and_ends_with_its_last_minute() -> None:
    for plan in PLANS:
        table = plan.to_frame()
        assert table["begins"].iloc[0] == "0:00"
        assert table["minutes"].sum() == plan.minutes


def test_minutes_are_added_up_over_lessons_and_exercises() -> None:
    table = minutes_table()
    together = sum(minutes_of_lessons().values()) + sum(minutes_of_exercises().values())
    assert table.loc["the whole workbook", "together"] == together
    assert table.loc["02_first_mcp_server", "lesson"] == 25


def test_the_page_for_instructors_is_no_set_of_exercises() -> None:
    assert PAGE not in solution_notebooks()
    assert not (EXERCISES / PAGE.name).exists()


def test_the_page_has_every_exercise_and_every_misconception() -> None:
    page = shown_on_the_page()
    missing = [
        text
        for one in exercises().values()
        for text in (one.title, *one.misconceptions.values())
        if text.replace("&lt;", "<") not in page
    ]
    assert missing == [], "run python -m tests.notebooks.refresh solutions/00_for_instructors.ipynb"


def test_what_people_stumble_on_has_the_next_step_that_the_check_says() -> None:
    table = stumbles("07")
    ours = [one for one in exercises().values() if one.lesson == "07_chat"]
    assert list(table["who"]) == [who for one in ours for who in one.misconceptions.values()]
    answer = "def line(event):\n    print(event)\n"
    outcome = asyncio.run(tried(solution_of("07_chat"), "line_for_every_event", answer))
    assert outcome.next_step == table["next step"].iloc[0]
    page = shown_on_the_page()
    assert [step for step in table["next step"] if not step or step not in page] == []
