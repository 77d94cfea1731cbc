"""What an orchestrator shows of itself: its model, its servers, and what passed between them."""

from typing import Any

from itsupport.llm import Model
from itsupport.orchestrator.discovery import in_style
from itsupport.orchestrator.question import instructions_of
from itsupport.orchestrator.servers import Servers
from itsupport.orchestrator.wire import WireLog


class DeskView:
    """A look inside; nothing here changes anything."""

    _model: Model
    _servers: Servers

    @property
    def tool_to_server(self) -> dict[str, str]:
        """Every available tool and the server that has it."""
        names = [tool.name for tool in self._servers.tools()]
        return {name: self._servers.server_of(name) for name in names}

    def get_available_tools(self, style: str = "mcp") -> list[dict[str, Any]]:
        """The tools as JSON: "mcp" as the servers list them, "responses" or "chat" for OpenAI."""
        return in_style(self._servers.tools(), style)

    @property
    def model_name(self) -> str:
        """The model's own name, for people to read."""
        return self._model.name

    @property
    def instructions(self) -> str:
        """What a model is told before a question: its role, and what each server says of itself."""
        return instructions_of(self._servers)

    @property
    def server_states(self) -> dict[str, str]:
        """Each server's state as last known: stopped, starting, ready, lost or unavailable.

        Nobody is asked: that a server hangs is found out by the next call.
        """
        return {name: connection.state for name, connection in self._servers.connections.items()}

    @property
    def wire(self) -> WireLog:
        """Every JSON-RPC message that passed, in both directions."""
        return self._servers.wire

    def server_log(self, server: str, lines: int = 20) -> str:
        """The last lines that a server wrote to its stderr."""
        return self._servers.logs.of(server, list(self._servers.connections), lines)
