"""A server's question while it is open, and how it ended.

Whoever shows it hands over what the person does; whoever asked awaits `reply`. What was typed is
passed on and not kept: afterwards only what may be looked at again is there.
"""

import asyncio
import threading
import time
import uuid
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, Literal

from itsupport.orchestrator.asking import FormRequest, LinkRequest, UserReply, UserRequest
from itsupport.orchestrator.forms.form import Form
from itsupport.orchestrator.forms.links import Link

LONGEST = 86_400.0
"""Seconds; a page cannot count down for ever."""

State = Literal["open", "sent", "declined", "cancelled", "late", "withdrawn"]


class OpenQuestion:
    """`seconds` shortens the time that the request gives the person, which begins now.

    `changed` is called after every change, in whichever thread it happened.
    """

    def __init__(
        self,
        request: UserRequest,
        changed: Callable[[], None] = lambda: None,
        *,
        seconds: float = LONGEST,
        tool: str = "",
    ) -> None:
        self.id, self.request, self.tool = f"asks-{uuid.uuid4().hex}", request, tool
        self.form = Form.of(request.schema) if isinstance(request, FormRequest) else Form(())
        self.link = Link.of(request.url) if isinstance(request, LinkRequest) else None
        self.state: State = "open"
        self.messages: dict[str, str] = {}
        self.said: list[tuple[str, str]] = []
        self.seconds = min(seconds, request.seconds, LONGEST)
        self.until = time.time() + self.seconds
        self.tries = 0
        self._changed, self._ending = changed, threading.Lock()
        self._reply: Future[UserReply] = Future()

    @property
    def closed(self) -> bool:
        return self.state != "open"

    async def reply(self) -> UserReply:
        """Wait for the person, no longer than there is time. A cancelled wait withdraws it."""
        try:
            async with asyncio.timeout(self.seconds):
                return await asyncio.shield(asyncio.wrap_future(self._reply))
        except TimeoutError:
            self._end("late", UserReply("cancel"))
            return self._reply.result()  # or what the person did at the last moment
        except asyncio.CancelledError:
            self.withdraw()
            raise

    def heard(self, message: dict[str, Any]) -> None:
        """What a person did; anything else is not ours."""
        match message:
            case {"do": "submit", "typed": list(typed)} if self.link is None:
                self._submit(typed)
            case {"do": "done"} if self.link and self.link.opens:
                self._end("sent", UserReply("accept"))
            case {"do": "decline"}:
                self._end("declined", UserReply("decline"))
            case {"do": "cancel"}:
                self._end("cancelled", UserReply("cancel"))

    def when_changed(self, changed: Callable[[], None]) -> None:
        """Tell somebody else of changes from now on."""
        self._changed = changed

    def withdraw(self) -> None:
        """Nobody wants to know any more: the call was stopped, or its cell was run again."""
        self._end("withdrawn", UserReply("cancel"))

    def _submit(self, typed: list[Any]) -> None:
        content, messages = self.form.read(typed)
        if messages:
            self.messages, self.tries = messages, self.tries + 1
            self._changed()
        else:
            self._end("sent", UserReply("accept", content), self.form.said(content))

    def _end(
        self, state: State, reply: UserReply, said: list[tuple[str, str]] | None = None
    ) -> None:
        """The first end counts: a second click, or a click when time is up, changes nothing."""
        with self._ending:
            if self.closed:
                return
            self.state, self.said, self.messages = state, said or [], {}
            self._reply.set_result(reply)
        self._changed()
