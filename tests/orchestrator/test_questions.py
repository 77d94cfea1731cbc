"""The question loop, with a model that follows a script and servers in this process."""

import asyncio
import json
import threading
import time
from typing import Any

import pytest

from itsupport.dual_mode import dual_mode
from itsupport.errors import SupportError
from itsupport.llm.conversation import ModelReply, ToolCall, ToolOutput, UserMessage
from itsupport.orchestrator import (
    AnswerReady,
    CallFinished,
    CallStarted,
    MCPOrchestrator,
    RoundStarted,
    TextArrived,
)
from itsupport.servers import SupportServer
from tests.orchestrator.conftest import SILENCE, ScriptedModel

together = threading.Barrier(2, timeout=5)


@dual_mode
def add(first: int, second: int) -> dict[str, Any]:
    """Add two numbers."""
    return {"sum": first + second}


@dual_mode
def meet() -> dict[str, Any]:
    """Return only when called twice at the same time."""
    together.wait()
    return {"met": True}


@dual_mode
def fail() -> dict[str, Any]:
    """Fail helpfully."""
    raise SupportError("No luck", suggested_actions=["Add instead."], follow_up_tools=["add"])


def asks(*calls: tuple[str, str]) -> ModelReply:
    """A reply that asks for calls, given as pairs of tool and JSON arguments."""
    return ModelReply("", tuple(ToolCall(f"c{i}", *call) for i, call in enumerate(calls)))


def desk_with(*replies: ModelReply | Exception) -> tuple[MCPOrchestrator, ScriptedModel]:
    model = ScriptedModel(*replies)
    servers = {
        "sums": SupportServer("sums", [add, meet], instructions="Sums are here."),
        "faults": SupportServer("faults", [fail]),
    }
    return MCPOrchestrator(servers, model), model


def outputs(model: ScriptedModel, trip: int) -> list[Any]:
    """The tool results that the model was shown at one trip."""
    return [json.loads(t.output) for t in model.heard[trip] if isinstance(t, ToolOutput)]


def test_results_go_back_to_the_model_and_its_text_is_the_answer() -> None:
    desk, model = desk_with(asks(("add", '{"first": 2, "second": 3}')), ModelReply("It is 5."))
    with desk:
        answer = desk.query("What is two and three?")

    assert (answer.text, answer.rounds, answer.model) == ("It is 5.", 2, "scripted")
    [call] = answer.calls
    assert (call.server, call.tool, call.arguments) == ("sums", "add", {"first": 2, "second": 3})
    assert (call.result, call.error) == ({"sum": 5}, None)
    assert outputs(model, 1) == [{"sum": 5}]
    assert "Sums are here." in model.instructions


def test_a_desk_shows_the_instructions_that_its_model_gets() -> None:
    desk, model = desk_with(ModelReply("Hello."))
    with desk:
        desk.query("Hello?")
        assert desk.instructions == model.instructions


def test_events_tell_the_story_in_order() -> None:
    desk, _ = desk_with(asks(("add", '{"first": 2, "second": 3}')), ModelReply("It is 5."))
    with desk:
        events = list(desk.stream("What is two and three?"))
    kinds = [type(event) for event in events]
    assert kinds == [
        RoundStarted,
        CallStarted,
        CallFinished,
        RoundStarted,
        TextArrived,
        AnswerReady,
    ]


def test_calls_of_one_round_run_at_the_same_time() -> None:
    desk, model = desk_with(asks(("meet", "{}"), ("meet", "{}")), ModelReply("They met."))
    with desk:
        desk.query("Meet!")
    assert outputs(model, 1) == [{"met": True}, {"met": True}]


@pytest.mark.parametrize(
    ("call", "error"),
    [
        (("fail", "{}"), "No luck"),
        (("add", '{"first": "2", "second": 3}'), "add cannot be called like this"),
        (("add", '{"first": 2'), "The arguments of add are not a JSON object"),
        (("add", "[2, 3]"), "The arguments of add are not a JSON object"),
        (("ad", "{}"), "Unknown tool ad"),
    ],
)
def test_every_failure_reaches_the_model_as_an_envelope(call: tuple[str, str], error: str) -> None:
    desk, model = desk_with(asks(call), ModelReply("I see."))
    with desk:
        answer = desk.query("Try it")
    [envelope] = outputs(model, 1)
    assert envelope["error"].startswith(error)
    assert {"reason", "suggested_actions", "retryable", "follow_up_tools"} < set(envelope)
    assert answer.calls[0].error == envelope


def test_ten_rounds_are_the_most() -> None:
    desk, model = desk_with(*[asks(("add", '{"first": 1, "second": 1}'))] * 20)
    with desk:
        answer = desk.query("Go in circles")
    assert len(model.heard) == answer.rounds == 10
    assert "stopped after 10 rounds" in answer.text


def test_a_conversation_goes_on_and_can_be_forgotten() -> None:
    desk, model = desk_with(ModelReply("One."), ModelReply("Two."), ModelReply("Three."))
    with desk:
        desk.query("first")
        desk.query("second")
        desk.new_conversation()
        desk.query("third")
    assert model.heard[1] == [UserMessage("first"), ModelReply("One."), UserMessage("second")]
    assert model.heard[2] == [UserMessage("third")]


def test_a_question_that_fails_leaves_no_trace_and_the_connections_stay() -> None:
    desk, model = desk_with(SupportError("The key is wrong"), ModelReply("Now it works."))
    with desk:
        with pytest.raises(SupportError, match="The key is wrong"):
            desk.query("first")
        assert desk.query("second").text == "Now it works."
        assert desk.call_tool("add", {"first": 1, "second": 1}) == {"sum": 2}
    assert model.heard[1] == [UserMessage("second")]


def test_two_questions_at_once_wait_for_each_other() -> None:
    async def both(desk: MCPOrchestrator) -> list[str]:
        answers = await asyncio.gather(desk.aquery("first"), desk.aquery("second"))
        return [answer.text for answer in answers]

    desk, model = desk_with(
        asks(("add", '{"first": 1, "second": 1}')), ModelReply("A"), ModelReply("B")
    )
    with desk:
        assert sorted(asyncio.run(both(desk))) == ["A", "B"]
    assert [len(heard) for heard in model.heard] == [1, 3, 5]


def test_stopped_servers_start_again_and_the_conversation_goes_on() -> None:
    desk, model = desk_with(ModelReply("One."), ModelReply("Two."))
    with desk:
        desk.query("first")
    with desk:
        assert desk.query("second").text == "Two."
    assert len(model.heard[1]) == 3


@pytest.mark.parametrize("question", ["  \n", None, 5])
def test_a_question_without_words_is_refused(question: Any) -> None:
    desk, _ = desk_with()
    with desk, pytest.raises(SupportError, match=r"The question is (empty|not a text)"):
        desk.query(question)


def test_leaving_a_stream_early_cancels_the_question_only() -> None:
    desk, model = desk_with(SILENCE, ModelReply("Later."))
    with desk:
        for event in desk.stream("never mind"):
            assert event == RoundStarted(1)
            assert model.silent.wait(10)
            break
        assert desk.query("again").text == "Later."
    assert model.heard[1] == [UserMessage("again")]


def test_an_answer_shows_itself_as_markdown_diagram_and_frame() -> None:
    desk, _ = desk_with(
        asks(("add", '{"first": 2, "second": 3}'), ("fail", "{}")), ModelReply("**5**")
    )
    with desk:
        answer = desk.query("2 <b>and</b> 3; please")
    assert "`add(first=2, second=3)` on **sums**, round 1" in answer.to_markdown()
    assert "error: No luck" in answer.to_markdown()
    diagram = answer.to_mermaid()
    assert repr(diagram) == str(diagram)
    assert diagram.startswith("sequenceDiagram")
    assert "<b>" not in diagram
    assert "3; please" not in diagram
    frame = answer.to_frame()
    assert "mathjax_ignore" in frame[["tool", "outcome"]]._repr_html_()
    assert list(frame["tool"]) == ["add", "fail"]
    assert list(frame["outcome"]) == ["1 fields", "error: No luck"]


def test_a_result_that_is_far_too_long_is_cut_for_the_model_and_whole_for_the_caller() -> None:
    @dual_mode
    def long() -> dict[str, Any]:
        """A lot."""
        return {"text": "x" * 100_000}

    model = ScriptedModel(asks(("long", "{}")), ModelReply("Long."))
    with MCPOrchestrator({"long": SupportServer("long", [long])}, model) as desk:
        answer = desk.query("How long?")
    [shown] = outputs(model, 1)
    assert "Only the first 60000" in shown["truncated"]
    assert answer.calls[0].result == {"text": "x" * 100_000}


def test_a_call_in_flight_ends_with_its_question() -> None:
    @dual_mode
    def sleep() -> dict[str, Any]:
        """Take long."""
        time.sleep(1)
        return {}

    async def give_up(desk: MCPOrchestrator) -> None:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.3):
                await desk.aquery("slow")

    model = ScriptedModel(asks(("sleep", "{}")), ModelReply("Done."))
    with MCPOrchestrator({"slow": SupportServer("slow", [sleep])}, model) as desk:
        asyncio.run(give_up(desk))
        assert desk.query("fast").text == "Done."
