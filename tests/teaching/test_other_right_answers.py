"""A check passes what is right and written in another way than the solution."""

import asyncio

import pytest

from itsupport.teaching.exercises.catalogue import exercises
from itsupport.teaching.exercises.notebooks import solution_of
from itsupport.teaching.exercises.trying import tried

RIGHT = {
    "lines with capital letters and more words": (
        "line_for_every_event",
        """
def line(event):
    call = getattr(event, "call", event)
    if not hasattr(call, "tool"):
        return ""
    state = "… Running" if call is event else "✗ Failed" if call.error else "✓ Done"
    told = "" if call is event else f" It says: {call.outcome}."
    return f"[{call.server}] {state}: {call.tool}({call.arguments}).{told}"
""",
    ),
    "a page made by markupsafe": (
        "safe_page",
        """
from markupsafe import Markup

def card(customer, text):
    lines = Markup("<br>").join(text.splitlines())
    return Markup('<p title="{}">{}</p>').format(customer, lines)
""",
    ),
    "a page with single quotes and more tags": (
        "safe_page",
        """
import html

def card(customer, text):
    shown = "<br/>".join(f"<span>{html.escape(line)}</span>" for line in text.split("\\n"))
    return f"\\n<div>\\n<p title='{html.escape(customer)}'>\\n{shown}\\n</p></div>\\n"
""",
    ),
    "a short description": (
        "mend_a_description",
        'description = "Search the knowledge base for articles and guides."',
    ),
    "an intent on machines": (
        "add_an_intent",
        """
intent = {"name": "machines", "tools": ["lookup_asset"], "variations": [
    {"ask": "Which machines does CUST-001 have?"},
    {"ask": "What model is AST-LAP-001?"},
    {"ask": "List all machines."},
]}
""",
    ),
    "lists for pairs, and a function that a person runs": (
        "when_not_to_use_mcp",
        """
choices = {
    "month_end": ["function", "nobody_asks"],
    "big_tables": ["function", "nobody_asks"],
    "by_priority": ["tool", "many_wordings"],
    "shift_plan": ["server", "own_system"],
    "polite_reply": ["nothing", "already_said"],
    "wipe_laptop": ["function", "no_way_back"],
}
""",
    ),
    "articles on a server of the SDK, with its own error": (
        "article_at_an_address",
        """
from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ResourceNotFoundError
from itsupport.domains.knowledge import get_article
from itsupport.errors import SupportError

library = MCPServer("library", log_level="WARNING")

@library.resource("kb://articles/{article_id}", mime_type="text/markdown")
async def read(article_id):
    try:
        article = get_article(article_id)
    except SupportError as problem:
        raise ResourceNotFoundError(f"{article_id}: {problem}")
    text = f"# {article['title']}\\n\\n{article['summary']}\\n"
    for number, step in enumerate(article["steps"]):
        text += f"\\n{number + 1}. {step}\\n"
    return text
""",
    ),
    "a prompt that is a list of messages, with limits in the hints": (
        "prompt_for_a_handover",
        """
from typing import Annotated
from mcp.server import MCPServer
from mcp.server.mcpserver.prompts.base import UserMessage
from pydantic import Field

shift = MCPServer("shift", log_level="WARNING")

@shift.prompt(name="handover", title="Hand over")
async def anything(
    ticket_id: Annotated[str, Field(description="Which ticket?", pattern="^TKT-[0-9]{4}$")],
    audience: Annotated[str, Field(description="For whom?")] = "the next shift",
):
    return [UserMessage(f"Look at {ticket_id}."), UserMessage(f"What must {audience} know?")]
""",
    ),
    "a box that compares what was resolved": (
        "name_that_stays_in",
        """
from itsupport.errors import SupportError

def file_in(box, name):
    try:
        path = (box / name).resolve()
    except (OSError, ValueError):
        raise SupportError("What a strange name")
    good = path.parent == box.resolve() and path.is_file() and path.name == name
    if not good:
        raise SupportError(f"{name} is not here")
    return str(path)
""",
    ),
    "a box that looks into itself": (
        "name_that_stays_in",
        """
from itsupport.errors import SupportError

def file_in(box, name):
    for path in box.iterdir():
        if path.name == name and path.is_file() and not path.is_symlink():
            return path
    raise SupportError(f"{name} is not here")
""",
    ),
}


@pytest.mark.parametrize(("name", "answer"), RIGHT.values(), ids=list(RIGHT))
def test_another_right_answer_passes_too(name: str, answer: str) -> None:
    outcome = asyncio.run(tried(solution_of(exercises()[name].lesson), name, answer))
    assert outcome.status == "passed", outcome
