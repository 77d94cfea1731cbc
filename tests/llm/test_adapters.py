"""Both adapters against a real HTTP service that is as strict as OpenAI's."""

import json
from collections.abc import AsyncIterator, Sequence
from typing import Any

import openai
import pytest

from itsupport.llm import (
    ChatCompletionsModel,
    Model,
    ModelReply,
    ResponsesModel,
    ToolDefinition,
    ToolOutput,
    Turn,
    UserMessage,
)
from itsupport.offline.exchange import Call, Reply
from tests.llm.strict_service import KEY, Raw, StrictService, Thoughtful

pytestmark = pytest.mark.anyio

BOTH = pytest.mark.parametrize("kind", [ResponsesModel, ChatCompletionsModel])
WEATHER = ToolDefinition(
    "get_weather",
    "The weather in a town.",
    {
        "type": "object",
        "properties": {
            "town": {"type": "string", "minLength": 1, "examples": ["Oslo"]},
            "unit": {"type": "string", "enum": ["celsius", "kelvin"], "default": "celsius"},
        },
        "required": ["town"],
    },
)
ANYTHING = ToolDefinition(
    "note",
    "Keep any data.",
    {"type": "object", "additionalProperties": True, "properties": {"data": {"type": "object"}}},
)
OSLO = Call("", "get_weather", {"town": "Oslo", "unit": None})
ROME = Call("", "get_weather", {"town": "Rome", "unit": "kelvin"})


async def ask(
    model: Model, conversation: Sequence[Turn], tools: Sequence[ToolDefinition] = (WEATHER,)
) -> tuple[list[str], ModelReply]:
    """The pieces of text, and the reply that comes last."""
    pieces: list[str] = []
    replies: list[ModelReply] = []
    async for piece in model.reply("Be brief.", conversation, tools):
        assert not replies, "nothing comes after the reply"
        (pieces if isinstance(piece, str) else replies).append(piece)  # type: ignore[arg-type]
    return pieces, replies[0]


def model_of(kind: Any, service: StrictService, name: str = "gpt-6-luna") -> Any:
    return kind(openai.AsyncOpenAI(api_key=KEY, base_url=service.url, max_retries=0), name)


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


@pytest.mark.parametrize(
    ("name", "include"),
    [
        ("gpt-6-luna", ["reasoning.encrypted_content"]),
        ("o4-mini", ["reasoning.encrypted_content"]),
        ("gpt-4.1-mini", []),
        ("gpt-5-chat-latest", []),
    ],
)
async def test_encrypted_reasoning_is_asked_of_models_that_reason(
    name: str, include: list[str]
) -> None:
    with StrictService(Reply("Hi.")) as service:
        model = model_of(ResponsesModel, service, name)
        await ask(model, [UserMessage("Hello")])
        await model.close()
    assert service.requests[0]["include"] == include


async def test_a_deployment_that_turns_out_not_to_reason_is_asked_again_without() -> None:
    refused = {
        "message": "Encrypted content is not supported with this model.",
        "type": "invalid_request_error",
        "param": "include",
        "code": None,
    }
    with StrictService(Raw(400, {"error": refused}), Reply("Hi."), Reply("Ho.")) as service:
        model = model_of(ResponsesModel, service, "our-deployment")
        await ask(model, [UserMessage("Hello")])
        await ask(model, [UserMessage("Hello again")])
        await model.close()
    included = [request["include"] for request in service.requests]
    assert included == [["reasoning.encrypted_content"], [], []]


@pytest.mark.parametrize(
    "name", ["gpt-5-mini", "gpt-5.6-luna", "gpt-6-luna", "gpt-4.1", "qwen3:8b"]
)
@BOTH
async def test_every_family_of_models_accepts_what_is_sent(kind: Any, name: str) -> None:
    with StrictService(Reply("Hi."), Reply("Ho.")) as service:
        model = model_of(kind, service, name)
        await ask(model, [UserMessage("Hello")], [WEATHER, ANYTHING])
        await ask(model, [UserMessage("Hello")], [])
        await model.close()
    with_tools, without = service.requests
    assert not with_tools.keys() & {"temperature", "max_tokens"}
    assert "reasoning_effort" not in without
    functions = [tool.get("function", tool) for tool in with_tools["tools"]]
    assert [function["strict"] for function in functions] == [True, False]


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
    from itsupport.offline.replies import responses_reply
    from itsupport.offline.reply_events import responses_events

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
        assert isinstance(answer, AsyncIterator)
        assert await anext(answer) == "One"
        await answer.aclose()
        _, reply = await ask(model, [UserMessage("And then?")])
        await model.close()
    assert reply.text == "Five."
