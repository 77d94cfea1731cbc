"""Running the test: every outcome and its reasons, whatever the model and the servers do."""

import asyncio
from pathlib import Path
from typing import Any

import openai
import pytest

from itsupport.errors import SupportError
from itsupport.llm import ChatCompletionsModel, ModelError
from itsupport.llm.any_loop import AnyLoopClient
from itsupport.llm.conversation import ModelReply
from itsupport.offline.exchange import Reply
from itsupport.orchestrator import MCPOrchestrator
from itsupport.teaching.tool_selection import arun, intents_from, outcomes, run
from itsupport.teaching.tool_selection.intent import Intent
from tests.llm.strict_service import KEY, Raw, StrictService
from tests.orchestrator.conftest import ScriptedModel, strange
from tests.teaching.desks import Stubborn, asks, desk_with

CRITICAL = {"search_tickets": {"priority": "critical"}}
BOTH = ("search_tickets", {"priority": "critical"}), ("lookup_customer", {})


def expecting(*variations: dict[str, Any]) -> tuple[Intent, ...]:
    """One intent, whose variations get a question if they have none."""
    entries = [{"ask": f"Question {i}?", **each} for i, each in enumerate(variations)]
    return intents_from([{"name": "own", "variations": entries}])


def service_model(service: StrictService) -> ChatCompletionsModel:
    client = openai.AsyncOpenAI(
        api_key=KEY, base_url=service.url, max_retries=0, http_client=AnyLoopClient(timeout=10)
    )
    return ChatCompletionsModel(client, "gpt-6-luna")


def reasons(expected: dict[str, Any], *calls: tuple[str, dict[str, Any]]) -> list[str]:
    """Why these calls are not what was expected."""
    said = [asks(*calls)] if calls else []
    with desk_with(ScriptedModel(*said, ModelReply("Done."))) as desk:
        [outcome] = run(desk, expecting(expected)).outcomes
    assert outcome.passed == (not outcome.reasons)
    assert len(outcome.calls) == len(calls)
    assert outcome.seconds > 0
    return [f"{reason.kind}: {reason.text}" for reason in outcome.reasons]


PASSING: dict[str, tuple[dict[str, Any], tuple[tuple[str, dict[str, Any]], ...]]] = {
    "exactly what is expected": ({"tools": ["search_tickets"], "arguments": CRITICAL}, BOTH[:1]),
    "one of two alternatives": ({"tools": ["get_article|search_tickets"]}, BOTH[:1]),
    "a tool more that is allowed": (
        {"tools": ["search_tickets"], "may": ["lookup_customer"]},
        BOTH,
    ),
    "nothing, and no call": ({"tools": []}, ()),
    "more arguments than expected": (
        {"tools": ["search_tickets"], "arguments": CRITICAL},
        (("search_tickets", {"priority": "critical", "limit": 3}),),
    ),
    "a text that fits the pattern, in any case": (
        {"tools": ["search_tickets"], "arguments": {"search_tickets": {"query": "*BLUE*screen*"}}},
        (("search_tickets", {"query": "Windows blue screens"}),),
    ),
    "brackets in a pattern": (
        {"tools": ["search_tickets"], "arguments": {"search_tickets": {"query": "[vpn]*"}}},
        (("search_tickets", {"query": "[VPN] drops"}),),
    ),
    "an argument that is left out as expected": (
        {"tools": ["search_tickets"], "arguments": {"search_tickets": {"customer_id": None}}},
        (("search_tickets", {}),),
    ),
    "the arguments in one of two calls": (
        {"tools": ["search_tickets"], "arguments": CRITICAL},
        (("search_tickets", {"priority": "low"}), *BOTH[:1]),
    ),
    "arguments of the alternative that was not chosen": (
        {
            "tools": ["get_article|search_tickets"],
            "arguments": {"get_article": {"article_id": "x"}},
        },
        BOTH[:1],
    ),
    "a call that failed and was made again": (
        {"tools": ["get_invoice"]},
        (("get_invoice", {}), ("get_invoice", {"invoice_id": "INV-2001"})),
    ),
}


@pytest.mark.parametrize("case", PASSING)
def test_a_variation_passes_with(case: str) -> None:
    expected, calls = PASSING[case]
    assert reasons(expected, *calls) == []


FAILING: dict[str, tuple[dict[str, Any], tuple[tuple[str, dict[str, Any]], ...], list[str]]] = {
    "no call": (
        {"tools": ["search_tickets"]},
        (),
        [
            "missing_tool: search_tickets was not called",
            "too_few_calls: no call, at least 1 expected",
        ],
    ),
    "none of two alternatives": (
        {"tools": ["search_tickets", "get_article|get_common_fixes"], "may": ["lookup_customer"]},
        BOTH,
        ["missing_tool: get_article or get_common_fixes was not called"],
    ),
    "a tool too many": (
        {"tools": ["search_tickets"]},
        BOTH,
        ["extra_tool: lookup_customer was called, which is not expected"],
    ),
    "a call where none is expected": (
        {"tools": []},
        BOTH[:1],
        ["extra_tool: search_tickets was called, which is not expected"],
    ),
    "another argument": (
        {"tools": ["search_tickets"], "arguments": CRITICAL},
        (("search_tickets", {"priority": "high"}),),
        ['wrong_arguments: expected priority="critical"; given search_tickets(priority="high")'],
    ),
    "the expected arguments spread over two calls": (
        {
            "tools": ["search_tickets"],
            "arguments": {"search_tickets": {"priority": "critical", "os": "linux"}},
        },
        (("search_tickets", {"priority": "critical"}), ("search_tickets", {"os": "linux"})),
        [
            'wrong_arguments: expected priority="critical", os="linux"; '
            'given search_tickets(priority="critical"); search_tickets(os="linux")'
        ],
    ),
    "one of two expected calls": (
        {
            "tools": ["search_tickets"],
            "arguments": {"search_tickets": [{"priority": "critical"}, {"priority": "low"}]},
        },
        BOTH[:1],
        ['wrong_arguments: expected priority="low"; given search_tickets(priority="critical")'],
    ),
    "an argument that should be left out": (
        {"tools": ["search_tickets"], "arguments": {"search_tickets": {"priority": None}}},
        BOTH[:1],
        ['wrong_arguments: expected priority=null; given search_tickets(priority="critical")'],
    ),
    "true in place of a number": (
        {"tools": ["search_tickets"], "arguments": {"search_tickets": {"limit": 1}}},
        (("search_tickets", {"limit": True}),),
        ["wrong_arguments: expected limit=1; given search_tickets(limit=true)"],
    ),
    "too few calls": (
        {"tools": ["search_tickets"], "minimum_calls": 2},
        BOTH[:1],
        ["too_few_calls: 1 call, at least 2 expected"],
    ),
    "a call that failed": (
        {"tools": ["get_article"]},
        (("get_article", {"article_id": "KB-999"}),),
        ["failed_call: get_article gave an error: Article KB-999 not found"],
    ),
}


@pytest.mark.parametrize("case", FAILING)
def test_a_variation_fails_and_says_why_with(case: str) -> None:
    expected, calls, said = FAILING[case]
    assert reasons(expected, *calls) == said


def test_a_model_that_always_calls_the_wrong_tool_fails_everything() -> None:
    with desk_with(Stubborn("get_software_licenses")) as desk:
        report = run(desk)
    assert (report.rate.passed, report.rate.total) == (0, 40)
    assert {r.kind for o in report.outcomes for r in o.reasons} >= {"missing_tool", "extra_tool"}


def test_every_variation_is_asked_in_a_conversation_of_its_own() -> None:
    model = Stubborn("search_tickets")
    with desk_with(model) as desk:
        desk.query("Something before?")
        run(desk, expecting(*[{"tools": ["search_tickets"]}] * 3))
        desk.query("Something after?")
    assert model.lengths == [1, 3] * 5


def test_awaiting_it_gives_the_same_report() -> None:
    intents = expecting({"tools": ["search_tickets"]}, {"tools": ["get_article"]})

    async def cell() -> Any:
        async with desk_with(Stubborn("search_tickets")) as desk:
            return await arun(desk, intents)

    with desk_with(Stubborn("search_tickets")) as desk:
        report = run(desk, intents)
    awaited = asyncio.run(cell())
    assert [o.reasons for o in awaited.outcomes] == [o.reasons for o in report.outcomes]
    assert str(report.rate) == str(awaited.rate) == "1 of 2"


@pytest.mark.parametrize(
    "problem", [SupportError("Out of order", "Try later."), RuntimeError("Out of order")]
)
def test_an_error_of_the_model_is_the_outcome_of_its_variation(problem: Exception) -> None:
    model = ScriptedModel(problem, asks(*BOTH[:1]), ModelReply("Done."))
    with desk_with(model) as desk:
        report = run(desk, expecting(*[{"tools": ["search_tickets"]}] * 2))
    assert [outcome.passed for outcome in report.outcomes] == [False, True]
    [reason] = report.outcomes[0].reasons
    assert reason.kind == "error"
    assert "Out of order" in reason.text


def test_an_error_of_the_service_later_on_is_the_outcome_of_its_variation() -> None:
    overloaded = Raw(503, {"error": {"message": "Overloaded.", "type": "x", "code": "x"}})
    service = StrictService(Reply("One."), overloaded, Reply("Three."))
    with service, desk_with(service_model(service)) as desk:
        report = run(desk, expecting(*[{"tools": []}] * 3))
    assert [outcome.passed for outcome in report.outcomes] == [True, False, True]
    assert "Overloaded." in report.outcomes[1].reasons[0].text


@pytest.mark.parametrize(
    ("status", "statement"),
    [(401, "does not accept the key"), (404, "There is no model"), (503, "a problem of its own")],
)
def test_a_model_that_gives_no_answer_at_all_is_asked_once_only(
    status: int, statement: str
) -> None:
    refusal = Raw(status, {"error": {"message": "No.", "type": "x", "code": "x"}})
    with StrictService(*[refusal] * 3) as service, desk_with(service_model(service)) as desk:
        with pytest.raises(ModelError, match=statement):
            run(desk, expecting(*[{"tools": []}] * 3))
        assert len(service.requests) == 1


def test_a_server_that_dies_in_the_middle_is_said_and_the_others_go_on(tmp_path: Path) -> None:
    model = ScriptedModel(
        asks(("process_id", {})),
        ModelReply("Alive."),
        asks(("die", {})),
        ModelReply("It died."),
        ModelReply("I have no tool for that."),
        asks(("speak", {})),
        ModelReply("Spoken."),
    )
    servers = {"useful": strange("useful", tmp_path / "state"), "raw": strange("raw", "Hello.")}
    expected = ["process_id", "die", "process_id", "speak"]
    with MCPOrchestrator(servers, model) as desk:
        report = run(desk, expecting(*[{"tools": [tool]} for tool in expected]))
    assert [outcome.passed for outcome in report.outcomes] == [True, False, False, True]
    said = [[reason.text for reason in outcome.reasons] for outcome in report.outcomes]
    assert "die gave an error: The server useful is unavailable" in said[1]
    assert "the server useful is unavailable" in said[2]


def test_a_server_that_comes_back_costs_nothing(tmp_path: Path) -> None:
    model = ScriptedModel(asks(("die_the_first_time", {})), ModelReply("Back."))
    with MCPOrchestrator({"useful": strange("useful", tmp_path / "state")}, model) as desk:
        report = run(desk, expecting({"tools": ["die_the_first_time"]}))
    assert report.rate.passed == 1


def test_outcomes_come_one_at_a_time_and_may_be_left_early() -> None:
    model = Stubborn("search_tickets")
    with desk_with(model) as desk:
        for outcome in outcomes(desk, expecting(*[{"tools": ["search_tickets"]}] * 3)):
            assert outcome.variation.ask == "Question 0?"
            break
        assert model.lengths == [1, 3]
