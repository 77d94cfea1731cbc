"""A conversation as a Markdown document that nothing in it can break out of."""

import pytest
from markdown_it import MarkdownIt

from itsupport.errors import SupportError
from itsupport.orchestrator import Answer, FinishedCall
from itsupport.orchestrator.conversation_markdown import conversation_markdown

FOUND = FinishedCall(1, "tickets", "search_tickets", {"status": "open"}, {"count": 2}, None, 0.25)
MISSED = SupportError("Ticket TKT-9 not found", "No such id.", suggested_actions=["Search first."])
LOST = FinishedCall(2, "tickets", "get", {"id": "`<b>`"}, None, MISSED.envelope, 0.5)


def answer(text: str, *calls: FinishedCall, question: str = "What is open?") -> Answer:
    return Answer(question, text, calls, 2, "scripted", 0.75)


def test_questions_answers_calls_and_failures_stand_in_their_order() -> None:
    text = conversation_markdown([answer("**Two.**", FOUND, LOST), ("And now?", MISSED)])
    assert text == (
        "# A conversation\n\n"
        "## 1. What is open?\n\n"
        "**Two.**\n\n"
        "*scripted, 2 tool calls in 2 rounds*\n\n"
        '1. round 1: `search_tickets(status="open")` on **tickets**: ✓ 2 found\n'
        '2. round 2: ``get(id="`<b>`")`` on **tickets**: ✗ error: Ticket TKT-9 not found\n\n'
        "## 2. And now?\n\n"
        "**✗ Ticket TKT-9 not found**\n\nNo such id.\n\n- Search first.\n"
    )


def test_an_empty_conversation_says_so() -> None:
    assert conversation_markdown([]).endswith("Nothing was asked.\n")


@pytest.mark.parametrize(
    "hostile",
    ["<script>alert(1)</script>", "text <!-- hidden", "`code` <img src=x> `<b>`", "a ` b <i>c"],
)
def test_html_of_an_answer_is_shown_and_not_run(hostile: str) -> None:
    page = MarkdownIt().render(conversation_markdown([answer(hostile), answer("Next.")]))
    for tag in ("<script", "<!--", "<img", "<b>", "<i>"):
        assert tag not in page
    assert "<p>Next.</p>" in page


@pytest.mark.parametrize("opened", ["```", "~~~~ python", "```\n~~~\n``", "```\n``` python"])
def test_a_code_block_left_open_ends_with_its_answer(opened: str) -> None:
    page = MarkdownIt().render(conversation_markdown([answer(f"{opened}\nx <b>"), answer("Next.")]))
    assert "x &lt;b&gt;" in page
    assert "<p>Next.</p>" in page


def test_code_in_a_closed_block_stays_as_it_is() -> None:
    assert "```html\n<b>\n```\n" in conversation_markdown([answer("```html\n<b>\n```")])


def test_a_question_of_many_lines_and_marks_stays_a_heading() -> None:
    said = conversation_markdown([answer("Yes.", question="One\n# two <b>*?")])
    assert "## 1. One \\# two \\<b\\>\\*?\n" in said
