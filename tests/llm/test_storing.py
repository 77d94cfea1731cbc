"""No conversation is left at OpenAI or on Azure; other services are not asked about it."""

import json
from typing import Any

import anyio
import httpx2
import openai
import pytest

from itsupport.llm import ChatCompletionsModel, ModelError, ResponsesModel, UserMessage


def sent(kind: type[ChatCompletionsModel] | type[ResponsesModel], address: str) -> dict[str, Any]:
    """The body of the request that a model sends to an address."""
    bodies: list[bytes] = []

    def provider(request: httpx2.Request) -> httpx2.Response:
        bodies.append(request.content)
        return httpx2.Response(401, json={"error": {"message": "No."}})

    async def ask() -> None:
        inside = httpx2.AsyncClient(transport=httpx2.MockTransport(provider), trust_env=False)
        client = openai.AsyncOpenAI(api_key="k", base_url=address, http_client=inside)
        model = kind(client, "gpt-0")
        with pytest.raises(ModelError):
            async for _ in model.reply("", [UserMessage("Hello")], []):
                pass
        await model.close()

    anyio.run(ask)
    body: dict[str, Any] = json.loads(bodies[0])
    return body


@pytest.mark.parametrize("kind", [ChatCompletionsModel, ResponsesModel])
@pytest.mark.parametrize(
    "address", ["https://api.openai.com/v1", "https://desk.openai.azure.com/openai/v1/"]
)
def test_openai_and_azure_are_told_not_to_store(
    kind: type[ChatCompletionsModel] | type[ResponsesModel], address: str
) -> None:
    assert sent(kind, address)["store"] is False


def test_a_local_server_is_sent_nothing_that_it_may_not_know() -> None:
    assert "store" not in sent(ChatCompletionsModel, "http://127.0.0.1:11434/v1")
