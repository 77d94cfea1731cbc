"""An exercise of lesson 10: the knowledge articles, each at an address of its own."""

import re
from typing import Any

from mcp import Client, MCPError

from itsupport.domains.knowledge import get_article, search_solutions
from itsupport.teaching.exercises.exercise import Exercise
from itsupport.teaching.exercises.outcome import Misconception, NotAttempted
from itsupport.teaching.exercises.served import asked, tools_of
from itsupport.teaching.exercises.showing import shown

TEMPLATE = "kb://articles/{article_id}"
CRASH = "Error creating resource from template"
"""How the SDK's message for any crash begins: it has the address in it, and no reason."""
UNTOUCHED = (
    f'`library` offers nothing yet. Put `@library.resource("{TEMPLATE}", …)` above a function.'
)


async def article_at_an_address(library: Any) -> None:
    """Two articles are read over the protocol, and one that nobody has."""
    await _check_template(library)
    known = [one["article_id"] for one in search_solutions(limit=50)["articles"]]
    for article_id in (known[0], known[-1]):
        await _check_article(library, article_id)
    await _check_unknown(
        library, next(f"KB-{n}" for n in range(999, 0, -1) if f"KB-{n}" not in known)
    )


async def _check_template(library: Any) -> None:
    tools = await tools_of(library)
    listed = (await asked(library, lambda client: client.list_resources())).resources
    found = (
        await asked(library, lambda client: client.list_resource_templates())
    ).resource_templates
    templates = {one.uri_template: one for one in found}
    if not (tools or listed or templates):
        raise NotAttempted(UNTOUCHED)
    if TEMPLATE in templates:
        mime_type = templates[TEMPLATE].mime_type
        if mime_type != "text/markdown":
            raise Misconception(
                "not_said_to_be_markdown",
                seen=f"the template says that its text is {mime_type}",
                expected="text/markdown, so that a program knows how to show it",
                next_step='Add `mime_type="text/markdown"` to the decorator.',
            )
        return
    told: dict[str, str] = {"expected": f"one template {TEMPLATE}"}
    if templates:
        step = "Write the address exactly as in the task; the gap's name is the parameter's name."
        told["seen"] = f"the template {', '.join(templates)}"
        raise Misconception("another_address", **told, next_step=step)
    if listed:
        step = "Put a gap into the address, `{article_id}`, and give the function that parameter."
        told["seen"] = f"resources without a gap: {', '.join(one.uri for one in listed[:3])}"
        raise Misconception("one_by_one", **told, next_step=step)
    step = "A tool is for the model. For people, decorate it with `@library.resource(…)`."
    told["seen"] = f"a tool called {tools[0].name}, and no resource"
    raise Misconception("a_tool_instead", **told, next_step=step)


async def _check_article(library: Any, article_id: str) -> None:
    article = get_article(article_id)
    try:
        text = await _text(library, article_id)
    except MCPError as problem:
        raise Misconception(
            "reading_fails",
            seen=f"reading kb://articles/{article_id} gave the error: {problem.message}",
            expected="the article as a text",
            next_step="Call the function itself in a cell: its own error says why.",
        ) from None
    lines = re.findall(r"^\s*(\d+)\.\s(.*)", text, re.MULTILINE)
    if text.lstrip().startswith(f"# {article['title']}") and _are(article["steps"], lines):
        return
    raise Misconception(
        "not_the_article",
        seen=f"kb://articles/{article_id} gave {shown(text)}",
        expected=f"`# {article['title']}`, then {len(article['steps'])} steps: `1. `, `2. ` …",
        next_step="Build the text from get_article(article_id): `f\"# {article['title']}\"`, and a "
        "line for each of its steps.",
    )


def _are(steps: list[str], lines: list[tuple[str, str]]) -> bool:
    """Whether each line has the number of its step and, perhaps with more around it, its text."""
    return len(lines) == len(steps) and all(
        number == str(place) and step in rest
        for place, (step, (number, rest)) in enumerate(zip(steps, lines, strict=True), 1)
    )


async def _check_unknown(library: Any, article_id: str) -> None:
    expected = f"an error that says what is wrong, with {article_id}, as get_article raises it"
    told = {"expected": expected}
    try:
        text = await _text(library, article_id)
    except MCPError as problem:
        if article_id in problem.message and not problem.message.startswith(CRASH):
            return
        step = (
            "Let the SupportError of get_article pass: a SupportServer hands it on. On another "
            "server raise a ResourceError with the id in its text."
        )
        told["seen"] = f"for {article_id}, a client reads only: {problem.message}"
        raise Misconception("error_says_nothing", **told, next_step=step) from None
    step = "Let the error of get_article pass, instead of making a text of it."
    told["seen"] = f"for {article_id}, which nobody has, the text {shown(text)}"
    raise Misconception("error_as_a_text", **told, next_step=step)


async def _text(library: Any, article_id: str) -> str:
    async def read(client: Client) -> str:
        contents = (await client.read_resource(f"kb://articles/{article_id}")).contents
        return "".join(str(getattr(part, "text", "")) for part in contents)

    text: str = await asked(library, read)
    return text


EXERCISES = (
    Exercise(
        name="article_at_an_address",
        lesson="10_resources_and_prompts",
        title="An article at an address",
        minutes=12,
        answers=("library",),
        judge=article_at_an_address,
        misconceptions={
            "a_tool_instead": "made a tool of what people open",
            "one_by_one": "made a resource without a gap, so that one article can be read",
            "another_address": "gave the template another address",
            "not_said_to_be_markdown": "did not say that the text is Markdown",
            "reading_fails": "wrote a resource that cannot be read",
            "not_the_article": "gave another text than the article's title and steps",
            "error_as_a_text": "gave a text for an article that does not exist",
            "error_says_nothing": "let the error for an unknown article say nothing",
        },
        hints=(
            f'`@library.resource("{TEMPLATE}", mime_type="text/markdown")` goes above a function '
            "with the parameter `article_id`.",
            "`get_article(article_id)` has the title and the steps; look at one in a cell.",
            "`enumerate(article['steps'], 1)` counts from 1.",
            "Do not catch the SupportError of get_article.",
        ),
        why="An address can be kept, linked and watched, and its errors are errors.",
    ),
)
