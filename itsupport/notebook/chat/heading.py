"""What stands on top of a chat: whose it is, which model answers, and how far it reaches."""

from itsupport.llm.model_note import model_note
from itsupport.notebook.chat.suggestions import is_support_desk
from itsupport.orchestrator import MCPOrchestrator
from itsupport.orchestrator.answers import counted


def heading(desk: MCPOrchestrator) -> dict[str, str]:
    """The desk and its model, and what stands where a question is typed."""
    ours = is_support_desk(desk)
    return {
        "title": "Support desk" if ours else "Chat",
        "ask": "Ask the support desk …" if ours else "Ask a question …",
        "model": desk.model_name,
        "note": model_note(desk.model_name),
        "about": reach(desk),
    }


def reach(desk: MCPOrchestrator) -> str:
    """The part of the heading that changes, when servers start or stop."""
    tools, servers = len(desk.tool_to_server), counted(len(desk.server_states), "server")
    return f"{counted(tools, 'tool')} of {servers}" if tools else f"{servers}, not started"
