"""The offline model as a web server: the answers of the in-process model, over HTTP."""

import json
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx2
import openai
import pytest

from itsupport.offline import OfflineTransport
from tests.offline.hotel import CHAT_TOOL, TOOL
from tests.offline.served import connected, everything, post, served

ASKED = "Show me room 12"
MESSAGES: Any = [{"role": "user", "content": ASKED}]


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with served() as port:
        yield port


def client_of(port: int) -> openai.OpenAI:
    wire = httpx2.Client(trust_env=False)
    base_url = f"http://127.0.0.1:{port}/v1"
    return openai.OpenAI(api_key="any", base_url=base_url, http_client=wire, max_retries=0)


@pytest.fixture
def remote(port: int) -> Iterator[openai.OpenAI]:
    with client_of(port) as client:
        yield client


@pytest.fixture
def inside() -> Iterator[openai.OpenAI]:
    with openai.OpenAI(
        api_key="any", http_client=httpx2.Client(transport=OfflineTransport())
    ) as client:
        yield client


def test_both_apis_answer_as_they_do_in_process(
    remote: openai.OpenAI, inside: openai.OpenAI
) -> None:
    def both(client: openai.OpenAI) -> list[Any]:
        return [
            client.responses.create(model="m", input=ASKED, tools=[TOOL]).to_dict(),
            client.chat.completions.create(
                model="m", messages=MESSAGES, tools=[CHAT_TOOL]
            ).to_dict(),
            [model.to_dict() for model in client.models.list()],
        ]

    assert both(remote) == both(inside)
    assert both(remote)[0]["model"] == "offline-selector-1"
    assert json.loads(both(remote)[0]["output"][0]["arguments"]) == {"room": 12}


def test_both_apis_stream_as_they_do_in_process(
    remote: openai.OpenAI, inside: openai.OpenAI
) -> None:
    def both(client: openai.OpenAI) -> list[Any]:
        events = client.responses.create(model="m", input="Hello", stream=True)
        chunks = client.chat.completions.create(model="m", messages=MESSAGES, stream=True)
        return [[event.to_dict() for event in events], [chunk.to_dict() for chunk in chunks]]

    assert both(remote) == both(inside)
    assert len(both(remote)[0]) > 10


def test_a_stream_arrives_in_pieces(port: int) -> None:
    body = json.dumps({"model": "m", "input": "Hello", "stream": True}).encode()
    with connected(port) as connection:
        connection.sendall(post(body))
        head, _, chunks = everything(connection).partition(b"\r\n\r\n")
    assert b"text/event-stream" in head
    assert b"transfer-encoding: chunked" in head.lower()
    sizes = [line for line in chunks.split(b"\r\n") if line and line.isalnum()]
    assert len(sizes) == chunks.count(b"event: ") + 1, "one piece for each event, and the end"


def test_a_request_in_chunks_is_read(port: int) -> None:
    pieces = iter([b'{"model": "m", ', b'"input": "Hello"}'])
    answer = httpx2.post(f"http://127.0.0.1:{port}/v1/responses", content=pieces, trust_env=False)
    assert answer.json()["status"] == "completed"


@pytest.mark.anyio
async def test_the_asynchronous_client_is_served(port: int) -> None:
    wire = httpx2.AsyncClient(trust_env=False)
    base_url = f"http://127.0.0.1:{port}/v1"
    async with (
        openai.AsyncOpenAI(api_key="any", base_url=base_url, http_client=wire) as client,
        client.responses.stream(model="m", input=ASKED, tools=[TOOL]) as stream,
    ):
        final = await stream.get_final_response()
    assert final.output[0].type == "function_call"


def test_fifty_clients_at_once_get_their_own_answers(port: int) -> None:
    def ask(room: int) -> list[int]:
        with client_of(port) as client:
            return [
                json.loads(_call(client, room, stream).arguments)["room"]
                for stream in (False, True, False)
            ]

    with ThreadPoolExecutor(50) as pool:
        answers = list(pool.map(ask, range(100, 150)))
    assert answers == [[room] * 3 for room in range(100, 150)]


def _call(client: openai.OpenAI, room: int, stream: bool) -> Any:
    asked: Any = {"model": "m", "input": f"Show me room {room}", "tools": [TOOL]}
    if not stream:
        return client.responses.create(**asked).output[0]
    *_, last = client.responses.create(**asked, stream=True)
    return last.response.output[0]


def test_a_call_does_not_wait_for_nagle(remote: openai.OpenAI) -> None:
    def seconds() -> float:
        begun = time.perf_counter()
        remote.models.list()
        return time.perf_counter() - begun

    remote.models.list()
    assert min(seconds() for _ in range(15)) < 0.03, "each delayed call takes 40 ms more"
