"""Servers of all sorts, and a model that follows a script."""

import asyncio
import sys
import threading
from collections.abc import AsyncGenerator, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.routing import Route

from itsupport.listening import listen
from itsupport.llm.conversation import ModelReply, ToolDefinition, Turn

STRANGE = Path(__file__).with_name("strange_servers.py")


def strange(kind: str, argument: object = "") -> dict[str, Any]:
    """The entry for one of the programs in `strange_servers.py`."""
    return {"command": sys.executable, "args": [str(STRANGE), kind, str(argument)]}


SILENCE = ModelReply("")
"""In a script: the model is asked and says nothing, so that its question can be left."""


class ScriptedModel:
    """A model that gives prepared replies and remembers what it was asked."""

    name = "scripted"

    def __init__(self, *replies: ModelReply | Exception) -> None:
        self.replies = list(replies)
        self.heard: list[list[Turn]] = []
        self.tools: list[list[str]] = []
        self.instructions = ""
        self.silent = threading.Event()

    async def reply(
        self, instructions: str, conversation: Sequence[Turn], tools: Sequence[ToolDefinition]
    ) -> AsyncGenerator[str | ModelReply, None]:
        self.instructions = instructions
        self.heard.append(list(conversation))
        self.tools.append([tool.name for tool in tools])
        reply = self.replies.pop(0)
        if isinstance(reply, Exception):
            raise reply
        if reply is SILENCE:
            self.silent.set()
            await asyncio.sleep(60)
        if reply.text:
            yield reply.text
        yield reply

    async def close(self) -> None:
        """Nothing to close."""


@pytest.fixture
def useful(tmp_path: Path) -> dict[str, Any]:
    """A server whose tools do damage; its state file is `state` in the test's folder."""
    return {"useful": strange("useful", tmp_path / "state")}


@pytest.fixture
def other() -> Iterator[Any]:
    """Runs a server that answers every request in one way; gives its address."""
    running: list[tuple[uvicorn.Server, threading.Thread]] = []

    def run(answer: Any) -> str:
        methods = ["GET", "POST", "DELETE"]
        app = Starlette(routes=[Route("/{path:path}", answer, methods=methods)])
        listener = listen("127.0.0.1", 0)
        config = uvicorn.Config(app, log_level="critical", timeout_graceful_shutdown=1)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
        thread.start()
        running.append((server, thread))
        return f"http://127.0.0.1:{listener.getsockname()[1]}"

    yield run
    for server, thread in running:
        server.should_exit = True
        thread.join(5)
