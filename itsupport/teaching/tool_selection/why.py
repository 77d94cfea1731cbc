"""Why the offline model chooses a tool: its points for each one, and where the arguments come from.

The desk's own model and conversation have no part in this: it is what the rules make of a question
with the desk's tools. A language model has no such table to show.
"""

import json
from typing import Any

from itsupport.errors import SupportError
from itsupport.llm import without_nulls
from itsupport.offline.exchange import Call, Exchange, Message, Tool
from itsupport.offline.selector.engine import answer
from itsupport.offline.selector.explanation import Explanation, explain
from itsupport.orchestrator import MCPOrchestrator
from itsupport.orchestrator.question import MAXIMUM_ROUNDS


def why(desk: MCPOrchestrator, question: str) -> Explanation:
    """How the offline model comes to its calls; a notebook shows it as tables, wish by wish.

    The calls are made, because later ones take values from earlier results. Raises `SupportError`
    when a server does not start.
    """
    desk.start_servers()
    told = desk.get_available_tools("responses")
    names = [tool["name"] for tool in told]
    listed = dict(zip(names, desk.get_available_tools(), strict=True))
    tools = tuple(Tool(tool["name"], tool["description"], tool["parameters"]) for tool in told)
    messages = [Message("system", desk.instructions), Message("user", question)]
    for _ in range(MAXIMUM_ROUNDS):
        exchange = Exchange(tuple(messages), tools)
        reply = answer(exchange)
        if not reply.calls:
            break
        messages.append(Message("assistant", reply.text, reply.calls))
        messages += [_result(desk, call, listed[call.name]) for call in reply.calls]
    return explain(exchange)


def _result(desk: MCPOrchestrator, call: Call, tool: dict[str, Any]) -> Message:
    """The result of a call, or the error's envelope; `tool` is as its server lists it."""
    try:
        result = desk.call_tool(tool["name"], without_nulls(call.arguments, tool["inputSchema"]))
    except SupportError as problem:
        result = dict(problem.envelope)
    return Message("tool", json.dumps(result, ensure_ascii=False), call_id=call.id)
