"""A server's question reaches the person in front, and the reply the right call."""

import asyncio
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from itsupport.errors import SupportError
from itsupport.llm.conversation import ModelReply, ToolCall
from itsupport.orchestrator import (
    CallFinished,
    CallStarted,
    FormRequest,
    MCPOrchestrator,
    QuestionAnswered,
    QuestionAsked,
    UserReply,
)
from itsupport.orchestrator.asking import UserRequest
from tests.orchestrator.conftest import ScriptedModel, strange
from tests.orchestrator.curious_shop import only_2025, shop

SHOPS: dict[str, Callable[[], Any]] = {
    "2026 in memory": shop,
    "2025 in memory": lambda: only_2025(shop()),
    "2026 stdio": lambda: strange("curious", "2026"),
    "2025 stdio": lambda: strange("curious", "2025"),
}
every_shop = pytest.mark.parametrize("kind", SHOPS)
RED = UserReply("accept", {"colour": "red"})


def desk_of(kind: str, *replies: ModelReply, **settings: Any) -> MCPOrchestrator:
    return MCPOrchestrator({"shop": SHOPS[kind]()}, ScriptedModel(*replies), **settings)


def wants(*parts: str) -> tuple[ModelReply, ModelReply]:
    calls = tuple(ToolCall(f"call {part}", "buy", f'{{"part": "{part}"}}') for part in parts)
    return ModelReply("", calls), ModelReply("Done.")


@every_shop
def test_the_form_arrives_and_its_reply_goes_back_with_defaults_filled_in(kind: str) -> None:
    asked: list[UserRequest] = []

    def ask(request: UserRequest) -> UserReply:
        asked.append(request)
        return RED

    with desk_of(kind, ask_user=ask) as desk:
        assert desk.call_tool("buy", {"part": "fan"}) == {
            "part": "fan",
            "colour": "red",
            "count": 1,
        }
    [request] = asked
    assert isinstance(request, FormRequest)
    assert (request.server, request.message) == ("shop", "Which fan?")
    assert request.schema["properties"]["colour"]["enum"] == ["red", "blue"]


@every_shop
@pytest.mark.parametrize("action", ["decline", "cancel"])
def test_no_and_never_mind_reach_the_server(kind: str, action: Any) -> None:
    with desk_of(kind, ask_user=lambda _: UserReply(action)) as desk:
        assert desk.call_tool("buy", {"part": "fan"}) == {"part": "fan", "bought": action}


@every_shop
def test_an_async_function_answers_too_and_a_running_loop_does_no_harm(kind: str) -> None:
    async def ask(_: UserRequest) -> UserReply:
        await asyncio.sleep(0)
        return RED

    async def use() -> list[Any]:
        async with desk_of(kind, ask_user=ask) as desk:
            plain = desk.call_tool("buy", {"part": "fan"})
            return [plain, await desk.acall_tool("buy", {"part": "fan"})]

    assert asyncio.run(use()) == [{"part": "fan", "colour": "red", "count": 1}] * 2


@every_shop
def test_without_anybody_the_client_does_not_claim_that_somebody_is_there(kind: str) -> None:
    with desk_of(kind) as desk:
        with pytest.raises(SupportError, match="nobody can be asked"):
            desk.call_tool("buy", {"part": "fan"})
        assert not any("elicitation" in str(message.body) for message in desk.wire if message.sent)


@pytest.mark.parametrize("kind", [kind for kind in SHOPS if kind.startswith("2026")])
def test_a_person_for_one_call_only_is_declared_with_that_call_only(kind: str) -> None:
    with desk_of(kind) as desk:
        desk.call_tool("process_id")
        desk.wire.clear()
        assert desk.call_tool("buy", {"part": "fan"}, ask_user=lambda _: RED)["colour"] == "red"
        desk.call_tool("process_id")
        claims = ["elicitation" in str(message.body) for message in desk.wire if message.sent]
        assert claims == [True, True, False]


@every_shop
def test_two_people_at_the_same_time_get_their_own_questions(kind: str) -> None:
    """The second call is made while the first person still thinks."""
    first_is_asked, second_is_done = threading.Event(), threading.Event()

    def red(_: UserRequest) -> UserReply:
        first_is_asked.set()
        second_is_done.wait(1)  # in 2025 it never comes: there, the second waits for the first
        return RED

    def blue(_: UserRequest) -> UserReply:
        return UserReply("accept", {"colour": "blue"})

    with desk_of(kind, ask_user=red) as desk, ThreadPoolExecutor() as pool:
        slow = pool.submit(desk.call_tool, "buy", {"part": "fan"})
        assert first_is_asked.wait(10)
        quick = desk.call_tool("buy", {"part": "disk"}, ask_user=blue)
        second_is_done.set()
        assert (slow.result(10)["colour"], quick["colour"]) == ("red", "blue")


@every_shop
def test_the_questions_of_one_round_are_told_in_order_and_without_content(kind: str) -> None:
    def ask(request: UserRequest) -> UserReply:
        secret = {"colour": "red" if "fan" in request.message else "blue", "count": 7}
        return UserReply("accept", secret)

    with desk_of(kind, *wants("fan", "disk"), ask_user=ask) as desk:
        events = list(desk.stream("Buy a fan and a disk"))

    kinds = [type(event) for event in events]
    assert kinds.count(QuestionAsked) == kinds.count(QuestionAnswered) == 2
    assert kinds.index(CallStarted) < kinds.index(QuestionAsked) < kinds.index(CallFinished)
    asked = [event.id for event in events if isinstance(event, QuestionAsked)]
    answered = [event.id for event in events if isinstance(event, QuestionAnswered)]
    assert sorted(asked) == sorted(answered)
    assert len(set(asked)) == 2
    said = [repr(event) for event in events if isinstance(event, QuestionAnswered)]
    assert not [event for event in said if "colour" in event]
    answer = events[-1].answer  # type: ignore[union-attr]
    bought = {call.result["part"]: call.result["colour"] for call in answer.calls}
    assert bought == {"fan": "red", "disk": "blue"}


def test_the_diagram_shows_whom_the_server_asked() -> None:
    with desk_of("2026 in memory", *wants("fan"), ask_user=lambda _: RED) as desk:
        answer = desk.query("Buy a fan")
    lines = [line.strip() for line in answer.to_mermaid().splitlines()]
    start = lines.index("s_shop-->>desk: asks the user")
    assert lines[start + 1 : start + 4] == [
        "desk->>you: Which fan?",
        "you-->>desk: accept",
        "desk->>s_shop: accept",
    ]
    assert "red" not in "\n".join(lines[start:-3])


@every_shop
def test_the_time_to_think_is_not_the_servers_time(kind: str) -> None:
    def slow(_: UserRequest) -> UserReply:
        threading.Event().wait(1.5)
        return RED

    with desk_of(kind, ask_user=slow, call_timeout=1.0) as desk:
        assert desk.call_tool("buy", {"part": "fan"})["colour"] == "red"


@every_shop
def test_nobody_waits_for_a_person_for_ever(kind: str) -> None:
    with desk_of(kind, ask_user=lambda _: threading.Event().wait(), answer_timeout=0.2) as desk:
        assert desk.call_tool("buy", {"part": "fan"}) == {"part": "fan", "bought": "cancel"}


@every_shop
def test_who_is_asked_is_told_how_long_there_is(kind: str) -> None:
    asked: list[UserRequest] = []

    def note(request: UserRequest) -> UserReply:
        asked.append(request)
        return RED

    with desk_of(kind, ask_user=note, answer_timeout=42) as desk:
        desk.call_tool("buy", {"part": "fan"})
    assert [request.seconds for request in asked] == [42]


WRONG: dict[str, tuple[Any, str]] = {
    "raises": (lambda _: {}["the secret text"], "ask_user failed"),
    "nothing": (lambda _: None, "ask_user gave no reply"),
    "another action": (lambda _: UserReply("yes"), "ask_user gave no reply"),  # type: ignore[arg-type]
    "a missing field": (lambda _: UserReply("accept", {}), "colour is missing"),
    "no such choice": (
        lambda _: UserReply("accept", {"colour": "the secret text"}),
        "colour must be one of red, blue",
    ),
    "too many": (
        lambda _: UserReply("accept", {"colour": "red", "count": 10}),
        "count must be 9 or less",
    ),
}


@every_shop
@pytest.mark.parametrize("wrong", WRONG)
def test_a_reply_that_cannot_be_sent_is_a_clear_error_and_a_cancel(
    kind: str, wrong: str, caplog: pytest.LogCaptureFixture
) -> None:
    ask, said = WRONG[wrong]
    with desk_of(kind, ask_user=ask) as desk:
        with pytest.raises(SupportError, match=said) as caught:
            desk.call_tool("buy", {"part": "fan"})
        assert "'action': 'cancel'" in str([message.body for message in desk.wire])
    assert "secret" not in str(caught.value.envelope)
    assert "secret" not in caplog.text


@pytest.mark.parametrize("kind", ["2026 stdio", "2025 stdio"])
def test_a_server_that_dies_while_somebody_thinks_closes_the_question(kind: str) -> None:
    closed = threading.Event()

    async def ask(_: UserRequest) -> UserReply:
        os.kill(pids[0], signal.SIGKILL)
        try:
            await asyncio.sleep(60)
        finally:
            closed.set()
        return RED

    with desk_of(kind, ask_user=ask) as desk:
        pids = [desk.call_tool("process_id")["pid"]]
        with pytest.raises(SupportError, match="was interrupted while the user was asked"):
            desk.call_tool("buy", {"part": "fan"})
        assert closed.wait(5)
        assert desk.call_tool("process_id")["pid"] != pids[0]


@pytest.mark.parametrize("kind", ["2026 stdio", "2025 stdio"])
def test_a_server_that_dies_of_the_answer_is_not_asked_again(kind: str) -> None:
    asked: list[UserRequest] = []

    def ask(request: UserRequest) -> UserReply:
        asked.append(request)
        return RED

    interrupted = pytest.raises(SupportError, match="was interrupted while the user was asked")
    with desk_of(kind, ask_user=ask) as desk, interrupted:
        desk.call_tool("buy_and_die", {"part": "fan"})
    assert len(asked) == 1


@every_shop
def test_leaving_a_question_early_closes_the_form(kind: str) -> None:
    closed = threading.Event()

    async def ask(_: UserRequest) -> UserReply:
        try:
            await asyncio.sleep(60)
        finally:
            closed.set()
        return RED

    with desk_of(kind, *wants("fan"), ask_user=ask) as desk:
        for event in desk.stream("Buy a fan"):
            if isinstance(event, QuestionAsked):
                break
        assert closed.wait(10)
        assert desk.call_tool("process_id")["pid"]


def test_plain_functions_are_asked_one_question_after_the_other() -> None:
    inside, most = [0], [0]

    def ask(_: UserRequest) -> UserReply:
        inside[0] += 1
        most[0] = max(most[0], inside[0])
        threading.Event().wait(0.05)
        inside[0] -= 1
        return RED

    with desk_of("2026 in memory", *wants("fan", "disk", "cable"), ask_user=ask) as desk:
        desk.query("Buy three things")
    assert most == [1]


def test_a_server_that_never_stops_asking_is_given_up() -> None:
    asked: list[UserRequest] = []

    def ask(request: UserRequest) -> UserReply:
        asked.append(request)
        return RED

    with (
        desk_of("2026 in memory", ask_user=ask) as desk,
        pytest.raises(SupportError, match="never_sell asked again and again"),
    ):
        desk.call_tool("never_sell", {"part": "fan"})
    assert len(asked) == 10


@every_shop
def test_an_ask_user_that_asks_its_own_desk_is_told_and_does_not_wait(kind: str) -> None:
    async def ask(_: UserRequest) -> UserReply:
        await desk.aquery("Which colour?")
        return RED

    with desk_of(kind, *wants("fan"), ask_user=ask, answer_timeout=60) as desk:
        [call] = desk.query("Buy a fan").calls
    assert call.error is not None
    assert call.error["error"] == "This question would wait for itself"
