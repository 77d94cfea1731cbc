from typing import Annotated

from mcp.server import MCPServer
from mcp.server.mcpserver import AcceptedElicitation, Elicit, ElicitationResult, Resolve
from pydantic import BaseModel, Field

loans, laptop_server = [], MCPServer("laptops")


class Rules(BaseModel):
    agreed: bool = Field(description="I bring it back within a week.")


def ask_rules(name: str) -> Elicit[Rules]:
    "Ask whether the rules are accepted."
    return Elicit(f"{name}, you can have a laptop. Do you accept the rules?", Rules)


Answer = Annotated[ElicitationResult[Rules], Resolve(ask_rules)]


@laptop_server.tool()
def borrow_laptop(name: str, answer: Answer) -> dict[str, str]:
    "Lend a laptop to somebody."
    if not isinstance(answer, AcceptedElicitation):
        return {"status": answer.action}
    for loan in loans:
        if loan["name"] == name:
            return {"status": "you have one"}
    loan = {"name": name, "laptop": f"LAP-{len(loans) + 1:03}"}
    loans.append(loan)
    return loan
