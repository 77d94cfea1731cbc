"""A whole question with two model trips and two tool calls: ours, and a loop of twenty lines.

Both talk to the same two stdio servers' tools and to the same stub, which answers at once: the
first request gets two calls, the next one the answer.
"""

import json
import time
from contextlib import ExitStack
from typing import Any

import httpx2
import openai
from anyio.from_thread import start_blocking_portal
from mcp import Client

from itsupport.llm import ResponsesModel
from itsupport.orchestrator import AnswerReady, MCPOrchestrator
from tests.benchmarks.starts import parameters

SERVERS = ("customers", "tickets")
QUESTION = "Who is CUST-001, and what is TKT-1001?"
CALLS = [
    ("check_customer_status", {"customer_id": "CUST-001"}),
    ("get_ticket_details", {"ticket_id": "TKT-1001"}),
]


def _calls() -> list[dict[str, Any]]:
    return [
        {
            "type": "function_call",
            "id": f"fc_{place}",
            "call_id": f"call_{place}",
            "name": name,
            "arguments": json.dumps(arguments),
            "status": "completed",
        }
        for place, (name, arguments) in enumerate(CALLS)
    ]


def _answer() -> list[dict[str, Any]]:
    text = {"type": "output_text", "text": "A customer and a ticket.", "annotations": []}
    message = {"type": "message", "id": "m", "role": "assistant", "status": "completed"}
    return [message | {"content": [text]}]


def _reply(request: httpx2.Request) -> httpx2.Response:
    """The stub: decides by the last item of the input; streams when it is asked to."""
    body = json.loads(request.content)
    answered = any(item.get("type") == "function_call_output" for item in body["input"])
    response = {
        "id": "resp_1",
        "object": "response",
        "created_at": 0,
        "model": "stub",
        "status": "completed",
        "output": _answer() if answered else _calls(),
        "parallel_tool_calls": True,
        "tool_choice": "auto",
        "tools": [],
    }
    if not body.get("stream"):
        return httpx2.Response(200, json=response)
    event = {"type": "response.completed", "sequence_number": 0, "response": response}
    stream = f"event: response.completed\ndata: {json.dumps(event)}\n\n"
    return httpx2.Response(200, text=stream, headers={"content-type": "text/event-stream"})


def _model() -> openai.AsyncOpenAI:
    client = httpx2.AsyncClient(transport=httpx2.MockTransport(_reply), trust_env=False)
    return openai.AsyncOpenAI(api_key="stub", base_url="http://stub.invalid/v1", http_client=client)


class Queries:
    """Open connections for both sides; every figure is seconds per question."""

    def __enter__(self) -> "Queries":
        entries = {name: parameters(name) for name in SERVERS}
        given = {name: {"command": e.command, "args": e.args} for name, e in entries.items()}
        self._desk = MCPOrchestrator(given, model=ResponsesModel(_model(), "stub"))
        self._desk.start_servers()
        self._stack, self._openai = ExitStack(), _model()
        self._loop = self._stack.enter_context(start_blocking_portal())
        self._clients = [
            self._stack.enter_context(self._loop.wrap_async_context_manager(Client(entry)))
            for entry in entries.values()
        ]
        self._loop.call(self._discover)
        return self

    def __exit__(self, *problem: Any) -> None:
        self._loop.call(self._openai.close)
        self._stack.close()
        self._desk.stop_servers()

    def ours(self) -> float:
        """The orchestrator."""
        self._desk.new_conversation()
        started = time.perf_counter()
        answer = self._desk.query(QUESTION)
        seconds = time.perf_counter() - started
        assert (len(answer.calls), answer.text) == (2, "A customer and a ticket.")
        return seconds

    def streamed(self) -> float:
        """The orchestrator, its events taken one by one as a chat does.

        `query` collects the same events. So against it this is what handing them over costs; what
        they cost at all is part of `ours` against `plain`, which has none.
        """
        self._desk.new_conversation()
        started = time.perf_counter()
        events = list(self._desk.stream(QUESTION))
        seconds = time.perf_counter() - started
        assert isinstance(events[-1], AnswerReady)
        return seconds

    def plain(self) -> float:
        """The loop that everybody writes first."""
        started = time.perf_counter()
        assert self._loop.call(self._loop_by_hand) == "A customer and a ticket."
        return time.perf_counter() - started

    async def _discover(self) -> None:
        self._owners: dict[str, Client] = {}
        self._tools: list[Any] = []
        for client in self._clients:
            for tool in (await client.list_tools()).tools:
                self._owners[tool.name] = client
                schema = {"parameters": tool.input_schema, "strict": False}
                self._tools.append({"type": "function", "name": tool.name, **schema})

    async def _loop_by_hand(self) -> str:
        items: list[Any] = [{"role": "user", "content": QUESTION}]
        while True:
            response: Any = await self._openai.responses.create(
                model="stub", input=items, tools=self._tools
            )
            items += [item.to_dict() for item in response.output]
            calls = [item for item in response.output if item.type == "function_call"]
            if not calls:
                return str(response.output_text)
            for call in calls:
                result = await self._owners[call.name].call_tool(
                    call.name, json.loads(call.arguments)
                )
                output = {"type": "function_call_output", "call_id": call.call_id}
                items.append(output | {"output": json.dumps(result.structured_content)})
