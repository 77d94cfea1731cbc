"""What the chat says first: who answers, and three questions to begin with."""

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from itsupport.offline.service.replies import MODEL_NAME
from itsupport.orchestrator import MCPOrchestrator

OPENING_QUESTIONS = (
    "What are the critical tickets, and who are the customers?",
    "Which customers have both critical tickets and overdue invoices?",
    "Which warranties expire in the next 30 days?",
)
OFFLINE = "offline, no language model"


def is_offline(model: str) -> bool:
    """Whether the model of this name is the embedded one, which selects tools by rules."""
    return model == MODEL_NAME


def greeting(desk: MCPOrchestrator) -> RenderableType:
    """The model, what it can reach, and the questions with their numbers."""
    tools, servers = len(desk.tool_to_server), len(desk.server_states)
    head = Text.assemble((desk.model_name, "bold"), *badge(desk.model_name))
    reach = Text(f"It answers with {tools} tools of {servers} servers. For example:")
    examples = Table.grid(padding=(0, 2), pad_edge=True)
    for number, question in enumerate(OPENING_QUESTIONS, 1):
        examples.add_row(Text(str(number), style="cyan"), Text(question))
    keys = "Type a question, 1 to 3, or /help. Ctrl-D leaves."
    return Group(head, reach, examples, Text(keys, style="dim"))


def badge(model: str) -> list[tuple[str, str]]:
    """The sign of the offline model; it has brackets, because colours may be off."""
    return [("  ", ""), (f"[{OFFLINE}]", "black on yellow")] if is_offline(model) else []


def meant(typed: str) -> str:
    """The opening question of a number, and anything else as it was typed."""
    numbered = {str(number): question for number, question in enumerate(OPENING_QUESTIONS, 1)}
    return numbered.get(typed, typed)
