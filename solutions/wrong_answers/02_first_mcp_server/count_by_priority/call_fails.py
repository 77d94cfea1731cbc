from collections import Counter

from mcp.server import MCPServer

from itsupport.domains.tickets import search_tickets

server = MCPServer("counting")


@server.tool()
def count_tickets_by_priority(customer_id: str) -> dict[str, int]:
    """Count tickets by priority."""
    chosen = {"customer_id": customer_id} if customer_id else {}
    tickets = search_tickets(limit=50, **chosen)["tickets"]
    return dict(Counter(ticket["priority"] for ticket in tickets))
