"""The offline model over the real twenty tools: every question on file, judged by `scoring.py`.

Of the half put aside only counts are shown, so that nobody tunes for it.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache

import pytest

from tests.offline.cases import HALVES, cases, unseen
from tests.offline.scoring import NO_CALL_TOO_MANY, Case, Outcome, rate, score

REGRESSION = cases("regression")


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


def test_nine_of_ten_questions_put_aside_are_right() -> None:
    enough = rate(outcomes("put_aside")) >= 90
    assert enough, counts(outcomes("put_aside"))


@pytest.mark.parametrize(("half", "said"), [("practice", failures), ("put_aside", counts)])
def test_tools_never_seen_are_used_rightly_in_85_of_100_questions(
    half: str, said: Callable[[Sequence[Outcome]], str]
) -> None:
    enough = rate(unseen_outcomes(half)) >= 85
    assert enough, said(unseen_outcomes(half))


@pytest.mark.parametrize("kind", NO_CALL_TOO_MANY)
def test_nothing_is_called_that_nobody_asked_for(kind: str) -> None:
    judged = [one for half in HALVES for one in outcomes(half) + unseen_outcomes(half)]
    wrong = sum(len(one.wrong_calls) for one in judged if one.case["kind"] == kind)
    assert wrong == 0


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
