from mcp.server import MCPServer

shift = MCPServer("shift")


@shift.prompt()
def handover(ticket_id: str, audience: str = "the next shift") -> str:
    """Hand a ticket over.

    Args:
        ticket_id: the ticket to hand over
        audience: who will read it
    """
    return f"Summarise the ticket {ticket_id} for {audience}."
