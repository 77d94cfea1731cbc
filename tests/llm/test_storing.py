"""No conversation is left at OpenAI or on Azure; other services are not asked about it."""

import pytest

from itsupport.llm import ChatCompletionsModel, ResponsesModel
from tests.llm.asking import sent


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
