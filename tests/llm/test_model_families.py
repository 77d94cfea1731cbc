"""What is sent depends on the model: OpenAI's families differ in what they take."""

from typing import Any

import pytest

from itsupport.llm import ChatCompletionsModel, ResponsesModel, UserMessage
from itsupport.offline.exchange import Reply
from tests.llm.asking import ANYTHING, HELLO, WEATHER, ask, model_of
from tests.llm.strict_service import Raw, StrictService

pytestmark = pytest.mark.anyio

BOTH = pytest.mark.parametrize("kind", [ResponsesModel, ChatCompletionsModel])


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
        await ask(model, [HELLO])
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
        await ask(model, [HELLO])
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
        await ask(model, [HELLO], [WEATHER, ANYTHING])
        await ask(model, [HELLO], [])
        await model.close()
    with_tools, without = service.requests
    assert not with_tools.keys() & {"temperature", "max_tokens"}
    assert "reasoning_effort" not in without
    functions = [tool.get("function", tool) for tool in with_tools["tools"]]
    assert [function["strict"] for function in functions] == [True, False]
