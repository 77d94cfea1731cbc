from mcp.server import MCPServer
from mcp.types import ToolAnnotations

bookings = []
by_key = {}
booking_server = MCPServer("bookings")


@booking_server.tool(annotations=ToolAnnotations(read_only_hint=False, idempotent_hint=True))
def book_technician(ticket_id: str, key: str) -> dict:
    "Book a technician for a ticket."
    if key not in by_key:
        by_key[key] = {"booking_id": f"BKG-{len(bookings) + 1:03}", "ticket_id": ticket_id}
        bookings.append(by_key[key])
    return by_key[key]
