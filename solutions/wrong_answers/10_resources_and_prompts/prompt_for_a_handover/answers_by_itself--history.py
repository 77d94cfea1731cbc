from typing import Annotated

from mcp.server import MCPServer
from pydantic import Field

from itsupport.domains.tickets import get_ticket_details

shift = MCPServer("shift")

Ticket = Annotated[str, Field(description="The ticket to hand over, such as TKT-1001.")]
Audience = Annotated[str, Field(description="Who will read it, such as the next shift.")]


@shift.prompt()
def handover(ticket_id: Ticket, audience: Audience = "the next shift") -> str:
    ticket = get_ticket_details(ticket_id)
    notes = " ".join(entry["note"] for entry in ticket["history"])
    return f"Summarise {ticket_id} for {audience}: {ticket['description']} {notes}"
