"""What servers said has changed, in the order in which it was heard.

A change says what is new, never how: whoever cares asks again. The list of tools is asked for
again by itself, before the model is told of the tools the next time.
"""

import asyncio
from collections import deque
from collections.abc import Mapping
from typing import Any

KEPT_CHANGES = 1_000
"""Older ones are forgotten: a server that never stops talking must not fill the memory."""

CHANGED = {
    "notifications/tools/list_changed": "tools",
    "notifications/prompts/list_changed": "prompts",
    "notifications/resources/list_changed": "resources",
    "notifications/resources/updated": "resource",
}
"""Which notification is about what; a resource's own comes with its address."""


class Changes:
    """Changes that nobody has taken yet. Used in the background loop only."""

    def __init__(self) -> None:
        self._heard: deque[dict[str, Any]] = deque(maxlen=KEPT_CHANGES)
        self._arrived = asyncio.Event()

    def add(self, server: str, method: str, parameters: Mapping[str, Any] | None) -> str | None:
        """Keep a notification if it tells of a change; gives what has changed."""
        changed = CHANGED.get(method)
        if changed is not None:
            uri = {"uri": str((parameters or {}).get("uri", ""))} if changed == "resource" else {}
            self._heard.append({"server": server, "changed": changed, **uri})
            self._arrived.set()
        return changed

    async def take(self) -> dict[str, Any]:
        """The oldest change that nobody took; waits for one, without a bound of its own."""
        while not self._heard:
            self._arrived.clear()
            await self._arrived.wait()
        return self._heard.popleft()
