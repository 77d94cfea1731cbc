"""A server whose connection breaks off once, after the work was done and before the answer came."""

from typing import Any

from mcp import MCPError
from mcp.server import MCPServer
from mcp.types import CONNECTION_CLOSED


class BreaksOff(MCPServer[Any]):
    """Passes calls on to another server; the first is carried out, and its answer never comes."""

    def __init__(self, inner: Any) -> None:
        super().__init__("breaks off", log_level="WARNING")
        self._inner, self._broken = inner, False

    async def list_tools(self) -> Any:
        """The tools of the server behind it."""
        return await self._inner.list_tools()

    async def call_tool(self, name: str, arguments: dict[str, Any], context: Any = None) -> Any:
        """The server behind it does the work, and the first time the connection is gone then."""
        result = await self._inner.call_tool(name, arguments, context)
        if not self._broken:
            self._broken = True
            raise MCPError(CONNECTION_CLOSED, "The connection broke off")
        return result
