"""Which servers a chat in the terminal starts: the support desk's five, and more by name."""

import sys
from collections.abc import Sequence
from typing import Any

from itsupport.errors import SupportError, did_you_mean
from itsupport.orchestrator.configuration import support_desk
from itsupport.servers.catalog import OTHER_SERVERS

ADDED = tuple(name for name in OTHER_SERVERS if name != "account")


def servers_with(more: Sequence[str]) -> dict[str, Any] | None:
    """The desk with these servers, as `MCPOrchestrator` takes it; nothing for the desk alone.

    Raises `SupportError` for a name that is not one of the workbook's other servers.
    """
    for name in more:
        if name == "account":
            raise SupportError(
                "The account server cannot be added to this chat",
                "It has a login, and logging in needs HTTP; servers of this chat are on stdio.",
                suggested_actions=[
                    "Lesson 12 logs in from a notebook, and its chat is Chat(desk)."
                ],
            )
        if name not in ADDED:
            raise SupportError(
                f"There is no server called {name} to add",
                f"It can be {' or '.join(ADDED)}; the desk's own five are always there.",
                suggested_actions=did_you_mean(name, ADDED),
            )
    named = dict.fromkeys([*support_desk(), *more]) if more else {}
    return {name: _entry(name) for name in named} or None


def _entry(name: str) -> dict[str, Any]:
    return {"command": sys.executable, "args": ["-m", "itsupport", "serve", name]}
