"""The questions on file can be met, and the half put aside was chosen by a rule and not by hand."""

import hashlib
import json

import pytest

from tests.offline.cases import FOLDER, HALVES, cases, stored, unseen, wording
from tests.offline.expectations import mistakes
from tests.offline.scoring import Case, Toolset


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _order(case: Case) -> tuple[str, str]:
    return case["kind"], _digest(json.dumps(case["ask"]))


def test_every_second_question_of_the_sorted_ones_is_put_aside() -> None:
    together = sorted(stored("practice") + stored("put_aside"), key=_order)
    for half, chosen in zip(HALVES, (together[::2], together[1::2]), strict=True):
        right = sorted(stored(half), key=_order) == chosen
        assert right, f"{half} is not the half that the rule gives"


def test_every_second_toolset_is_put_aside() -> None:
    together = sorted((FOLDER / "unseen").glob("*/*.json"), key=lambda path: _digest(path.name))
    assert [path.parent.name for path in together] == [*HALVES] * (len(together) // 2)


@pytest.mark.parametrize("name", ["regression", *HALVES])
def test_every_expectation_on_our_tools_can_be_met(name: str) -> None:
    found = sum(bool(_mistakes(case, Toolset())) for case in cases(name))
    assert found == 0, f"{found} questions of {name} cannot be met"


@pytest.mark.parametrize("half", HALVES)
def test_every_expectation_on_strange_tools_can_be_met(half: str) -> None:
    for one in unseen(half):
        found = sum(bool(mistakes(case, one.toolset)) for case in one.cases)
        assert found == 0, f"{found} questions of {one.name} cannot be met"


def test_no_question_counts_twice() -> None:
    asked = [wording(case) for name in ("regression", *HALVES) for case in cases(name)]
    twice = len(asked) - len(set(asked))
    assert twice == 0, f"{twice} questions are there twice"


def _mistakes(case: Case, toolset: Toolset) -> list[str]:
    """An id that nobody has is asked for on purpose, and its error is the right result."""
    return [one for one in mistakes(case, toolset) if not one.endswith("not found")]
