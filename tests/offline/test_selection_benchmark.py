"""What the benchmark of the offline model rests on: its thousand tools and its slope."""

import re

import pytest

from tests.benchmarks.selection.clones import toolset
from tests.benchmarks.selection.growth import SIZES, slope
from tests.benchmarks.selection.recordings import question, replay, written
from tests.offline.desk import TOOLS

ENGINE = "itsupport.offline.selector.engine"


def test_a_thousand_tools_have_a_thousand_good_names() -> None:
    tools = toolset(1000)
    assert tools[:20] == TOOLS
    assert len({tool.name for tool in tools}) == 1000
    assert all(re.fullmatch(r"[a-z_]{1,64}", tool.name) for tool in tools)


@pytest.mark.parametrize("power", [0.5, 1, 2])
def test_the_slope_is_the_power_with_which_the_cost_grows(power: float) -> None:
    assert slope({size: 0.003 * size**power for size in SIZES}) == pytest.approx(power)


def test_a_fresh_interpreter_with_another_seed_replies_the_same() -> None:
    recorded = written([TOOLS], [question(0, "Show TKT-1001"), question(0, "critical tickets")])
    other = written([TOOLS], [question(0, "Show TKT-1001"), question(0, "resolved tickets")])
    digests = [replay(ENGINE, "digest", recorded, seed=seed) for seed in (1, 2)]
    assert digests[0] == digests[1] != replay(ENGINE, "digest", other)
