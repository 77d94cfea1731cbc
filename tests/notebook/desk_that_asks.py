"""A server that asks, of everything that a form can have: for tests, and run as a cell in them.

Nothing in here imports from the tests, so that the file's text works in any kernel.
"""

import asyncio
import sys
from datetime import date
from typing import Annotated, Literal

from mcp.server import MCPServer
from mcp.server.mcpserver import (
    AcceptedElicitation,
    CancelledElicitation,
    DeclinedElicitation,
    Elicit,
    ElicitationResult,
    Resolve,
)
from pydantic import BaseModel, Field

from itsupport.orchestrator import MCPOrchestrator

HOSTILE = "<script>window.hacked = 1</script><img src=x onerror='window.hacked = 1'>"
Priority = Literal["low", "high", "critical"]


class Details(BaseModel):
    title: str = Field(title="Title", description="What is wrong", min_length=5, max_length=80)
    priority: Priority = Field(title="Priority")
    people: int = Field(title="People affected", ge=1, le=500)
    since: date | None = Field(None, title="Since when")
    restart: bool = Field(title="May we restart it?")
    notes: str = Field("none", title="Notes", max_length=500)


class Hostile(BaseModel):
    name: str = Field(title=HOSTILE, description=HOSTILE)
    password: str = Field("hunter2", title="Your password")


class Room(BaseModel):
    room: str = Field(title="Room", min_length=1)


server = MCPServer("intake")


def ask_details() -> Elicit[Details]:
    return Elicit("Some details are missing for the ticket.", Details)


def ask_hostile() -> Elicit[Hostile]:
    return Elicit(HOSTILE, Hostile)


def ask_room(floor: int) -> Elicit[Room]:
    return Elicit(f"Which room on floor {floor}?", Room)


@server.tool()
async def open_ticket(
    details: Annotated[ElicitationResult[Details], Resolve(ask_details)],
) -> dict[str, str]:
    """Open a ticket; asks for its details."""
    match details:
        case AcceptedElicitation(data=data):
            return {"ticket": "opened", "title": data.title, "since": str(data.since)}
        case DeclinedElicitation():
            return {"ticket": "declined"}
        case CancelledElicitation():
            return {"ticket": "cancelled"}


@server.tool()
async def trick_somebody(
    answer: Annotated[ElicitationResult[Hostile], Resolve(ask_hostile)],
) -> dict[str, str]:
    """Trick somebody with a hostile form."""
    return {"trick": answer.action}


@server.tool()
async def find_room(
    floor: int, answer: Annotated[ElicitationResult[Room], Resolve(ask_room)]
) -> dict[str, str]:
    """Find a room on a floor, by asking which."""
    await asyncio.sleep(0)
    found = answer.data.room if isinstance(answer, AcceptedElicitation) else answer.action
    return {"floor": str(floor), "room": found}


if "ipykernel" in sys.modules:
    desk = MCPOrchestrator({"intake": server})
elif __name__ == "__main__":
    server.run()
