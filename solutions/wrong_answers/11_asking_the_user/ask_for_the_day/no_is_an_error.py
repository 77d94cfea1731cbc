from typing import Annotated

from mcp.server import MCPServer
from mcp.server.mcpserver import AcceptedElicitation, Elicit, ElicitationResult, Resolve
from pydantic import BaseModel, Field

visits, visit_server = [], MCPServer("visits")


class Visit(BaseModel):
    day: str = Field(description="The day of the visit, such as 2025-07-09.")


def which_day(day: str | None) -> Visit | Elicit[Visit]:
    "The day that is given, or a question."
    return Visit(day=day) if day else Elicit("Which day suits you?", Visit)


Answer = Annotated[Visit, Resolve(which_day)]


@visit_server.tool()
def book_visit(customer_id: str, answer: Answer, day: str | None = None) -> dict[str, str]:
    "Book a technician's visit."
    visit = {"customer_id": customer_id, "day": answer.day}
    visits.append(visit)
    return {"status": "booked", **visit}
