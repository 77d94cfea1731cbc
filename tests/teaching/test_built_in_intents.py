"""The eight intents of the workbook: fair, true of the real tools, and met by the offline model."""

from typing import Any

import pytest

from itsupport.llm import offline_model
from itsupport.orchestrator import MCPOrchestrator
from itsupport.teaching.tool_selection import Report, Variation, built_in_intents, run
from itsupport.teaching.tool_selection.intent import ExpectedArguments
from tests.orchestrator.conftest import ScriptedModel
from tests.teaching.desks import desk_with

VARIATIONS = [variation for intent in built_in_intents() for variation in intent.variations]


def _ask(variation: Variation) -> str:
    return variation.ask


@pytest.fixture(scope="module")
def report() -> Report:
    with desk_with(offline_model()) as desk:
        return run(desk)


@pytest.fixture(scope="module")
def tools() -> Any:
    with desk_with(ScriptedModel()) as desk:
        yield desk


def test_there_are_eight_intents_with_five_variations_each() -> None:
    assert [(intent.name, len(intent.variations)) for intent in built_in_intents()] == [
        ("search critical tickets", 5),
        ("customer with tickets", 5),
        ("billing status", 5),
        ("knowledge search", 5),
        ("asset warranty", 5),
        ("multi-server analysis", 5),
        ("ticket metrics", 5),
        ("similar tickets", 5),
    ]
    assert len({variation.ask for variation in VARIATIONS}) == 40


@pytest.mark.parametrize("variation", VARIATIONS, ids=_ask)
def test_the_offline_model_calls_the_right_tools(variation: Variation, report: Report) -> None:
    [outcome] = [each for each in report.outcomes if each.variation == variation]
    assert [reason.text for reason in outcome.reasons] == []


@pytest.mark.parametrize("variation", VARIATIONS, ids=_ask)
def test_what_is_expected_can_be_called_and_finds_something(
    variation: Variation, tools: MCPOrchestrator
) -> None:
    for expected in variation.arguments:
        for tool in expected.tools:
            result = tools.call_tool(tool, _callable(expected))
            assert result.get("count", 1) > 0


@pytest.mark.parametrize("variation", VARIATIONS, ids=_ask)
def test_ids_that_are_expected_stand_in_the_question_or_need_a_chain(variation: Variation) -> None:
    for expected in variation.arguments:
        for value in expected.arguments.values():
            if (
                isinstance(value, str)
                and value[:4].isupper()
                and value not in variation.ask.upper()
            ):
                assert len(variation.tools) > 1


def test_an_analysis_needs_more_than_one_server(tools: MCPOrchestrator) -> None:
    [analysis] = [each for each in built_in_intents() if each.name == "multi-server analysis"]
    for variation in analysis.variations:
        owners = {tools.tool_to_server[alternatives[0]] for alternatives in variation.tools}
        assert len(owners) > 1, variation.ask


def _callable(expected: ExpectedArguments) -> dict[str, Any]:
    """The expected arguments as a call has them: no stars, and nothing for what is left out."""
    return {
        name: value.replace("*", " ").strip() if isinstance(value, str) else value
        for name, value in expected.arguments.items()
        if value is not None
    }
