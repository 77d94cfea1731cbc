from typing import Annotated, Literal

from mcp.server import MCPServer
from pydantic import Field

work_server = MCPServer("work")
logged = []


@work_server.tool()
def log_work(
    amount: Annotated[float, Field(gt=0)],
    unit: Literal["minutes", "hours"],
    priority: Literal["low", "medium", "high", "critical"] = "medium",
) -> dict[str, float]:
    """Note the time that was spent on a ticket.

    Args:
        amount: how much, in the unit
        unit: minutes or hours
        priority: the priority of the ticket
    """
    minutes = amount * 60 if unit == "hours" else amount
    logged.append((minutes, priority))
    return {"minutes": minutes}
