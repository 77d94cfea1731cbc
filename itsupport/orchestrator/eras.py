"""The same call in two eras of the protocol, overheard: what a handshake costs.

A client of 2025-11-25 opens a session before it may call. A client of 2026-07-28 says who it is in
every request and calls at once; it may ask `server/discover` first, and here it does not.
"""

import asyncio
import math
from collections.abc import Mapping
from typing import Any

from mcp import Client, MCPError
from mcp.client import ClientRequestContext
from mcp.types import (
    CONNECTION_CLOSED,
    CallToolRequest,
    CallToolRequestParams,
    ErrorData,
    InputRequiredResult,
)
from pydantic import TypeAdapter

from itsupport.errors import SupportError
from itsupport.orchestrator.asking import AskUser
from itsupport.orchestrator.background_loop import BackgroundLoop
from itsupport.orchestrator.configuration import ServerSpecification, specifications
from itsupport.orchestrator.connection import LEAVE_SECONDS
from itsupport.orchestrator.elicitation import Elicitation
from itsupport.orchestrator.logs import ServerLogs
from itsupport.orchestrator.open_calls import Front, OpenCall, OpenCalls
from itsupport.orchestrator.person import Person
from itsupport.orchestrator.recording import recorded
from itsupport.orchestrator.start_errors import explained, start_error
from itsupport.orchestrator.transports import open_transport
from itsupport.orchestrator.what_was_asked import checked_call
from itsupport.orchestrator.wire import WireLog
from itsupport.unicode import sendable

ERAS = {"2025-11-25": "legacy", "2026-07-28": "2026-07-28"}
"""Revisions of the protocol, and what the SDK calls a client of each."""


def both_eras(
    server: Mapping[str, Any],
    tool: str,
    arguments: Mapping[str, Any] | None = None,
    *,
    call_timeout: float = 10.0,
    ask_user: AskUser | None = None,
) -> dict[str, WireLog]:
    """Call one tool of one server twice; gives the messages by era, the older era first.

    `server` is a mapping as for `MCPOrchestrator`, with one server in it. It is started for each
    era, and stopped. `ask_user` answers what the tool asks in the middle of the call; its time
    counts here. An error of the tool is an answer like any other. Raises `SupportError` when
    no answer comes within `call_timeout` seconds, start included; `ServerStartError` when the
    server said nothing at all.
    """
    call = (tool, sendable(checked_call(tool, arguments)))
    name, specification = _only(server)
    loop, logs = BackgroundLoop("itsupport eras"), ServerLogs()
    front = Front(Person(ask_user, call_timeout)) if ask_user else None
    visits = {era: _Visit(name, specification, mode, logs, front) for era, mode in ERAS.items()}
    try:
        for visit in visits.values():
            loop.run(visit.make(*call, call_timeout), call_timeout + LEAVE_SECONDS)
    finally:
        loop.stop()
        logs.remove()
    return {era: visit.wire for era, visit in visits.items()}


class _Visit:
    """One client of one era: it comes, calls once, and leaves."""

    def __init__(
        self,
        name: str,
        specification: ServerSpecification,
        mode: str,
        logs: ServerLogs,
        front: Front | None,
    ) -> None:
        self.wire, self._front, self._calls = WireLog(), front, OpenCalls(front is not None)
        self._name, self._specification, self._mode, self._logs = name, specification, mode, logs

    async def make(self, tool: str, arguments: dict[str, Any], seconds: float) -> None:
        """Raises `SupportError` when the tool's answer did not come."""
        reason = ""
        try:
            async with asyncio.timeout(seconds if math.isfinite(seconds) else None):
                await self._call(tool, arguments)
        except TimeoutError:
            reason = f"It did not answer within {seconds:g} seconds."
        except Exception as problem:
            reason = explained(problem)
        if reason and not self._answered():
            if any(not message.sent and message.method == "result" for message in self.wire):
                raise SupportError(f"{tool} gave no answer", reason, retryable=True)
            raise start_error(self._name, reason, self.wire.stray, self._logs.tail(self._name))

    async def _call(self, tool: str, arguments: dict[str, Any]) -> None:
        transport = open_transport(self._specification, self._logs.path(self._name))
        overheard = recorded(transport, self._name, self.wire, lambda: None)
        asked = Elicitation(self._name, self._calls, asyncio.Event())
        callback = asked.answer if self._front else None
        call = OpenCall(self._front, math.inf)
        async with (
            Client(overheard, mode=self._mode, elicitation_callback=callback) as client,
            self._calls.entered(call, in_turn=False),
        ):
            try:
                await _call_through(client, tool, arguments)
            except MCPError as problem:
                if problem.code == CONNECTION_CLOSED:
                    raise
        if call.problem:
            raise call.problem

    def _answered(self) -> bool:
        """Whether the call's answer was heard: the client may still find fault with its form."""
        calls = [message.id for message in self.wire if message.method == "tools/call"]
        return any(not message.sent and message.id in calls for message in self.wire)


async def _call_through(client: Client, tool: str, arguments: dict[str, Any]) -> None:
    """Call, and call again with the answers for as long as the server has questions.

    The client's own `call_tool` would also read the list of tools, to check the answer.
    """
    said: dict[str, Any] = {}
    for _ in range(client.input_required_max_rounds):
        params = CallToolRequestParams(name=tool, arguments=arguments, **said)
        request = CallToolRequest(params=params)
        result = await client.session.send_request(request, TypeAdapter(Any))
        if not isinstance(result, dict) or "inputRequests" not in result:
            return
        said = await _answers(client, InputRequiredResult.model_validate(result, by_name=False))


async def _answers(client: Client, asked: InputRequiredResult) -> dict[str, Any]:
    responses = {}
    for key, request in (asked.input_requests or {}).items():
        context = ClientRequestContext(session=client.session, request_id=key)
        response = await client.session.dispatch_input_request(context, request)
        if isinstance(response, ErrorData):
            raise MCPError.from_error_data(response)
        responses[key] = response
    return {"input_responses": responses, "request_state": asked.request_state}


def _only(server: Mapping[str, Any]) -> tuple[str, ServerSpecification]:
    found = specifications(server)
    if len(found) == 1:
        return next(iter(found.items()))
    raise SupportError(
        "The call goes to one server",
        f"{len(found)} servers are given: {', '.join(found)}.",
        suggested_actions=["Give the one that has the tool."],
    )
