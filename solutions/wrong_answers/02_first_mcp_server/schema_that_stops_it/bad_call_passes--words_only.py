from typing import Annotated

from mcp.server import MCPServer
from pydantic import Field

work_server = MCPServer("work")
logged = []

Amount = Annotated[float, Field(gt=0, description="Time in the given unit, such as 1.5.")]
Unit = Annotated[str, Field(description="minutes or hours")]
Priority = Annotated[str, Field(description="low, medium, high or critical")]


@work_server.tool()
def log_work(amount: Amount, unit: Unit, priority: Priority = "medium") -> dict[str, float]:
    """Note the time that was spent on a ticket."""
    minutes = amount * 60 if unit == "hours" else amount
    logged.append((minutes, priority))
    return {"minutes": minutes}
