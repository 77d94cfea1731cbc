"""Questions that were written blind and then tuned with: what was reached must not be lost.

The selector still gets some of them wrong; `outcome.reasons` says why.
"""

import pytest

from tests.offline.cases import FOLDER, cases, toolsets
from tests.offline.scoring import rate, score

REACHED_ON_THE_DESK = 95
REACHED_ON_STRANGE_TOOLS = {"tuned": 88, "tuned_later": 81}


def test_questions_tuned_with_stay_as_good_on_the_desk() -> None:
    judged = score(cases("tuned"))
    assert len(judged) > 500
    assert rate(judged) >= REACHED_ON_THE_DESK


@pytest.mark.parametrize("folder", REACHED_ON_STRANGE_TOOLS)
def test_questions_tuned_with_stay_as_good_on_strange_tools(folder: str) -> None:
    judged = [
        outcome for one in toolsets(FOLDER / folder) for outcome in score(one.cases, one.toolset)
    ]
    assert len(judged) > 200
    assert rate(judged) >= REACHED_ON_STRANGE_TOOLS[folder]
