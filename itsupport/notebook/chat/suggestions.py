"""Questions to click on before anything was asked."""

from itsupport.orchestrator import MCPOrchestrator
from itsupport.orchestrator.configuration import support_desk

FOR_THE_SUPPORT_DESK = (
    "What are the critical tickets, and who are the customers?",
    "Which customers have both critical tickets and overdue invoices?",
    "Which warranties expire in the next 30 days?",
    "Find articles about Windows blue screens.",
)
FOR_ANY_DESK = ("What can you do?",)


def suggestions_for(desk: MCPOrchestrator) -> tuple[str, ...]:
    """Questions that the desk's servers can answer, as far as that can be known beforehand."""
    ours = set(support_desk()) <= set(desk.server_states)
    return FOR_THE_SUPPORT_DESK if ours else FOR_ANY_DESK
