"""The offline model knows schemas only: renamed, patternless, strict and unknown tools."""

from functools import cache
from typing import Any

import pytest

from tests.offline.cases import cases
from tests.offline.desk import TOOLS, talk
from tests.offline.library import LIBRARY, run_library
from tests.offline.scoring import Outcome, score
from tests.offline.variants import Variant, variants, without


@cache
def plain_outcomes() -> list[Outcome]:
    return score(cases("practice"))


@pytest.mark.parametrize("form", variants(), ids=lambda form: form.name)
def test_tools_in_another_form_are_used_nearly_as_well(form: Variant) -> None:
    plain = [one for one in plain_outcomes() if form.fits(one.case)]
    other = score([one.case for one in plain], form.toolset)
    pairs = list(zip(plain, other, strict=True))
    lost = sum(before.right - after.right for before, after in pairs) * 100 / len(pairs)
    worse = [(after.case["ask"], after.reasons) for before, after in pairs if before.right]
    assert lost <= form.most_lost, [(ask, reasons) for ask, reasons in worse if reasons]
    assert sum(after.invalid_calls for after in other) == 0


def test_without_patterns_and_examples_ids_are_known_by_descriptions() -> None:
    held = talk("Pull up TKT-1003", tools=without("pattern", "examples").tools)
    assert held.plain_calls == [("get_ticket_details", {"ticket_id": "TKT-1003"})]


@pytest.mark.parametrize(
    ("question", "calls"),
    [
        ("Show me the crime books", [("find_books", {"genre": "crime"})]),
        ("tell me about bk0042", [("book_details", {"book_id": "BK0042"})]),
        ("Which books has M-204 borrowed?", [("list_loans", {"member_id": "M-204"})]),
        (
            "Which books did Ada Novak borrow?",
            [("find_members", {"name": "Ada Novak"}), ("list_loans", {"member_id": "M-204"})],
        ),
        (
            "Please reserve room 4 on 2025-07-03",
            [("reserve_room", {"room_number": 4, "day": "2025-07-03"})],
        ),
        ("What will the weather be?", []),
    ],
)
def test_tools_of_a_library_are_used_like_our_own(
    question: str, calls: list[tuple[str, dict[str, Any]]]
) -> None:
    assert talk(question, tools=LIBRARY, runner=run_library).plain_calls == calls


def test_a_missing_day_is_asked_for() -> None:
    held = talk("Reserve reading room 4", tools=LIBRARY, runner=run_library)
    assert held.calls == []
    assert "day" in held.text
    assert "?" in held.text


def test_our_tools_beside_strange_ones_are_still_found() -> None:
    held = talk("Pull up TKT-1003", tools=(*LIBRARY, *TOOLS))
    assert held.names == ["get_ticket_details"]


def test_without_any_tool_nothing_is_called() -> None:
    assert talk("Pull up TKT-1003", tools=()).calls == []
