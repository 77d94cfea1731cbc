"""Whoever is in front: asked through `ask_user`, with a bound, and held to the form.

A person needs longer than a server, so the time to answer has a bound of its own. Who shows a
question, and how, is `ask_user`'s business; which call a question belongs to is in `open_calls`.
"""

import asyncio
import traceback
from collections.abc import Callable
from typing import Any

from itsupport.errors import SupportError
from itsupport.orchestrator.asking import (
    ANSWER_SECONDS,
    AskUser,
    FormRequest,
    UserReply,
    UserRequest,
)
from itsupport.orchestrator.form_content import checked_content
from itsupport.orchestrator.own_function import is_async, result_of

CLOSING_SECONDS = 0.5
"""What a form has on top, to say by itself that time is up."""


class Person:
    """Asks with one `ask_user`. A plain function is asked one question after the other."""

    def __init__(self, ask_user: AskUser, answer_seconds: float = ANSWER_SECONDS) -> None:
        self._ask_user, self.seconds = ask_user, answer_seconds
        self._waits = is_async(ask_user)
        self._one_at_a_time = asyncio.Lock()

    async def ask(self, request: UserRequest, shown: Callable[[], None]) -> UserReply:
        """What the person said; "cancel" when nothing came in time. `shown` is called first.

        Raises `SupportError` when `ask_user` fails, or replies with what the form does not allow.
        """
        if self._waits:  # it can show several questions side by side
            return await self._asked(request, shown)
        async with self._one_at_a_time:
            return await self._asked(request, shown)

    async def _asked(self, request: UserRequest, shown: Callable[[], None]) -> UserReply:
        shown()
        try:
            async with asyncio.timeout(self.seconds + CLOSING_SECONDS):
                reply = await result_of(self._ask_user, request)
        except TimeoutError:
            return UserReply("cancel")
        except SupportError:
            raise  # meant to be read, such as that no click can arrive
        except Exception as problem:
            raise _failed(problem) from problem
        return checked_reply(request, reply)


def checked_reply(request: UserRequest, reply: Any) -> UserReply:
    """The reply with the form's defaults filled in. Raises `SupportError` when it does not fit."""
    if not isinstance(reply, UserReply) or reply.action not in {"accept", "decline", "cancel"}:
        raise SupportError(
            "ask_user gave no reply",
            f"It gave a value of type {type(reply).__name__}.",
            suggested_actions=['Return UserReply("accept", {…}), or "decline", or "cancel".'],
        )
    if reply.action == "accept" and isinstance(request, FormRequest):
        return UserReply("accept", checked_content(request.schema, reply.content))
    return UserReply(reply.action)


def _failed(problem: Exception) -> SupportError:
    """Says where, and not what: the words of an exception may repeat what the person wrote."""
    places = traceback.extract_tb(problem.__traceback__)
    where = f" in line {places[-1].lineno} of {places[-1].name}" if places else ""
    return SupportError(
        "ask_user failed",
        f"It raised {type(problem).__name__}{where}. The server was told that the question is "
        "cancelled.",
        suggested_actions=["Call ask_user with the request yourself, to see what it raises."],
    )
