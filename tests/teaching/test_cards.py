"""What the card of a wrong answer says fits the slip that was made, and the task."""

import asyncio

import pytest

from itsupport.teaching.exercises.catalogue import exercises
from itsupport.teaching.exercises.notebooks import WRONG_ANSWERS, solution_of
from itsupport.teaching.exercises.outcome import Outcome
from itsupport.teaching.exercises.trying import tried

SAID = {
    "an error that comes out of the box": (
        "name_that_stays_in/raises",
        "expected",
        "a SupportError",
    ),
    "a sign that no file name has": (
        "name_that_stays_in/raises--strange_sign",
        "next_step",
        "Say which are allowed",
    ),
    "a claim that is missing": ("good_token/lets_errors_out", "next_step", "`claims.get("),
    "a bad token that is not caught": (
        "good_token/lets_errors_out--no_try",
        "next_step",
        "Catch `JoseError`",
    ),
    "a call with the arguments one by one": (
        "retry_when_it_helps/raises",
        "seen",
        "`call_patiently(call, {",
    ),
}


def outcome_of(answer: str) -> Outcome:
    """The outcome of a wrong answer that is shipped, by the name of its exercise and its own."""
    [path] = WRONG_ANSWERS.glob(f"*/{answer}.py")
    name = path.parent.name
    notebook = solution_of(exercises()[name].lesson)
    return asyncio.run(tried(notebook, name, path.read_text("utf-8")))


@pytest.mark.parametrize(("answer", "part", "words"), SAID.values(), ids=list(SAID))
def test_a_card_says_what_helps(answer: str, part: str, words: str) -> None:
    outcome = outcome_of(answer)
    assert words in getattr(outcome, part), outcome
