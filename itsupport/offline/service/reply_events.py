"""Cuts a whole reply into the server-sent events in which the service streams it.

Source: the streaming guides of OpenAI's Responses and Chat Completions APIs. Every event is one
piece of bytes, ready to be sent.
"""

import json
import re
from collections.abc import Iterator
from itertools import count
from typing import Any

_PIECE = re.compile(r"\s*\S+|\s+$")


def responses_events(response: dict[str, Any]) -> Iterator[bytes]:
    """The typed events of the Responses API, numbered."""
    numbers = count()
    for event in _response_steps(response):
        event = {**event, "sequence_number": next(numbers)}
        yield f"event: {event['type']}\n".encode() + _data(event)


def chat_events(completion: dict[str, Any], with_usage: bool = False) -> Iterator[bytes]:
    """The chunks of Chat Completions; the one with the usage only where it was asked for."""
    frame = {name: completion[name] for name in ("id", "created", "model")}
    frame |= {"object": "chat.completion.chunk"}
    usage = {"usage": None} if with_usage else {}
    choice = completion["choices"][0]
    for delta, finish in [*_deltas(choice["message"]), ({}, choice["finish_reason"])]:
        step = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}
        yield _data(frame | {"choices": [step]} | usage)
    if with_usage:
        yield _data(frame | {"choices": [], "usage": completion["usage"]})
    yield b"data: [DONE]\n\n"


def _response_steps(response: dict[str, Any]) -> Iterator[dict[str, Any]]:
    begun = response | {
        "status": "in_progress",
        "completed_at": None,
        "output": [],
        "usage": None,
    }
    yield {"type": "response.created", "response": begun}
    yield {"type": "response.in_progress", "response": begun}
    for index, item in enumerate(response["output"]):
        yield from _item_steps(item, index)
    yield {"type": "response.completed", "response": response}


def _item_steps(item: dict[str, Any], index: int) -> Iterator[dict[str, Any]]:
    place = {"output_index": index}
    begun, inner = item, None
    if item["type"] == "message":
        begun, inner = item | {"status": "in_progress", "content": []}, _text_steps(item, index)
    elif item["type"] == "function_call":
        begun, inner = item | {"status": "in_progress", "arguments": ""}, _call_steps(item, index)
    yield {"type": "response.output_item.added", **place, "item": begun}
    yield from inner or ()
    yield {"type": "response.output_item.done", **place, "item": item}


def _text_steps(item: dict[str, Any], index: int) -> Iterator[dict[str, Any]]:
    for content_index, part in enumerate(item["content"]):
        place = {"item_id": item["id"], "output_index": index, "content_index": content_index}
        text = part["text"]
        yield {"type": "response.content_part.added", **place, "part": part | {"text": ""}}
        for piece in _PIECE.findall(text):
            delta = {"delta": piece, "logprobs": []}
            yield {"type": "response.output_text.delta", **place, **delta}
        yield {"type": "response.output_text.done", **place, "text": text, "logprobs": []}
        yield {"type": "response.content_part.done", **place, "part": part}


def _call_steps(item: dict[str, Any], index: int) -> Iterator[dict[str, Any]]:
    place, kind = {"item_id": item["id"], "output_index": index}, "response.function_call_arguments"
    yield {"type": f"{kind}.delta", **place, "delta": item["arguments"]}
    yield {"type": f"{kind}.done", **place, "arguments": item["arguments"]}


def _deltas(message: dict[str, Any]) -> Iterator[tuple[dict[str, Any], None]]:
    text = message["content"]
    yield {"role": "assistant", "content": None if text is None else "", "refusal": None}, None
    for piece in _PIECE.findall(text or ""):
        yield {"content": piece}, None
    for index, call in enumerate(message.get("tool_calls", [])):
        opened = call | {"function": call["function"] | {"arguments": ""}}
        yield {"tool_calls": [{"index": index, **opened}]}, None
        written = {"arguments": call["function"]["arguments"]}
        yield {"tool_calls": [{"index": index, "function": written}]}, None


def _data(event: dict[str, Any]) -> bytes:
    return f"data: {json.dumps(event)}\n\n".encode()
