"""A check of lessons 12 to 15 passes what is right and written in another way than the solution."""

import asyncio

import pytest

from itsupport.teaching.exercises.catalogue import exercises
from itsupport.teaching.exercises.notebooks import solution_of
from itsupport.teaching.exercises.trying import tried

RIGHT = {
    "a comparison by its own name, within a generator": (
        "whose_token",
        """
from hmac import compare_digest

def holder(headers, tokens):
    scheme, _, given = headers.get("authorization", "").partition(" ")
    good = scheme.lower() == "bearer"
    known = ((name, token.encode()) for name, token in tokens.items())
    return next((n for n, t in known if good and compare_digest(given.encode(), t)), None)
""",
    ),
    "whole headers, compared by a function of one's own": (
        "whose_token",
        """
import secrets

def same(one, other):
    return secrets.compare_digest(one.encode("utf-8"), other.encode("utf-8"))

def holder(headers, tokens):
    scheme, blank, given = headers.get("authorization", "").partition(" ")
    for name, token in tokens.items():
        if same(scheme.lower() + blank + given, f"bearer {token}"):
            return name
""",
    ),
    "names with a port that is allowed anyway, and this machine's own": (
        "names_of_the_desk",
        """
hosts = ("desk.example.org", "desk.example.org:443", "watch.internal:8443", "localhost")
origins = {"https://portal.example.com:8443"}
""",
    ),
}


@pytest.mark.parametrize(("name", "answer"), RIGHT.values(), ids=list(RIGHT))
def test_another_right_answer_of_the_last_lessons_passes_too(name: str, answer: str) -> None:
    outcome = asyncio.run(tried(solution_of(exercises()[name].lesson), name, answer))
    assert outcome.status == "passed", outcome
