"""What a learner's tool says to an id of another kind, and to one that nothing has."""

from typing import Any

from mcp.types import CallToolResult, Tool

from itsupport.teaching.exercises.outcome import Misconception
from itsupport.teaching.exercises.served import call, text_of
from itsupport.teaching.exercises.showing import shown


async def check_form(server: Any, tool: Tool, rest: dict[str, str]) -> None:
    """An id of another kind is refused, and the schema says which kind is meant."""
    result = await call(server, tool.name, {"window_id": "AST-SRV-001", **rest})
    if not result.is_error or not tool.input_schema["properties"]["window_id"].get("pattern"):
        raise Misconception(
            "no_pattern",
            seen=f"nothing in the schema of {tool.name} says that AST-SRV-001 is no window",
            expected="a pattern for `window_id`, such as ^MNT-[0-9]{3}$",
            next_step="`Field(pattern=…)`, and `@dual_mode`, which checks it with each call.",
        )


async def check_unknown(
    server: Any, name: str, given: dict[str, str], known: set[str], tools: set[str]
) -> None:
    """An id that nothing has is an error that names near misses and a tool that helps."""
    result = await call(server, name, given)
    if not result.is_error:
        raise Misconception(
            "error_as_result",
            seen=f"{name} with the unknown {given['window_id']} gave {shown(content(result))}",
            expected="an error",
            next_step="Raise a SupportError for an id that is not in the plan.",
        )
    envelope = content(result)
    if "error" not in envelope or given["window_id"] not in str(envelope["error"]):
        raise Misconception(
            "crashes",
            seen=f"{name} with the unknown {given['window_id']} says: {said(result)}",
            expected="an envelope whose error names the id",
            next_step="Raise a SupportError before `plan[window_id]` raises a KeyError.",
        )
    suggested, helping = envelope.get("suggested_actions"), envelope.get("follow_up_tools") or []
    texts = f"{envelope.get('reason')} {suggested}"
    if not any(one in texts for one in known) or not tools & set(helping):
        raise Misconception(
            "no_way_on",
            seen=f"it suggests {shown(suggested)}, with the tools {shown(helping)}",
            expected="near misses, and a tool of this server that helps",
            next_step="`suggested_actions=did_you_mean(window_id, plan)`, and `follow_up_tools`.",
        )


def content(result: CallToolResult) -> dict[str, Any]:
    """The structured content; empty where there is none."""
    return result.structured_content or {}


def said(result: CallToolResult) -> str:
    """What a result says to people, on one line; of an envelope the error and its reason."""
    if "error" in (told := content(result)):
        return shown(f"{told['error']}. {told.get('reason', '')}")
    return shown(text_of(result))
