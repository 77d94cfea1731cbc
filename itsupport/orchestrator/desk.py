"""The orchestrator as its users see it: plain calls, the same in a cell, a script or a callback.

    with MCPOrchestrator() as desk:
        print(desk.query("What are the critical tickets?"))

Every method that waits has an async twin with an "a" in front. All of them hand their work to one
background loop; this file holds no logic of its own.
"""

import os
import weakref
from collections.abc import AsyncIterator, Generator, Mapping
from types import TracebackType
from typing import Any

from itsupport.llm import Model, model_from_environment
from itsupport.orchestrator.answers import Answer
from itsupport.orchestrator.asking import ANSWER_SECONDS, AskUser
from itsupport.orchestrator.background_loop import BackgroundLoop
from itsupport.orchestrator.configuration import specifications, support_desk
from itsupport.orchestrator.connection import START_SECONDS
from itsupport.orchestrator.desk_logins import DeskLogins
from itsupport.orchestrator.desk_view import DeskView
from itsupport.orchestrator.events import Event
from itsupport.orchestrator.lifetime import end_everything, last_answer
from itsupport.orchestrator.open_calls import Front
from itsupport.orchestrator.permission import MayCall
from itsupport.orchestrator.person import Person
from itsupport.orchestrator.question import Conversation
from itsupport.orchestrator.reading_desk import ReadingDesk
from itsupport.orchestrator.servers import Servers
from itsupport.orchestrator.what_was_asked import check_question, checked_call, checked_model


class MCPOrchestrator(DeskView, DeskLogins, ReadingDesk):
    """Starts MCP servers, finds their tools, and answers questions with them.

    `servers` is a mapping as in an MCP host's configuration, or of names to server objects; left
    out, it is the five servers of the support desk. `model` is left out for the model of the
    environment, which is closed at the end; one that is given stays open, for other desks too.
    Times are in seconds. A start may take three times its own while a program of it works.
    `call_timeout` bounds each try of a call: a hung server is started again, within
    `start_timeout`, and a call that may be repeated is tried once more.
    `may_call` gets each call that the model wants, and only True lets it be made. `ask_user` gets
    each question that a server has in the middle of a call, and returns the person's `UserReply`;
    after `answer_timeout` that is "cancel". Without it, servers are told that nobody can be asked.
    """

    def __init__(
        self,
        servers: Mapping[str, Any] | None = None,
        model: Model | None = None,
        *,
        start_timeout: float = START_SECONDS,
        call_timeout: float = 30.0,
        may_call: MayCall | None = None,
        ask_user: AskUser | None = None,
        answer_timeout: float = ANSWER_SECONDS,
    ) -> None:
        self._model = model_from_environment() if model is None else checked_model(model)
        chosen = support_desk() if servers is None else specifications(servers)
        times = {"start_seconds": start_timeout, "call_seconds": call_timeout}
        self._answer_seconds = answer_timeout
        self._front = self._front_of(ask_user)
        self._servers = Servers(chosen, **times, may_call=may_call, front=self._front)
        self._conversation = Conversation(self._servers, self._model)
        self._loop = BackgroundLoop("itsupport orchestrator")
        parts = (self._loop, self._servers, self._model, model is None)
        self._end = weakref.finalize(self, end_everything, os.getpid(), *parts)

    # Life

    def start_servers(self) -> dict[str, list[str]]:
        """Start the servers and return the tools of each. Starting twice does no harm.

        Raises `ServerStartError` when one does not start; then no other is left of those that
        this call started.
        """
        return self._loop.run(self._start())

    async def astart_servers(self) -> dict[str, list[str]]:
        """`start_servers`, awaited."""
        return await self._loop.arun(self._start())

    def stop_servers(self) -> None:
        """Stop the servers, unless this is a forked process. Stopping twice does no harm."""
        if not self._loop.is_of_another_process:
            self._loop.run(self._servers.stop())

    async def astop_servers(self) -> None:
        """`stop_servers`, awaited."""
        await self._loop.arun(self._servers.stop())

    def __enter__(self) -> "MCPOrchestrator":
        self.start_servers()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop_servers()

    async def __aenter__(self) -> "MCPOrchestrator":
        await self.astart_servers()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.astop_servers()

    # Tools

    def call_tool(
        self,
        name: str,
        arguments: Mapping[str, Any] | None = None,
        *,
        ask_user: AskUser | None = None,
    ) -> dict[str, Any]:
        """Call one tool on whichever server has it. Raises `SupportError` when that fails.

        Servers that do not run are started first, here as for a question. `ask_user` takes the
        place of the desk's own for this call; a server of the 2025 era hears of it only when the
        desk has one.
        """
        return self._loop.run(self._call(name, arguments, ask_user))

    async def acall_tool(
        self,
        name: str,
        arguments: Mapping[str, Any] | None = None,
        *,
        ask_user: AskUser | None = None,
    ) -> dict[str, Any]:
        """`call_tool`, awaited."""
        return await self._loop.arun(self._call(name, arguments, ask_user))

    # Questions

    def query(self, question: str, *, ask_user: AskUser | None = None) -> Answer:
        """Answer a question; the conversation goes on from the questions before.

        Raises `SupportError` when the model cannot be reached; the connections stay.
        """
        return self._loop.run(last_answer(self._events(question, ask_user)))

    async def aquery(self, question: str, *, ask_user: AskUser | None = None) -> Answer:
        """`query`, awaited."""
        return await self._loop.arun(last_answer(self._events(question, ask_user)))

    def stream(
        self, question: str, *, ask_user: AskUser | None = None
    ) -> Generator[Event, None, None]:
        """Answer a question and yield what happens as it happens; the answer comes last.

        Closing it early cancels the question.
        """
        return self._loop.iterate(self._events(question, ask_user))

    def astream(self, question: str, *, ask_user: AskUser | None = None) -> AsyncIterator[Event]:
        """`stream`, for `async for`."""
        return self._loop.aiterate(self._events(question, ask_user))

    def new_conversation(self) -> None:
        """Forget the questions so far; servers and tools stay."""
        self._conversation.clear()

    async def _start(self) -> dict[str, list[str]]:
        await self._servers.start()
        return {
            name: [tool.name for tool in connection.tools]
            for name, connection in self._servers.connections.items()
        }

    async def _call(
        self, name: str, arguments: Mapping[str, Any] | None, ask_user: AskUser | None
    ) -> dict[str, Any]:
        checked, front = checked_call(name, arguments), self._front_of(ask_user) or self._front
        await self._servers.start_unless_running()
        return await self._servers.call(name, checked, self._servers.opened(front))

    async def _events(self, question: str, ask_user: AskUser | None) -> AsyncIterator[Event]:
        check_question(question)
        front = self._front_of(ask_user) or self._front
        person = front.person if front else None
        await self._servers.start_unless_running()
        async for event in self._conversation.ask(question, person):
            yield event

    def _front_of(self, ask_user: AskUser | None) -> Front | None:
        return Front(Person(ask_user, self._answer_seconds)) if ask_user else None
