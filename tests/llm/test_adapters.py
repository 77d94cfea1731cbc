"""Both adapters against a real HTTP service that is as strict as OpenAI's."""

import json
from collections.abc import AsyncGenerator
from typing import Any

import pytest

from itsupport.llm import (
    ChatCompletionsModel,
    ResponsesModel,
    ToolOutput,
    Turn,
    UserMessage,
)
from itsupport.offline.exchange import Call, Reply
from tests.llm.asking import ask, model_of
from tests.llm.strict_service import Raw, StrictService, Thoughtful

pytestmark = pytest.mark.anyio

BOTH = pytest.mark.parametrize("kind", [ResponsesModel, ChatCompletionsModel])
OSLO = Call("", "get_weather", {"town": "Oslo", "unit": None})
ROME = Call("", "get_weather", {"town": "Rome", "unit": "kelvin"})


@BOTH
async def test_text_arrives_in_pieces_and_then_whole(kind: Any) -> None:
    with StrictService(Reply("It is cold\n\nin Oslo.")) as service:
        model = model_of(kind, service)
        pieces, reply = await ask(model, [UserMessage("How is Oslo?")])
        await model.close()
    assert len(pieces) > 3
    assert "".join(pieces) == reply.text == "It is cold\n\nin Oslo."
    assert reply.calls == ()
    assert {"total_tokens"} < reply.usage.keys()
    assert all(isinstance(count, int) for count in reply.usage.values())


@BOTH
async def test_one_question_takes_two_rounds_and_the_next_continues_the_conversation(
    kind: Any,
) -> None:
    script = (Thoughtful(Reply("Let me look.", (OSLO, ROME))), Reply("Cold."), Reply("Bye."))
    with StrictService(*script) as service:
        model = model_of(kind, service)
        conversation: list[Turn] = [UserMessage("Oslo and Rome?")]
        _, first = await ask(model, conversation)
        conversation += [first, *(ToolOutput(call.id, '{"celsius": -3}') for call in first.calls)]
        _, second = await ask(model, conversation)
        _, third = await ask(model, [*conversation, second, UserMessage("Thanks.")])
        await model.close()
    assert first.text == "Let me look."
    assert [call.name for call in first.calls] == ["get_weather", "get_weather"]
    assert json.loads(first.calls[1].arguments) == {"town": "Rome", "unit": "kelvin"}
    assert (second.text, third.text) == ("Cold.", "Bye.")
    assert len({call.id for call in first.calls}) == 2


async def test_reasoning_goes_back_exactly_as_it_came() -> None:
    with StrictService(Thoughtful(Reply("", (OSLO,))), Reply("Cold.")) as service:
        model = model_of(ResponsesModel, service)
        question = UserMessage("How is Oslo?")
        _, first = await ask(model, [question])
        await ask(model, [question, first, ToolOutput(first.calls[0].id, "{}")])
        await model.close()
    assert service.requests[1]["input"][1:3] == service.outputs[0]
    assert service.outputs[0][0]["encrypted_content"]
    assert all(request["store"] is False for request in service.requests)


@BOTH
async def test_lone_surrogates_do_not_stop_a_question(kind: Any) -> None:
    with StrictService(Reply("Hi.")) as service:
        model = model_of(kind, service)
        _, reply = await ask(model, [UserMessage("Hello \ud83d")])
        await model.close()
    assert reply.text == "Hi."
    assert "Hello \ufffd" in json.dumps(service.requests[0], ensure_ascii=False)


def chunk(finish_reason: str | None = None, /, **delta: Any) -> bytes:
    choice = {"index": 0, "delta": delta, "finish_reason": finish_reason}
    frame = {"id": "x", "created": 0, "model": "m", "object": "chat.completion.chunk"}
    return f"data: {json.dumps({**frame, 'choices': [choice]})}\n\n".encode()


async def test_calls_of_servers_that_number_none_of_them_are_kept_apart() -> None:
    written = '{"town": "Oslo"}'
    function = {"name": "get_weather", "arguments": written}
    twin = {"name": "get_weather", "arguments": ""}
    body = chunk(tool_calls=[{"index": 0, "id": "a", "function": function}])
    body += chunk(tool_calls=[{"index": 0, "id": "b", "function": twin}])
    body += chunk("tool_calls", tool_calls=[{"index": 3, "function": function}])
    with StrictService(Raw(200, body, {"content-type": "text/event-stream"})) as service:
        model = model_of(ChatCompletionsModel, service, "local")
        _, reply = await ask(model, [UserMessage("Hello")])
        await model.close()
    assert [call.id for call in reply.calls] == ["a", "b", "call_1_2"]
    assert [call.arguments for call in reply.calls] == [written, "{}", written]


async def test_the_output_is_found_where_the_last_event_leaves_it_out() -> None:
    from itsupport.offline.service.replies import responses_reply
    from itsupport.offline.service.reply_events import responses_events

    whole = responses_reply({"model": "m", "input": "x"}, Reply("Hello.", (OSLO,)))
    *events, last = responses_events(whole)
    done = json.loads(last.split(b"data: ")[1])
    done["response"]["output"] = []
    events.append(f"event: response.completed\ndata: {json.dumps(done)}\n\n".encode())
    with StrictService(Raw(200, b"".join(events))) as service:
        model = model_of(ResponsesModel, service, "local")
        _, reply = await ask(model, [UserMessage("Hello")])
        await model.close()
    assert reply.text == "Hello."
    assert reply.calls[0].name == "get_weather"
    assert len(reply.items) == 2


async def test_a_question_can_be_given_up_in_the_middle_of_the_answer() -> None:
    with StrictService(Reply("One two three four."), Reply("Five.")) as service:
        model = model_of(ResponsesModel, service)
        answer = model.reply("", [UserMessage("Count")], [])
        assert isinstance(answer, AsyncGenerator)
        assert await anext(answer) == "One"
        await answer.aclose()
        _, reply = await ask(model, [UserMessage("And then?")])
        await model.close()
    assert reply.text == "Five."
