"""The toolbox as an MCP server: six tools, its resources and prompts, and news of what changes.

Files come and go while the server runs, so the list of resources is made when it is asked for, and
whoever listens is told when a tool call changed it. This leaves out changes that others make in
the folder, another server's process included: nobody tells the server of those.
"""

from typing import Any

import anyio.to_thread
from mcp.server.mcpserver.context import Context
from mcp.types import CallToolResult, InputRequiredResult, Resource, ToolAnnotations

from itsupport.errors import SupportError
from itsupport.servers.refusals import as_protocol_error
from itsupport.servers.support_server import SupportServer
from itsupport.servers.toolbox.box import saved_names
from itsupport.servers.toolbox.calculator import calculate
from itsupport.servers.toolbox.completions import add_completions
from itsupport.servers.toolbox.files import FILES, read_text_file, save_text_file
from itsupport.servers.toolbox.listeners import Listeners
from itsupport.servers.toolbox.prompts import add_prompts
from itsupport.servers.toolbox.resources import add_resources
from itsupport.servers.toolbox.small_tools import get_system_info, greet
from itsupport.servers.toolbox.weather import get_weather

INSTRUCTIONS = """Small tools for everyday work: arithmetic, notes in files, made-up weather.

Work out every sum with calculate. Files live in one folder of the toolbox's own, by name. The
weather is invented; say so when you use it."""

READING = (greet, calculate, get_system_info, get_weather, read_text_file)

# A second call with overwrite changes nothing more; without it, the second call is refused.
WRITES = ToolAnnotations(
    read_only_hint=False, destructive_hint=True, idempotent_hint=False, open_world_hint=False
)


class ToolboxServer(SupportServer):
    """Lists the saved files among its resources, and tells who listens when one is saved."""

    def __init__(self) -> None:
        self.listeners = Listeners()
        super().__init__(
            "toolbox",
            READING,
            changing={save_text_file: WRITES},
            title="Toolbox",
            instructions=INSTRUCTIONS,
            version="1.0.0",
            subscriptions=self.listeners.bus,
        )
        self.listeners.join(self._lowlevel_server)

    async def list_resources(self) -> list[Resource]:
        """What is always there, then the saved files by name."""
        try:
            names = await anyio.to_thread.run_sync(saved_names)
        except SupportError as problem:
            raise as_protocol_error(problem) from None
        return [*await super().list_resources(), *map(_saved_file, names)]

    async def call_tool(
        self, name: str, arguments: dict[str, Any], context: Context[Any, Any] | None = None
    ) -> CallToolResult | InputRequiredResult:
        """Run a tool; a saved file is announced before its result is sent."""
        result = await super().call_tool(name, arguments, context)
        saved = getattr(result, "structured_content", None)
        if name == save_text_file.__name__ and saved and not getattr(result, "is_error", True):
            await self.listeners.tell(saved["uri"], new=saved["new"], context=context)
        return result


def build() -> SupportServer:
    """The toolbox server, with everything that it offers."""
    server = ToolboxServer()
    add_resources(server)
    add_prompts(server)
    add_completions(server)
    return server


def _saved_file(name: str) -> Resource:
    return Resource(
        uri=FILES + name, name=name, description="A saved text.", mime_type="text/plain"
    )
