"""Whether a call that a model wants may be made: a rule in code, which no text can talk over.

A model is told that results are data; whether it listens is up to the model. This rule does not
ask it. Calls that people make themselves with `call_tool` are theirs and pass by here.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from itsupport.errors import SupportError
from itsupport.orchestrator.own_function import result_of


@dataclass(frozen=True, slots=True)
class WantedCall:
    """A call that a model wants, before it is made.

    `question` is what the person asked, in the person's words. `read_only` is what the server says
    of the tool; a tool that says nothing may change things.
    """

    question: str
    server: str
    tool: str
    arguments: dict[str, Any]
    read_only: bool


MayCall = Callable[[WantedCall], bool] | Callable[[WantedCall], Awaitable[bool]]
"""A plain function is called in a thread of its own; an async one in the background loop."""


class Permission:
    """Asks the rule before each call, one after the other: it may be a person who is asked."""

    def __init__(self, may_call: MayCall) -> None:
        self._may_call, self._one_at_a_time = may_call, asyncio.Lock()

    async def check(self, call: WantedCall) -> None:
        """Raises `SupportError` when the call may not be made; what the rule raises goes on."""
        async with self._one_at_a_time:
            allowed = await result_of(self._may_call, call)
        if allowed is not True:
            raise SupportError(
                f"{call.tool} was not allowed",
                "The rule of this desk refused the call, so it was not made.",
                suggested_actions=["Answer without it, and say what was refused."],
                context={"server": call.server},
            )
