"""Questions to click on before anything was asked."""

from itsupport.example_questions import OPENING_QUESTIONS
from itsupport.orchestrator import MCPOrchestrator
from itsupport.orchestrator.configuration import support_desk

FOR_ANY_DESK = ("What can you do?",)


def suggestions_for(desk: MCPOrchestrator) -> tuple[str, ...]:
    """Questions that the desk's servers can answer, as far as that can be known beforehand."""
    ours = set(support_desk()) <= set(desk.server_states)
    return OPENING_QUESTIONS if ours else FOR_ANY_DESK
