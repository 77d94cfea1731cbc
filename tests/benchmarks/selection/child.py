"""Replies of an engine in a fresh interpreter, which needs nothing but the standard library.

Run as `python child.py MODULE digest|times` with what `recordings.py` writes on standard input.
`digest` prints one digest of all replies; `times` prints as JSON the seconds of the first reply
with each toolset ("first") and of every recorded reply ("talks"), toolsets then being known.
"""

import hashlib
import json
import sys
import time
from importlib import import_module
from typing import Any

from itsupport.offline.exchange import Call, Exchange, Message, Reply, Tool

FIRST = "Which of them are new since yesterday?"


def exchanges(talk: dict[str, Any], toolsets: list[tuple[Tool, ...]]) -> list[Exchange]:
    """What the engine saw each time that it replied."""
    messages = tuple(
        Message(one["role"], one["text"], tuple(Call(*call) for call in one["calls"]), one["id"])
        for one in talk["messages"]
    )
    return [Exchange(messages[:place], toolsets[talk["toolset"]]) for place in talk["replies"]]


def main() -> None:
    """Read, reply, print."""
    answer = import_module(sys.argv[1]).answer

    def timed(exchange: Exchange) -> tuple[Reply, float]:
        started = time.perf_counter()
        reply = answer(exchange)
        return reply, time.perf_counter() - started

    recorded = json.load(sys.stdin)
    toolsets = [tuple(Tool(*tool) for tool in tools) for tools in recorded["toolsets"]]
    first = [timed(Exchange((Message("user", FIRST),), tools))[1] for tools in toolsets]
    talks = [[timed(one) for one in exchanges(talk, toolsets)] for talk in recorded["talks"]]
    if sys.argv[2] == "times":
        seconds = [[taken for _, taken in talk] for talk in talks]
        print(json.dumps({"first": first, "talks": seconds}))
    else:
        replies = "\n".join(repr(reply) for talk in talks for reply, _ in talk)
        print(hashlib.sha256(replies.encode()).hexdigest())


if __name__ == "__main__":
    main()
