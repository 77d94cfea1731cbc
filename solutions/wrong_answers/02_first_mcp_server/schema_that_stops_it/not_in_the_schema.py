from typing import Annotated

from mcp.server import MCPServer
from pydantic import Field

work_server = MCPServer("work")
logged = []


@work_server.tool()
def log_work(
    amount: Annotated[float, Field(description="Time in the given unit, such as 1.5.")],
    unit: Annotated[str, Field(description="minutes or hours")],
    priority: Annotated[str, Field(description="low, medium, high or critical")] = "medium",
) -> dict[str, float]:
    """Note the time that was spent on a ticket."""
    if amount <= 0:
        raise ValueError("amount must be greater than 0")
    if unit not in ("minutes", "hours"):
        raise ValueError("unit must be minutes or hours")
    if priority not in ("low", "medium", "high", "critical"):
        raise ValueError("there is no such priority")
    minutes = amount * 60 if unit == "hours" else amount
    logged.append((minutes, priority))
    return {"minutes": minutes}
