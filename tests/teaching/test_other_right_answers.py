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
}


@pytest.mark.parametrize(("name", "answer"), RIGHT.values(), ids=list(RIGHT))
def test_another_right_answer_passes_too(name: str, answer: str) -> None:
    outcome = asyncio.run(tried(solution_of(exercises()[name].lesson), name, answer))
    assert outcome.status == "passed", outcome
