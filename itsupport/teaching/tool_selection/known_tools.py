"""Refuses intents that no model could pass: with tools or arguments that nobody has."""

from collections.abc import Iterator, Sequence
from typing import Any

from itsupport.errors import SupportError, did_you_mean
from itsupport.teaching.tool_selection.intent import Intent, Variation


def check_against_tools(intents: Sequence[Intent], tools: Sequence[dict[str, Any]]) -> None:
    """`tools` are those that the desk has found, as MCP lists them.

    Raises `SupportError` for the first expected tool or argument that none of them has.
    """
    schemas = {tool["name"]: tool["inputSchema"] for tool in tools}
    for intent in intents:
        for variation in intent.variations:
            for problem in _problems(variation, schemas):
                raise problem


def _problems(variation: Variation, schemas: dict[str, Any]) -> Iterator[SupportError]:
    expected = [tool for alternatives in variation.tools for tool in alternatives]
    for tool in [*expected, *variation.may]:
        if tool not in schemas:
            yield _unknown_tool(variation, tool, schemas)
    for each in variation.arguments:
        for tool in each.tools:
            known = schemas[tool].get("properties", {})
            for argument in each.arguments:
                if argument not in known:
                    yield _unknown_argument(variation, f"{tool}.{argument}", argument, known)


def _unknown_tool(variation: Variation, tool: str, schemas: dict[str, Any]) -> SupportError:
    return SupportError(
        f"{variation.place} names the tool {tool!r}, which no server has",
        f"The servers that run have {len(schemas)} tools.",
        suggested_actions=did_you_mean(tool, schemas) or [f"They are {', '.join(schemas)}."],
    )


def _unknown_argument(
    variation: Variation, shown: str, argument: str, known: dict[str, Any]
) -> SupportError:
    return SupportError(
        f"{variation.place} names the argument {shown!r}, which the tool does not have",
        f"It takes {', '.join(known) or 'none'}.",
        suggested_actions=did_you_mean(argument, known),
    )
