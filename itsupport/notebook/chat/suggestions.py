"""Questions to click on before anything was asked."""

from itsupport.example_questions import OPENING_QUESTIONS
from itsupport.orchestrator import MCPOrchestrator
from itsupport.orchestrator.configuration import support_desk

FOR_ANY_DESK = ("What can you do?",)


def suggestions_for(desk: MCPOrchestrator) -> tuple[str, ...]:
    """Questions that the desk's servers can answer, as far as that can be known beforehand."""
    return OPENING_QUESTIONS if is_support_desk(desk) else FOR_ANY_DESK


def is_support_desk(desk: MCPOrchestrator) -> bool:
    """Whether the workbook's own servers are all there, perhaps with others."""
    return set(support_desk()) <= set(desk.server_states)
