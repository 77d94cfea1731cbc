"""A server that asks: which colour, whose it is, and to visit a page; new, or stuck in 2025."""

import os
from typing import Annotated, Any, Literal

from mcp.server.mcpserver import AcceptedElicitation, Elicit, ElicitationResult, Resolve
from mcp.shared.message import SessionMessage
from mcp.types import METHOD_NOT_FOUND, ErrorData, JSONRPCError, ToolAnnotations
from pydantic import BaseModel, Field

from itsupport.servers import SupportServer

WRITES = ToolAnnotations(read_only_hint=False, idempotent_hint=True)


class Wish(BaseModel):
    colour: Literal["red", "blue"]
    count: int = Field(1, ge=1, le=9)


def which(part: str) -> Elicit[Wish]:
    return Elicit(f"Which {part}?", Wish)


Asked = Annotated[ElicitationResult[Wish], Resolve(which)]


def shop() -> SupportServer:
    """A shop whose tools ask before they sell."""
    server = SupportServer("shop")

    @server.tool(annotations=WRITES)
    def buy(part: str, wish: Asked) -> dict[str, Any]:
        """Buy something."""
        if isinstance(wish, AcceptedElicitation):
            return {"part": part, **wish.data.model_dump()}
        return {"part": part, "bought": wish.action}

    @server.tool(annotations=WRITES)
    def buy_and_die(part: str, wish: Asked) -> dict[str, Any]:
        """Buy something from a shop that burns down when it hears the answer."""
        os._exit(9)

    @server.tool(annotations=WRITES)
    def process_id() -> dict[str, int]:
        """The number of the server's process."""
        return {"pid": os.getpid()}

    return server


def only_2025(server: SupportServer) -> SupportServer:
    """The same server as one that was written before the revision of 2026."""
    inner = server._lowlevel_server
    run = inner.run

    async def run_as_in_2025(reading: Any, writing: Any, *rest: Any, **settings: Any) -> None:
        await run(_Deaf(reading, writing), writing, *rest, **settings)

    inner.run = run_as_in_2025  # type: ignore[method-assign]
    return server


class _Deaf:
    """A stream that answers "server/discover" as a server does that never heard of it."""

    def __init__(self, reading: Any, writing: Any) -> None:
        self._reading, self._writing = reading, writing

    async def __aenter__(self) -> "_Deaf":
        await self._reading.__aenter__()
        return self

    async def __aexit__(self, *problem: Any) -> Any:
        return await self._reading.__aexit__(*problem)

    @property
    def last_context(self) -> Any:
        return getattr(self._reading, "last_context", None)

    async def aclose(self) -> None:
        await self._reading.aclose()

    def __aiter__(self) -> "_Deaf":
        return self

    async def __anext__(self) -> Any:
        while True:
            item = await self._reading.__anext__()
            message = getattr(item, "message", None)
            if getattr(message, "method", "") != "server/discover":
                return item
            error = ErrorData(code=METHOD_NOT_FOUND, message="Method not found")
            reply = JSONRPCError(jsonrpc="2.0", id=message.id, error=error)
            await self._writing.send(SessionMessage(reply))
