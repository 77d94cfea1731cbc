"""Every way in which a model cannot answer is a readable `ModelError` that keeps the key secret."""

import pickle
import socket
from typing import Any

import httpx2
import openai
import pytest

from itsupport.errors import SupportError
from itsupport.llm import ChatCompletionsModel, ModelError, ResponsesModel, UserMessage
from itsupport.offline.exchange import Reply
from tests.llm.strict_service import HANG, KEY, CutOff, Raw, StrictService

pytestmark = pytest.mark.anyio

BOTH = pytest.mark.parametrize("kind", [ResponsesModel, ChatCompletionsModel])


async def failure(kind: Any, url: str, key: str = KEY, seconds: float = 10.0) -> ModelError:
    """The error that a question ends with."""
    client = openai.AsyncOpenAI(api_key=key, base_url=url, max_retries=0, timeout=seconds)
    async with client:
        with pytest.raises(ModelError) as caught:
            async for _ in kind(client, "gpt-6-luna").reply("", [UserMessage("Hello")], []):
                pass
    return caught.value


def error(message: str, code: str | None = None) -> dict[str, Any]:
    return {"error": {"message": message, "type": "x", "param": None, "code": code}}


@pytest.mark.parametrize("wrong", ["sk-proj-wrong-key-1234", "0f3a9b1277c4e5d8a6b4"])
@BOTH
async def test_a_wrong_key_is_named_as_the_fault_and_never_shown(kind: Any, wrong: str) -> None:
    with StrictService(Reply("Hi.")) as service:
        problem = await failure(kind, service.url, key=wrong)
    assert "does not accept the key" in str(problem)
    assert problem.envelope["context"]["status"] == 401
    assert problem.envelope["retryable"] is False
    assert service.script, "the question was not answered"
    for shown in (str(problem), repr(problem), repr(problem.envelope)):
        assert wrong not in shown
        assert "sk-proj" not in shown


@pytest.mark.parametrize(
    ("status", "body", "statement", "retryable"),
    [
        (403, error("Project has no access"), "may not use model gpt-6-luna", False),
        (404, error("The model does not exist", "model_not_found"), "no model gpt-6-luna", False),
        (404, b"<h1>Not found</h1>", "no model gpt-6-luna", False),
        (429, error("Rate limit reached", "rate_limit_exceeded"), "too many requests", True),
        (429, error("You exceeded it", "insufficient_quota"), "no credit left", False),
        (429, error("See aka.ms/quotaincrease", "429"), "too many requests", True),
        (400, error("Too long", "context_length_exceeded"), "conversation is too long", False),
        (400, error("It exceeds the available context size"), "conversation is too long", False),
        (400, error("Unsupported parameter: 'x'"), "refused the request", False),
        (422, {"detail": [{"msg": "bad"}]}, "refused the request", False),
        (500, error("The server had an error"), "a problem of its own", True),
        (503, b"", "a problem of its own", True),
    ],
)
@BOTH
async def test_every_status_says_what_to_do(
    kind: Any, status: int, body: Any, statement: str, retryable: bool
) -> None:
    with StrictService(Raw(status, body)) as service:
        problem = await failure(kind, service.url)
    assert statement in problem.envelope["error"]
    assert str(status) in problem.envelope["reason"]
    assert problem.envelope["suggested_actions"]
    assert problem.envelope["retryable"] is retryable
    assert KEY not in repr(problem.envelope)


@pytest.mark.parametrize(("end", "first"), [("", "usually ends in /v1"), ("/v1", "OPENAI_MODEL")])
@BOTH
async def test_an_address_without_its_v1_is_what_is_looked_at_first(
    kind: Any, end: str, first: str
) -> None:
    with StrictService(Raw(404, b"404 page not found"), Raw(404, b"")) as service:
        problem = await failure(kind, service.url.removesuffix("/v1") + end)
    assert first in problem.envelope["suggested_actions"][0]


@pytest.mark.parametrize(
    "body",
    [
        b"<html><body>Welcome to the hotel wifi</body></html>",
        b'{"object": "response"}',
        b"data: {not json\n\n",
        b"data: [1, 2]\n\n",
        b'data: {"type": "response.completed"}\n\n',
        b'data: {"choices": 7, "usage": "none", "type": "?"}\n\n',
        b"data: \xff\xfe\n\n",
        b"",
    ],
)
@BOTH
async def test_garbage_is_a_readable_error(kind: Any, body: bytes) -> None:
    with StrictService(Raw(200, body, {"content-type": "text/event-stream"})) as service:
        problem = await failure(kind, service.url)
    assert "cannot be read" in problem.envelope["error"]
    assert "OPENAI_BASE_URL" in str(problem)


@BOTH
async def test_an_error_inside_the_stream_is_told_without_the_key(kind: Any) -> None:
    body = b'data: {"error": {"message": "Overloaded, your key is %s"}}\n\n' % KEY.encode()
    with StrictService(Raw(200, body, {"content-type": "text/event-stream"})) as service:
        problem = await failure(kind, service.url)
    assert "Overloaded" in str(problem)
    assert KEY not in str(problem)


async def test_an_answer_that_fails_half_way_says_why() -> None:
    head = b'data: {"type": "response.created", "response": {"id": "r", "output": []}}\n\n'
    failed = b'{"error": {"code": "server_error", "message": "Out of luck"}, "output": []}'
    body = head + b'data: {"type": "response.failed", "response": %s}\n\n' % failed
    with StrictService(Raw(200, body)) as service:
        problem = await failure(ResponsesModel, service.url)
    assert "broke off" in problem.envelope["error"]
    assert "Out of luck" in problem.envelope["reason"]


async def test_an_answer_that_is_cut_off_is_not_taken_for_a_whole_one() -> None:
    choice = b'{"index": 0, "delta": {"content": "Once"}, "finish_reason": "length"}'
    body = b'data: {"id": "x", "choices": [%s]}\n\ndata: [DONE]\n\n' % choice
    with StrictService(Raw(200, body)) as service:
        problem = await failure(ChatCompletionsModel, service.url)
    assert "longer than the model may write" in problem.envelope["reason"]


@BOTH
async def test_a_stream_that_ends_too_early_is_an_error(kind: Any) -> None:
    with StrictService(CutOff(Reply("One two three."), 3)) as service:
        problem = await failure(kind, service.url)
    assert "closed before the answer ended" in problem.envelope["reason"]


@BOTH
async def test_a_silent_provider_ends_in_a_time_out(kind: Any) -> None:
    with StrictService(HANG) as service:
        problem = await failure(kind, service.url, seconds=0.2)
    assert "did not answer in time" in problem.envelope["error"]
    assert problem.envelope["retryable"] is True


@BOTH
async def test_a_model_that_was_closed_says_so(kind: Any) -> None:
    client = openai.AsyncOpenAI(api_key=KEY, base_url="http://127.0.0.1:9/v1")
    model = kind(client, "m")
    await model.close()
    with pytest.raises(ModelError, match="Model m was closed"):
        await anext(model.reply("", [UserMessage("Hello")], []))


@BOTH
async def test_a_local_server_that_is_not_running_is_asked_after(kind: Any) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    problem = await failure(kind, f"http://127.0.0.1:{port}/v1")
    assert f"Is your local model server running at http://127.0.0.1:{port}/v1?" in str(problem)


async def test_no_network_is_told_apart_from_a_local_server() -> None:
    def unplugged(request: httpx2.Request) -> httpx2.Response:
        raise httpx2.ConnectError("Name or service not known", request=request)

    async with httpx2.AsyncClient(transport=httpx2.MockTransport(unplugged)) as wire:
        client = openai.AsyncOpenAI(
            api_key=KEY, base_url="https://me:pw@models.example/v1", http_client=wire, max_retries=0
        )
        with pytest.raises(ModelError) as caught:
            await anext(ResponsesModel(client, "m").reply("", [UserMessage("Hello")], []))
    assert "Check the network" in str(caught.value)
    assert "me:pw" not in str(caught.value)


def test_a_model_error_survives_pickling_as_what_it_is() -> None:
    problem = ModelError("Model m is away", "It sleeps.", retryable=True)
    copy = pickle.loads(pickle.dumps(problem))
    assert type(copy) is ModelError
    assert isinstance(copy, SupportError)
    assert copy.envelope == problem.envelope
