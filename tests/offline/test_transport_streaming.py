"""The offline transport streams as the real service does, to plain and asynchronous clients."""

from typing import Any

import httpx2
import openai
import pytest

from itsupport.offline import OfflineTransport
from tests.offline.hotel import CHAT_TOOL, TEXT, TOOL, Desk


def test_the_responses_stream_helper_follows_text_and_calls(client: openai.OpenAI) -> None:
    with client.responses.stream(model="m", input="A room?") as stream:
        events = list(stream)
        final = stream.get_final_response()
    deltas = [event.delta for event in events if event.type == "response.output_text.delta"]
    assert len(deltas) > 3
    assert "".join(deltas) == final.output_text == TEXT
    assert [event.sequence_number for event in events] == list(range(len(events)))
    with client.responses.stream(model="m", input="A room?", tools=[TOOL]) as stream:
        final = stream.get_final_response()
    assert [item.type for item in final.output] == ["function_call", "function_call"]
    assert final.output[1].parsed_arguments == {"room": 14}  # type: ignore[union-attr]


def test_the_chat_stream_helper_follows_text_and_calls(client: openai.OpenAI) -> None:
    messages: list[Any] = [{"role": "user", "content": "A room?"}]
    usage: Any = {"include_usage": True}
    with client.chat.completions.stream(
        model="m", messages=messages, stream_options=usage
    ) as stream:
        deltas = [event.delta for event in stream if event.type == "content.delta"]
        final = stream.get_final_completion()
    assert len(deltas) > 3
    assert "".join(deltas) == final.choices[0].message.content == TEXT
    assert final.usage
    assert final.usage.total_tokens > 0
    with client.chat.completions.stream(model="m", messages=messages, tools=[CHAT_TOOL]) as stream:
        final = stream.get_final_completion()
    calls = final.choices[0].message.tool_calls or []
    assert [call.function.parsed_arguments for call in calls] == [{"room": 12}, {"room": 14}]
    assert final.choices[0].finish_reason == "tool_calls"


def test_raw_chat_chunks_carry_usage_only_where_it_was_asked_for(client: openai.OpenAI) -> None:
    messages: list[Any] = [{"role": "user", "content": "A room?"}]
    plain = list(client.chat.completions.create(model="m", messages=messages, stream=True))
    assert all(chunk.usage is None and chunk.choices for chunk in plain)
    assert plain[0].choices[0].delta.role == "assistant"
    assert len({chunk.id for chunk in plain}) == 1


@pytest.mark.anyio
async def test_the_asynchronous_client_works_streaming_and_not(desk: Desk) -> None:
    wire = httpx2.AsyncClient(transport=OfflineTransport(desk))
    async with openai.AsyncOpenAI(api_key="none", http_client=wire) as client:
        response = await client.responses.create(model="m", input="A room?", tools=[TOOL])
        assert [item.type for item in response.output] == ["function_call", "function_call"]
        async with client.responses.stream(model="m", input="A room?") as stream:
            assert (await stream.get_final_response()).output_text == TEXT
        messages: list[Any] = [{"role": "user", "content": "A room?"}]
        async with client.chat.completions.stream(model="m", messages=messages) as chat:
            assert (await chat.get_final_completion()).choices[0].message.content == TEXT
        models = await client.models.list()
        assert [model.id for model in models.data] == ["offline-selector-1"]
