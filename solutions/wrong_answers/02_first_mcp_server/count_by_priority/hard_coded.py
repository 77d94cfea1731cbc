from mcp.server import MCPServer

server = MCPServer("counting")


@server.tool()
def count_tickets_by_priority(customer_id: str | None = None) -> dict[str, int]:
    """Count tickets by priority."""
    return {"critical": 4, "high": 4, "medium": 4, "low": 3}
