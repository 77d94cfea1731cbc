from collections import Counter

from mcp.server import MCPServer

from itsupport.domains.tickets import search_tickets

counting = MCPServer("counting")
servers = {name: build_server(name) for name in ("tickets", "customers", "billing")}


@counting.tool()
def count_tags(customer_id: str | None = None) -> dict:
    """Count how often each tag occurs in the tickets: their most common topics."""
    chosen = {"customer_id": customer_id} if customer_id else {}
    tickets = search_tickets(limit=50, **chosen)["tickets"]
    return dict(Counter(tag for ticket in tickets for tag in ticket["tags"]))


servers["counting"] = counting
