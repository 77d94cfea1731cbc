from typing import Annotated

from mcp.server import MCPServer
from pydantic import Field

shift = MCPServer("shift")

Ticket = Annotated[str, Field(description="The ticket to hand over, such as TKT-1001.")]
Audience = Annotated[str, Field(description="Who will read it, such as the next shift.")]


@shift.prompt()
def handover(ticket_id: Ticket, audience: Audience = "the next shift") -> str:
    return f"Summarise the ticket TKT-1001 for {audience}."
