"""What the judge finds wrong, on conversations written by hand."""

from typing import Any

import pytest

from itsupport.offline.exchange import Call, Exchange, Reply, Tool
from tests.offline.desk import TOOLS, Talk
from tests.offline.scoring import Toolset, judge, score
from tests.offline.variants import has_reshaped_ids_only, renamed, reshaped

CASE: dict[str, Any] = {
    "kind": "single id",
    "ask": ["Who lives in A-1?"],
    "tools": ["get_flat|find_flat"],
    "may": ["list_flats"],
    "arguments": {"get_flat": {"flat": "A-1"}},
    "says": ["Ada"],
    "never_says": ["Bob"],
}
RIGHT = Call("1", "get_flat", {"flat": "A-1", "floor": None})
TEXT = "Ada lives there."


@pytest.mark.parametrize(
    ("calls", "text", "reasons"),
    [
        ([RIGHT], TEXT, []),
        ([RIGHT, Call("2", "list_flats", {})], TEXT, []),
        ([Call("1", "find_flat", {"street": "A"})], TEXT, []),
        ([Call("1", "get_flat", {"flat": "B-1"}), RIGHT], TEXT, []),
        ([], TEXT, ["get_flat|find_flat was not called"]),
        ([RIGHT, Call("2", "sell_flat", {})], TEXT, ["sell_flat must not be called"]),
        ([Call("1", "get_flat", {"flat": "B-1"})], TEXT, ['get_flat needs {"flat": "A-1"}']),
        ([RIGHT], "Nobody.", ["does not say 'Ada'"]),
        ([RIGHT], "Ada and Bob.", ["says 'Bob'"]),
    ],
)
def test_each_mistake_has_a_reason(calls: list[Call], text: str, reasons: list[str]) -> None:
    assert judge(CASE, Talk(calls=calls, text=text)) == reasons


def test_a_call_made_twice_is_wrong_also_when_nulls_are_left_out() -> None:
    again = Call("2", "get_flat", {"flat": "A-1"})
    (reason,) = judge(CASE, Talk(calls=[RIGHT, again], text=TEXT))
    assert reason.startswith("called twice")


def test_without_tools_any_call_is_wrong() -> None:
    case = {"kind": "irrelevant", "ask": ["Hello"], "tools": []}
    assert judge(case, Talk(text="Hello!")) == []
    assert judge(case, Talk(calls=[RIGHT])) == ["get_flat must not be called"]


FLAT = {"flat": {"type": "string", "pattern": "^[A-C]-[0-9]$"}}
HOUSE = Toolset((Tool("get_flat", "", {"properties": FLAT, "required": ["flat"]}),), lambda _: "{}")


def _engine(*calls: Call) -> Any:
    """An engine that makes these calls one after the other and then answers."""

    def answer(exchange: Exchange) -> Reply:
        made = sum(len(message.calls) for message in exchange.messages)
        return Reply("", calls[made : made + 1]) if made < len(calls) else Reply(TEXT)

    return answer


def test_a_call_that_does_not_fit_its_schema_is_wrong() -> None:
    (outcome,) = score([CASE], HOUSE, _engine(Call("1", "get_flat", {"flat": "Z"}), RIGHT))
    assert outcome.reasons == ["get_flat does not fit its schema"]
    assert (outcome.valid_calls, outcome.invalid_calls) == (1, 1)


def test_ten_rounds_without_an_answer_and_a_crash_are_wrong_answers() -> None:
    endless = [Call(str(number), "get_flat", {"flat": "A-1"}) for number in range(11)]
    (outcome,) = score([CASE], HOUSE, _engine(*endless))
    assert "not answered within ten rounds" in outcome.reasons[0]
    (outcome,) = score([CASE], HOUSE, lambda exchange: 1 / 0)  # type: ignore[arg-type,return-value]
    assert outcome.reasons[0].startswith("ZeroDivisionError")


@pytest.mark.parametrize(("toolset", "gone"), [(renamed(), "search_tickets"), (reshaped(), "TKT-")])
def test_a_toolset_that_speaks_otherwise_says_nothing_of_the_old(
    toolset: Toolset, gone: str
) -> None:
    result = toolset.runner(Call("1", toolset.tools[1].name, {"ticket_id": "TKT-9999"}))
    assert "not found" in result
    assert gone in repr(TOOLS)
    assert gone not in repr(toolset.tools) + result
    assert toolset.back(toolset.there(f"{gone}1001")) == f"{gone}1001"


def test_a_misspelt_id_keeps_its_old_shape_and_is_not_asked() -> None:
    assert has_reshaped_ids_only({"ask": ["Who is CUST-001?"]})
    assert not has_reshaped_ids_only({"ask": ["who is cust1?"]})
