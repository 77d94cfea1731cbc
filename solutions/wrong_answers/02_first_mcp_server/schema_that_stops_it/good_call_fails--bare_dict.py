from typing import Annotated, Literal

from mcp.server import MCPServer
from pydantic import Field

work_server = MCPServer("work")
logged = []

Amount = Annotated[float, Field(gt=0, description="Time in the given unit, such as 1.5.")]
Unit = Annotated[Literal["minutes", "hours"], Field(description="What the amount counts.")]
Priority = Annotated[
    Literal["low", "medium", "high", "critical"], Field(description="The ticket's priority.")
]


@work_server.tool()
def log_work(amount: Amount, unit: Unit, priority: Priority = "medium") -> dict:
    """Note the time that was spent on a ticket."""
    minutes = amount * 60 if unit == "hours" else amount
    logged.append((minutes, priority))
    return {"minutes": minutes}
