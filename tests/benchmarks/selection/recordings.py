"""Conversations as plain JSON, and the fresh interpreter that goes through them again."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import astuple
from pathlib import Path
from typing import Any

from itsupport.offline.exchange import Message, Tool
from tests.offline.desk import SYSTEM

CHILD = Path(__file__).with_name("child.py")
ROOT = Path(__file__).parents[3]
Recording = dict[str, Any]


def recording(toolset: int, messages: Sequence[Message]) -> Recording:
    """A finished conversation: the engine replies again where it did."""
    replies = [place for place, one in enumerate(messages) if one.role == "assistant"]
    return {"toolset": toolset, "messages": [*map(_plain, messages)], "replies": replies}


def question(toolset: int, text: str) -> Recording:
    """A first question, to which the engine replies once."""
    messages = [_plain(SYSTEM), _plain(Message("user", text))]
    return {"toolset": toolset, "messages": messages, "replies": [2]}


def written(toolsets: Sequence[Sequence[Tool]], talks: Sequence[Recording]) -> bytes:
    """What the child reads."""
    tools = [[astuple(tool) for tool in toolset] for toolset in toolsets]
    return json.dumps({"toolsets": tools, "talks": talks}).encode()


def replay(
    engine: str, what: str, recorded: bytes, python: str = sys.executable, seed: int = 0
) -> str:
    """What a fresh interpreter prints about the recorded conversations."""
    environment = os.environ | {"PYTHONHASHSEED": str(seed), "PYTHONPATH": str(ROOT)}
    command = [python, "-P", str(CHILD), engine, what]
    done = subprocess.run(command, input=recorded, stdout=-1, env=environment, check=True)
    return done.stdout.decode().strip()


def _plain(message: Message) -> dict[str, Any]:
    calls = [astuple(call) for call in message.calls]
    return {"role": message.role, "text": message.text, "calls": calls, "id": message.call_id}
