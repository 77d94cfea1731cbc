"""The offline model answers through the same adapters and the same client as any other model."""

import json

import pytest

from itsupport.llm import ModelReply, ToolDefinition, ToolOutput, UserMessage, offline_model
from tests.llm.asking import ask

BOOK = ToolDefinition(
    "get_book",
    "Get one book of the library: its title, author and shelf.",
    {
        "type": "object",
        "properties": {
            "book_id": {
                "type": "string",
                "pattern": "^BK-[0-9]{3}$",
                "description": "Book id, such as BK-101.",
            },
            "with_loans": {"type": "boolean", "description": "Whether to list its loans."},
        },
        "required": ["book_id"],
    },
)


@pytest.mark.anyio
@pytest.mark.parametrize("api", ["responses", "chat"])
async def test_it_calls_the_tool_that_fits_and_answers_from_the_result(api: str) -> None:
    model = offline_model(api)
    question = UserMessage("Show me book BK-104")
    _, first = await ask(model, [question], [BOOK])
    (call,) = first.calls
    assert call.name == "get_book"
    assert json.loads(call.arguments)["book_id"] == "BK-104"
    found = ToolOutput(call.id, '{"book_id": "BK-104", "title": "Tides", "shelf": "C7"}')
    pieces, second = await ask(model, [question, first, found], [BOOK])
    await model.close()
    assert second.calls == ()
    assert "Tides" in second.text
    assert "no language model was used" in second.text
    assert "".join(pieces) == second.text


@pytest.mark.anyio
async def test_both_apis_give_the_same_answer() -> None:
    replies: list[ModelReply] = []
    for api in ("responses", "chat"):
        model = offline_model(api)
        _, reply = await ask(model, [UserMessage("Write me a poem about the sea")], [BOOK])
        replies.append(reply)
        await model.close()
    assert replies[0].text == replies[1].text
    assert replies[0].calls == replies[1].calls == ()
