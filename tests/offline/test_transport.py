"""The offline transport behind plain `openai` clients, with an engine that the test brings."""

import json
from typing import Any

import httpx2
import openai
import pytest

from itsupport.offline import OfflineTransport
from itsupport.offline.exchange import Exchange, Message, Reply
from tests.offline.hotel import CHAT_TOOL, TEXT, TOOL, Desk


def test_a_responses_question_takes_two_rounds(client: openai.OpenAI, desk: Desk) -> None:
    asked: list[Any] = [{"role": "user", "content": "A room?"}]
    first = client.responses.create(
        model="gpt-6-luna", instructions="Be kind.", input=asked, tools=[TOOL]
    )
    calls = [item for item in first.output if item.type == "function_call"]
    assert [json.loads(call.arguments) for call in calls] == [{"room": 12}, {"room": 14}]
    assert len({call.call_id for call in calls}) == 2
    asked += first.output
    for call in calls:
        asked.append({"type": "function_call_output", "call_id": call.call_id, "output": "free"})
    second = client.responses.create(model="gpt-6-luna", input=asked, tools=[TOOL])
    assert second.output_text == TEXT
    assert desk.seen[0].messages == (Message("system", "Be kind."), Message("user", "A room?"))
    assert desk.seen[0].tools[0].parameters == TOOL["parameters"]
    _, spoken, *outputs = desk.seen[1].messages
    assert [call.arguments for call in spoken.calls] == [{"room": 12}, {"room": 14}]
    assert [message.call_id for message in outputs] == [call.id for call in spoken.calls]


def test_a_chat_question_takes_two_rounds(client: openai.OpenAI, desk: Desk) -> None:
    messages: list[Any] = [
        {"role": "developer", "content": "Be kind."},
        {"role": "user", "content": [{"type": "text", "text": "A room?"}]},
    ]
    first = client.chat.completions.create(model="any", messages=messages, tools=[CHAT_TOOL])
    message = first.choices[0].message
    assert first.choices[0].finish_reason == "tool_calls"
    assert message.content is None
    messages.append(message)
    calls = message.tool_calls or []
    messages += [{"role": "tool", "tool_call_id": call.id, "content": "free"} for call in calls]
    second = client.chat.completions.create(model="any", messages=messages, tools=[CHAT_TOOL])
    assert second.choices[0].message.content == TEXT
    assert second.choices[0].finish_reason == "stop"
    roles = [message.role for message in desk.seen[1].messages]
    assert roles == ["system", "user", "assistant", "tool", "tool"]
    assert desk.seen[1].messages[2].calls[1].arguments == {"room": 14}


def test_both_apis_show_the_engine_the_same_exchange(client: openai.OpenAI, desk: Desk) -> None:
    client.responses.create(model="m", instructions="Be kind.", input="A room?", tools=[TOOL])
    messages: list[Any] = [
        {"role": "system", "content": "Be kind."},
        {"role": "user", "content": "A room?"},
    ]
    client.chat.completions.create(model="m", messages=messages, tools=[CHAT_TOOL])
    assert desk.seen[0] == desk.seen[1]


def test_the_reply_names_the_offline_model_and_counts_words(client: openai.OpenAI) -> None:
    response = client.responses.create(model="gpt-6-luna", input="Is a room free?")
    chat = client.chat.completions.create(
        model="gpt-4.1", messages=[{"role": "user", "content": "Is a room free?"}]
    )
    assert response.model == chat.model == "offline-selector-1"
    assert response.usage
    assert response.usage.to_dict()["usage_unit"] == "words"
    assert response.usage.input_tokens == 4
    assert response.usage.output_tokens == len(TEXT.split())
    assert chat.usage
    assert chat.usage.to_dict()["usage_unit"] == "words"
    assert chat.usage.completion_tokens == len(TEXT.split())


def test_the_same_request_gets_the_same_answer_and_another_one_other_ids(
    client: openai.OpenAI,
) -> None:
    def ask(text: str, **more: Any) -> Any:
        return client.responses.create(model="m", input=text, tools=[TOOL], **more)

    assert ask("A room?").to_dict() == ask("A room?").to_dict()
    *_, last = ask("A room?", stream=True)
    assert last.response.to_dict() == ask("A room?").to_dict()
    call_ids = {item.call_id for text in ("A room?", "Two?") for item in ask(text).output}
    assert len(call_ids) == 4
    assert ask("A room?").created_at == 0


@pytest.mark.parametrize(
    ("choice", "seen"),
    [
        (None, "auto"),
        ("none", "none"),
        ("required", "required"),
        ({"type": "function", "name": "get_room"}, "get_room"),
        ({"type": "allowed_tools", "mode": "required", "tools": [TOOL]}, "required"),
    ],
)
def test_the_choice_of_a_tool_reaches_the_engine_from_both_apis(
    client: openai.OpenAI, desk: Desk, choice: Any, seen: str
) -> None:
    other = TOOL | {"name": "other"}
    client.responses.create(model="m", input="Hi", tools=[TOOL, other], tool_choice=choice)
    if isinstance(choice, dict):
        kind = choice["type"]
        inner = {"name": "get_room"} if kind == "function" else choice | {"tools": [CHAT_TOOL]}
        choice = {"type": kind, kind: {n: v for n, v in inner.items() if n != "type"}}
    chat_other = {"type": "function", "function": CHAT_TOOL["function"] | {"name": "other"}}
    tools: Any = [CHAT_TOOL, chat_other]
    messages: list[Any] = [{"role": "user", "content": "Hi"}]
    client.chat.completions.create(model="m", messages=messages, tools=tools, tool_choice=choice)
    assert [exchange.tool_choice for exchange in desk.seen] == [seen, seen]
    assert desk.seen[0].tools == desk.seen[1].tools
    names = [tool.name for tool in desk.seen[0].tools]
    assert names == (
        ["get_room"] if seen == "required" and choice != "required" else ["get_room", "other"]
    )


def test_without_parallel_calls_there_is_one_and_with_none_there_is_no_call(
    client: openai.OpenAI, desk: Desk
) -> None:
    asked: Any = {"model": "m", "input": "A room?", "tools": [TOOL]}
    alone = client.responses.create(**asked, parallel_tool_calls=False)
    assert [item.type for item in alone.output] == ["function_call"]
    assert desk.seen[-1].parallel_calls is False
    silent = client.responses.create(**asked, tool_choice="none")
    assert [item.type for item in silent.output] == ["message"]


def test_broken_arguments_in_the_history_read_as_none(client: openai.OpenAI, desk: Desk) -> None:
    call = {"type": "function_call", "call_id": "c", "name": "get_room", "arguments": "{room:"}
    output = {"type": "function_call_output", "call_id": "c", "output": "not JSON"}
    client.responses.create(model="m", input=[call, output])  # type: ignore[list-item]
    assert desk.seen[0].messages[0].calls[0].arguments == {}


def test_an_engine_that_crashes_is_a_server_error_without_its_text(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def broken(exchange: Exchange) -> Reply:
        raise ValueError("the secret of the engine")

    wire = httpx2.Client(transport=OfflineTransport(broken))
    client = openai.OpenAI(api_key="none", http_client=wire)
    with client, pytest.raises(openai.InternalServerError) as caught:
        client.responses.create(model="m", input="Hi")
    assert "secret" not in str(caught.value)
    assert "the secret of the engine" in caplog.text
    assert len(caplog.records) == 1, "a crash that would only repeat is not retried"


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/v1/models", 200),
        ("GET", "/openai/v1/models/offline-selector-1", 200),
        ("GET", "/v1/models/gpt-5-nano", 404),
        ("POST", "/v1/embeddings", 404),
        ("GET", "/v1/responses", 405),
        ("DELETE", "/v1/models", 405),
        ("GET", "/v1/responses/resp_1", 404),
        ("POST", "/v1/responses", 400),
    ],
)
def test_addresses_are_answered_or_refused(method: str, path: str, status: int) -> None:
    with httpx2.Client(transport=OfflineTransport(), base_url="http://offline") as wire:
        answer = wire.request(method, path, content=b"{" if method == "POST" else None)
    assert answer.status_code == status
    assert status == 200 or answer.json()["error"].keys() == {"message", "type", "param", "code"}
