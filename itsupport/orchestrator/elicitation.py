"""From the SDK's elicitation to the person in front, and back. Content is passed on, never kept."""

import asyncio
from contextlib import AbstractContextManager
from contextvars import Context
from dataclasses import replace
from itertools import count
from typing import Any

from mcp.client.session import ClientRequestContext
from mcp.types import (
    INVALID_REQUEST,
    ElicitRequestParams,
    ElicitRequestURLParams,
    ElicitResult,
    ErrorData,
)

from itsupport.errors import SupportError
from itsupport.orchestrator.answers import AskedQuestion
from itsupport.orchestrator.asking import FormRequest, LinkRequest, UserReply, UserRequest
from itsupport.orchestrator.events import QuestionAnswered, QuestionAsked
from itsupport.orchestrator.open_calls import Front, OpenCall, OpenCalls

CLOSE_SECONDS = 1.0
"""How long an `ask_user` may take to close its form when nobody waits for it any more."""

_numbers = count(1)


class Elicitation:
    """Answers the questions of one server, each for the call that it belongs to."""

    def __init__(self, server: str, calls: OpenCalls, gone: asyncio.Event) -> None:
        self._server, self._calls, self._gone = server, calls, gone

    async def answer(
        self, context: ClientRequestContext, params: ElicitRequestParams
    ) -> ElicitResult | ErrorData:
        """What the SDK calls. When the server is `gone`, nobody need answer any more."""
        del context
        reply = await self.ask(_request(self._server, params))
        if reply is None:
            return ErrorData(code=INVALID_REQUEST, message="Elicitation not supported")
        return ElicitResult(action=reply.action, content=reply.content)

    async def ask(self, request: UserRequest) -> UserReply | None:
        """What the person in front of this call said; None when nobody is there."""
        calls = self._calls.current()
        front = calls[0].front if calls else None
        if front is None:
            return None
        with self._calls.paused(calls):
            return await self._reply(front, calls, request)

    def everybody_waits(self) -> AbstractContextManager[None]:
        """While this lasts, the time of all calls to this server stands still."""
        return self._calls.paused()

    async def _reply(self, front: Front, calls: list[OpenCall], request: UserRequest) -> UserReply:
        name = f"question-{next(_numbers)}"
        reply = UserReply("cancel")
        asked = asyncio.Event()
        request = replace(request, seconds=front.person.seconds)

        def shown() -> None:
            asked.set()
            front.tell(QuestionAsked(name, self._server, request))

        try:
            reply = await self._unless_gone(
                front.person.ask(request, shown), calls[0].context.copy()
            )
        except SupportError as problem:
            if len(calls) == 1:  # else it is not known whose it is
                calls[0].problem = problem
        finally:
            if asked.is_set():
                front.tell(QuestionAnswered(name, reply.action))
            if len(calls) == 1:
                calls[0].questions.append(AskedQuestion(request.message, reply.action))
        return reply

    async def _unless_gone(self, asking: Any, context: Context) -> UserReply:
        """A server that is gone needs no answer: the form may close at once."""
        here = asyncio.get_running_loop()
        reply = here.create_task(asking, context=context)
        gone = here.create_task(self._gone.wait())
        try:
            await asyncio.wait({reply, gone}, return_when=asyncio.FIRST_COMPLETED)
            return reply.result() if reply.done() else UserReply("cancel")
        finally:
            for task in (reply, gone):
                task.cancel()
            await asyncio.wait({reply}, timeout=CLOSE_SECONDS)


def _request(server: str, params: ElicitRequestParams) -> UserRequest:
    if isinstance(params, ElicitRequestURLParams):
        return LinkRequest(server, params.message, params.url)
    return FormRequest(server, params.message, dict(params.requested_schema))
