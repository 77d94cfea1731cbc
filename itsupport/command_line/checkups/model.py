"""Which model answers, why this one, and does it? It is asked one question, with one tool.

Variables of the environment are named here, their values never: one of them is a key.
"""

import asyncio
import os
from typing import TYPE_CHECKING

from itsupport.command_line.checkups.finding import Finding, from_problem

if TYPE_CHECKING:
    from itsupport.llm import Model, ToolDefinition

SECONDS = 7.0
VARIABLES = ("OPENAI_API_KEY", "OPENAI_BASE_URL", "OPENAI_MODEL", "ITSUPPORT_API")
QUESTION = "Show ticket TKT-1001"


def check() -> list[Finding]:
    """One finding: the model and what it did with the question, or why it could not."""
    return [asyncio.run(_ask())]


async def _ask() -> Finding:
    from itsupport.llm import model_from_environment

    try:
        model = model_from_environment()
    except Exception as problem:
        return from_problem(f"Model ({_because()})", problem)
    subject = f"Model {model.name} ({_because()})"
    try:
        async with asyncio.timeout(SECONDS):
            return await _finding(subject, model)
    except TimeoutError:
        advice = "A local model may still be loading: try again. Else check the network."
        return Finding(False, f"{subject}: no answer within {SECONDS:g} seconds", (advice,))
    except Exception as problem:
        return from_problem(subject, problem)
    finally:
        await model.close()


async def _finding(subject: str, model: "Model") -> Finding:
    from itsupport.llm import ModelReply, UserMessage

    tool = _tool()
    called: list[str] = []
    async for heard in model.reply("Use the tool.", [UserMessage(QUESTION)], [tool]):
        if isinstance(heard, ModelReply):
            called = [call.name for call in heard.calls]
    if tool.name in called:
        return Finding(True, f"{subject} answers and calls the tool it is offered")
    advice = "The workbook needs a model that can call tools: set OPENAI_MODEL to one."
    return Finding(False, f"{subject} answers, but does not call the tool", (advice,))


def _tool() -> "ToolDefinition":
    from itsupport.domains.tickets import get_ticket_details
    from itsupport.dual_mode import description, input_schema
    from itsupport.llm import ToolDefinition

    function = get_ticket_details
    return ToolDefinition(function.__name__, description(function), input_schema(function))


def _because() -> str:
    """The variables that decide, by name."""
    given = [name for name in VARIABLES if os.environ.get(name, "").strip()]
    key_or_address = [name for name in given if name in VARIABLES[:2]]
    if not key_or_address:
        return "because neither OPENAI_API_KEY nor OPENAI_BASE_URL is set"
    return f"because of {', '.join(given)}"
