"""Servers that mean harm, or are badly broken: `python hostile_servers.py KIND [ARGUMENT]`.

Each speaks the protocol of 2025 well enough to be started, and misbehaves in one way. `METHOD` is
where it does: "server/discover", "initialize", "tools/list" or "tools/call".
"""

import json
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

Request = dict[str, Any]
Answerer = Callable[[Request], None]

TOOL = {
    "name": "speak",
    "description": "Say it.",
    "inputSchema": {"type": "object"},
    "annotations": {"readOnlyHint": True},
}
FOR_EVER = 600


def write(message: Any) -> None:
    """One line of JSON."""
    os.write(1, json.dumps(message).encode() + b"\n")


def write_all(data: bytes) -> None:
    """However much it is."""
    view = memoryview(data)
    while view:
        view = view[os.write(1, view) :]


def reply(request: Request, result: Any) -> None:
    write({"jsonrpc": "2.0", "id": request["id"], "result": result})


def said(text: str) -> dict[str, Any]:
    """The result of a call."""
    return {"content": [{"type": "text", "text": text}]}


def answer(request: Request) -> None:
    """What a good server says."""
    write(answered(request))


def answered(request: Request) -> dict[str, Any]:
    """The same, as a message."""
    match request["method"]:
        case "initialize":
            info = {"name": "hostile", "version": "1"}
            capabilities = {"tools": {}}
            version = "2025-11-25"
            result = {"protocolVersion": version, "capabilities": capabilities, "serverInfo": info}
        case "tools/list":
            result = {"tools": [TOOL]}
        case "tools/call":
            result = said("spoken")
        case _:
            error = {"code": -32601, "message": "Method not found"}
            return {"jsonrpc": "2.0", "id": request["id"], "error": error}
    return {"jsonrpc": "2.0", "id": request["id"], "result": result}


def requests() -> Iterator[Request]:
    """What is asked; notifications want no answer."""
    for line in sys.stdin:
        message = json.loads(line)
        if "method" in message and "id" in message:
            yield message


def serve(misbehave: Answerer, method: str = "tools/call") -> None:
    """A good server, except at one method."""
    for request in requests():
        (misbehave if request["method"] == method else answer)(request)


def silent(method: str) -> None:
    serve(lambda request: None, method)


def wrong_id(_: str) -> None:
    serve(lambda request: answer(request | {"id": request["id"] + 1_000}))


def wrong_sort_of_id(_: str) -> None:
    serve(lambda request: answer(request | {"id": [request["id"]]}))


def twice(method: str) -> None:
    def again(request: Request) -> None:
        answer(request)
        answer(request)

    serve(again, method)


def unasked(_: str) -> None:
    """Answers that nobody waits for, before the right one."""

    def misbehave(request: Request) -> None:
        for number in range(2_000):
            reply({"id": 10_000 + number}, said("nobody asked"))
        answer(request)

    serve(misbehave)


def rubbish(method: str) -> None:
    """Bytes, half of JSON, wrong JSON, and JSON that is no message, before the right answer."""

    def misbehave(request: Request) -> None:
        lines = [bytes(range(256)).replace(b"\n", b""), b"{", b"[]", b"null", b"{}", b'"x"', b"NaN"]
        deep = b"[" * 100_000
        write_all(b"\n".join([*lines, deep, b"\xff\xfe\xfd", b"", b"\x00" * 10_000]) + b"\n")
        answer(request)

    serve(misbehave, method)


def flood(method: str) -> None:
    """More notifications than anybody reads, before the right answer."""

    def misbehave(request: Request) -> None:
        notes = ["message", "progress", "tools/list_changed", "resources/updated", "no/such/thing"]
        params = {
            "level": "info",
            "data": "x" * 200,
            "progressToken": 1,
            "progress": 1,
            "uri": "a:b",
        }
        lines = [
            json.dumps({"jsonrpc": "2.0", "method": f"notifications/{note}", "params": params})
            for note in notes
        ]
        write_all(("\n".join(lines) + "\n").encode() * 1_000)
        answer(request)

    serve(misbehave, method)


def endless_line(method: str) -> None:
    """Never a newline."""

    def misbehave(request: Request) -> None:
        write_all(b'{"jsonrpc": "2.0", "id": 1, "result": "')
        while True:
            write_all(b"x" * 1_000_000)

    serve(misbehave, method)


def endless_line_unasked(_: str) -> None:
    """While nobody waits for anything."""

    def misbehave(request: Request) -> None:
        answer(request)
        while True:
            write_all(b"x" * 1_000_000)

    serve(misbehave, "tools/list")


def endless_pages(_: str) -> None:
    serve(lambda request: reply(request, {"tools": [], "nextCursor": "more"}), "tools/list")


def odd_tools(_: str) -> None:
    """Schemas and names that nobody would write."""
    loop = {"$ref": "#/$defs/again", "$defs": {"again": {"$ref": "#/$defs/again"}}}
    far = {"type": "object", "$ref": "http://127.0.0.1:9/schema.json"}
    wrong = {"type": "object", "properties": {"a": {"type": 5, "pattern": "["}}}
    deep: dict[str, Any] = {"type": "object"}
    for _depth in range(60):
        deep = {"type": "object", "properties": {"inner": deep}}
    tools = [
        TOOL,
        TOOL | {"name": "endless_reference", "inputSchema": {"type": "object"} | loop},
        TOOL | {"name": "far_reference", "inputSchema": far},
        TOOL | {"name": "deep", "inputSchema": deep},
        TOOL | {"name": "wrong_types", "inputSchema": wrong},
        TOOL | {"name": "long", "description": "x" * 1_000_000},
        TOOL | {"name": "bell\u0007\u001b[31m\nred"},
        TOOL | {"name": ""},
        TOOL | {"name": "n" * 5_000},
    ]
    serve(lambda request: reply(request, {"tools": tools}), "tools/list")


def wrong_schema(_: str) -> None:
    """A schema that the protocol does not allow."""
    tools = [TOOL, TOOL | {"name": "wrong", "inputSchema": "none"}]
    serve(lambda request: reply(request, {"tools": tools}), "tools/list")


def same_names(_: str) -> None:
    serve(lambda request: reply(request, {"tools": [TOOL, TOOL]}), "tools/list")


def huge_result(megabytes: str) -> None:
    serve(lambda request: reply(request, said("x" * 1_000_000 * int(megabytes))))


def asks(_: str) -> None:
    """Wants things from the client in the middle of a call, and says what it got."""

    def misbehave(request: Request) -> None:
        got = {}
        for number, method in enumerate(("sampling/createMessage", "roots/list", "no/such")):
            write({"jsonrpc": "2.0", "id": f"ask-{number}", "method": method, "params": {}})
            reply_line = json.loads(sys.stdin.readline())
            got[method] = "refused" if "error" in reply_line else "given"
        reply(request, said(json.dumps(got)))

    serve(misbehave)


def closes_its_end(_: str) -> None:
    """Hangs up its output, and stays."""

    def misbehave(request: Request) -> None:
        os.close(1)
        time.sleep(FOR_EVER)

    serve(misbehave)


def stops_reading(_: str) -> None:
    """Leaves what is sent to it in the pipe."""

    def misbehave(request: Request) -> None:
        reply(request, {"tools": [TOOL]})
        time.sleep(FOR_EVER)

    serve(misbehave, "tools/list")


def stubborn(_: str) -> None:
    """Ignores polite requests to end, and has a child that does, too, and holds its pipes."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if os.fork() == 0:
        time.sleep(FOR_EVER)
    threading.Thread(target=time.sleep, args=(FOR_EVER,)).start()
    for request in requests():
        answer(request)
    time.sleep(FOR_EVER)


KINDS: dict[str, Callable[[str], None]] = {
    name: kind for name, kind in list(globals().items()) if callable(kind) and name.islower()
}

if __name__ == "__main__":
    KINDS[sys.argv[1]](sys.argv[2] if len(sys.argv) > 2 else "")
