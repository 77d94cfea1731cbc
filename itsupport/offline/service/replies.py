"""Writes a `Reply` as the JSON of either API, with ids made from the request: no clock, no chance.

Token counts would be invented, so `usage` counts words and says so in `usage_unit`.
"""

import hashlib
import json
from typing import Any

from itsupport.offline.exchange import Call, Reply

MODEL_NAME = "offline-selector-1"


def responses_reply(body: dict[str, Any], reply: Reply) -> dict[str, Any]:
    """The whole answer of POST /v1/responses."""
    mark = _mark(body)
    output = [_message_item(mark, reply.text)] if reply.text or not reply.calls else []
    output += [_call_item(mark, index, call) for index, call in enumerate(reply.calls)]
    said, read = _words(reply.text, *map(_written, reply.calls)), _words(*_inputs(body))
    return _echo(body) | {
        "id": f"resp_{mark}",
        "object": "response",
        "created_at": 0,
        "completed_at": 0,
        "status": "completed",
        "error": None,
        "incomplete_details": None,
        "model": MODEL_NAME,
        "output": output,
        "usage": {
            "input_tokens": read,
            "input_tokens_details": {"cached_tokens": 0, "cache_write_tokens": 0},
            "output_tokens": said,
            "output_tokens_details": {"reasoning_tokens": 0},
            "total_tokens": read + said,
            "usage_unit": "words",
        },
    }


def chat_reply(body: dict[str, Any], reply: Reply) -> dict[str, Any]:
    """The whole answer of POST /v1/chat/completions."""
    mark = _mark(body)
    said, read = _words(reply.text, *map(_written, reply.calls)), _words(*_inputs(body))
    message: dict[str, Any] = {"role": "assistant", "content": reply.text or None, "refusal": None}
    if reply.calls:
        message["tool_calls"] = [
            {
                "id": _call_id(mark, index),
                "type": "function",
                "function": {"name": call.name, "arguments": _written(call)},
            }
            for index, call in enumerate(reply.calls)
        ]
    finish = "tool_calls" if reply.calls else "stop"
    return {
        "id": f"chatcmpl-{mark}",
        "object": "chat.completion",
        "created": 0,
        "model": MODEL_NAME,
        "choices": [{"index": 0, "message": message, "logprobs": None, "finish_reason": finish}],
        "usage": {
            "prompt_tokens": read,
            "completion_tokens": said,
            "total_tokens": read + said,
            "usage_unit": "words",
        },
    }


def model_card() -> dict[str, Any]:
    """The offline model as GET /v1/models describes it."""
    return {"id": MODEL_NAME, "object": "model", "created": 0, "owned_by": "itsupport"}


def _message_item(mark: str, text: str) -> dict[str, Any]:
    part = {"type": "output_text", "text": text, "annotations": [], "logprobs": []}
    return {
        "id": f"msg_{mark}",
        "type": "message",
        "status": "completed",
        "role": "assistant",
        "content": [part],
    }


def _call_item(mark: str, index: int, call: Call) -> dict[str, Any]:
    return {
        "id": f"fc_{mark}{index}",
        "type": "function_call",
        "status": "completed",
        "call_id": _call_id(mark, index),
        "name": call.name,
        "arguments": _written(call),
    }


def _call_id(mark: str, index: int) -> str:
    """Unique over a conversation, because every request of it has a mark of its own."""
    return f"call_{mark[:20]}{index}"


def _echo(body: dict[str, Any]) -> dict[str, Any]:
    """The parts of the request that the service repeats in its answer; nothing is ever stored."""
    usual: dict[str, Any] = {
        "background": False,
        "instructions": None,
        "max_output_tokens": None,
        "metadata": {},
        "parallel_tool_calls": True,
        "previous_response_id": None,
        "reasoning": {"effort": None, "summary": None},
        "temperature": 1.0,
        "text": {"format": {"type": "text"}},
        "tool_choice": "auto",
        "tools": [],
        "top_p": 1.0,
        "truncation": "disabled",
    }
    given = {name: body[name] for name in usual if body.get(name) is not None}
    return usual | given | {"store": False, "text": usual["text"] | given.get("text", {})}


def _written(call: Call) -> str:
    return json.dumps(call.arguments, ensure_ascii=False, separators=(",", ":"))


def _mark(body: dict[str, Any]) -> str:
    """Thirty-two hexadecimal digits; streamed or not, the same request has the same."""
    asked = {name: body[name] for name in body if name not in ("stream", "stream_options")}
    return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()[:32]


def _inputs(body: dict[str, Any]) -> list[str]:
    read = (body.get(name) for name in ("instructions", "input", "messages", "tools"))
    return [part if isinstance(part, str) else json.dumps(part) for part in read if part]


def _words(*texts: str) -> int:
    return sum(len(text.split()) for text in texts)
