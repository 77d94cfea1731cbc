"""What a plain `openai` client offers beside asking works over the offline transport too."""

from typing import Any

import httpx2
import openai
import pytest
from openai.types.chat import ChatCompletion, ChatCompletionChunk
from openai.types.responses import Response, ResponseStreamEvent
from pydantic import TypeAdapter

from itsupport.offline import OfflineTransport
from itsupport.offline.exchange import Call, Exchange, Reply
from tests.offline.hotel import CHAT_TOOL, TEXT, TOOL, Desk

ASKED: Any = {"model": "m", "input": "A room?", "tools": [TOOL]}
CHATTED: Any = {
    "model": "m",
    "messages": [{"role": "user", "content": "A room?"}],
    "tools": [CHAT_TOOL],
}


def async_client(engine: Any = None) -> openai.AsyncOpenAI:
    wire = httpx2.AsyncClient(transport=OfflineTransport(engine))
    return openai.AsyncOpenAI(api_key="none", http_client=wire, max_retries=0)


def test_a_raw_answer_has_its_status_headers_and_parsed_form(client: openai.OpenAI) -> None:
    raw = client.responses.with_raw_response.create(**ASKED)
    assert (raw.status_code, raw.headers["content-type"]) == (200, "application/json")
    assert [item.type for item in raw.parse().output] == ["function_call", "function_call"]
    with client.chat.completions.with_streaming_response.create(**CHATTED, stream=True) as answer:
        lines = [line for line in answer.iter_lines() if line]
    assert lines[-1] == "data: [DONE]"


@pytest.mark.parametrize("tools", [[], [TOOL]])
def test_every_answer_and_event_is_valid_for_the_types_of_the_client(
    client: openai.OpenAI, tools: list[Any]
) -> None:
    asked = ASKED | {"tools": tools}
    chatted = {**CHATTED, "tools": [CHAT_TOOL]} if tools else CHATTED | {"tools": None}
    Response.model_validate(client.responses.create(**asked).to_dict(), strict=True)
    for event in client.responses.create(**asked, stream=True):
        TypeAdapter[Any](ResponseStreamEvent).validate_python(event.to_dict())
    completion = client.chat.completions.create(**chatted)
    ChatCompletion.model_validate(completion.to_dict(), strict=True)
    for chunk in client.chat.completions.create(**chatted, stream=True):
        ChatCompletionChunk.model_validate(chunk.to_dict(), strict=True)


def test_time_limits_and_retries_change_nothing(client: openai.OpenAI, desk: Desk) -> None:
    hasty = client.with_options(timeout=0.001, max_retries=5)
    assert hasty.responses.create(model="m", input="Hi").output_text == TEXT
    with pytest.raises(openai.BadRequestError):
        hasty.responses.create(model="gpt-6-luna", input="Hi", temperature=0.2)
    assert len(desk.seen) == 1


def test_a_stream_that_is_left_early_leaves_the_client_usable(client: openai.OpenAI) -> None:
    with client.responses.create(model="m", input="Hi", stream=True) as stream:
        assert next(iter(stream)).type == "response.created"
    assert client.responses.create(model="m", input="Hi").output_text == TEXT


def test_a_closed_client_says_so(client: openai.OpenAI) -> None:
    client.close()
    assert client.is_closed()
    with pytest.raises(RuntimeError, match="closed"):
        client.models.list()


@pytest.mark.anyio
async def test_the_asynchronous_client_has_the_same_extras() -> None:
    async with async_client(Desk()) as client:
        raw = await client.chat.completions.with_raw_response.create(**CHATTED)
        assert raw.parse().choices[0].finish_reason == "tool_calls"
        async with await client.responses.create(model="m", input="Hi", stream=True) as stream:
            assert (await anext(aiter(stream))).type == "response.created"
        with pytest.raises(openai.BadRequestError):
            await client.responses.create(model="gpt-6-luna", input="Hi", temperature=0.2)
    with pytest.raises(RuntimeError, match="closed"):
        await client.models.list()


@pytest.mark.anyio
async def test_the_models_own_engine_calls_tools_that_it_has_never_seen() -> None:
    async with async_client() as client:
        response = await client.responses.create(model="m", input="Show room 12", tools=[TOOL])
    assert response.output[0].to_dict()["arguments"] == '{"room":12}'


def silent(exchange: Exchange) -> Reply:
    """An engine that has no call to make, or one that nobody asked for."""
    return Reply("Which room?\n\n*A footer.*", (Call("", "burn_down", {}),))


DEMANDS = [
    "required",
    {"type": "function", "name": "get_room"},
    {"type": "allowed_tools", "mode": "required", "tools": [TOOL]},
]


@pytest.mark.parametrize("stream", [False, True])
@pytest.mark.parametrize("choice", DEMANDS)
def test_a_call_that_is_demanded_and_cannot_be_made_is_refused(choice: Any, stream: bool) -> None:
    wire = httpx2.Client(transport=OfflineTransport(silent))
    with openai.OpenAI(api_key="none", http_client=wire) as client:
        with pytest.raises(openai.BadRequestError, match="Which room") as caught:
            client.responses.create(**ASKED, tool_choice=choice, stream=stream)
        assert caught.value.param == "tool_choice"
        if choice == "required":
            with pytest.raises(openai.BadRequestError, match="Which room"):
                client.chat.completions.create(**CHATTED, tool_choice=choice, stream=stream)


def test_a_call_that_the_request_does_not_allow_is_never_sent() -> None:
    wire = httpx2.Client(transport=OfflineTransport(silent))
    with openai.OpenAI(api_key="none", http_client=wire) as client:
        assert [item.type for item in client.responses.create(**ASKED).output] == ["message"]
