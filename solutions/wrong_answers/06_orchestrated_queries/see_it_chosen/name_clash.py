from collections import Counter

from mcp.server import MCPServer

from itsupport.domains.tickets import search_tickets

counting = MCPServer("counting")
servers = {name: build_server(name) for name in ("tickets", "customers", "billing")}


@counting.tool()
def count_tags(customer_id: str | None = None) -> dict[str, int]:
    """Count how often each tag occurs in the tickets: their most common topics."""
    chosen = {"customer_id": customer_id} if customer_id else {}
    tickets = search_tickets(limit=50, **chosen)["tickets"]
    return dict(Counter(tag for ticket in tickets for tag in ticket["tags"]))


@counting.tool(name="search_tickets")
def tickets_of(customer_id: str) -> list[str]:
    """List the ids of a customer's tickets."""
    return [ticket["ticket_id"] for ticket in search_tickets(customer_id=customer_id)["tickets"]]


servers["counting"] = counting
