from mcp.server import MCPServer

work_server = MCPServer("work")
logged = []


@work_server.tool()
def log_work(amount: float, unit: str, priority: str = "medium") -> dict[str, float]:
    """Note the time that was spent on a ticket."""
    minutes = amount * 60 if unit == "hours" else amount
    logged.append((minutes, priority))
    return {"minutes": minutes}
