"""An exercise of lesson 15: two working functions become tools that help whoever calls them."""

from typing import Any

from mcp.types import Tool

from itsupport.teaching.exercises.exercise import Exercise
from itsupport.teaching.exercises.lessons.wrong_ids import (
    check_form,
    check_unknown,
    content,
    said,
)
from itsupport.teaching.exercises.outcome import Misconception
from itsupport.teaching.exercises.served import call, tools_of
from itsupport.teaching.exercises.showing import shown

LIST, GET, MOVE = NAMES = ("list_windows", "get_window", "move_window")


async def maintenance_server(server: Any) -> None:
    """Everything through the protocol; what is moved is moved back."""
    tools = {tool.name: tool for tool in await tools_of(server)}
    if missing := [name for name in NAMES if name not in tools]:
        raise Misconception(
            "tool_missing",
            seen=f"tools called {', '.join(tools) or '(none)'}",
            expected=f"a tool called {missing[0]} as well",
            next_step="Give all three functions to the server; a tool's name is the function's.",
        )
    for name in NAMES:
        _check_words(tools[name])
    _check_hints(tools[MOVE])
    days = await _days(server)
    for window_id in list(days)[:2]:
        await _check_day(server, window_id, days[window_id])
    unknown = next(i for n in range(1, 999) if (i := f"MNT-{n:03}") not in days)
    for name, rest in ((GET, {}), (MOVE, {"day": "2025-07-20"})):
        await check_form(server, tools[name], rest)
        await check_unknown(server, name, {"window_id": unknown, **rest}, set(days), set(tools))
    for day in ("2025-02-30", "on Friday"):
        await _check_refused_day(server, next(iter(days)), day)


def _check_words(tool: Tool) -> None:
    if len((tool.description or "").split()) < 4:
        raise Misconception(
            "says_too_little",
            seen=f"{tool.name} is described as {shown(tool.description or '')}",
            expected="a sentence that says what the tool is for",
            next_step="Write it as the function's docstring, in the words of those who ask.",
        )
    for name, schema in tool.input_schema.get("properties", {}).items():
        if not schema.get("description"):
            raise Misconception(
                "says_too_little",
                seen=f"{name} of {tool.name} has the schema {shown(schema)}",
                expected="a schema with a description",
                next_step="Use `Annotated[str, Field(description=…)]`, or a word of the desk.",
            )


def _check_hints(tool: Tool) -> None:
    if tool.annotations and tool.annotations.read_only_hint:
        raise Misconception(
            "says_it_only_looks",
            seen=f"{tool.name} tells clients that it only looks (read_only_hint)",
            expected="the truth: it changes a window",
            next_step="Give it to SupportServer in `changing={move_window: ToolAnnotations(…)}`.",
        )


async def _days(server: Any) -> dict[str, str]:
    """The windows that there are, each with its day."""
    listed = (await _data(server, LIST)).get("windows")
    try:
        days = {str(one["window_id"]): str(one["day"]) for one in listed or []}
    except (TypeError, KeyError):
        days = {}
    if len(days) > 1:
        return days
    raise Misconception(
        "call_fails",
        seen=f"the windows that {LIST} gave are {shown(listed)}",
        expected='a list of all windows, each with "window_id", "asset_id" and "day"',
        next_step="Return what the function of the starter returns.",
    )


async def _check_day(server: Any, window_id: str, day: str) -> None:
    """Moved to another day and back, a window is found there each time."""
    for wanted in ("2025-07-30", day):
        await _data(server, MOVE, window_id=window_id, day=wanted)
        seen = await _data(server, GET, window_id=window_id)
        if (seen.get("window_id"), seen.get("day")) != (window_id, wanted):
            raise Misconception(
                "not_moved",
                seen=f"{window_id} was moved to {wanted}, and is then {shown(seen)}",
                expected=f"the window {window_id} on {wanted}",
                next_step="Let both tools use the same `plan`.",
            )


async def _check_refused_day(server: Any, window_id: str, day: str) -> None:
    before = await _data(server, GET, window_id=window_id)
    result = await call(server, MOVE, {"window_id": window_id, "day": day})
    after = await _data(server, GET, window_id=window_id)
    if result.is_error and after == before:
        return
    if after != before:
        await call(server, MOVE, {"window_id": window_id, "day": before["day"]})
    raise Misconception(
        "any_day",
        seen=f"moved to {day!r}, {window_id} is {shown(after)}",
        expected="an error, and the window where it was",
        next_step="Annotate `day` with `Day` from itsupport.domains.vocabulary.",
    )


async def _data(server: Any, tool: str, **given: str) -> dict[str, Any]:
    result = await call(server, tool, given)
    data = content(result)
    if result.is_error or not data:
        raise Misconception(
            "call_fails" if result.is_error else "bare_dict",
            seen=f"{tool} with {given} gave {said(result)}",
            expected="structured content, which programs can read",
            next_step="Say what is in the dictionary: `-> dict[str, Any]` and not `-> dict`."
            if not result.is_error
            else "Call the function in a cell of its own with the same arguments.",
        )
    return data


EXERCISES = (
    Exercise(
        name="maintenance_server",
        lesson="15_build_your_own_server",
        title="Serve what works already",
        minutes=15,
        answers=("server",),
        judge=maintenance_server,
        misconceptions={
            "tool_missing": "left out a tool, or gave it another name",
            "says_too_little": "left out what a tool or an argument is for",
            "says_it_only_looks": "told clients that a tool which changes something only looks",
            "not_moved": "let two tools work on different data",
            "no_pattern": "left the form of an id open",
            "error_as_result": "returned an error text as a good result",
            "crashes": "let an unknown id crash the tool",
            "no_way_on": "wrote an error without near misses or a tool that helps",
            "any_day": "accepted days that do not exist",
            "bare_dict": "returned a bare dict, which gives no structured content",
            "call_fails": "wrote a tool whose call fails",
        },
        hints=(
            "First the words: `WindowId = Annotated[str, Field(pattern=…, description=…)]`; `Day` "
            "is in itsupport.domains.vocabulary.",
            "Then `@dual_mode`, annotations, a docstring and `-> dict[str, Any]` for each.",
            "Both tools that take an id need the same error: write a function `check_id(window_id)`"
            " that raises it, with `did_you_mean(window_id, plan)` and "
            '`follow_up_tools=["list_windows"]`.',
            'Last: `SupportServer("maintenance", [list_windows, get_window], '
            "changing={move_window: ToolAnnotations(read_only_hint=False)})`.",
        ),
        why="The same three functions, and now a stranger's program can use them and recover.",
    ),
)
