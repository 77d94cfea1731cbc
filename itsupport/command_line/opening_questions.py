"""What the chat says first: who answers, and questions to begin with."""

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from itsupport.example_questions import OPENING_QUESTIONS
from itsupport.llm.model_note import model_note
from itsupport.orchestrator import MCPOrchestrator


def greeting(desk: MCPOrchestrator) -> RenderableType:
    """The model, what it can reach, and the questions with their numbers."""
    tools, servers = len(desk.tool_to_server), len(desk.server_states)
    head = Text.assemble((desk.model_name, "bold"), *badge(desk.model_name))
    reach = Text(f"It answers with {tools} tools of {servers} servers. For example:")
    examples = Table.grid(padding=(0, 2), pad_edge=True)
    for number, question in enumerate(OPENING_QUESTIONS, 1):
        examples.add_row(Text(str(number), style="cyan"), Text(question))
    keys = f"Type a question, 1 to {len(OPENING_QUESTIONS)}, or /help. Ctrl-D leaves."
    return Group(head, reach, examples, Text(keys, style="dim"))


def badge(model: str) -> list[tuple[str, str]]:
    """The sign of the offline model; it has brackets, because colours may be off."""
    return [("  ", ""), (f"[{note}]", "black on yellow")] if (note := model_note(model)) else []


def meant(typed: str) -> str:
    """The opening question of a number, and anything else as it was typed."""
    numbered = {str(number): question for number, question in enumerate(OPENING_QUESTIONS, 1)}
    return numbered.get(typed, typed)
