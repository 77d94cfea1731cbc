"""Which servers a chat in the terminal starts: the support desk's five, and more by name."""

import sys
from collections.abc import Sequence
from typing import Any

from itsupport.errors import SupportError, did_you_mean
from itsupport.orchestrator.configuration import support_desk
from itsupport.servers.catalog import OTHER_SERVERS


def servers_with(more: Sequence[str]) -> dict[str, Any] | None:
    """The desk with these servers, as `MCPOrchestrator` takes it; nothing for the desk alone.

    Raises `SupportError` for a name that is not one of the workbook's other servers.
    """
    for name in more:
        if name not in OTHER_SERVERS:
            raise SupportError(
                f"There is no server called {name} to add",
                f"It can be {' or '.join(OTHER_SERVERS)}; the desk's own five are always there.",
                suggested_actions=did_you_mean(name, OTHER_SERVERS),
            )
    named = dict.fromkeys([*support_desk(), *more]) if more else {}
    return {name: _entry(name) for name in named} or None


def _entry(name: str) -> dict[str, Any]:
    return {"command": sys.executable, "args": ["-m", "itsupport", "serve", name]}
