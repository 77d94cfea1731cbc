"""The offline model over the real twenty tools: every question on file, judged by `scoring.py`.

Of the half put aside only counts are shown, so that nobody tunes for it.
"""

from collections import Counter
from collections.abc import Sequence
from functools import cache

import pytest

from tests.offline.cases import HALVES, cases, unseen
from tests.offline.scoring import NO_CALL_TOO_MANY, Case, Outcome, rate, score

REGRESSION = cases("regression")

# What was reached on the half put aside. The targets are 90 % of the questions, 85 % with tools
# never seen and no wrong call; `python -m tests.benchmarks selection` marks what misses them.
REACHED = 83
REACHED_WITH_TOOLS_NEVER_SEEN = 74
WRONG_CALLS_PUT_ASIDE = 4


@cache
def outcomes(name: str) -> list[Outcome]:
    return score(cases(name))


@cache
def unseen_outcomes(half: str) -> list[Outcome]:
    return [outcome for one in unseen(half) for outcome in score(one.cases, one.toolset)]


def failures(judged: Sequence[Outcome]) -> str:
    return "\n".join(f"{one.case['ask']}: {one.reasons}" for one in judged if not one.right)


def counts(judged: Sequence[Outcome]) -> str:
    wrong = Counter(one.case["kind"] for one in judged if not one.right)
    return f"{wrong.total()} of {len(judged)} wrong: {dict(wrong)}"


def _name(case: Case) -> str:
    return " / ".join(case["ask"])


@pytest.mark.parametrize("place", range(len(REGRESSION)), ids=map(_name, REGRESSION))
def test_a_question_that_was_right_stays_right(place: int) -> None:
    assert outcomes("regression")[place].reasons == []


def test_nine_of_ten_questions_to_practise_on_are_right() -> None:
    judged = outcomes("practice")
    enough = rate(judged) >= 90
    assert enough, failures(judged)


def test_as_many_questions_put_aside_are_right_as_were_before() -> None:
    enough = rate(outcomes("put_aside")) >= REACHED
    assert enough, counts(outcomes("put_aside"))


def test_tools_never_seen_are_used_rightly_in_85_of_100_questions_to_practise_on() -> None:
    enough = rate(unseen_outcomes("practice")) >= 85
    assert enough, failures(unseen_outcomes("practice"))


def test_tools_never_seen_are_used_rightly_put_aside_as_often_as_before() -> None:
    enough = rate(unseen_outcomes("put_aside")) >= REACHED_WITH_TOOLS_NEVER_SEEN
    assert enough, counts(unseen_outcomes("put_aside"))


def wrong_calls(half: str, kind: str) -> int:
    judged = outcomes(half) + unseen_outcomes(half)
    return sum(len(one.wrong_calls) for one in judged if one.case["kind"] == kind)


@pytest.mark.parametrize("kind", NO_CALL_TOO_MANY)
def test_nothing_is_called_that_no_question_to_practise_on_asks_for(kind: str) -> None:
    assert wrong_calls("practice", kind) == 0


def test_no_more_is_called_for_questions_put_aside_than_before() -> None:
    assert sum(wrong_calls("put_aside", kind) for kind in NO_CALL_TOO_MANY) <= WRONG_CALLS_PUT_ASIDE


@pytest.mark.parametrize("name", ["regression", *HALVES])
def test_every_call_fits_its_schema(name: str) -> None:
    judged = [*outcomes(name), *(unseen_outcomes(name) if name in HALVES else [])]
    assert sum(one.valid_calls for one in judged) > 100
    assert sum(one.invalid_calls for one in judged) == 0


@pytest.mark.parametrize("name", ["regression", *HALVES])
def test_every_answer_ends_by_saying_that_no_language_model_was_used(name: str) -> None:
    footer = "*Offline selector (offline-selector-1): no language model was used.*"
    without = sum(not one.talk.text.endswith(footer) for one in outcomes(name))
    assert without == 0
