from typing import Annotated

from mcp.server import MCPServer
from mcp.server.mcpserver.prompts.base import AssistantMessage
from pydantic import Field

shift = MCPServer("shift")

Ticket = Annotated[str, Field(description="The ticket to hand over, such as TKT-1001.")]
Audience = Annotated[str, Field(description="Who will read it, such as the next shift.")]


@shift.prompt()
def handover(ticket_id: Ticket, audience: Audience = "the next shift") -> list[AssistantMessage]:
    return [AssistantMessage(f"Here is {ticket_id} for {audience}.")]
