"""A model provider on 127.0.0.1 for tests: real HTTP, scripted answers, OpenAI's strictness.

    with StrictService(Reply("Hello.")) as service:
        client = openai.AsyncOpenAI(api_key=KEY, base_url=service.url)

Each request takes the next step of the script: a `Reply`, a `Thoughtful` one with a reasoning
item, a `Raw` answer such as an error or garbage, or `HANG`. What is refused takes no step.
"""

import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from itsupport.offline.exchange import Reply
from itsupport.offline.service.refusals import Refusal
from itsupport.offline.service.replies import chat_reply, responses_reply
from itsupport.offline.service.reply_events import chat_events, responses_events
from itsupport.offline.service.strictness import check_chat, check_responses

KEY = "sk-test-4f9d1c7ab2e8"


@dataclass(frozen=True)
class Thoughtful:
    """A reply with a reasoning item before it; only the Responses API shows it."""

    reply: Reply


@dataclass(frozen=True)
class Raw:
    """Any answer at all; a body that is not bytes is sent as JSON."""

    status: int
    body: Any
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class CutOff:
    """A streamed reply whose connection closes after so many events."""

    reply: Reply
    events: int


HANG = object()


class StrictService:
    """`requests` holds the bodies that came, `headers` their headers, `outputs` what was said."""

    def __init__(self, *script: Any) -> None:
        self.script = list(script)
        self.requests: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.outputs: list[list[dict[str, Any]]] = []
        self._closing = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))

    @property
    def url(self) -> str:
        """The base URL for a client."""
        return f"http://127.0.0.1:{self._server.server_port}/v1"

    def __enter__(self) -> "StrictService":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def answer(self, path: str, headers: dict[str, str], content: bytes) -> Raw:
        """Refuse what OpenAI refuses; otherwise take the next step."""
        body = json.loads(content)
        self.requests.append(body)
        self.headers.append(headers)
        try:
            _check_key(headers.get("authorization", ""))
            self._check(path, body)
        except Refusal as refusal:
            return Raw(refusal.status, refusal.body)
        return self._take_step(path, body)

    def _check(self, path: str, body: dict[str, Any]) -> None:
        if path == "/v1/chat/completions":
            check_chat(body)
        elif path == "/v1/responses":
            check_responses(body)
            self._check_reasoning(body["input"])
        else:
            raise Refusal(f"Invalid URL (POST {path})", status=404)

    def _check_reasoning(self, items: Any) -> None:
        """A call that came with reasoning goes back with it, exactly as it was."""
        for output in self.outputs:
            reasoning = [item for item in output if item["type"] == "reasoning"]
            for item in output:
                missing = [thought for thought in reasoning if thought not in items]
                if item["type"] == "function_call" and item in items and missing:
                    raise Refusal(
                        f"Item '{item['id']}' of type 'function_call' was provided without its "
                        f"required 'reasoning' item: '{missing[0]['id']}'.",
                        "input",
                    )

    def _take_step(self, path: str, body: dict[str, Any]) -> Raw:
        step = self.script.pop(0)
        if step is HANG:
            self._closing.wait()
            return Raw(503, {})
        if isinstance(step, Raw):
            return step
        events = self._events(path, body, getattr(step, "reply", step), step)
        if not body.get("stream"):
            raise AssertionError("the adapters stream")
        kept = events[: step.events] if isinstance(step, CutOff) else events
        return Raw(200, b"".join(kept), {"content-type": "text/event-stream"})

    def _events(self, path: str, body: dict[str, Any], reply: Reply, step: Any) -> list[bytes]:
        if path.endswith("/chat/completions"):
            completion = chat_reply(body, reply)
            self.outputs.append([completion["choices"][0]["message"]])
            wants_usage = bool((body.get("stream_options") or {}).get("include_usage"))
            return list(chat_events(completion, wants_usage))
        response = responses_reply(body, reply)
        if isinstance(step, Thoughtful):
            response["output"].insert(0, _reasoning(response["id"], body.get("include") or []))
        self.outputs.append(response["output"])
        return list(responses_events(response))


def _reasoning(response_id: str, include: list[str]) -> dict[str, Any]:
    item = {"id": f"rs_{response_id}", "type": "reasoning", "summary": []}
    if "reasoning.encrypted_content" in include:
        item["encrypted_content"] = f"gAAAA{response_id}"
    return item


def _check_key(authorization: str) -> None:
    given = authorization.removeprefix("Bearer ")
    if given != KEY:
        shown = f"{given[:8]}{'*' * 8}{given[-4:]}"
        message = f"Incorrect API key provided: {shown}. You sent {authorization} ({given})."
        raise Refusal(message, None, "invalid_api_key", 401)


def _handler(service: StrictService) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            content = self.rfile.read(int(self.headers["content-length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            self._send(service.answer(self.path, headers, content))

        def _send(self, answer: Raw) -> None:
            """One write: a head and a body written apart wait for each other for 40 ms."""
            body = answer.body
            body = body if isinstance(body, bytes) else json.dumps(body).encode()
            headers = {
                "content-type": "application/json",
                "content-length": str(len(body)),
                "x-should-retry": "false",
                **answer.headers,
            }
            lines = [f"HTTP/1.1 {answer.status} -", *(f"{n}: {v}" for n, v in headers.items())]
            self.wfile.write("\r\n".join([*lines, "", ""]).encode() + body)

        def log_message(self, *_: object) -> None:
            """A test's terminal needs no access log."""

    return Handler
